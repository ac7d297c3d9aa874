import { placedPledges } from './encumbrances.js';
import { orderOf } from './pledge-order.js';
import {
  act,
  as,
  authorised,
  bank,
  barred,
  cny,
  endOf,
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

/** Pledges in their order, each with what it secures there in fen. */
const orderIn = (events: readonly TitleEvent[]) =>
  orderOf(titleOf(...events), operation, now).map(({ pledgeId: id, amount }) => [
    id.split('.')[1],
    amount,
  ]);
const first = pledgeId(1);
const reason = '登记有误';
const base = [opened(), authorised(), pledged(1)];
const second = (person: typeof theBank) => ({ ...person, person: 'person-2' });
const theOther = as('lender', otherLender);

const propose = (correctedEvent: number, more: object = {}, who = theLender, at = now) =>
  act(
    'CorrectPledge',
    { pledgeId: first, proposalId: 'p', correctedEvent, reason, ...more },
    who,
    at,
  );
const approve = (who = theLender, at = now) =>
  act(
    'ApprovePledgeAction',
    { pledgeId: first, proposalId: 'p', evidence: { pledgorEvidence: evidence } },
    second(who),
    at,
  );
const consent = fact('DisposalConsented', {
  ...{ consentId: 'c-1', holdingId: operation, capacity: 'pledgee', partyId: otherLender },
  ...{ pledgeId: pledgeId(2), disposal: 'rankChange', on: today, until: '2027-12-31' },
});
const eyes = { proposalId: 'p', proposer: 'person-1', approver: 'person-2' };

describe('claims that were fixed wrongly', () => {
  const fix = (claims: string, who = theLender) =>
    act('FixClaims', { pledgeId: first, ground: 'noNewClaims', claims: cny(claims) }, who);
  const fixed = and(base, fix('400.00'));
  const right = (claims?: string) => (claims === undefined ? {} : { claims: cny(claims) });

  it('are stated anew by two persons of the pledgee’s', () => {
    const events = and(fixed, propose(4, right('500.00')));
    given(...events)
      .when({ ...approve(), meta: { actor: theLender, now } } as TitleCommand)
      .thenRefused('four_eyes_required');
    given(...events)
      .when(approve())
      .then(
        fact('ClaimsFixingCorrected', {
          ...{ pledgeId: first, correctedEvent: 4, claims: cny('500.00'), reason, ...eyes },
          on: today,
        }),
      );
    const { fixed: now_ } = titleOf(...and(events, approve())).pledges.get(first) ?? {};
    expect(now_).toMatchObject({ claims: cny('500.00'), on: today, version: 6, since: 4 });
  });

  it('were not fixed at all, as says who fixed them: new ones are secured again', () => {
    const undone = and(fixed, propose(4), approve());
    expect(titleOf(...undone).pledges.get(first)?.fixed).toBeUndefined();
    given(...fixed)
      .when(propose(4, {}, theBank))
      .thenRefused('fixing_of_another', { pledgeId: first });
    const byPledgor = and(base, fix('0.00', theBank));
    given(...byPledgor)
      .when(propose(4))
      .thenRefused('fixing_of_another', { pledgeId: first });
    given(...byPledgor)
      .when(propose(4, right('0.01'), theBank))
      .thenRefused('fixing_of_another', { pledgeId: first });
    // What the pledgor put at nothing the pledgee states; that it was no fixing, the pledgor says.
    const stated = and(byPledgor, propose(4, right('900.00')), approve());
    expect(titleOf(...stated).pledges.get(first)?.fixed?.claims).toEqual(cny('900.00'));
    const taken = and(byPledgor, propose(4, {}, theBank), approve(theBank));
    expect(titleOf(...taken).pledges.get(first)?.fixed).toBeUndefined();
    given(...and(byPledgor, propose(4, {}, theBank)))
      .when(approve(theLender))
      .thenRefused('pledge_proposal_not_found');
  });

  it('secure no more against those registered since, unless they consent', () => {
    const events = [...fixed, pledged(2, {}, otherLender)];
    given(...and(events, propose(4, right('399.99'))))
      .when(approve())
      .then(
        fact('ClaimsFixingCorrected', {
          ...{ pledgeId: first, correctedEvent: 4, claims: cny('399.99'), reason, ...eyes },
          on: today,
        }),
      );
    for (const more of [right('400.01'), right()]) {
      given(...and(events, propose(4, more)))
        .when(approve())
        .thenRefused('juniors_must_consent', { pledgeIds: [pledgeId(2)] });
      expect(
        given(...and([...events, consent], propose(4, more)))
          .when(approve())
          .events(),
      ).toMatchObject([{ type: 'ClaimsFixingCorrected', data: { consentIds: ['c-1'] } }]);
    }
    const upTo = (amount: string) => {
      const limited = { ...consent.data, amountMax: cny(amount) };
      return { ...consent, data: limited } as TitleEvent;
    };
    given(...and([...events, upTo('99.99')], propose(4, right('500.00'))))
      .when(approve())
      .thenRefused('juniors_must_consent', { pledgeIds: [pledgeId(2)] });
    expect(and([...events, upTo('100.00')], propose(4, right('500.00')), approve())).toHaveLength(
      8,
    );
    // Who was there before the fixing had not relied on it.
    const before = and([...base, pledged(2, {}, otherLender)], fix('400.00'));
    const after = and(before, propose(5, right('500.00')), approve());
    expect(titleOf(...after).pledges.get(first)?.fixed?.claims).toEqual(cny('500.00'));
    // Nor does a correction before that make him one who was registered before it.
    const twice = and(events, propose(4, right('300.00')), approve());
    given(...and(twice, renamed(propose(7, right('400.01')))))
      .when(renamed(approve()))
      .thenRefused('juniors_must_consent', { pledgeIds: [pledgeId(2)] });
  });

  it('are named by their version, and change', () => {
    given(...fixed)
      .when(propose(3))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 3 });
    given(...fixed)
      .when(propose(4, right('400.00')))
      .thenRefused('amendment_empty');
    given(...fixed)
      .when(propose(4, right('-0.01')))
      .thenRefused('amount_not_positive');
    given(...base)
      .when(propose(3, right('1.00')))
      .thenRefused('correction_not_possible', { field: 'claims' });
    // Undone under a bar, new claims would be secured.
    given(...and([...fixed, barred()], propose(4)))
      .when(approve())
      .thenRefused('entry_barred');
  });

  const renamed = ({ type, data, meta }: TitleCommand) =>
    ({ type, data: { ...data, proposalId: 'q' }, meta }) as TitleCommand;
});

