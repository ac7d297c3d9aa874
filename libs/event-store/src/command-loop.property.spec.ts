import { Refused } from '@ledger/domain/refusal.js';
import fc from 'fast-check';
import type { CommandContext } from './command-context.js';
import { CommandLoop } from './command-loop.js';
import { type EventLog, LogUnavailable } from './event-log.js';
import type { RecordedEvent } from './event.js';
import { InMemoryEventLog } from './in-memory/in-memory-event-log.js';
import * as till from './testing/till.js';
import { wrappedLog } from './testing/wrapped-log.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const stream = 'till-1';

/** What one client asked and heard, with the length of the stream just before and just after. */
interface Told {
  readonly ask: Ask;
  readonly before: number;
  readonly after: number;
  readonly answer: PromiseSettledResult<{
    readonly events: readonly RecordedEvent[];
    readonly state: till.Till;
    readonly version: number;
    readonly replayed: boolean;
  }>;
}

const command = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((coins) => till.put(coins)),
  fc.integer({ min: 1, max: 3 }).map((times) => till.put(1, times)),
  fc.integer({ min: 1, max: 3 }).map((coins) => till.take(coins)),
  fc.constantFrom(till.lock, till.unlock),
);
const ask = fc.record({
  process: fc.nat({ max: 1 }),
  command,
  key: fc.option(fc.constantFrom('key-1', 'key-2', 'key-3')),
  ifMatch: fc.option(fc.nat({ max: 6 }), { freq: 6 }),
});
type Ask = typeof ask extends fc.Arbitrary<infer A> ? A : never;
type Fault = 'none' | 'unsent' | 'lost';
const fault = fc.constantFrom<Fault>('none', 'none', 'none', 'none', 'unsent', 'lost');

const contextOf = ({ key, ifMatch, command: { type, data } }: Ask): CommandContext => ({
  ...till.context(),
  ...(key === null ? {} : till.keyed(key, JSON.stringify([type, data]))),
  ...(ifMatch === null ? {} : { ifMatch }),
});

/** Every call waits for its turn, which the scheduler gives at random; some appends go wrong. */
const troubled = (store: EventLog, scheduler: fc.Scheduler, faults: readonly Fault[]): EventLog => {
  const ahead = [...faults];
  return wrappedLog(store, async (call, run) => {
    await scheduler.schedule(Promise.resolve(), call);
    const wrong = call === 'append' ? ahead.shift() : undefined;
    if (wrong === 'unsent') throw new LogUnavailable('unsent');
    const answer = await run();
    await scheduler.schedule(Promise.resolve(), `${call} answers`);
    if (wrong === 'lost') throw new LogUnavailable('lost');
    return answer;
  });
};

const play = async (
  asks: readonly Ask[],
  faults: readonly Fault[],
  scheduler: fc.Scheduler,
): Promise<{ readonly told: readonly Told[]; readonly log: readonly RecordedEvent[] }> => {
  const store = new InMemoryEventLog(clock);
  const log = troubled(store, scheduler, faults);
  const options = { pause: () => Promise.resolve(), jitter: () => 0 };
  const loops = [new CommandLoop(log, clock, options), new CommandLoop(log, clock, options)];
  const handles = loops.map((loop) => loop.handler(till.tillKind));
  const told = asks.map(async (each): Promise<Told> => {
    await scheduler.schedule(Promise.resolve(), 'a client asks');
    const before = (await store.read(stream)).length;
    const [answer] = await Promise.allSettled([
      handles[each.process]!(stream, each.command, contextOf(each)),
    ]);
    return { ask: each, before, after: (await store.read(stream)).length, answer };
  });
  await scheduler.waitFor(Promise.all(told));
  return { told: await Promise.all(told), log: await store.read(stream) };
};

/** The till after each version, from 0. */
const historyOf = (log: readonly RecordedEvent[]): readonly till.Till[] => {
  const states = [till.emptyTill];
  for (const event of log) {
    states.push(till.evolveTill(states.at(-1)!, event as unknown as till.TillEvent));
  }
  return states;
};

const refuses = ({ command: { type, data } }: Ask, { coins, isLocked }: till.Till): boolean =>
  type === 'TakeCoins' && (isLocked || coins < data.coins);

const isSoAlready = ({ command: { type } }: Ask, { isLocked }: till.Till): boolean =>
  (type === 'LockTill' && isLocked) || (type === 'UnlockTill' && !isLocked);

