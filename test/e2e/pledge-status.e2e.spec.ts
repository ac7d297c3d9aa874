import { addDays } from '@ledger/domain/calendar.js';
import { newId } from '@ledger/event-store/ids.js';
import type { SideStores } from '@ledger/database/side/side-stores.js';
import { SIDE_STORES } from '@ledger/http/tokens.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { storyClock, storyDay } from '../support/clock.js';
import { cny, idOf, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

const { lender, secondLender, appraiser, buyer } = organisations;
const manager = by('manager');
const theLender = lenderOf(lender);
const theSecond = lenderOf(secondLender);
const digest = 'cd'.repeat(32);
const day = 86_400_000;

let story: TitleStory;
let ahead = 0;
beforeAll(async () => {
  const clock = storyClock(() => ahead);
  story = await TitleStory.start(1, clock);
});
afterAll(() => story.close());
beforeEach(() => {
  ahead = 0;
});

const appraise = async ({ path }: StoryAsset, value: string) => {
  const naming = { firmPartyId: idOf(appraiser), until: '2099-12-31' };
  expect((await story.post(manager, `${path}/appraisers`, naming)).status).toBe(200);
  const report = {
    reportNumber: newId(),
    signatories: ['9c1f6f0e', '5d2b7a44'],
    reportDigest: 'a'.repeat(64),
    purpose: 'pledge',
    valueType: 'market',
    rightsValued: ['operation'],
    results: [{ approach: 'income', value: cny(value) }],
    singleApproachReason: '仅收益法有可靠数据',
    value: cny(value),
    baseDate: storyDay,
    issuedOn: storyDay,
  };
  const recorded = await story.post(by('appraiser', appraiser), `${path}/valuations`, report);
  expect([recorded.status, recorded.body]).toEqual([201, expect.anything()]);
};

/** The operation entry of a status, for whom it is asked by. */
const entryOf = async (asset: StoryAsset, query = '', who = manager) => {
  const answer = await story.get(
    who,
    `${asset.path}/pledge-status?purpose=${encodeURIComponent('贷前调查')}${query}`,
  );
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  const entry = (answer.body.entries as { holdingId: string }[]).find(
    ({ holdingId }) => holdingId === asset.operation,
  ) as Record<string, unknown> | undefined;
  return { body: answer.body, entry };
};

const codesOf = (entry: Record<string, unknown> | undefined): string[] =>
  (entry?.['reasons'] as { code: string }[]).map(({ code }) => code);

describe('the answer to a lender', () => {
  it('says whether an entry is free and why not, in whose order, and who must consent', async () => {
    const asset = await story.asset();
    const free = await entryOf(asset);
    expect(free.entry).toMatchObject({ free: true, newPledgePossible: true, reasons: [] });
    await story.letIn(asset);
    await story.letIn(asset, secondLender);
    const first = await story.pledge(asset, theLender);
    const second = await story.pledge(asset, theSecond, { amount: cny('400000.00') });
    await appraise(asset, '2800000.00');
    const pledges = [first, second].map(({ body }) => body as { pledgeId: string });
    const { entry, body } = await entryOf(asset);
    expect(entry).toMatchObject({
      free: false,
      newPledgePossible: true,
      reasons: [{ code: 'pledged', ids: pledges.map(({ pledgeId }) => pledgeId) }],
      secured: cny('1400000.00'),
      coverage: '2.0000',
      order: [
        { place: 1, through: cny('1000000.00'), ratio: '0.3572' },
        { place: 2, through: cny('1400000.00'), ratio: '0.5000' },
      ],
      mustConsent: {
        coOwnerPartyIds: [],
        pledges: [{ pledgeePartyId: idOf(lender) }, { pledgeePartyId: idOf(secondLender) }],
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/first in rank|第一顺位/i);
    const agreed = { toPledgeId: pledges[1]?.pledgeId, contractDigest: digest };
    await story.post(theLender, `/v1/pledges/${pledges[0]?.pledgeId}/subordination`, agreed);
    expect((await entryOf(asset)).entry).toMatchObject({
      order: [
        { place: 1, pledgeId: pledges[1]?.pledgeId, amount: cny('400000.00') },
        { place: 2, pledgeId: pledges[0]?.pledgeId, amount: cny('600000.00') },
        { place: 3, pledgeId: pledges[0]?.pledgeId, amount: cny('400000.00') },
      ],
    });
  });

  it('names what bars a new pledge, and what is to be looked at', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const { body } = await story.pledge(asset, theLender);
    const { pledgeId } = body as { pledgeId: string };
    const demand = { reason: '已清偿' };
    await story.post(manager, `/v1/pledges/${pledgeId}/release-demand`, demand);
    await story.post(manager, `/v1/pledges/${pledgeId}/objections`, demand);
    const bars = [
      { ground: 'freeze', authority: '法院' },
      { ground: 'dispute', authority: '登记机构' },
      { ground: 'possibleDuplicate', authority: '登记机构' },
    ];
    for (const bar of bars) {
      expect((await story.post(by('registrar'), `${asset.path}/bars`, bar)).status).toBe(201);
    }
    ahead = 20 * day;
    const { entry } = await entryOf(asset);
    expect(entry).toMatchObject({ free: false, newPledgePossible: false });
    expect(codesOf(entry)).toEqual([
      'barred',
      'disputed',
      'possible_duplicate',
      'pledged',
      'pledge_objection',
      'release_overdue',
    ]);
  });

  it('is given as of a day, as known at a position, and with what came since', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    await story.cluster.settled(); // Its certificate is issued, too.
    const before = (await entryOf(asset)).body as { asOf: number };
    const { body } = await story.pledge(asset, theLender);
    const { pledgeId, position } = body as { pledgeId: string; position: number };
    const known = await entryOf(asset, `&knownAt=${before.asOf}`);
    expect(known.entry).toMatchObject({ free: true, pledges: [] });
    const then = await entryOf(asset, `&validAt=2026-01-02&knownAt=${position}`);
    expect(then.entry).toMatchObject({ order: [], pledges: [] });
    const recorded = (await entryOf(asset, `&knownAt=${position}`)).entry as {
      pledges: readonly [{ recordedAt: string }];
    };
    // At the very instant it is known, a microsecond before it is not.
    const [{ recordedAt }] = recorded.pledges;
    const micros = Number(recordedAt.slice(20, 26));
    const justBefore = `${recordedAt.slice(0, 20)}${String(micros - 1).padStart(6, '0')}Z`;
    expect(micros).toBeGreaterThan(0);
    const at = await entryOf(asset, `&knownAt=${recordedAt}`);
    expect(at.entry).toMatchObject({ pledges: [{ id: pledgeId }] });
    const notYet = await entryOf(asset, `&knownAt=${justBefore}`);
    expect(notYet.entry).toMatchObject({ free: true, pledges: [] });
    const since = await entryOf(asset, `&since=${before.asOf}`);
    expect(since.body.changes).toMatchObject([{ of: 'title', type: 'PledgeRegistered', position }]);
    expect(since.entry).toMatchObject({ pledges: [{ id: pledgeId }] });
    const bad = await story.get(manager, `${asset.path}/pledge-status?knownAt=x`);
    expect(bad.status).toBe(400);
    const closed = await story.get(theSecond, `${asset.path}/pledge-status?purpose=a&knownAt=9`);
    expect(closed.status).toBe(404);
  });

  it('names on a day the appraisals that were issued by then, and counts those valid on it', async () => {
    const asset = await story.asset();
    await appraise(asset, '2000000.00');
    ahead = 400 * day;
    const on = async (date: string) => {
      const { body, entry } = await entryOf(asset, `&validAt=${date}`);
      const appraisals = body.appraisals as { validNow: boolean; validUntil: string }[];
      const valuation = entry?.['valuation'] as { value: object } | undefined;
      return [appraisals.map(({ validNow }) => validNow), valuation?.value];
    };
    const { appraisals } = (await entryOf(asset)).body as { appraisals: { validUntil: string }[] };
    const { validUntil = '' } = appraisals[0] ?? {};
    expect(await on(addDays(storyDay, -1))).toEqual([[], undefined]);
    expect(await on(storyDay)).toEqual([[true], cny('2000000.00')]);
    expect(await on(validUntil)).toEqual([[true], cny('2000000.00')]);
    expect(await on(addDays(validUntil, 1))).toEqual([[false], undefined]);
  });

  it('tells the value at the pledge from the value now', async () => {
    const asset = await story.asset();
    await appraise(asset, '2000000.00');
    await story.letIn(asset);
    await story.pledge(asset, theLender);
    expect((await entryOf(asset)).entry).toMatchObject({
      valuation: { value: cny('2000000.00'), ratio: '0.5000' },
      valuationThen: [{ value: cny('2000000.00'), ratio: '0.5000' }],
    });
    ahead = 400 * day;
    const { entry } = await entryOf(asset);
    expect(entry?.['valuation']).toBeUndefined();
    expect(entry?.['coverage']).toBeUndefined();
    expect(entry).toMatchObject({ valuationThen: [{ ratio: '0.5000' }] });
  });
});

/**
 * Figures of two loans on data assets as the press told them, in yuan: appraised value and loan.
 * hot.dzwww.com 2025-08-09 (1001.94 and 500 × 10,000); suqian.gov.cn 2025-07 (896.8 and 500).
 */
describe.each([
  ['10019400.00', '5000000.00', '0.4991', '2.0038'],
  ['8968000.00', '5000000.00', '0.5576', '1.7936'],
])('a published case: value %s, loan %s', (value, loan, ratio, coverage) => {
  it(`has a ratio of ${ratio}, rounded against the lender’s hope`, async () => {
    const asset = await story.asset();
    await appraise(asset, value);
    await story.letIn(asset);
    await story.pledge(asset, theLender, { kind: 'ordinary', amount: cny(loan) });
    expect((await entryOf(asset, '', theLender)).entry).toMatchObject({
      secured: cny(loan),
      coverage,
      valuation: { value: cny(value), ratio },
      valuationThen: [{ ratio }],
    });
  });
});

describe('a question that is asked again word for word', () => {
  it('is recorded each time, and answered as the title stands then', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const url = `${asset.path}/pledge-status?purpose=again`;
    const asked = async () => (await story.get(theLender, url)).body as { asOf: number };
    const free = { holdingId: asset.operation, free: true };
    const first = await asked();
    const second = await asked();
    expect(second).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining(free)]),
    });
    const { body } = await story.pledge(asset, theLender);
    const third = await asked();
    expect(third).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ ...free, free: false })]),
    });
    expect(first.asOf).toBeLessThanOrEqual(second.asOf);
    expect(third.asOf).toBeGreaterThanOrEqual((body as { position: number }).position);
    const stores = story.app().app.get<SideStores>(SIDE_STORES, { strict: false });
    const records = await stores.accessRecords.list(0, 10_000);
    const ours = records.filter(({ purpose }) => purpose === 'again');
    const one = { role: 'lender', route: 'pledge-status', subjects: [asset.assetId] };
    expect(ours).toMatchObject([one, one, one]);
    for (const _ of [1, 2]) {
      expect((await story.get(by('manager', buyer), url)).status).toBe(404);
    }
  });
});

