import { orderOf } from './pledge-order.js';
import { rankingPledges, pledgeStanding } from './title.standing.js';
import {
  act,
  as,
  authorised,
  bank,
  barred,
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
  released,
  startOf,
  stranger,
  theBank,
  theLender,
  theRegistrar,
  today,
  and,
  titleOf,
} from './testing/title-samples.js';
import type { TitleCommand } from './title.commands.js';
import type { TitleEvent } from './title.events.js';

const placesIn = (events: readonly TitleEvent[]) =>
  orderOf(titleOf(...events), operation, now).map(
    ({ pledgeId: id, amount }) => `${id.slice(-1)}:${amount}`,
  );

const [first, second, third] = [pledgeId(1), pledgeId(2), pledgeId(3)];
const reason = '登记有误';
const eyes = { proposalId: 'p', proposer: 'person-1', approver: 'person-2' };
const theOther = as('lender', otherLender);
const base = [opened(), authorised(), pledged(1)];
const both = [...base, pledged(2, {}, otherLender)];
const mistake = { reason: '补充协议', evidence: { pledgorEvidence: evidence } };

const propose = (correctedEvent: number, right: object = {}, who = theLender, at = now) =>
  act(
    'CorrectPledge',
    { pledgeId: first, proposalId: 'p', correctedEvent, reason, ...right },
    who,
    at,
  );
const approve = (who = theLender, at = now, of = first) =>
  act(
    'ApprovePledgeAction',
    { pledgeId: of, proposalId: 'p', evidence: { pledgorEvidence: evidence } },
    { ...who, person: 'person-2' },
    at,
  );
const pledgeNamed = (right?: { readonly pledgeId?: string }) => right?.pledgeId;
const corrected = (events: readonly TitleEvent[], ...asked: Parameters<typeof propose>) =>
  and(events, propose(...asked), approve(asked[2], asked[3], pledgeNamed(asked[1])));
const consented = (n: number, partyId: string) =>
  fact('DisposalConsented', {
    ...{ consentId: `c-${n}`, holdingId: operation, capacity: 'pledgee', partyId },
    ...{ pledgeId: pledgeId(n), disposal: 'rankChange', on: today, until: '2027-12-31' },
  });
const pledgeIn = (events: readonly TitleEvent[], id = first) => titleOf(...events).pledges.get(id)!;

describe('an extension that was recorded wrongly', () => {
  const extend = (until: string) => act('ExtendPledge', { pledgeId: first, until }, theLender);
  const extended = and(base, extend('2028-11-23'));
  const until = (date: string) => ({ terms: { until: date } });

  it('is said anew by two persons of the pledgee’s, or never was', () => {
    given(...and(extended, propose(4, until('2027-12-31'))))
      .when({ ...approve(), meta: { actor: theLender, now } } as TitleCommand)
      .thenRefused('four_eyes_required');
    given(...and(extended, propose(4, until('2027-12-31'))))
      .when(approve())
      .then(
        fact('PledgeTermsCorrected', {
          ...{ pledgeId: first, correctedEvent: 4, ...until('2027-12-31'), reason, ...eyes },
          on: today,
        }),
      );
    const right = corrected(extended, 4, until('2027-12-31'));
    expect(pledgeIn(right).terms.until).toBe('2027-12-31');
    expect(pledgeIn(corrected(extended, 4)).terms).toEqual(pledgeIn(base).terms);
    // A correction can itself be corrected, by its own version.
    expect(pledgeIn(and(right, { ...rename(propose(6)) }, rename(approve()))).terms.until).toBe(
      '2027-11-23',
    );
    given(...right)
      .when(propose(4))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 4 });
  });

  it('leaves what was extended after it', () => {
    const twice = and(extended, extend('2029-01-01'));
    expect(pledgeIn(corrected(twice, 4)).terms.until).toBe('2029-01-01');
    expect(pledgeIn(corrected(twice, 5)).terms.until).toBe('2028-11-23');
  });

  it('puts the last day off, and says a date that there is and another than before', () => {
    given(...extended)
      .when(propose(4, until('2027-11-23')))
      .thenRefused('extension_not_later', { previousUntil: '2027-11-23' });
    expect(and(extended, propose(4, until('2027-11-24')))).toHaveLength(5);
    given(...extended)
      .when(propose(4, until('2028-02-30')))
      .thenRefused('term_invalid', { field: 'terms.until' });
    given(...extended)
      .when(propose(4, until('2028-11-23')))
      .thenRefused('amendment_empty');
    given(...extended)
      .when(propose(4, { terms: { contractDigest: 'ab' } }))
      .thenRefused('correction_not_possible', { field: 'terms' });
    given(...extended)
      .when(propose(4, { toPartyId: stranger }))
      .thenRefused('correction_not_possible', { field: 'toPartyId' });
  });

  it('does not bring a pledge back whose last day is over, but may end it', () => {
    const short = and(base, extend('2027-12-31'));
    expect(
      and(short, propose(4, until('2029-01-01'), theLender, endOf('2027-12-31'))),
    ).toHaveLength(5);
    given(...short)
      .when(propose(4, until('2029-01-01'), theLender, startOf('2028-01-01')))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    const later = startOf('2027-11-24');
    const ended = corrected(short, 4, {}, theLender, later);
    expect(pledgeStanding(pledgeIn(ended), later)).toBe('lapsed');
    expect(pledgeStanding(pledgeIn(ended), endOf('2027-11-23'))).toBe('registered');
  });
});