const property = (check: (played: Awaited<ReturnType<typeof play>>) => void) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(ask, { minLength: 1, maxLength: 14 }),
      fc.array(fault, { maxLength: 14 }),
      fc.scheduler(),
      async (asks, faults, scheduler) => check(await play(asks, faults, scheduler)),
    ),
    { numRuns: 150 },
  );

describe('two processes on one stream, in any order of their calls', () => {
  it('lose no update: every recorded decision follows from the state right before it', () =>
    property(({ told, log }) => {
      const history = historyOf(log);
      for (const till of history) expect(till.coins).toBeGreaterThanOrEqual(0);
      for (const { answer } of told) {
        if (answer.status === 'rejected') continue;
        const { version, state, events } = answer.value;
        expect(state).toEqual(history[version]);
        for (const event of events) expect(event).toEqual(log[event.version - 1]);
      }
    }));

  it('record once per key, tell twins the same, and refuse the key to another body', () =>
    property(({ told, log }) => {
      const firsts = new Set<string>();
      for (const { ask: asked, answer } of told) {
        if (answer.status === 'rejected' || answer.value.events.length === 0) continue;
        if (!answer.value.replayed) {
          const id = answer.value.events[0]!.id;
          expect(firsts.has(id)).toBe(false);
          firsts.add(id);
        }
        expect(answer.value.events.map(({ type }) => type)).not.toContain(undefined);
        const mark = answer.value.events[0]!.metadata.idempotency;
        expect(mark?.key ?? null).toBe(asked.key);
      }
      for (const key of ['key-1', 'key-2', 'key-3']) {
        const marks = log.filter(({ metadata }) => metadata.idempotency?.key === key);
        const prints = marks.map(({ metadata }) => metadata.idempotency?.fingerprint);
        expect(new Set(prints).size).toBeLessThanOrEqual(1);
        expect(marks.map(({ version }) => version)).toEqual(
          marks.map((_, index) => (marks[0]?.version ?? 0) + index),
        );
      }
    }));

  it('answer without recording only from a state that held while the question was open', () =>
    property(({ told, log }) => {
      const history = historyOf(log);
      for (const { ask: asked, before, after, answer } of told) {
        const open = history.slice(before, after + 1);
        if (answer.status === 'fulfilled') {
          const { events, version, replayed } = answer.value;
          if (events.length > 0 && !replayed) expect(version).toBeGreaterThan(before);
          if (events.length > 0) continue;
          expect(version).toBeGreaterThanOrEqual(before);
          expect(isSoAlready(asked, history[version]!)).toBe(true);
          continue;
        }
        const reason: unknown = answer.reason;
        if (reason instanceof LogUnavailable) continue;
        if (reason instanceof Refused) {
          expect(open.some((state) => refuses(asked, state))).toBe(true);
          continue;
        }
        expect(['StaleVersion', 'KeyReused']).toContain((reason as Error).name);
        if ((reason as Error).name !== 'StaleVersion') continue;
        const { actual } = reason as unknown as { actual: number };
        expect(actual).toBeGreaterThanOrEqual(before);
        expect(actual).not.toBe(asked.ifMatch);
      }
    }));

  it('see in a look everything that was acknowledged before it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 20 }),
        fc.scheduler(),
        async (steps, scheduler) => {
          const store = new InMemoryEventLog(clock);
          const log = troubled(store, scheduler, []);
          const loops = [new CommandLoop(log, clock), new CommandLoop(log, clock)];
          let acknowledged = 0;
          const work = steps.map(async (step) => {
            await scheduler.schedule(Promise.resolve(), 'a client asks');
            if (step < 2) {
              const outcome = await loops[step]!.handler(till.tillKind)(
                stream,
                till.put(1),
                till.context(),
              );
              acknowledged = Math.max(acknowledged, outcome.version);
              return;
            }
            const known = acknowledged;
            const look = await loops[0]!.loadMany(till.tillKind, [stream]);
            const { version, state } = look.states.get(stream)!;
            expect(version).toBeGreaterThanOrEqual(known);
            expect(state.coins).toBe(version);
            expect(look.asOf).toBe(version);
          });
          await scheduler.waitFor(Promise.all(work));
        },
      ),
      { numRuns: 120 },
    ));
});
