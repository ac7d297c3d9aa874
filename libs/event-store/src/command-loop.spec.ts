import type { Clock } from './clock.js';
import { CommandLoop, type LoopOptions } from './command-loop.js';
import { type EventLog, LogUnavailable } from './event-log.js';
import { InMemoryEventLog } from './in-memory/in-memory-event-log.js';
import { idOf } from './new-events.js';
import { context, keyed, lock, put, take, tillKind, unlock } from './testing/till.js';
import { countedLog, wrappedLog } from './testing/wrapped-log.js';

const clock: Clock = { now: () => '2026-11-21T17:00:00.000Z' };
const noPause = { pause: () => Promise.resolve(), jitter: () => 0 };
const till = 'till-1';

const loopOn = (log: EventLog, options: LoopOptions = {}) => {
  const loop = new CommandLoop(log, clock, { ...noPause, ...options });
  return { loop, handle: loop.handler(tillKind) };
};

describe('a command that the rules allow', () => {
  it('is recorded, and the outcome says what and where', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    const outcome = await handle(till, put(3, 2), context());
    expect(outcome).toMatchObject({
      events: [
        { type: 'CoinsPut', data: { coins: 3 }, version: 1 },
        { type: 'CoinsPut', data: { coins: 3 }, version: 2 },
      ],
      state: { coins: 6, isLocked: false },
      version: 2,
      position: 2,
      replayed: false,
    });
  });

  it('costs one append and no read once the stream is cached', async () => {
    const { log, calls } = countedLog(new InMemoryEventLog(clock));
    const { handle } = loopOn(log);
    await handle(till, put(3), context());
    Object.assign(calls, { read: 0, append: 0 });
    for (let times = 0; times < 10; times++) await handle(till, put(1), context());
    expect(calls).toEqual({ read: 0, append: 10, versions: 0 });
  });

  it('carries the whole envelope, dated in Shanghai', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock), { salt: () => 'ab'.repeat(16) });
    const more = { causationId: 'cause', ...keyed('key-1') };
    const { events } = await handle(till, put(3), context(more));
    expect(events[0]).toMatchObject({
      id: idOf(more.idempotency, till, 0),
      schemaVersion: 1,
      salt: 'ab'.repeat(16),
      metadata: {
        effectiveOn: '2026-11-22',
        actor: context().actor,
        correlationId: 'correlation-1',
        causationId: 'cause',
        idempotency: { key: 'key-1' },
      },
    });
    expect(events[0]).not.toHaveProperty('confidentialSalt');
  });

  it('is judged by who acts and when, whatever it says of that itself', async () => {
    const { loop } = loopOn(new InMemoryEventLog(clock));
    const seen: unknown[] = [];
    const { decider } = tillKind;
    const decide: typeof decider.decide = (command, state) => {
      seen.push(command.meta);
      return decider.decide(command, state);
    };
    const handle = loop.handler({ ...tillKind, decider: { ...decider, decide } });
    const meta = { actor: { ...context().actor, role: 'system' }, now: '2000-01-01T00:00:00.000Z' };
    await handle(till, { ...put(1), meta } as never, context());
    expect(seen).toEqual([{ actor: context().actor, now: clock.now() }]);
  });

  it('salts a confidential member by itself', async () => {
    const event = {
      type: 'CoinsPut',
      data: { coins: 1, confidential: { price: '1.00' } },
    } as const;
    const decider = { ...tillKind.decider, decide: () => [event] };
    const { loop } = loopOn(new InMemoryEventLog(clock));
    const { events } = await loop.handler({ ...tillKind, decider })(till, put(1), context());
    expect(events[0]?.confidentialSalt).toMatch(/^[0-9a-f]{32}$/);
    expect(events[0]?.confidentialSalt).not.toBe(events[0]?.salt);
  });
});

