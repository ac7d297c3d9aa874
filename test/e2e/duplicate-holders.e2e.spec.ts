import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { DuplicateStory } from './support/duplicate-story.js';

const { bank, lender, secondLender, buyer, appraiser } = organisations;

let story: DuplicateStory;
beforeAll(async () => {
  story = await DuplicateStory.start();
});
afterAll(() => story.close());

const named = (name: string) => ({ name, summary: `${name}，逐日汇总，供内部研究。` });
const digestOf = (digit: string) => ({ contentDigest: digit.repeat(64) });
/** Much the like of one another, by fields and samples. */
const printOf = (kind: string, digit: string) => ({
  ...digestOf(digit),
  fields: ['一', '二', '三', '四', '五'].map((each) => `${kind}${each}`),
  sampleDigests: ['1', '2', '3'].map((each) => `${each}${kind.length}`.repeat(32)),
});

const sell = async (assetId: string, rights: number, to: string) => {
  const entries = await story.entriesOf(bank, assetId);
  expect(entries).toHaveLength(3);
  for (const { holdingId } of entries.slice(0, rights)) {
    const moved = await story.post([bank, 'manager'], `/v1/assets/${assetId}/transfers`, {
      holdingId,
      transferees: [{ partyId: partyIdOf('uscc', to) }],
      contractDigest: '12'.repeat(32),
    });
    expect([moved.status, moved.body.code]).toEqual([201, undefined]);
  }
  await story.cluster.settled();
};

describe('an in-house record', () => {
  it('bars no other, be it equal or alike, and is barred by what was registered before', async () => {
    const print = (digit: string) => printOf('台账', digit);
    await story.asset(bank, print('1'), named('台账'), 'in-house');
    const equal = await story.asset(lender, print('1'), named('台账甲'));
    expect(await story.earlierOf(equal)).toEqual([]);
    const ledger = await story.asset(secondLender, print('1'), named('台账乙'), 'in-house');
    expect(await story.earlierOf(ledger)).toEqual([equal]);
    // It is noted in a place of its own: a ledger of any length fills nobody’s claims.
    const claims = await story.claimsOf(print('1').contentDigest);
    expect(claims).toEqual([equal]);
    expect(await story.claimsOf(print('1').contentDigest, ledger)).toEqual([ledger]);
    const alike = await story.asset(buyer, print('2'), named('台账'), 'in-house');
    expect(await story.earlierOf(alike)).toEqual([equal]);
    // Nor does its holder rely on it: there is nothing that says since when he had the content.
    const own = await story.asset(bank, print('1'), named('台账丙'));
    expect(await story.earlierOf(own)).toEqual([equal]);
  });
});

describe('who was transferred an asset', () => {
  it.each([
    ['equal', digestOf('3'), digestOf('3')],
    ['alike', printOf('转让', '4'), printOf('转让', '5')],
  ])('may register it again with what is %s, the seller no longer', async (_, one, again) => {
    const sold = await story.asset(bank, one, named('转让'));
    await sell(sold, 3, buyer);
    const bought = await story.asset(buyer, again, named('转让'));
    expect(await story.barsOn(buyer, bought)).toEqual([]);
    const twice = await story.asset(bank, again, named('转让'));
    expect(await story.barsOn(bank, twice)).not.toEqual([]);
    expect(await story.earlierOf(twice)).toContain(sold);
    const stranger = await story.asset(secondLender, again, named('转让'));
    expect(await story.earlierOf(stranger)).toContain(sold);
  });

  it('in part is a second holder of the whole; who has the rest is not', async () => {
    const shared = await story.asset(bank, digestOf('6'), named('部分'));
    await sell(shared, 1, buyer);
    const whole = await story.asset(buyer, digestOf('6'), named('部分甲'));
    expect(await story.earlierOf(whole)).toEqual([shared]);
    const rest = await story.asset(bank, digestOf('6'), named('部分乙'));
    expect(await story.earlierOf(rest)).toEqual([]);
  });
});

describe('who succeeded a holder', () => {
  it('may register its content again; a stranger is barred', async () => {
    const first = await story.asset(appraiser, digestOf('7'), named('合并'));
    const like = await story.asset(appraiser, printOf('合并', '8'), named('合并明细'));
    const path = `/v1/parties/${appraiser}/succession`;
    const successors = [{ partyId: partyIdOf('uscc', buyer) }];
    const merged = await story.post([bank, 'registrar'], path, { kind: 'merger', successors });
    expect([merged.status, merged.body.code]).toEqual([200, undefined]);
    await story.cluster.settled();
    const again = await story.asset(buyer, digestOf('7'), named('合并续期'));
    const alike = await story.asset(buyer, printOf('合并', '9'), named('合并明细'));
    expect(await story.earlierOf(again)).toEqual([]);
    expect(await story.earlierOf(alike)).toEqual([]);
    const stranger = await story.asset(lender, digestOf('7'), named('他人'));
    expect(await story.earlierOf(stranger)).toEqual([first]);
    const other = await story.asset(secondLender, printOf('合并', 'a'), named('合并明细'));
    expect(await story.earlierOf(other)).toContain(like);
  });
});
