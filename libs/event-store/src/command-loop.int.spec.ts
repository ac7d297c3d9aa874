import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { systemClock } from './clock.js';
import { CommandLoop } from './command-loop.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { context, keyed, lock, put, take, tillKind, unlock } from './testing/till.js';

const till = 'till-1';

let database: TestDatabase;
let logs: readonly PostgresEventLog[];
let loops: readonly CommandLoop[];

beforeEach(async () => {
  database = await createTestDatabase();
  logs = [1, 2].map(() => new PostgresEventLog(database.appUrl));
  loops = logs.map((log) => new CommandLoop(log, systemClock));
});
afterEach(async () => {
  await Promise.all(logs.map((log) => log.close()));
  await database.drop();
});

const handles = () => loops.map((loop) => loop.handler(tillKind));
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const fulfilled = <T>(answers: readonly PromiseSettledResult<T>[]): readonly T[] =>
  answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));

describe('two processes on one log in Postgres', () => {
  it('let one of 200 simultaneous takers have the coin', async () => {
    await handles()[0]!(till, put(1), context());
    const asks = times(200, (n) => handles()[n % 2]!(till, take(1), context()));
    const answers = await Promise.allSettled(asks);
    expect(fulfilled(answers)).toHaveLength(1);
    const reasons = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(['title_not_found']));
  });

  it('record 200 simultaneous puts in 200 versions', async () => {
    const asks = times(200, (n) => handles()[n % 2]!(till, put(1), context()));
    const answers = await Promise.all(asks);
    expect(new Set(answers.map(({ version }) => version)).size).toBe(200);
    expect((await loops[0]!.load(tillKind, till)).state.coins).toBe(200);
  });

  it('record once what is asked 50 times under one key, and tell all the same', async () => {
    const asks = times(50, (n) => handles()[n % 2]!(till, put(7, 3), context(keyed('key-1'))));
    const answers = await Promise.all(asks);
    expect(await logs[0]!.read(till)).toHaveLength(3);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { events, state, version } of answers) {
      expect({ ids: events.map(({ id }) => id), state, version }).toEqual({
        ids: answers[0]!.events.map(({ id }) => id),
        state: { coins: 21, isLocked: false },
        version: 3,
      });
    }
  });

  it('stop refusing as soon as the other has made way', async () => {
    const [a, b] = handles();
    await a!(till, put(100), context());
    for (let round = 0; round < 20; round++) {
      await a!(till, lock, context());
      await expect(a!(till, take(1), context())).rejects.toThrow('title_not_found');
      await b!(till, unlock, context());
      await expect(a!(till, take(1), context())).resolves.toMatchObject({ replayed: false });
    }
  });

  it('show in every look what was acknowledged before it', async () => {
    const streams = times(5, (n) => `till-${n}`);
    const acknowledged = new Map<string, number>();
    let isWriting = true;
    const writing = Promise.all(
      times(100, async (n) => {
        const stream = streams[n % 5]!;
        const { version } = await handles()[n % 2]!(stream, put(1), context());
        acknowledged.set(stream, Math.max(acknowledged.get(stream) ?? 0, version));
      }),
    ).finally(() => (isWriting = false));
    const reading = times(4, async (n) => {
      for (let look = 0; isWriting || look < 3; look++) {
        const known = new Map(acknowledged);
        const { asOf, states } = await loops[n % 2]!.loadMany(tillKind, streams);
        for (const [stream, { version, state, position }] of states) {
          expect(version).toBeGreaterThanOrEqual(known.get(stream) ?? 0);
          expect(state.coins).toBe(version);
          expect(position).toBeLessThanOrEqual(asOf);
        }
      }
    });
    await Promise.all([writing, ...reading]);
  });

  it('answer a repeated request after every connection was cut', async () => {
    const [a] = handles();
    await a!(till, put(1), context());
    const asks = times(20, (n) => a!(till, put(1), context(keyed(`key-${n}`))));
    await withClient(database.adminUrl, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    await Promise.allSettled(asks);
    await Promise.all(times(20, (n) => a!(till, put(1), context(keyed(`key-${n}`)))));
    expect(await logs[1]!.read(till)).toHaveLength(21);
  });
});