const rename = ({ type, data, meta }: TitleCommand) =>
  ({ type, data: { ...data, proposalId: 'q' }, meta }) as TitleCommand;

describe('an amendment that was recorded wrongly', () => {
  const amend = (terms: object) =>
    act('AmendPledge', { pledgeId: first, ...mistake, ...terms }, theLender);
  const other = 'ee'.repeat(32);

  it('said more than was agreed: what is right is said whole, the rest is as before', () => {
    const amended = and(both, amend({ contractDigest: other, licensingStaysOpen: true }));
    const right = corrected(amended, 5, { terms: { contractDigest: 'dd'.repeat(32) } });
    const { terms } = pledgeIn(right);
    expect(terms).toEqual({ ...pledgeIn(both).terms, contractDigest: 'dd'.repeat(32) });
    expect(pledgeIn(corrected(amended, 5)).terms).toEqual(pledgeIn(both).terms);
    const later = and(amended, amend({ licensingStaysOpen: false }));
    expect(pledgeIn(corrected(later, 5)).terms.licensingStaysOpen).toBe(false);
    for (const [wrong, field] of [
      [{ until: '2029-01-01' }, 'terms.until'],
      [{ increase: cny('0.01') }, 'terms.increase'],
    ] as const) {
      given(...amended)
        .when(propose(5, { terms: wrong }))
        .thenRefused('correction_not_possible', { field });
    }
    given(...amended)
      .when(propose(5, { terms: {} }))
      .thenRefused('amendment_empty');
    const patents = { registered: true, register: '国家知识产权局', channel: 'patentOffice' };
    const wrong = { ...patents, number: '1', registeredAt: '2026-11-20T02:00:00Z' };
    given(...amended)
      .when(propose(5, { terms: { externalRegistration: wrong } }))
      .thenRefused('registration_channel_wrong');
  });

  it('secured too much: its tranche is what was agreed, at its place, and nobody loses', () => {
    const increased = and(both, amend({ increase: cny('500000.00') }));
    expect(placesIn(increased)).toEqual(['1:100000000', '2:100000000', '1:50000000']);
    const right = corrected(increased, 5, { terms: { increase: cny('50000.00') } });
    expect(placesIn(right)).toEqual(['1:100000000', '2:100000000', '1:5000000']);
    expect(pledgeIn(right).terms.amount).toEqual(cny('1050000.00'));
    const none = corrected(increased, 5);
    expect(placesIn(none)).toEqual(placesIn(both));
    expect(pledgeIn(none).terms).toEqual(pledgeIn(both).terms);
    given(...increased)
      .when(propose(5, { terms: { increase: cny('500000.01') } }))
      .thenRefused('correction_not_possible', { field: 'terms.increase' });
    given(...increased)
      .when(propose(5, { terms: { increase: cny('0.00') } }))
      .thenRefused('amount_not_positive');
  });

  it('secured too much, of which more was released since than was right: that comes first', () => {
    const increased = and(both, amend({ increase: cny('500000.00') }));
    const after = [...increased, released(1, cny('100000.00'))];
    const right = corrected(after, 5, { terms: { increase: cny('100000.00') } });
    expect(placesIn(right)).toEqual(['1:100000000', '2:100000000']);
    given(...after)
      .when(propose(5, { terms: { increase: cny('99999.99') } }))
      .thenRefused('correction_not_possible', { field: 'terms.increase' });
  });
});