describe('an answer that records nothing', () => {
  it('refuses from what the stream holds now, not from the cache', async () => {
    const log = new InMemoryEventLog(clock);
    const [a, b] = [loopOn(log), loopOn(log)];
    await a.handle(till, put(3), context());
    await a.handle(till, lock, context());
    await expect(a.handle(till, take(1), context())).rejects.toThrow('title_not_found');
    await b.handle(till, unlock, context());
    await expect(a.handle(till, take(1), context())).resolves.toMatchObject({ version: 4 });
  });

  it('is silent only when the stream is so now', async () => {
    const log = new InMemoryEventLog(clock);
    const [a, b] = [loopOn(log), loopOn(log)];
    await a.handle(till, lock, context());
    await b.handle(till, unlock, context());
    expect(await a.handle(till, lock, context())).toMatchObject({ version: 3, events: [{}] });
    expect(await a.handle(till, lock, context())).toMatchObject({
      version: 3,
      position: 3,
      events: [],
      replayed: false,
    });
  });

  it('compares If-Match with the version that the stream has now', async () => {
    const log = new InMemoryEventLog(clock);
    const [a, b] = [loopOn(log), loopOn(log)];
    await a.handle(till, put(1), context());
    await b.handle(till, put(1), context());
    await expect(a.handle(till, put(1), context({ ifMatch: 1 }))).rejects.toMatchObject({
      name: 'StaleVersion',
      expected: 1,
      actual: 2,
    });
    await b.handle(till, put(1), context());
    await expect(a.handle(till, put(1), context({ ifMatch: 3 }))).resolves.toMatchObject({
      version: 4,
    });
  });

  it('says nothing of versions to whom the rules shut out', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    await handle(till, put(1), context());
    for (const ifMatch of [1, 7]) {
      await expect(handle(till, take(2), context({ ifMatch }))).rejects.toMatchObject({
        code: 'title_not_found',
      });
    }
  });

  it('lets one of 200 through and refuses 199 without reading for each', async () => {
    const { log, calls } = countedLog(new InMemoryEventLog(clock));
    const { handle } = loopOn(log);
    await handle(till, put(1), context());
    Object.assign(calls, { read: 0, append: 0 });
    const asks = Array.from({ length: 200 }, () => handle(till, take(1), context()));
    const answers = await Promise.allSettled(asks);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(calls).toEqual({ read: 0, append: 1, versions: 0 });
  });
});

