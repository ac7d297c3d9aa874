import fc from 'fast-check';
import { shanghaiDate } from '../calendar.js';
import { Refused } from '../refusal.js';
import { minorUnits } from '../money.js';
import { grantAsGiver, checkInside } from './giver.js';
import { overlap, shared } from './span.js';
import {
  act,
  as,
  bank,
  bar,
  buyer,
  cny,
  entry,
  evidence,
  grant,
  lender,
  licensing,
  now,
  opened,
  operation,
  otherBuyer,
  otherLender,
  pledgeId,
  pledgeTerms,
  reservation,
  terms,
  theBank,
  theRegistrar,
  theSystem,
} from './testing/title-samples.js';
import type { TitleCommand } from './title.commands.js';
import { titleDecider } from './title.decider.js';
import type { TitleEvent } from './title.events.js';
import { grantSpan, lineageOf, pledgeStanding, rankingPledges } from './title.standing.js';
import type { Title } from './title.state.js';

const { decide, evolve, initialState } = titleDecider;
const runs = 300;
const other = 'f0000000-0000-7000-8000-000000000009';
const start = [opened(entry(), entry({ holdingId: other, purposes: ['信贷', '风控'] }))];

const entries = fc.constantFrom(operation, other);
const few = fc.integer({ min: 1, max: 4 });
const month = (n: number) => `2026-${String(n).padStart(2, '0')}`;
const someTerms = fc
  .record({
    exclusive: fc.boolean(),
    first: fc.constantFrom(11, 12),
    length: fc.constantFrom('2026-12-15', '2026-12-31', undefined),
    purposes: fc.constantFrom(undefined, ['信贷'], ['营销']),
    sublicenceDepth: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ exclusive, first, length, purposes, sublicenceDepth }) => {
    const { until: _until, ...rest } = terms({ exclusive, from: `${month(first)}-10` });
    const more = { ...(length && { until: length }), ...(purposes && { purposes }) };
    return { ...rest, sublicenceDepth, ...more };
  });

const deals = fc.oneof(
  fc.record({ n: few, from: fc.option(few), holdingId: entries, terms: someTerms }).map((some) => {
    const parent = some.from === null ? {} : { parentGrantId: `grant-${some.from}` };
    const { holdingId, terms: given, n } = some;
    const to = { granteePartyId: some.from === null ? buyer : otherBuyer };
    const wanted = { ...grant(`grant-${n}`), holdingId, ...to, ...parent, terms: given };
    const giver = some.from === null ? theBank : as('manager', buyer);
    return act('GrantRight', { ...wanted, right: 'operation' }, giver);
  }),
  few.map((n) => act('EndGrant', { grantId: `grant-${n}`, reason: '终止' })),
  fc
    .record({ n: few, holdingId: entries, terms: someTerms })
    .map(({ n, ...more }) =>
      act('AuthoriseLicensing', licensing({ offerId: `offer-${n}`, ...more })),
    ),
  few.map((n) => act('WithdrawLicensing', { offerId: `offer-${n}`, reason: '撤回' })),
  fc.record({ n: few, offer: few, holdingId: entries, terms: someTerms }).map((some) => {
    const { n, offer, ...more } = some;
    const wanted = reservation(`reservation-${n}`, { ...more, offerId: `offer-${offer}` });
    return act('ReserveLicence', { ...wanted, sellerPartyId: bank }, theSystem);
  }),
  fc
    .tuple(fc.constantFrom('ConfirmLicence', 'ReleaseReservation', 'LapseReservation'), few)
    .map(([type, n]) => act(type, { reservationId: `reservation-${n}` } as never, theSystem)),
);

const pledging = fc.oneof(
  fc.record({ n: few, holdingId: entries, who: fc.constantFrom(lender, otherLender) }).map((a) =>
    act('AuthoriseLender', {
      authorisationId: `authorisation-${a.n}`,
      holdingId: a.holdingId,
      lenderPartyId: a.who,
      purpose: 'pledge',
      cap: cny('1000000.00'),
      until: '2027-12-31',
    }),
  ),
  fc.record({ holdingId: entries, who: fc.constantFrom(lender, otherLender) }).map((some) =>
    act(
      'RegisterPledge',
      {
        holdingId: some.holdingId,
        terms: pledgeTerms({ until: '2027-01-31' }),
        pledgorEvidence: evidence,
      },
      as('lender', some.who),
    ),
  ),
  few.map((n) => act('ConfirmPledge', { pledgeId: pledgeId(n), pledgorEvidence: evidence })),
  few.map((n) => act('DeclinePledge', { pledgeId: pledgeId(n), reason: '未约定' })),
  few.map((n) => act('LapseClaim', { pledgeId: pledgeId(n) }, theSystem)),
  fc.record({ n: few, part: fc.boolean(), who: fc.constantFrom(lender, otherLender) }).map((some) =>
    act(
      'ReleasePledge',
      {
        pledgeId: pledgeId(some.n),
        reason: '清偿',
        ...(some.part && { amount: cny('600000.00') }),
      },
      as('lender', some.who),
    ),
  ),
);

const blockers = fc.oneof(
  few.map((n) => act('RaiseBar', bar({ barId: `bar-${n}`, until: '2026-11-30' }), theRegistrar)),
  few.map((n) => act('LiftBar', { barId: `bar-${n}`, reason: '解除' }, theRegistrar)),
  entries.map((holdingId) => act('EndHolding', { holdingId, reason: '到期' }, theRegistrar)),
);

