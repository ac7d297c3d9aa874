import fc from 'fast-check';
import { Refused } from '../../refusal.js';
import type { TitleCommand } from '../title.commands.js';
import { titleDecider } from '../title.decider.js';
import type { TitleEvent } from '../title.events.js';
import type { Title } from '../title.state.js';
import {
  act,
  as,
  bank,
  buyer,
  cny,
  entry,
  evidence,
  grant,
  lender,
  now,
  opened,
  operation,
  otherBuyer,
  otherLender,
  pledgeId,
  pledgeTerms,
  stranger,
  theRegistrar,
  theSystem,
} from './title-samples.js';

/** Random lives of a title in which rights move: what anybody could ask, in any order. */

/** A joint entry with shares, and one of a single holder with purposes. */
export const shared = 'f0000000-0000-7000-8000-000000000003';
const entries = [operation, shared] as const;
export const opening: TitleEvent = opened(
  entry({ purposes: ['信贷', '风控', '营销'] }),
  entry({
    holdingId: shared,
    holders: [
      { partyId: bank, share: '2/3' },
      { partyId: stranger, share: '1/3' },
    ],
  }),
);

const parties = [bank, stranger, buyer, otherBuyer] as const;
const lenders = [lender, otherLender] as const;
const few = fc.integer({ min: 1, max: 3 });
const party = fc.constantFrom(...parties);
/** Who acts: mostly who had the rights at first, so that much is not refused. */
const actor = fc.constantFrom(bank, bank, bank, ...parties);
/** The entries there were at first and those that transfers may have opened. */
const holdings = fc.oneof(
  { arbitrary: fc.constantFrom(...entries), weight: 3 },
  {
    arbitrary: fc.constantFrom('to-1', 'to-2', 'to-3', 'rest-1', 'rest-2', 'rest-3'),
    weight: 1,
  },
);
const evidenceOfAll = parties.map((partyId) => ({ ...evidence[0], partyId }) as never);
const seen = parties.map((partyId) => ({ partyId, version: 1 }));

const parts = fc.constantFrom(
  undefined,
  { share: '1/3' },
  { share: '1/2' },
  { purposes: ['信贷'] },
  { purposes: ['信贷', '营销'] },
);

const moving = fc
  .record({
    ...{ n: few, holdingId: holdings, by: actor, to: party, part: parts },
    isReviewed: fc.boolean(),
  })
  .map(({ n, holdingId, by, to, part, isReviewed }) =>
    act(
      'TransferRight',
      {
        transferId: `transfer-${n}`,
        holdingId,
        toHoldingId: `to-${n}`,
        remainingHoldingId: `rest-${n}`,
        transferees: [{ partyId: to }],
        ...(part && { part }),
        contractDigest: 'ab'.repeat(32),
        transfereeEvidence: seen,
        ...(isReviewed && { reviewDays: 10 }),
      },
      as('manager', by),
    ),
  );

/** What the other side and the registrar make of a transfer that is reviewed. */
const applying = fc
  .record({ n: few, by: party, step: fc.constantFrom('join', 'join', 'approve', 'approve', 'no') })
  .chain(({ n, by, step }) => {
    const transferId = `transfer-${n}`;
    const joining = act('JoinTransfer', { transferId }, as('manager', by));
    const said = { ground: 'falseProof', explanation: '证明虚假' } as const;
    if (step === 'join') return fc.constant(joining);
    if (step === 'approve') {
      const data = { transferId, transfereeEvidence: seen };
      return fc.constant(act('ApproveTransfer', data, theRegistrar));
    }
    return fc.constantFrom(
      act('TurnTransferDown', { transferId, ...said }, theRegistrar),
      act('WithdrawTransfer', { transferId, reason: '解除' }, as('manager', by)),
    );
  });

const consenting = fc
  .record({
    n: fc.integer({ min: 1, max: 9 }),
    holdingId: holdings,
    who: fc.constantFrom(stranger, ...parties, ...lenders),
    pledge: few,
    disposal: fc.constantFrom('transfer' as const, 'transfer' as const, 'grant' as const),
    effect: fc.constantFrom('follows' as const, 'discharged' as const),
  })
  .map(({ n, holdingId, who, pledge, disposal, effect }) => {
    const isLender = lenders.includes(who as never);
    const own = isLender
      ? { capacity: 'pledgee' as const, pledgeId: pledgeId(pledge), pledge: effect }
      : { capacity: 'coOwner' as const };
    const data = { consentId: `consent-${n}`, holdingId, disposal, until: '2027-06-30', ...own };
    return act('ConsentToDisposal', data, as(isLender ? 'lender' : 'manager', who));
  });

