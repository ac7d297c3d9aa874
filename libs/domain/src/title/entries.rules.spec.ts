import type { AssetSource } from '../asset/asset.events.js';
import type { Recording } from '../asset/eligibility.rules.js';
import { eligibilityRules } from '../policy/scheme.js';
import { encumbrancesOf } from './encumbrances.js';
import {
  act,
  as,
  assetEvidence,
  authorised,
  bank,
  barred,
  buyer,
  claimed,
  endOf,
  entry,
  exclusive,
  fact,
  given,
  granted,
  holding,
  joint,
  lender,
  licensed,
  now,
  opened,
  operation,
  pledged,
  pledgeId,
  proofDigest,
  released,
  reserved,
  startOf,
  stranger,
  theBank,
  theLender,
  theRegistrar,
  theSystem,
  today,
  titleOf,
} from './testing/title-samples.js';
import type { TitleEvent } from './title.events.js';
import { titleOpeningsMax } from './title.policy.js';

const third = entry({
  holdingId: joint,
  right: 'processing',
  holders: [
    { partyId: bank, share: '1/3' },
    { partyId: buyer, share: '2/3' },
  ],
});
const parties = [bank, buyer].map((partyId) => ({ partyId, version: 1 }));
const national: Recording = { parties, applicantPartyId: bank, eligibility: eligibilityRules };
const record = (
  more: object = {},
  actor = theRegistrar,
  source: AssetSource = 'generated',
  recording: Recording = { ...national, eligibility: [] },
) =>
  act(
    'RecordHolding',
    { entry: { ...third, ...more }, assetEvidence: { ...assetEvidence, source }, recording },
    actor,
  );
const recorded = fact('HoldingRecorded', { entry: third, assetEvidence });
const end = (at = now, actor = theRegistrar) =>
  act('EndHolding', { holdingId: operation, reason: '到期' }, actor, at);
const ended = fact('HoldingEnded', { holdingId: operation, reason: '到期', on: today });

describe('opening a title', () => {
  const { data } = opened() as Extract<TitleEvent, { type: 'TitleOpened' }>;
  const open = act('OpenTitle', data, theSystem);

  it('makes entries of the rights statement, once', () => {
    given().when(open).then(opened());
    given(opened()).when(open).thenNothing();
  });
});

