import fc from 'fast-check';
import { addDays } from '../calendar.js';
import type { AssetCommand } from './asset.commands.js';
import { assetDecider } from './asset.decider.js';
import type { AssetState } from './asset.state.js';
import { type CaseTask, tasksAfter } from './case.tasks.js';
import { asOf, dueBy, nextDue } from './clock.rules.js';
import { assetStatuses, lifeGraph, possibleSteps } from './life.graph.js';
import { stepsOf } from './possible-steps.js';
import * as national from './testing/national.js';
import { commandsOn, decided, schemes, steps, walk } from './testing/random-lives.js';

const { assetId, command, by } = national;

/** Tasks by what tells them apart; what an objection led to is in no state. */
const toDo = (tasks: readonly CaseTask[]): readonly string[] =>
  tasks
    .filter(({ task, requestId }) => task !== 'change' || requestId !== undefined)
    .map(({ task, dueBy, requestId, objectionNo }) =>
      [task, requestId ?? objectionNo ?? dueBy ?? 'undated'].join(' '),
    )
    .sort();

/** What is to be done, by the state alone. */
const expected = (state: AssetState): readonly string[] => {
  const { status, procedure, returned, supplement, reviewBy } = state;
  const { objections = [], requests = {} } = state;
  const isAlive = status === 'registered' || status === 'suspended';
  const isReviewed = status === 'accepted' || status === 'publicised';
  const open = objections.flatMap(({ outcome }, index) =>
    outcome === undefined ? [`objection ${index + 1}`] : [],
  );
  const undecided = Object.values(state.corrections ?? {}).flatMap(
    ({ correctionId, decided: as }) => (as === undefined ? [correctionId] : []),
  );
  // An objection that is upheld ends the application with the next fact.
  const isHeldUp = open.length > 0 || objections.some(({ outcome }) => outcome === 'rejection');
  return [
    ...(status === 'submitted' && procedure?.acceptBy ? [`acceptance ${procedure.acceptBy}`] : []),
    ...(status === 'returned' ? [`supplement ${returned?.supplementBy ?? 'undated'}`] : []),
    ...(status === 'accepted' && supplement
      ? [`supplement ${supplement.supplementBy ?? 'undated'}`]
      : []),
    ...(isReviewed && reviewBy ? [`review ${isHeldUp ? 'undated' : reviewBy}`] : []),
    ...(isAlive || status === 'publicised' ? open : []),
    ...(isAlive ? Object.entries(requests).map((request) => request.join(' ')) : []),
    ...(isAlive ? undecided.map((correctionId) => `correction ${correctionId}`) : []),
  ].sort();
};

describe.each(schemes)('any sequence of commands under %s', (scheme) => {
  it('never leaves the state graph', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (sequence) => {
        walk(scheme, sequence, (event, before, after) => {
          const { from, to } = lifeGraph[event.type];
          expect([event.type, from.includes(before.status)]).toEqual([event.type, true]);
          expect(after.status).toBe(to === 'same' ? before.status : to);
          reached.add(after.status);
        });
      }),
      { numRuns: 100, seed: 20260212 },
    );
    expect(reached.size).toBeGreaterThan(6);
  });

  it('registers nothing with an objection open or before publicity is over', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        walk(scheme, sequence, (event, before, _, day) => {
          if (event.type !== 'AssetRegistered') return;
          const open = (before.objections ?? []).filter(({ outcome }) => outcome === undefined);
          expect(open).toEqual([]);
          if (before.publicity !== undefined) expect(day > before.publicity.until).toBe(true);
          expect(before.procedure?.hasPublicity === true).toBe(before.publicity !== undefined);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('leaves to be done what its state says, and nothing else', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let tasks: readonly CaseTask[] = [];
        walk(scheme, sequence, (event, _before, after, day) => {
          tasks = tasksAfter(tasks, event, day);
          expect([event.type, toDo(tasks)]).toEqual([event.type, expected(after)]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('says by the clock what the sweep would write, at any later day', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 4_000 }), (sequence, later) => {
        const { state, day } = walk(scheme, sequence, () => undefined);
        const then = addDays(day, later);
        const seen = asOf(state, assetId, then);
        const settle = command('SettleDue', {}, by('system', 'system', then));
        const written = decided(settle, state).reduce(assetDecider.evolve, state);
        expect(written).toEqual(seen);
        expect(dueBy(seen, assetId, then)).toEqual([]);
        const next = nextDue(state);
        const isDue = next !== undefined && next.on <= then;
        expect(seen.status).toBe(isDue ? next.status : state.status);
      }),
      { numRuns: 100 },
    );
  });
});

/** What may happen while an application is made public: by type, and how many days after the last. */
const inPublicity = fc.array(
  fc.record({
    type: fc.constantFrom<AssetCommand['type']>(
      'RaiseObjection',
      'ResolveObjection',
      'ExtendReview',
      'RegisterAsset',
    ),
    pick: fc.nat({ max: 3 }),
    days: fc.nat({ max: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe.each(schemes.filter((scheme) => scheme !== 'in-house'))('publicity under %s', (scheme) => {
  const first = '2026-01-05';
  const published = (['SubmitApplication', 'AcceptApplication', 'PubliciseApplication'] as const)
    .map((type) => commandsOn(scheme, first).find((one) => one.type === type)!)
    .reduce<AssetState>(
      (state, one) => decided(one, state).reduce(assetDecider.evolve, state),
      assetDecider.initialState(),
    );

  it('ends in no registration while an objection is open, whenever it was raised', () => {
    const seen = { waited: 0, registered: 0 };
    fc.assert(
      fc.property(inPublicity, (sequence) => {
        let [state, day] = [published, first];
        for (const { type, pick, days } of sequence) {
          day = addDays(day, days);
          const commands = commandsOn(scheme, day).filter((one) => one.type === type);
          const events = decided(commands[pick % commands.length]!, state);
          const isOver = day > (state.publicity?.until ?? day);
          const isOpen = (state.objections ?? []).some(({ outcome }) => outcome === undefined);
          if (events.some((event) => event.type === 'AssetRegistered')) {
            expect([isOver, isOpen]).toEqual([true, false]);
            seen.registered += 1;
          } else if (type === 'RegisterAsset' && isOver && isOpen) seen.waited += 1;
          state = events.reduce(assetDecider.evolve, state);
        }
      }),
      { numRuns: 300, seed: 20260224 },
    );
    // Both were tried, and not once.
    expect(Math.min(seen.waited, seen.registered)).toBeGreaterThan(5);
  });
});

describe('the state graph', () => {
  it('has for every status the steps of a reader’s drawing', () => {
    for (const status of assetStatuses) expect(possibleSteps[status]).toBeDefined();
    expect(assetStatuses.filter((status) => possibleSteps[status].length === 0)).toEqual([
      'expired',
      'cancelled',
      'revoked',
    ]);
  });

  it('offers no step that its scheme does not know', () => {
    const inHouse: AssetState = { status: 'registered' };
    expect(stepsOf(inHouse)).toEqual([
      'change',
      'suspension',
      'cancellation',
      'revocation',
      'corrections',
    ]);
  });
});