describe('a batch of questions', () => {
  it('is answered as of one position, hiding what the caller may not see', async () => {
    const seen = await story.asset();
    const hidden = await story.asset();
    await story.letIn(seen);
    await story.pledge(seen, theLender);
    const assetIds = [seen.assetId, hidden.assetId, newId()];
    const ask = (body: object) => story.post(theLender, '/v1/pledge-status/batch', body);
    const { status, body } = await ask({ assetIds, purpose: '贷前调查' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: expect.any(Number) as number,
      items: [
        { assetId: seen.assetId, found: true },
        { assetId: hidden.assetId, found: false, entries: [] },
        { found: false, entries: [] },
      ],
    });
    const [item] = body.items as { entries: { holdingId: string }[] }[];
    const entry = item?.entries.find(({ holdingId }) => holdingId === seen.operation);
    expect(entry).toMatchObject({ free: false, secured: cny('1000000.00') });
    const stores = story.app().app.get<SideStores>(SIDE_STORES, { strict: false });
    const records = await stores.accessRecords.list(0, 10_000);
    expect(records.filter(({ route }) => route === 'pledge-status-batch')).toMatchObject([
      { subjects: [seen.assetId], purpose: '贷前调查' },
    ]);
    expect((await ask({ assetIds: [], purpose: 'x' })).status).toBe(400);
    expect((await ask({ assetIds })).status).toBe(400);
    const tooMany = Array.from({ length: 1_001 }, () => newId());
    expect((await ask({ assetIds: tooMany, purpose: 'x' })).status).toBe(400);
    const stranger = await story.post(by('manager', buyer), '/v1/pledge-status/batch', {
      assetIds,
      purpose: '尽调',
    });
    expect((stranger.body.items as { found: boolean }[]).some(({ found }) => found)).toBe(false);
  });
});