describe('an assignment that was recorded wrongly', () => {
  const assign = act(
    'AssignPledge',
    {
      pledgeId: first,
      toPartyId: otherLender,
      contractDigest: 'ab'.repeat(32),
      assigneeVersion: 1,
    },
    theLender,
  );
  const assigned = and(base, assign);
  const right = (toPartyId: string, assigneeVersion = 1) => ({ toPartyId, assigneeVersion });

  it('is given up by who has the claim: it goes back, or to whose it is', () => {
    given(...assigned)
      .when(propose(4))
      .thenRefused('not_the_pledgee', { pledgeId: first });
    given(...and(assigned, propose(4, {}, theOther)))
      .when(approve(theOther))
      .then(
        fact('PledgeAssignmentCorrected', {
          ...{ pledgeId: first, correctedEvent: 4, fromPartyId: otherLender, toPartyId: lender },
          ...{ reason, ...eyes, on: today },
        }),
      );
    const back = corrected(assigned, 4, {}, theOther);
    expect(pledgeIn(back).pledgeePartyId).toBe(lender);
    const to = corrected(assigned, 4, right(stranger), theOther);
    expect(pledgeIn(to).pledgeePartyId).toBe(stranger);
    const theirs = as('lender', stranger);
    const again = and(to, rename(propose(6, {}, theirs)), rename(approve(theirs)));
    expect(pledgeIn(again).pledgeePartyId).toBe(lender);
    given(...back)
      .when(propose(4, {}, theLender))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 4 });
  });

  it('goes to a registered lender that is another, and never to who holds the right', () => {
    for (const [to, code] of [
      [right(stranger, 0), 'assignee_not_registered'],
      [right(otherLender), 'amendment_empty'],
      [right(lender), 'correction_not_possible'],
      [right(bank), 'counterparty_is_the_holder'],
    ] as const) {
      given(...assigned)
        .when(propose(4, to, theOther))
        .thenRefused(code);
    }
  });

  it('leaves what persons of the assignor’s had proposed to nobody', () => {
    const control = { control: { releaseByTwo: true, enforcementByTwo: true }, policyVersion: 1 };
    const give = act(
      'ReleasePledge',
      { pledgeId: first, reason: '清偿', proposalId: 'p', control },
      theLender,
    );
    const events = and(base, give, assign);
    for (const who of [theLender, theOther]) {
      given(...events)
        .when(approve(who))
        .thenRefused('pledge_proposal_not_found', { proposalId: 'p' });
    }
  });
});

describe('an agreement on the order that was recorded wrongly', () => {
  const step = (from: number, to: number, who = theLender) => {
    const agreed = { toPledgeId: pledgeId(to), contractDigest: 'ab'.repeat(32) };
    const subordinationId = `s-${from}-${to}`;
    return act('SubordinatePledge', { pledgeId: pledgeId(from), subordinationId, ...agreed }, who);
  };

  it('is taken back with the consent of who had gone first by it', () => {
    const agreed = and(both, step(1, 2));
    expect(placesIn(agreed)).toEqual(['2:100000000', '1:100000000']);
    given(...and(agreed, propose(5)))
      .when(approve())
      .thenRefused('juniors_must_consent', { pledgeIds: [second] });
    const events = [...agreed, consented(2, otherLender)];
    given(...and(events, propose(5)))
      .when(approve())
      .then(
        fact('PledgeSubordinationCorrected', {
          ...{ pledgeId: first, correctedEvent: 5, subordinationId: 's-1-2' },
          ...{ consentIds: ['c-2'], reason, ...eyes, on: today },
        }),
      );
    const back = corrected(events, 5);
    expect(placesIn(back)).toEqual(placesIn(both));
    given(...back)
      .when(rename(propose(5)))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 5 });
  });

  it('asks whoever came first by a later one, and nobody where its other side is over', () => {
    const three = [...both, pledged(3, {}, stranger)];
    const chain = and(three, step(1, 2), step(2, 3, theOther));
    expect(placesIn(chain)).toEqual(['3:100000000', '1:100000000', '2:100000000']);
    given(...and(chain, propose(6)))
      .when(approve())
      .thenRefused('juniors_must_consent', { pledgeIds: [third] });
    const over = [...and(three, step(1, 2)), released(2)];
    expect(placesIn(corrected(over, 6))).toEqual(['1:100000000', '3:100000000']);
  });
});