describe('recording an entry', () => {
  it('adds one beside those of the same right', () => {
    given(opened()).when(record()).then(recorded);
    const of = { right: 'operation', proofDigest, holders: [{ partyId: buyer }] };
    const same = { holdingId: 'another', ...of };
    expect(given(opened()).when(record(same)).events()).toHaveLength(1);
  });

  it('says nothing to the same entry again, and refuses its id to another', () => {
    given(opened(), recorded).when(record()).thenNothing();
    given(opened(), recorded)
      .when(record({ basis: '合同' }))
      .thenRefused('title_id_taken', { id: joint });
  });

  it('is the registrar’s; for strangers the title is not there', () => {
    given(opened()).when(record({}, theBank)).thenRefused('not_the_registrar');
    given(opened())
      .when(record({}, as('registrar', stranger)))
      .thenRefused('title_not_found');
    given().when(record()).thenRefused('title_not_found');
  });

  it.each([
    ['nobody', [], 'holders_invalid'],
    ['one holder twice', [{ partyId: bank }, { partyId: bank }], 'holders_invalid'],
    ['shares below one', [{ partyId: bank, share: '1/3' }], 'shares_invalid'],
    ['one share of two', [{ partyId: bank, share: '1/1' }, { partyId: buyer }], 'shares_invalid'],
    ['no share at all', [{ partyId: bank, share: '2' }], 'shares_invalid'],
  ] as const)('refuses %s', (_what, holders, code) =>
    given(opened()).when(record({ holders })).thenRefused(code),
  );

  it('takes joint holders without shares, and an entry of one day', () => {
    const holders = [{ partyId: bank }, { partyId: buyer }];
    const oneDay = { holders, from: '2026-05-01', until: '2026-05-01' };
    expect(given(opened()).when(record(oneDay)).events()).toHaveLength(1);
  });

  it('refuses dates that do not exist or are the wrong way round', () => {
    given(opened())
      .when(record({ from: '2026-02-29' }))
      .thenRefused('date_invalid');
    given(opened())
      .when(record({ until: '2026-04-31' }))
      .thenRefused('date_invalid');
    given(opened())
      .when(record({ until: '2025-12-31' }))
      .thenRefused('period_reversed');
  });

  it('needs a proof for an operation right, and gives none in data gathered by machines', () => {
    const right = 'operation';
    given(opened()).when(record({ right })).thenRefused('operation_right_proof_required');
    const proved = { right, proofDigest };
    expect(given(opened()).when(record(proved)).events()).toHaveLength(1);
    given(opened())
      .when(record(proved, theRegistrar, 'automatedPublic'))
      .thenRefused('operation_right_not_for_automated_data');
    const circumstances = { notSubstituting: { statement: '仅提供指数', digest: proofDigest } };
    const product = record(proved, theRegistrar, 'automatedPublic', { ...national, circumstances });
    expect(given(opened()).when(product).events()).toHaveLength(1);
  });

  it('names as holder nobody who could not have been named in the application', () => {
    const by = (recording: Partial<Recording>, source: AssetSource = 'generated') =>
      given(opened()).when(record({}, theRegistrar, source, { ...national, ...recording }));
    const one = (more: object) => ({ parties: [parties[0]!, { ...parties[1]!, ...more }] });
    expect(by({}).events()).toHaveLength(1);
    by(one({ version: 0 })).thenRefused('holder_not_registered', { partyIds: [buyer] });
    by(one({ isSuspended: true })).thenRefused('party_suspended', { partyId: buyer });
    by(one({ successorPartyIds: [stranger] })).thenRefused('party_succeeded');
    const organ = one({ partyClass: 'governmentOrgan' });
    by(organ).thenRefused('organ_data_not_registrable', {
      ...{ field: 'rights', partyIds: [buyer], articles: ['15'] },
    });
    expect(by(organ, 'agreement').events()).toHaveLength(1);
    expect(by({ ...organ, eligibility: [] }).events()).toHaveLength(1);
    by({ grade: 'core' }).thenRefused('core_data_not_registrable');
    expect(by({ grade: 'important' }).events()).toHaveLength(1);
  });

  it('is no operation right in data made together to which another participant has not agreed', () => {
    const digest = 'ab'.repeat(32);
    const operated = { right: 'operation', proofDigest: digest };
    const made = (more: object, ...agreed: string[]) => ({
      ...national,
      circumstances: {
        jointFusion: {
          participantPartyIds: [bank, buyer, stranger],
          contractAllocates: false,
          consents: agreed.map((partyId) => ({ partyId, digest })),
          ...more,
        },
      },
    });
    const by = (recording: Recording, line: object = operated) =>
      given(opened()).when(record(line, theRegistrar, 'generated', recording));
    by(made({}, buyer)).thenRefused('fusion_consent_missing', {
      ...{ field: 'circumstances.jointFusion', partyIds: [stranger], articles: ['21'] },
    });
    expect(by(made({}, buyer, stranger)).events()).toHaveLength(1);
    expect(by(made({ contractAllocates: true })).events()).toHaveLength(1);
    expect(by(made({}), {}).events()).toHaveLength(1);
    expect(by({ ...made({}), eligibility: [] }).events()).toHaveLength(1);
  });

  it('never names the registrar, but in a ledger of its own (art. 10)', () => {
    const holders = [{ partyId: bank }];
    const kept = opened() as Extract<TitleEvent, { type: 'TitleOpened' }>;
    const ofOthers = { ...kept, data: { ...kept.data, inHouse: false } };
    given(ofOthers)
      .when(record({ holders }))
      .thenRefused('registrar_own_data', { field: 'entry.holders', articles: ['10'] });
    expect(
      given(ofOthers)
        .when(record({ holders: [{ partyId: buyer }] }))
        .events(),
    ).toHaveLength(1);
    expect(given(opened()).when(record({ holders })).events()).toHaveLength(1);
  });
});

describe('ending an entry', () => {
  it('is the registrar’s, once', () => {
    given(opened()).when(end()).then(ended);
    given(opened(), ended).when(end()).thenNothing();
    given(opened()).when(end(now, theBank)).thenRefused('not_the_registrar');
    given(opened(entry({ holdingId: holding })))
      .when(end())
      .thenRefused('holding_not_found', { holdingId: operation });
  });

  it('is refused while something rests on it, naming all of that', () => {
    const nothing = { pledgeIds: [], grantIds: [], reservationIds: [] };
    given(opened(), pledged(), granted('grant-1'))
      .when(end())
      .thenRefused('entry_in_use', { ...nothing, pledgeIds: [pledgeId(1)], grantIds: ['grant-1'] });
    given(opened(), reserved())
      .when(end())
      .thenRefused('entry_in_use', { ...nothing, reservationIds: ['reservation-1'] });
    given(opened(), barred()).when(end()).thenRefused('entry_barred');
  });

  it('goes through when it is over: the last day still counts', () => {
    const past = [opened(), granted('grant-1', { terms: { until: '2026-12-31' } })];
    given(...past)
      .when(end(endOf('2026-12-31')))
      .thenRefused('entry_in_use');
    expect(
      given(...past)
        .when(end(startOf('2027-01-01')))
        .events(),
    ).toHaveLength(1);
    given(opened(), pledged(), released()).when(end()).then(ended);
  });

  it('is not stopped by a claim', () => given(opened(), claimed()).when(end()).then(ended));
});