describe('a cancellation by order that was recorded by mistake', () => {
  const order = { authority: '法院', documentDigest: 'ef'.repeat(32), reason: '判决' };
  const cancel = act('CancelPledgeByOrder', { pledgeId: first, ...order }, theRegistrar);
  const cancelled = and([...base, pledged(2, {}, otherLender)], cancel);
  const back = (events: readonly TitleEvent[], at = now) =>
    and(events, propose(5, {}, theRegistrar, at), approve(theRegistrar, at));

  it('is taken back by two persons of the registrar’s, at its place where nobody came since', () => {
    expect(orderIn(cancelled)).toEqual([['2', 100_000_000n]]);
    given(...and(cancelled, propose(5, { documentDigest: 'aa'.repeat(32) }, theRegistrar)))
      .when(approve(theRegistrar))
      .then(
        fact('PledgeCancellationCorrected', {
          ...{ pledgeId: first, pledgeePartyId: lender, correctedEvent: 5, reason },
          ...{ documentDigest: 'aa'.repeat(32), keepsRank: true, ...eyes, on: today },
        }),
      );
    expect(orderIn(back(cancelled))).toEqual([
      ['1', 100_000_000n],
      ['2', 100_000_000n],
    ]);
  });

  it('ranks from now on where somebody was registered since, unless he consents', () => {
    const since = [...and(base, cancel), pledged(2, {}, otherLender)];
    const correct = (events: readonly TitleEvent[]) =>
      and(events, propose(4, {}, theRegistrar), approve(theRegistrar));
    expect(orderIn(correct(since))).toEqual([
      ['2', 100_000_000n],
      ['1', 100_000_000n],
    ]);
    expect(orderIn(correct([...since, consent]))).toEqual([
      ['1', 100_000_000n],
      ['2', 100_000_000n],
    ]);
  });

  it('brings back what was still secured, and nothing that was released', () => {
    const part = fact('PledgeReleased', {
      ...{ pledgeId: first, amount: cny('400000.00'), reason: '部分清偿', on: today },
    });
    const events = [...and([...base, part], cancel), pledged(2, {}, otherLender)];
    const after = and(events, propose(5, {}, theRegistrar), approve(theRegistrar));
    expect(orderIn(after)).toEqual([
      ['2', 100_000_000n],
      ['1', 60_000_000n],
    ]);
    const { terms, remaining, rankKey } = titleOf(...after).pledges.get(first) ?? {};
    expect([terms?.amount, remaining]).toEqual([cny('1000000.00'), cny('600000.00')]);
    expect(rankKey).toEqual({ titleVersion: after.length, tranche: 2 });
  });

  it('is the registrar’s matter, while its term runs', () => {
    given(...cancelled)
      .when(propose(5))
      .thenRefused('not_the_registrar');
    given(...cancelled)
      .when(propose(5, {}, theBank))
      .thenRefused('not_the_registrar');
    given(...and(cancelled, propose(5, {}, theRegistrar)))
      .when(approve(theBank))
      .thenRefused('pledge_proposal_not_found');
    given(...cancelled)
      .when(propose(4, {}, theRegistrar))
      .thenRefused('not_the_pledgee');
    const last = and(cancelled, propose(5, {}, theRegistrar, endOf('2027-11-23')));
    expect(last).toHaveLength(cancelled.length + 1);
    for (const step of [propose(5, {}, theRegistrar, startOf('2027-11-24'))]) {
      given(...cancelled)
        .when(step)
        .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    }
    given(...last)
      .when(approve(theRegistrar, startOf('2027-11-24')))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    given(...last)
      .when(approve(theOther))
      .thenRefused('pledge_proposal_not_found');
  });

  it('is not, once somebody acquired the right as free of it', () => {
    const moved = fact('RightTransferred', {
      ...{ transferId: 't-1', fromHoldingId: operation, mode: 'sale', contractDigest: 'ab' },
      to: { ...entryOf(stranger), holdingId: 'h-2' },
      ...{ fromPartyIds: [bank], consentIds: [], dischargedPledgeIds: [pledgeId(2)] },
      ...{ endedOfferIds: [], endedAuthorisationIds: [], on: today },
    } as never);
    given(...cancelled, moved)
      .when(propose(5, {}, theRegistrar))
      .thenRefused('pledged_right_moved', { pledgeId: first, transferIds: ['t-1'] });
  });

  const entryOf = (partyId: string) => ({
    ...{ right: 'operation', holders: [{ partyId }], basis: '受让', from: today },
  });
});