/** Any command that anybody could give; most of them will be refused. */
const step = fc.oneof(
  { arbitrary: deals, weight: 8 },
  { arbitrary: pledging, weight: 4 },
  { arbitrary: blockers, weight: 1 },
);

/** Commands in order, each some hours after the one before. */
const history = fc
  .array(fc.record({ command: step, hours: fc.constantFrom(0, 0, 1, 5, 30, 240) }), {
    minLength: 20,
    maxLength: 60,
  })
  .map((steps) => {
    let at = Date.parse(now);
    return steps.map(({ command, hours }) => {
      at += hours * 3_600_000;
      const meta = { ...command.meta, now: new Date(at).toISOString() };
      return { ...command, meta } as TitleCommand;
    });
  });

const tried = (command: TitleCommand, title: Title): readonly TitleEvent[] => {
  try {
    return decide(command, title);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

/** Runs a history and looks at the title around every event. */
const play = (
  commands: readonly TitleCommand[],
  look: (before: Title, event: TitleEvent, after: Title, at: string) => void,
) => {
  const events: TitleEvent[] = [...start];
  let title = events.reduce(evolve, initialState());
  for (const command of commands) {
    for (const event of tried(command, title)) {
      const after = evolve(title, event);
      look(title, event, after, command.meta.now);
      events.push(event);
      title = after;
    }
  }
  return { events, title };
};

const always = (look: Parameters<typeof play>[1]) =>
  fc.assert(
    fc.property(history, (commands) => void play(commands, look)),
    { numRuns: runs },
  );

describe('whatever is asked of a title', () => {
  it('never lets an exclusive grant share a date with another that it does not descend from', () =>
    always((_before, _event, after, at) => {
      const fromNow = { from: shanghaiDate(at) };
      const grants = [...after.grants.values()];
      for (const one of grants.filter((some) => some.terms.exclusive)) {
        const kin = (two: (typeof grants)[number]) =>
          lineageOf(after, one).includes(two) || lineageOf(after, two).includes(one);
        const clash = grants.find(
          (two) =>
            two.holdingId === one.holdingId &&
            !kin(two) &&
            overlap(shared(grantSpan(after, one), fromNow), grantSpan(after, two)),
        );
        expect(clash).toBeUndefined();
      }
    }));

  it('never disposes of an entry while it is pledged', () =>
    always((before, event, _after, at) => {
      const disposes =
        event.type === 'RightGranted' ||
        event.type === 'LicensingAuthorised' ||
        event.type === 'LicenceReserved';
      if (disposes) expect(rankingPledges(before, event.data.holdingId, at)).toEqual([]);
    }));

  it('ranks pledges by their version, for ever', () =>
    always((before, event, after) => {
      const keys = [...after.pledges.values()].map(({ rankKey }) => rankKey.titleVersion);
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
      expect(new Set(keys).size).toBe(keys.length);
      for (const pledge of before.pledges.values()) {
        expect(after.pledges.get(pledge.pledgeId)?.rankKey).toEqual(pledge.rankKey);
      }
      if (event.type === 'PledgeRegistered' || event.type === 'PledgeClaimed') {
        expect(after.pledges.get(event.data.pledgeId)?.rankKey.titleVersion).toBe(after.version);
      }
    }));

  it('never grants more than the source of a grant holds', () =>
    always((before, event) => {
      if (event.type !== 'RightGranted') return;
      const { holdingId, parentGrantId, terms: given } = event.data;
      const source = before.entries.get(holdingId);
      const parent = before.grants.get(parentGrantId ?? '');
      if (source === undefined) throw new Error('A grant came from no entry.');
      if (parent !== undefined) {
        checkInside(given, grantAsGiver(before, parent, source));
        expect(given.exclusive && !parent.terms.exclusive).toBe(false);
      }
      const allowed = source.purposes;
      if (allowed) expect((given.purposes ?? allowed).every((p) => allowed.includes(p))).toBe(true);
      expect(source.right).toBe('operation');
    }));

  it('never revives a pledge that is over, nor leaves less than nothing', () =>
    always((before, _event, after, at) => {
      for (const pledge of before.pledges.values()) {
        const later = after.pledges.get(pledge.pledgeId);
        if (later === undefined) throw new Error('A pledge vanished.');
        if (pledge.ended) expect(pledgeStanding(later, at)).toBe(pledge.ended.as);
        expect(minorUnits(later.remaining)).toBeLessThanOrEqual(minorUnits(pledge.remaining));
        expect(minorUnits(later.remaining)).toBeGreaterThanOrEqual(0n);
      }
    }));

  it('never registers more under an authorisation than its cap', () =>
    always((_before, _event, after, at) => {
      for (const { authorisationId, cap } of after.authorisations.values()) {
        const sum = [...after.pledges.values()]
          .filter((pledge) => pledge.authorisationId === authorisationId)
          .filter((pledge) => pledgeStanding(pledge, at) === 'registered')
          .reduce((total, { remaining }) => total + minorUnits(remaining), 0n);
        if (cap !== undefined) expect(sum).toBeLessThanOrEqual(minorUnits(cap));
      }
    }));

  it('folds to the same title however often, also from what was stored', () =>
    fc.assert(
      fc.property(history, (commands) => {
        const { events, title } = play(commands, () => undefined);
        const stored = JSON.parse(JSON.stringify(events)) as TitleEvent[];
        expect(stored.reduce(evolve, initialState())).toEqual(title);
      }),
      { numRuns: runs },
    ));
});