const granting = fc.oneof(
  fc
    .record({ n: few, from: fc.option(few), holdingId: holdings, by: actor, to: party })
    .map(({ n, from, holdingId, by, to }) => {
      const parent = from === null ? {} : { parentGrantId: `grant-${from}` };
      const terms = { from: '2026-12-10', sublicenceDepth: 2 - (from === null ? 0 : 1) };
      const wanted = grant(`grant-${n}`, { holdingId, granteePartyId: to, ...parent, terms });
      return act('GrantRight', { ...wanted, right: 'operation' }, as('manager', by));
    }),
  fc
    .tuple(few, party)
    .map(([n, by]) =>
      act('EndGrant', { grantId: `grant-${n}`, reason: '终止' }, as('manager', by)),
    ),
);

const pledging = fc.oneof(
  fc
    .record({ n: few, holdingId: holdings, by: actor, who: fc.constantFrom(...lenders) })
    .map(({ n, holdingId, by, who }) =>
      act(
        'AuthoriseLender',
        {
          authorisationId: `authorisation-${n}`,
          holdingId,
          lenderPartyId: who,
          purpose: 'pledge',
          until: '2027-12-31',
        },
        as('manager', by),
      ),
    ),
  fc.tuple(holdings, fc.constantFrom(...lenders)).map(([holdingId, who]) =>
    act(
      'RegisterPledge',
      {
        holdingId,
        terms: pledgeTerms({ amount: cny('100.00'), until: '2027-01-31' }),
        pledgorEvidence: evidenceOfAll,
      },
      as('lender', who),
    ),
  ),
  fc
    .tuple(few, fc.constantFrom(...lenders))
    .map(([n, who]) =>
      act('ReleasePledge', { pledgeId: pledgeId(n), reason: '清偿' }, as('lender', who)),
    ),
  fc.record({ n: few, holdingId: holdings, who: fc.constantFrom(...lenders) }).map((some) =>
    act(
      'ReserveRegistration',
      {
        registrationReservationId: `kept-${some.n}`,
        holdingId: some.holdingId,
        evidence: { pledgorEvidence: evidenceOfAll },
      },
      as('lender', some.who),
    ),
  ),
);

const barring = fc.oneof(
  fc
    .record({
      n: few,
      holdingId: fc.option(holdings),
      ground: fc.constantFrom('freeze' as const, 'freeze' as const, 'dispute' as const),
      until: fc.constantFrom('2026-12-05', '2027-02-28', undefined),
    })
    .map(({ n, holdingId, ground, until }) => {
      const months = until === undefined && ground === 'freeze' ? { months: 1 } : {};
      const on = holdingId === null ? {} : { holdingId };
      const term = until === undefined ? months : { until };
      return act(
        'RaiseBar',
        { barId: `bar-${n}`, ground, authority: '法院', ...on, ...term },
        theRegistrar,
      );
    }),
  few.map((n) => act('LiftBar', { barId: `bar-${n}`, reason: '解除' }, theRegistrar)),
  few.map((n) => act('ExtendBar', { barId: `bar-${n}`, until: '2027-03-31' }, theRegistrar)),
);

const ending = fc.oneof(
  holdings.map((holdingId) => act('EndHolding', { holdingId, reason: '到期' }, theRegistrar)),
  fc
    .constantFrom({ mode: 'voluntary' as const, byPartyId: bank }, { mode: 'exOfficio' as const })
    .map((manner) => act('CloseTitle', { ...manner, reason: '销毁' }, theSystem)),
);

/** Any command that anybody could give; most of them will be refused. */
const step = fc.oneof(
  { arbitrary: moving, weight: 6 },
  { arbitrary: applying, weight: 4 },
  { arbitrary: consenting, weight: 6 },
  { arbitrary: granting, weight: 5 },
  { arbitrary: pledging, weight: 5 },
  { arbitrary: barring, weight: 3 },
  { arbitrary: ending, weight: 1 },
);

/** Commands in order, each some hours after the one before. */
export const histories = fc
  .array(fc.record({ command: step, hours: fc.constantFrom(0, 0, 1, 20, 100) }), {
    minLength: 20,
    maxLength: 60,
  })
  .map((steps) => {
    let hours = 0;
    return steps.map(({ command, hours: more }) => {
      hours += more;
      const at = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
      return { ...command, meta: { ...command.meta, now: at } } as TitleCommand;
    });
  });

export interface Played {
  readonly events: readonly TitleEvent[];
  /** The title after each event, the opening first. */
  readonly titles: readonly Title[];
}

/** Plays a history; `look` sees the title before and after each event. */
export const played = (
  commands: readonly TitleCommand[],
  look: (before: Title, event: TitleEvent, after: Title, at: string) => void = () => undefined,
): Played => {
  const { decide, evolve, initialState } = titleDecider;
  let title = evolve(initialState(), opening);
  const events: TitleEvent[] = [opening];
  const titles = [title];
  for (const command of commands) {
    let decided: readonly TitleEvent[];
    try {
      decided = decide(command, title);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      continue;
    }
    for (const event of decided) {
      const after = evolve(title, event);
      look(title, event, after, command.meta.now);
      events.push(event);
      titles.push(after);
      title = after;
    }
  }
  return { events, titles };
};