describe('what comes back behind others', () => {
  const part = fact('PledgeReleased', {
    ...{ pledgeId: first, amount: cny('400000.00'), reason: '部分清偿', on: today },
  });
  const whole = fact('PledgeReleased', { pledgeId: first, reason: '误操作', on: today });
  const order = { authority: '法院', documentDigest: 'ef'.repeat(32), reason: '判决' };
  const cancel = act('CancelPledgeByOrder', { pledgeId: first, ...order }, theRegistrar);

  it.each([
    ['a release', [...base, part, whole], theLender],
    ['a cancellation', and([...base, part], cancel), theRegistrar],
  ])('of %s has its place there, also once it is changed again', (_, events, who) => {
    const back = and([...events, pledged(2, {}, otherLender)], propose(5, {}, who), approve(who));
    const longer = act('ExtendPledge', { pledgeId: first, until: '2028-01-01' }, theLender);
    const other = act(
      'AmendPledge',
      { pledgeId: first, licensingStaysOpen: true, reason: '补充协议' },
      theLender,
    );
    for (const after of [back, and(back, longer, other)]) {
      expect(orderIn(after)).toEqual([
        ['2', 100_000_000n],
        ['1', 60_000_000n],
      ]);
      const places = placedPledges(titleOf(...after), operation, now);
      expect(places.map(({ pledge, ordinal }) => [pledge.pledgeId, ordinal])).toEqual([
        [pledgeId(2), 1],
        [first, 2],
      ]);
    }
  });
});
