import type { AssetState } from '../asset/asset.state.js';
import { bookKind } from '../book/book.decider.js';
import { noValuations } from '../valuation/valuation.state.js';
import { encumbrancesOf } from './encumbrances.js';
import { holdersOf } from './entry-line.js';
import { distribute } from './pledge-distribution.js';
import type { ClockEvidence } from './pledge-life.commands.js';
import { orderOf } from './pledge-order.js';
import { answerFor } from './pledge-question.js';
import { pledgeStanding, standingPledges } from './title.standing.js';
import { titleDecider, titleKind } from './title.decider.js';
import type { TitleEvent } from './title.events.js';
import {
  act,
  authorised,
  bank,
  buyer,
  cny,
  endOf,
  entry,
  evidence,
  fact,
  given,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  released,
  startOf,
  theBank,
  theLender,
  today,
  titleOf,
} from './testing/title-samples.js';

/**
 * The invariants of a register of pledges, one by one, as the fact sheet on pledge and security
 * registration lists them (its section 7). Each is tried in depth beside the rule that keeps it.
 */

const { decide } = titleDecider;
const [first, second] = [pledgeId(1), pledgeId(2)];
const two = [opened(), authorised(), pledged(1), pledged(2, {}, otherLender)];
const placesIn = (events: readonly TitleEvent[], at = now) =>
  orderOf(titleOf(...events), operation, at).map(
    ({ pledgeId: id, amount }) => `${id.slice(-1)}:${amount}`,
  );
const clock: ClockEvidence = {
  clocks: { releaseWorkingDays: 10, objectionNotifyDays: 7, objectionDays: 30 },
  policyVersion: 1,
  calendar: { holidays: [], makeUpDays: [] },
  calendarVersion: 1,
};
const reasonsAt = (events: readonly TitleEvent[], at: string, asset: Partial<AssetState> = {}) => {
  const title = titleOf(...events);
  const found = encumbrancesOf(title, at).find((one) => one.entry.holdingId === operation)!;
  const surroundings = {
    asset: { status: 'registered', ...asset } as AssetState,
    valuations: noValuations,
    classOf: () => undefined,
  };
  const { reasons, order } = answerFor(title, found, surroundings, { at });
  return { codes: reasons.map(({ code }) => code), places: order.length };
};

const seen = { evidence: { pledgorEvidence: evidence } };

describe('rank', () => {
  it('is the order of registration: no date of a contract or a loan moves it, nor does a replay', () => {
    const early = pledged(2, { claimsUntil: '2026-11-24', contractDigest: '00'.repeat(32) });
    const events = [opened(), pledged(1, { contractDigest: 'ff'.repeat(32) }), early];
    const { pledges } = titleOf(...events);
    expect([...pledges.values()].map(({ rankKey }) => rankKey.titleVersion)).toEqual([2, 3]);
    expect(titleOf(...events)).toEqual(titleOf(...events));
    expect(placesIn(events)).toEqual(['1:100000000', '2:100000000']);
  });

  it('stays for what is left of a part release; what is added ranks from its own registration', () => {
    const part = [...two, released(1, cny('400000.00'))];
    expect(placesIn(part)).toEqual(['1:60000000', '2:100000000']);
    const increase = { pledgeId: first, increase: cny('500000.00'), reason: '追加', ...seen };
    const added = decide(act('AmendPledge', increase, theLender), titleOf(...part));
    expect(placesIn([...part, ...added])).toEqual(['1:60000000', '2:100000000', '1:50000000']);
  });

  it('of an increase comes before existing juniors only with their consent (Civil Code art. 409)', () => {
    const increase = { pledgeId: first, increase: cny('1.00'), reason: '追加', ...seen };
    given(...two)
      .when(act('AmendPledge', { ...increase, ranksAsExisting: true }, theLender))
      .thenRefused('juniors_must_consent', { pledgeIds: [second] });
  });
});

describe('a maximum amount', () => {
  it('caps interest and cost, too, unless it was agreed to cap the principal alone', () => {
    const owed = { costs: cny('10.00'), interest: cny('20.00'), principal: cny('100.00') };
    const shareOf = (more: object) => {
      const amount = cny('100.00');
      const rankKey = { titleVersion: 2, tranche: 1 };
      const ranking = {
        pledgeId: first,
        terms: pledgeTerms({ amount, ...more }),
        remaining: amount,
        tranches: [{ rankKey, amount, remaining: amount }],
      };
      return distribute(cny('200.00'), [ranking], [{ pledgeId: first, ...owed }]).shares[0]?.total;
    };
    expect(shareOf({})).toEqual(cny('100.00'));
    expect(shareOf({ capCovers: 'principal' })).toEqual(cny('130.00'));
  });
});

