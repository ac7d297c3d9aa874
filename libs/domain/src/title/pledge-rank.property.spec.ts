import fc from 'fast-check';
import { Refused } from '../refusal.js';
import { orderOf } from './pledge-order.js';
import type { TitleCommand } from './title.commands.js';
import { titleDecider } from './title.decider.js';
import type { TitleEvent } from './title.events.js';
import type { Title } from './title.state.js';
import {
  act,
  as,
  authorised,
  cny,
  evidence,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledgeId,
  pledgeTerms,
  stranger,
} from './testing/title-samples.js';

const { decide, evolve, initialState } = titleDecider;
const lenders = [lender, otherLender] as const;
const start: readonly TitleEvent[] = [
  opened(),
  ...lenders.map((lenderPartyId) =>
    authorised({ authorisationId: `authorisation-${lenderPartyId}`, lenderPartyId }),
  ),
];
const contractDigest = 'ef'.repeat(32);
const seen = { evidence: { pledgorEvidence: evidence } };
const few = fc.integer({ min: 1, max: 4 });
const who = fc.constantFrom(...lenders).map((partyId) => as('lender', partyId));
const amount = fc.constantFrom('100.00', '250.00', '999.99').map(cny);

const registering = fc
  .tuple(who, amount, fc.constantFrom('2027-01-31', '2030-01-31'), fc.integer({ min: 0, max: 9 }))
  .map(([actor, sum, until, n]) => {
    const terms = pledgeTerms({ amount: sum, until, contractDigest: `${n}`.repeat(64) });
    const data = { holdingId: operation, terms, pledgorEvidence: evidence };
    return act('RegisterPledge', data, actor);
  });

const living = fc.oneof(
  fc
    .tuple(who, few, amount)
    .map(([actor, n, part]) =>
      act('ReleasePledge', { pledgeId: pledgeId(n), amount: part, reason: '清偿' }, actor),
    ),
  fc
    .record({ actor: who, n: few, increase: amount, ranksAsExisting: fc.boolean() })
    .map(({ actor, n, ...more }) =>
      act('AmendPledge', { pledgeId: pledgeId(n), ...more, reason: '追加', ...seen }, actor),
    ),
  fc.tuple(who, few).map(([actor, n]) => {
    const data = { pledgeId: pledgeId(n), toPartyId: stranger, contractDigest, assigneeVersion: 1 };
    return act('AssignPledge', data, actor);
  }),
  fc.tuple(who, few, few).map(([actor, n, to]) => {
    const agreed = { subordinationId: `s-${n}-${to}`, toPledgeId: pledgeId(to), contractDigest };
    return act('SubordinatePledge', { pledgeId: pledgeId(n), ...agreed }, actor);
  }),
  fc
    .tuple(who, few)
    .map(([actor, n]) =>
      act('ExtendPledge', { pledgeId: pledgeId(n), until: '2031-01-31' }, actor),
    ),
);

const history = fc.array(fc.oneof(registering, { arbitrary: living, weight: 3 }), {
  minLength: 5,
  maxLength: 30,
});