describe('a title that is nearly full', () => {
  const one = fact('LenderAuthorisationWithdrawn', {
    authorisationId: 'authorisation-1',
    on: today,
  });
  const rest = Array<TitleEvent>(titleOpeningsMax - 4).fill(one);
  const history = [opened(), authorised(), pledged(), granted('grant-1'), ...rest];

  it('still opens something at one below, nothing at the limit', () => {
    expect(
      given(...history.slice(0, -1))
        .when(record())
        .events(),
    ).toHaveLength(1);
    given(...history)
      .when(record())
      .thenRefused('title_full', { eventsMax: titleOpeningsMax });
  });

  it('still takes endings, releases and bars', () => {
    const release = act('ReleasePledge', { pledgeId: pledgeId(1), reason: '清偿' }, theLender);
    const endGrant = act('EndGrant', { grantId: 'grant-1', reason: '到期' });
    const raise = act(
      'RaiseBar',
      { barId: 'bar-1', ground: 'freeze', authority: '法院', from: today },
      theRegistrar,
    );
    for (const command of [release, endGrant, raise]) {
      expect(
        given(...history)
          .when(command)
          .events(),
      ).toHaveLength(1);
    }
  });
});

describe('what weighs on an entry', () => {
  const at = (instant: string, ...past: TitleEvent[]) =>
    encumbrancesOf(titleOf(...past), instant)[0];

  it('shows places among those that stand, and what is left after a part release', () => {
    const part = released(1, { amount: '400000.00', currency: 'CNY' });
    const seen = at(now, opened(), pledged(1), pledged(2), claimed(3), part, released(2));
    expect(
      seen?.pledges.map(({ pledge, standing, ordinal, released: gone, remaining }) => [
        pledge.rankKey.titleVersion,
        standing,
        ordinal,
        gone.amount,
        remaining.amount,
      ]),
    ).toEqual([
      [2, 'registered', 1, '400000.00', '600000.00'],
      [3, 'released', undefined, '1000000.00', '0.00'],
      [4, 'claimed', 2, '0.00', '1000000.00'],
    ]);
  });

  it('says since which version licensing is open, and what suspends it', () => {
    const past = [opened(), licensed()];
    expect(at(now, ...past)?.licensing).toMatchObject([{ open: true, sinceVersion: 2 }]);
    expect(at(now, ...past, pledged())?.licensing).toMatchObject([
      { open: false, suspendedBy: { pledgeIds: [pledgeId(1)], barIds: [] } },
    ]);
    expect(at(now, ...past, pledged(1, { licensingStaysOpen: true }))?.licensing).toMatchObject([
      { open: true, sinceVersion: 2 },
    ]);
    expect(at(now, ...past, pledged(), released())?.licensing).toMatchObject([
      { open: true, sinceVersion: 4 },
    ]);
    const shortBar = barred({ until: '2026-11-24' });
    expect(at(startOf('2026-11-25'), ...past, shortBar)?.licensing).toMatchObject([
      { open: true, sinceVersion: 2, sinceAfter: '2026-11-24' },
    ]);
    const freeze = barred({ ground: 'freeze', months: 1 });
    expect(at(startOf('2026-12-23'), ...past, freeze)?.licensing).toMatchObject([{ open: false }]);
    expect(at(startOf('2026-12-24'), ...past, freeze)?.licensing).toMatchObject([
      { open: true, sinceVersion: 2, sinceAfter: '2026-12-23' },
    ]);
    const alone = [opened(), licensed({ terms: exclusive })];
    const lenient = pledged(1, { licensingStaysOpen: true });
    expect(at(now, ...alone, lenient)?.licensing).toMatchObject([{ open: false }]);
    expect(at(now, ...alone, lenient, released())?.licensing).toMatchObject([
      { open: true, sinceVersion: 4 },
    ]);
  });

  it('warns of what a lender should look at twice', () => {
    const joined = entry({ until: '2027-01-01', holders: third.holders });
    const seen = at(
      now,
      opened(joined, entry({ holdingId: 'another' })),
      claimed(),
      barred(),
      reserved(),
      granted('grant-1', { terms: { exclusive: true } }),
    );
    expect(seen?.warnings.map(({ code, ids }) => [code, ids])).toEqual([
      ['joint_entry', [bank, buyer]],
      ['entry_ends_before_pledge', [pledgeId(1)]],
      ['independent_holders', ['another']],
      ['claims_unconfirmed', [pledgeId(1)]],
      ['not_externally_registered', [pledgeId(1)]],
      ['barred', ['bar-1']],
      ['licence_reserved', ['reservation-1']],
      ['exclusively_licensed', ['grant-1']],
    ]);
  });

  it('is empty where nothing weighs', () =>
    expect(at(now, opened(), authorised({ lenderPartyId: lender }))).toMatchObject({
      standing: true,
      pledges: [],
      bars: [],
      licensing: [],
      warnings: [],
    }));
});