describe('a repeated request', () => {
  it('gets the first answer again, whatever happened since', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    await handle(till, put(1), context());
    const first = await handle(till, put(2, 3), context(keyed('key-1')));
    await handle(till, put(5), context(keyed('key-2')));
    const again = await handle(till, put(2, 3), context({ ...keyed('key-1'), ifMatch: 1 }));
    expect(again).toEqual({ ...first, replayed: true });
  });

  it('is an error with another body or another command', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    await handle(till, put(2), context(keyed('key-1')));
    const otherBody = context(keyed('key-1', 'body-2'));
    await expect(handle(till, put(2), otherBody)).rejects.toMatchObject({ name: 'KeyReused' });
    const sameKey = context(keyed('key-1'));
    await expect(handle(till, take(2), sameKey)).rejects.toMatchObject({ name: 'KeyReused' });
  });

  it('records one event when both race, in one process or in two', async () => {
    const log = new InMemoryEventLog(clock);
    const handles = [loopOn(log).handle, loopOn(log).handle];
    const asks = handles.flatMap((handle) =>
      Array.from({ length: 10 }, () => handle(till, put(7), context(keyed('key-1')))),
    );
    const answers = await Promise.all(asks);
    expect(await log.read(till)).toHaveLength(1);
    expect(new Set(answers.map(({ events }) => events[0]?.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('is an error when a race is lost to another body under the same key', async () => {
    const log = new InMemoryEventLog(clock);
    const [a, b] = [loopOn(log), loopOn(log)];
    const answers = await Promise.allSettled([
      a.handle(till, put(7), context(keyed('key-1', 'body-1'))),
      b.handle(till, put(8), context(keyed('key-1', 'body-2'))),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await log.read(till)).toHaveLength(1);
  });

  it('finds its event when only the answer was lost', async () => {
    const store = new InMemoryEventLog(clock);
    let lost = true;
    const log = wrappedLog(store, async (call, run) => {
      const answer = await run();
      if (call === 'append' && lost) {
        lost = false;
        throw new LogUnavailable('The connection broke.');
      }
      return answer;
    });
    const { handle } = loopOn(log);
    const ask = () => handle(till, put(7), context(keyed('key-1')));
    await expect(ask()).rejects.toThrow(LogUnavailable);
    await expect(ask()).resolves.toMatchObject({ version: 1, replayed: true });
    expect(await store.read(till)).toHaveLength(1);
  });

  it('may write to two streams under one key', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    await handle('till-1', put(7), context(keyed('key-1')));
    const second = await handle('till-2', put(7), context(keyed('key-1')));
    expect(second).toMatchObject({ version: 1, position: 2, replayed: false });
  });
});

describe('limits', () => {
  it('refuses what would pass the length of the stream, and takes what just fits', async () => {
    const { loop } = loopOn(new InMemoryEventLog(clock));
    const handle = loop.handler({ ...tillKind, eventsMax: 3 });
    await handle(till, put(1, 2), context());
    await expect(handle(till, put(1, 2), context())).rejects.toMatchObject({ name: 'StreamFull' });
    await expect(handle(till, put(1, 1), context())).resolves.toMatchObject({ version: 3 });
  });

  it('lets only so many wait for one stream, and others pass', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock), { waitingMax: 5 });
    const asks = Array.from({ length: 10 }, () => handle(till, put(1), context()));
    const other = handle('till-2', put(1), context());
    const answers = await Promise.allSettled(asks);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(answers.at(-1)).toMatchObject({ reason: { name: 'Busy', retryAfterSeconds: 1 } });
    await expect(other).resolves.toMatchObject({ version: 1 });
    await expect(handle(till, put(1), context())).resolves.toMatchObject({ version: 7 });
  });

  it('gives up after 20 lost races', async () => {
    const store = new InMemoryEventLog(clock);
    const other = loopOn(store);
    let races = 0;
    const log = wrappedLog(store, async (call, run) => {
      if (call === 'append') {
        races += 1;
        await other.handle(till, put(1), context());
      }
      return run();
    });
    const pauses: number[] = [];
    const pause = (ms: number) => Promise.resolve(void pauses.push(ms));
    const { loop, handle } = loopOn(log, { pause, jitter: () => 0.5 });
    await expect(handle(till, put(1), context())).rejects.toMatchObject({ name: 'Busy' });
    expect(races).toBe(20);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(500);
    expect(loop.numbers).toMatchObject({ conflicts: 20, commandsInHand: 0 });
  });

  it('says so when a stream is of another category', async () => {
    const { handle } = loopOn(new InMemoryEventLog(clock));
    await expect(handle('title-1', put(1), context())).rejects.toThrow('not of category till');
  });
});