const tried = (command: TitleCommand, title: Title): readonly TitleEvent[] => {
  try {
    return decide(command, title);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

const play = (
  commands: readonly TitleCommand[],
  look: (before: Title, command: TitleCommand, after: Title) => void = () => undefined,
) => {
  const events = [...start];
  let title = events.reduce(evolve, initialState());
  for (const command of commands) {
    const more = tried(command, title);
    const after = more.reduce(evolve, title);
    if (more.length > 0) look(title, command, after);
    events.push(...more);
    title = after;
  }
  return { events, title };
};

/** What of a pledge stands where, told by what stands before it. */
const placesOf = (title: Title, of: (pledgeId: string) => boolean): readonly string[] => {
  let through = 0n;
  return orderOf(title, operation, now).flatMap((slice) => {
    const before = through;
    through += slice.amount;
    return of(slice.pledgeId) ? [`${slice.pledgeId} ${before} ${slice.amount}`] : [];
  });
};

/** Who stepped back for a pledge has not agreed to what is added to it, wherever that ranks. */
const stepsBackThenIncreased = (ranksAsExisting: boolean): readonly TitleCommand[] => [
  ...lenders.map((partyId, n) => {
    const terms = pledgeTerms({ amount: cny(n === 0 ? '250.00' : '100.00'), contractDigest });
    const data = { holdingId: operation, terms, pledgorEvidence: evidence };
    return act('RegisterPledge', data, as('lender', partyId));
  }),
  act(
    'SubordinatePledge',
    { pledgeId: pledgeId(1), subordinationId: 's', toPledgeId: pledgeId(2), contractDigest },
    as('lender', lender),
  ),
  act(
    'AmendPledge',
    {
      ...{ pledgeId: pledgeId(2), increase: cny('250.00'), ranksAsExisting },
      ...{ reason: '追加', ...seen },
    },
    as('lender', otherLender),
  ),
];

/** One stepped back behind a third pledge: what grows between them pushes him back, too. */
const stepsBackBehindOneThatGrows: readonly TitleCommand[] = [
  ...[lender, otherLender, otherLender].map((partyId) => {
    const terms = pledgeTerms({ amount: cny('100.00'), contractDigest });
    const data = { holdingId: operation, terms, pledgorEvidence: evidence };
    return act('RegisterPledge', data, as('lender', partyId));
  }),
  act(
    'SubordinatePledge',
    { pledgeId: pledgeId(1), subordinationId: 's', toPledgeId: pledgeId(3), contractDigest },
    as('lender', lender),
  ),
  act(
    'AmendPledge',
    {
      ...{ pledgeId: pledgeId(2), increase: cny('100.00'), ranksAsExisting: true },
      ...{ reason: '追加', ...seen },
    },
    as('lender', otherLender),
  ),
];

describe('a rank', () => {
  it('is the place in the title and nothing else: no date, no amount, no second fold moves it', () =>
    fc.assert(
      fc.property(history, (commands) => {
        const { events, title } = play(commands);
        for (const { tranches } of title.pledges.values()) {
          for (const { rankKey } of tranches) {
            const { type } = events[rankKey.titleVersion - 1] ?? {};
            expect(['PledgeRegistered', 'PledgeAmended']).toContain(type);
          }
        }
        const stored = JSON.parse(JSON.stringify(events)) as TitleEvent[];
        const again = stored.reduce(evolve, initialState());
        expect(orderOf(again, operation, now)).toEqual(orderOf(title, operation, now));
      }),
      { numRuns: 150 },
    ));

  it('of everybody else stays with what stands before it, whatever two parties do', () =>
    fc.assert(
      fc.property(history, (commands) => {
        play(commands, (before, { type, data, meta }, after) => {
          if (type === 'RegisterPledge' || type === 'ReleasePledge') return;
          // Whose own junior pledge stands back for an increase has agreed to it by asking for it.
          const isInFront = 'ranksAsExisting' in data && data.ranksAsExisting === true;
          const isHis = (id: string) =>
            before.pledges.get(id)?.pledgeePartyId === meta.actor.partyId;
          const named = [
            'pledgeId' in data ? data.pledgeId : '',
            'toPledgeId' in data ? data.toPledgeId : '',
          ];
          const others = (id: string) => !named.includes(id) && !(isInFront && isHis(id));
          expect(placesOf(after, others)).toEqual(placesOf(before, others));
        });
      }),
      {
        numRuns: 150,
        examples: [
          [stepsBackThenIncreased(false)],
          [stepsBackThenIncreased(true)],
          [stepsBackBehindOneThatGrows],
        ],
      },
    ));

  it('is never worse after a release of another, nor are keys of what is left changed', () =>
    fc.assert(
      fc.property(history, (commands) => {
        play(commands, (before, { type }, after) => {
          if (type !== 'ReleasePledge') return;
          for (const [id, { tranches }] of after.pledges) {
            const keys = tranches.map(({ rankKey }) => rankKey);
            expect(keys).toEqual(before.pledges.get(id)?.tranches.map(({ rankKey }) => rankKey));
          }
        });
      }),
      { numRuns: 100 },
    ));
});