describe('an enforcement that was recorded wrongly', () => {
  const owed = (principal: string, id = first) => ({
    ...{ pledgeId: id, costs: cny('0.00'), interest: cny('0.00'), principal: cny(principal) },
  });
  const said = (proceeds: string, ...claims: object[]) => ({
    ...{ ground: '到期未还', method: 'auction' as const, proceeds: cny(proceeds) },
    ...{ claims: claims as never, documentDigest: 'ef'.repeat(32) },
  });
  const order = { authority: '法院', documentDigest: 'cd'.repeat(32) };
  const alone = { control: { releaseByTwo: false, enforcementByTwo: false }, policyVersion: 2 };
  const sold = (more: object = {}) =>
    act(
      'EnforcePledge',
      {
        pledgeId: first,
        proposalId: 'e',
        ...said('900000.00', owed('800000.00')),
        control: alone,
        ...more,
      },
      theLender,
    );
  const authority = authorised({ authorisationId: 'authorisation-2' });

  it('has its figures put right by the order of then, and ends what it ended', () => {
    const enforced = [...and(both, sold()), released(2)];
    const right = said('1800000.00', owed('1000000.00'));
    const [correction] = corrected(enforced, 5, { enforcement: right }).slice(-1);
    expect(correction).toMatchObject({
      type: 'PledgeEnforcementCorrected',
      data: {
        ...{ correctedEvent: 5, pledgeePartyId: lender, ...eyes, reason },
        enforced: {
          proceeds: cny('1800000.00'),
          shares: [
            { pledgeId: first, total: cny('1000000.00'), shortfall: cny('0.00') },
            // What ranked after it then is kept for whoever had it, also where he is paid since.
            { pledgeId: second, total: cny('800000.00'), reserved: true },
          ],
          surplus: cny('0.00'),
        },
      },
    });
    const events = corrected(enforced, 5, { enforcement: right });
    expect(pledgeStanding(pledgeIn(events), now)).toBe('enforced');
    given(...enforced)
      .when(propose(5, { enforcement: said('1.00', owed('1.00', second)) }))
      .thenRefused('claim_not_stated', { pledgeId: first });
    given(...enforced)
      .when(propose(5, { enforcement: said('1.00', owed('1.00'), owed('1.00', third)) }))
      .thenRefused('claim_of_nobody', { pledgeIds: [third] });
    given(...enforced)
      .when(propose(5, { enforcement: said('0.00', owed('1.00')) }))
      .thenRefused('amount_not_positive');
    given(...events)
      .when(rename(propose(5)))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 5 });
  });

  it('never was: the pledge stands again as after a release by mistake', () => {
    const enforced = and([...both, authority], sold());
    expect(placesIn(enforced)).toEqual(['2:100000000']);
    const back = corrected(enforced, 6);
    expect(placesIn(back)).toEqual(placesIn(both));
    expect(back.at(-1)?.data).toMatchObject({ keepsRank: true, correctedEvent: 6 });
    const since = and([...base, authority], sold());
    expect(placesIn(corrected([...since, pledged(2, {}, otherLender)], 5))).toEqual([
      '2:100000000',
      '1:100000000',
    ]);
    const agreed = [...since, pledged(2, {}, otherLender), consented(2, otherLender)];
    expect(placesIn(corrected(agreed, 5))).toEqual(['1:100000000', '2:100000000']);
  });

  it('never was: those whom it cleared stand again behind it, in their order', () => {
    const three = [...both, pledged(3, {}, stranger), authority];
    const enforced = and(three, sold({ order }));
    expect(placesIn(enforced)).toEqual([]);
    const back = corrected(enforced, 7);
    expect(placesIn(back)).toEqual(['1:100000000', '2:100000000', '3:100000000']);
    expect(back.slice(-2)).toMatchObject([
      { type: 'PledgeClearingCorrected', data: { pledgeId: second, enforcedPledgeId: first } },
      { type: 'PledgeClearingCorrected', data: { pledgeId: third, pledgeePartyId: stranger } },
    ]);
    const fourth = [...enforced, pledged(4, {}, 'l-4')];
    expect(placesIn(corrected(fourth, 7))).toEqual([
      ...['4:100000000', '1:100000000', '2:100000000', '3:100000000'],
    ]);
    expect(rankingPledges(titleOf(...corrected(fourth, 7)), operation, now)).toHaveLength(4);
  });

  it('by an order that left those behind it standing: the registrar’s two persons say so', () => {
    const enforced = and([...both, pledged(3, {}, stranger), authority], sold({ order }));
    const wrong = { documentDigest: 'dd'.repeat(32), pledgeId: second };
    const back = (events: readonly TitleEvent[]) => corrected(events, 7, wrong, theRegistrar);
    expect(placesIn(back(enforced))).toEqual(['2:100000000']);
    expect(back(enforced).at(-1)).toMatchObject({
      type: 'PledgeClearingCorrected',
      data: {
        ...{ pledgeId: second, pledgeePartyId: otherLender, correctedEvent: 7, keepsRank: true },
        ...{ enforcedPledgeId: first, documentDigest: 'dd'.repeat(32), ...eyes, reason },
      },
    });
    expect(pledgeStanding(pledgeIn(back(enforced)), now)).toBe('enforced');
    const since = [...enforced, pledged(4, {}, 'l-4')];
    expect(placesIn(back(since))).toEqual(['4:100000000', '2:100000000']);
    // What the enforcing pledgee takes back afterwards brings back the one that is still cleared.
    expect(placesIn(and(back(enforced), rename(propose(7)), rename(approve())))).toEqual([
      ...['1:100000000', '2:100000000', '3:100000000'],
    ]);
    for (const who of [theOther, theLender, theBank]) {
      given(...enforced)
        .when(propose(7, wrong, who))
        .thenRefused('not_the_registrar');
    }
    given(...back(enforced))
      .when(rename(propose(7, wrong, theRegistrar)))
      .thenRefused('not_the_pledgee');
    given(...enforced)
      .when(propose(7, wrong, theRegistrar, startOf('2027-11-24')))
      .thenRefused('pledge_over', { pledgeId: second, standing: 'lapsed' });
  });

  it('is not undone without the pledgor, under a bar, after the term or a transfer', () => {
    const enforced = and([...both, authority], sold());
    const capped = authorised({ cap: cny('999999.99') });
    given(...and([opened(), capped, ...both.slice(2)], sold(), propose(5)))
      .when(approve())
      .thenRefused('lender_authorisation_missing');
    given(...and([...enforced, barred()], propose(6)))
      .when(approve())
      .thenRefused('entry_barred');
    const longer = authorised({ authorisationId: 'a-3', until: '2028-12-31' });
    expect(corrected([...enforced, longer], 6, {}, theLender, endOf('2027-11-23'))).toHaveLength(9);
    given(...enforced)
      .when(propose(6, {}, theLender, startOf('2027-11-24')))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    const moved = fact('RightTransferred', {
      ...{ transferId: 't-1', fromHoldingId: operation, mode: 'sale', contractDigest: 'ab' },
      to: { ...entry({ holders: [{ partyId: stranger }] }), holdingId: 'h-2', from: today },
      ...{ fromPartyIds: [bank], consentIds: [], dischargedPledgeIds: [second] },
      ...{ endedOfferIds: [], endedAuthorisationIds: [], on: today },
    } as never);
    given(...enforced, moved)
      .when(propose(6))
      .thenRefused('pledged_right_moved', { pledgeId: first, transferIds: ['t-1'] });
    // Its figures still can be wrong: that is what most sales come with.
    const right = { enforcement: said('900001.00', owed('800000.00')) };
    expect(corrected([...enforced, moved], 6, right)).toHaveLength(9);
  });

  it('is the enforcing pledgee’s to correct, and nobody else’s', () => {
    const enforced = and([...both, authority], sold());
    for (const who of [theOther, theBank, theRegistrar]) {
      given(...enforced)
        .when(propose(6, {}, who))
        .thenRefused('not_the_pledgee', { pledgeId: first });
    }
  });
});