describe('a registration whose last day is over', () => {
  const short = [opened(), authorised(), pledged(1, { until: '2026-12-31' })];
  const later = startOf('2027-01-01');
  const written = [...short, fact('PledgeLapsed', { pledgeId: first, on: '2027-01-01' })];

  it('is in the history and not among what stands, written down or not', () => {
    for (const events of [short, written]) {
      const title = titleOf(...events);
      expect(standingPledges(title, operation, later)).toEqual([]);
      expect(title.pledges.get(first)).toBeDefined();
      expect(pledgeStanding(title.pledges.get(first)!, later)).toBe('lapsed');
      expect(pledgeStanding(title.pledges.get(first)!, endOf('2026-12-31'))).toBe('registered');
    }
  });

  it('is not extended any more; registered again it has a new place', () => {
    const extend = { pledgeId: first, until: '2027-12-31' };
    given(...short)
      .when(act('ExtendPledge', extend, theLender, later))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    const junior = [...short, pledged(2, {}, otherLender)];
    const again = [...junior, pledged(3)];
    expect(placesIn(again, later)).toEqual(['2:100000000', '3:100000000']);
  });
});

describe('a loan that is paid off', () => {
  it('is no release: the pledgee has ten working days from the demand, and what is overdue shows', () => {
    const events = [opened(), authorised(), pledged(1)];
    const demand = { pledgeId: first, reason: '本息已结清', clock };
    const demanded = decide(act('DemandRelease', demand, theBank), titleOf(...events));
    expect(demanded).toMatchObject([{ data: { dueOn: '2026-12-07' } }]);
    const all = [...events, ...demanded];
    expect(reasonsAt(all, endOf('2026-12-07')).codes).not.toContain('release_overdue');
    const overdue = reasonsAt(all, startOf('2026-12-08'));
    expect(overdue.codes).toEqual(expect.arrayContaining(['release_overdue', 'pledged']));
    expect(overdue.places).toBe(1);
  });
});

describe('a certificate that lapses while its asset is pledged', () => {
  it('is told, and the pledge is not dropped', () => {
    const run = reasonsAt([opened(), pledged(1)], startOf('2026-12-02'), {
      validUntil: '2026-12-01',
    });
    expect(run.codes).toEqual(expect.arrayContaining(['certificate_run_out', 'pledged']));
    expect(run.places).toBe(1);
  });
});

describe('a transfer of what is pledged', () => {
  const moved = (dischargedPledgeIds: readonly string[]) =>
    fact('RightTransferred', {
      transferId: 'transfer-1',
      fromHoldingId: operation,
      part: 'whole',
      transferorPartyIds: [bank],
      transfereePartyIds: [buyer],
      to: entry({ holdingId: 'moved', holders: [{ partyId: buyer }] }),
      contractDigest: 'ab'.repeat(32),
      consentIds: [],
      dischargedPledgeIds,
      endedOfferIds: [],
      endedAuthorisationIds: [],
      transfereeEvidence: [{ partyId: buyer, version: 1 }],
      on: today,
    });

  it('takes the pledge along, or ends it, as its pledgee consented; both holders stay to be found', () => {
    const title = titleOf(...two, moved([second]));
    expect(standingPledges(title, 'moved', now).map(({ pledgeId: id }) => id)).toEqual([first]);
    expect(title.pledges.get(second)).toMatchObject({ ended: { as: 'released' } });
    expect(holdersOf(title, operation, today)).toEqual([buyer]);
    expect(title.pledges.get(first)?.pledgorPartyIds).toEqual([bank]);
    const named = [...title.entries.values()].flatMap((one) => one.holders);
    expect(named.map(({ partyId }) => partyId)).toEqual(expect.arrayContaining([bank, buyer]));
  });
});

describe('a correction', () => {
  it('is a new fact: the title as of any earlier version stays what it was', () => {
    const register = { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence };
    const before = [opened(), authorised()];
    const made = decide(act('RegisterPledge', register, theLender), titleOf(...before));
    const events = [...before, ...made, released(1)];
    const known = titleOf(...events);
    const proposed = fact('PledgeActionProposed', {
      ...{ pledgeId: first, proposalId: 'proposal-1', proposer: 'a', on: today },
      action: { is: 'correction', correctedEvent: 4, reason: '误解除' },
    });
    const restored = fact('PledgeReleaseCorrected', {
      ...{ pledgeId: first, correctedEvent: 4, pledgeePartyId: lender, amount: cny('1000000.00') },
      ...{ keepsRank: false, authorisationId: 'authorisation-1', reason: '误解除', on: today },
      ...{ proposalId: 'proposal-1', proposer: 'a', approver: 'b' },
    });
    const after = [...events, proposed, restored];
    expect(titleOf(...after.slice(0, known.version))).toEqual(known);
    // What came back ranks from now on: a release, once made, gave its place up.
    const [slice] = orderOf(titleOf(...after), operation, now);
    expect(slice?.rankKey.titleVersion).toBe(6);
  });
});

describe('a pledge in the accounts', () => {
  // Vouchers are posted for facts of books alone; what is pledged is disclosed (accounting-restricted.e2e).
  it('makes no journal entry: nothing that a title records is a fact of a book', () => {
    const ofTitles = Object.keys(titleKind.schemaVersions);
    const ofBooks = Object.keys(bookKind.schemaVersions);
    const life = ['PledgeRegistered', 'PledgeAmended', 'PledgeReleased', 'PledgeEnforced'];
    expect(ofTitles).toEqual(expect.arrayContaining(life));
    expect(ofBooks.filter((type) => ofTitles.includes(type) || type.includes('Pledge'))).toEqual(
      [],
    );
  });
});