describe('a look at streams', () => {
  it('sees what other processes wrote, and folds only what is new', async () => {
    const counted = countedLog(new InMemoryEventLog(clock));
    const [a, b] = [loopOn(counted.log), loopOn(counted.log)];
    await a.handle(till, put(1), context());
    await b.handle(till, put(2), context());
    expect(await a.loop.load(tillKind, till)).toEqual({
      state: { coins: 3, isLocked: false },
      version: 2,
      position: 2,
    });
    counted.calls.read = 0;
    await a.loop.load(tillKind, till);
    expect(counted.calls.read).toBe(0);
  });

  it('shares one statement among all who ask in one turn', async () => {
    const counted = countedLog(new InMemoryEventLog(clock));
    const { loop, handle } = loopOn(counted.log);
    await handle('till-1', put(1), context());
    const looks = Array.from({ length: 50 }, (_, index) =>
      loop.loadMany(tillKind, ['till-1', `till-${index}`]),
    );
    const answers = await Promise.all(looks);
    expect(counted.calls.versions).toBe(1);
    expect(answers[49]?.asOf).toBe(1);
    expect(answers[49]?.states.get('till-1')?.state.coins).toBe(1);
    expect(answers[49]?.states.get('till-49')).toMatchObject({ version: 0, position: 0 });
  });

  it('prepares the first commands of new streams with one look, and is not believed', async () => {
    const counted = countedLog(new InMemoryEventLog(clock));
    const [own, other] = [loopOn(counted.log), loopOn(counted.log)];
    const tills = ['till-1', 'till-2', 'till-3'];
    await other.handle('till-1', put(2), context());
    Object.assign(counted.calls, { read: 0, append: 0, versions: 0 });
    await own.loop.expectNew(tillKind, tills);
    expect(counted.calls).toEqual({ read: 0, append: 0, versions: 1 });
    await own.handle('till-2', put(1), context());
    expect(counted.calls).toEqual({ read: 0, append: 1, versions: 1 });
    expect((await own.handle('till-1', put(1), context())).state.coins).toBe(3);
    // What came meanwhile is found by the version that the append expects, or by a fresh read.
    await other.handle('till-3', put(5), context());
    const { state } = await own.handle('till-3', put(1), context());
    expect(state.coins).toBe(6);
    const before = counted.calls.read;
    await own.loop.expectNew(tillKind, ['till-9']);
    await expect(own.handle('till-9', take(1), context())).rejects.toThrow();
    expect(counted.calls.read).toBe(before + 1);
  });

  it('looks for nothing under an id of its own, and believes the log all the same', async () => {
    const counted = countedLog(new InMemoryEventLog(clock));
    const [own, other] = [loopOn(counted.log), loopOn(counted.log)];
    await own.loop.expectNew(tillKind, ['till-1'], true);
    await own.handle('till-1', put(1), context());
    expect(counted.calls).toEqual({ read: 0, append: 1, versions: 0 });
    // What is known already stays, and what was wrong is found by the version that is expected.
    await own.loop.expectNew(tillKind, ['till-1'], true);
    expect((await own.handle('till-1', put(1), context())).state.coins).toBe(2);
    await other.handle('till-2', put(5), context());
    await own.loop.expectNew(tillKind, ['till-2'], true);
    expect((await own.handle('till-2', put(1), context())).state.coins).toBe(6);
  });

  it('shows every stream as it stood at the position it names', async () => {
    const store = new InMemoryEventLog(clock);
    const { handle } = loopOn(store);
    await handle('till-1', put(1), context());
    const late = wrappedLog(store, async (call, run) => {
      const answer = await run();
      if (call === 'versions') await reader.handle('till-1', put(5), context());
      return answer;
    });
    const reader = loopOn(late);
    const view = await reader.loop.view([{ kind: tillKind, stream: 'till-1' }]);
    expect(view.asOf).toBe(1);
    expect(view.of(tillKind, 'till-1').state.coins).toBe(1);
    expect(() => view.of(tillKind, 'till-9')).toThrow('was not asked for');
  });
});

describe('an event of an older release', () => {
  it('is read as today writes it', async () => {
    const log = new InMemoryEventLog(clock);
    await loopOn(log).handle(till, put(3), context());
    const today = {
      ...tillKind,
      schemaVersions: { ...tillKind.schemaVersions, CoinsPut: 3 },
      upcasts: {
        'CoinsPut@1': (data: object) => ({ ...data, coins: 30 }),
        'CoinsPut@2': (data: object) => ({ ...data, note: 'dimes' }),
      },
    };
    const { loop } = loopOn(log);
    expect((await loop.load(today, till)).state.coins).toBe(30);
    const { upcasts, ...without } = today;
    expect(Object.keys(upcasts)).toHaveLength(2);
    await expect(loopOn(log).loop.load(without, till)).rejects.toThrow('no upcast from 1');
  });
});
