import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { context, lock, put, take, tillKind, unlock } from '@ledger/event-store/testing/till.js';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Projection } from '../projection.js';
import { ReadModels } from '../read-models.js';
import { rowProjection } from '../row-projection.js';
import type { Upcast } from '../running.js';
import { openTillFold } from '../testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from '../testing/till-rows.js';
import { NotRebuildable, RebuildCancelled, RebuildUnderWay } from './rebuild-errors.js';
import { rebuild, type RebuildOptions, type RebuildProgress } from './rebuild.js';
import { rebuilds } from './rebuilds.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const patienceMs = 120_000;
const projection = rowProjection(openTillFold);
const upcast: Upcast = (event) => event;

let database: Awaited<ReturnType<typeof tillDatabase>>;
let log: InMemoryEventLog;
let source: DataSource;
let models: ReadModels;

beforeEach(async () => {
  database = await tillDatabase();
  log = new InMemoryEventLog(clock);
  source = await database.source();
  models = new ReadModels({ dataSource: source, log, clock, takeOverEveryMs: 20 }, () => ({
    projections: [projection],
  }));
  models.start();
});
afterEach(async () => {
  await models.stop();
  await log.close();
  await database.close();
});

const handle = (...args: Parameters<ReturnType<typeof write>>) => write()(...args);
const write = () => new CommandLoop(log, clock).handler(tillKind);
const all = async () => (await log.readAll(0, 100_000)).events;
const caughtUp = async () => {
  const { head } = await log.versions([]);
  expect(await models.caughtUp('open-till', head, patienceMs)).toBe(true);
  return head;
};
const run = (options: Partial<RebuildOptions> = {}, which: Projection = projection, from = log) =>
  rebuild(
    which,
    { dataSource: source, log: from, upcast },
    { swap: 'equal', signal: new AbortController().signal, ...options },
  );
const leftOver = async () =>
  (await source.query(`SELECT relname FROM pg_class WHERE relnamespace = 'rebuild'::regnamespace`))
    .length as number;

/** The log of a test, which lets something else happen before each page is read. */
const interrupting = (before: (page: number) => Promise<void> | void): InMemoryEventLog => {
  let page = 0;
  return new Proxy(log, {
    get: (target, name) => {
      if (name !== 'readAll') return Reflect.get(target, name) as unknown;
      return async (...args: Parameters<InMemoryEventLog['readAll']>) => {
        await before(++page);
        return target.readAll(...args);
      };
    },
  });
};

const commands = { put: put(2), take: take(1), lock, unlock };
const steps = fc.array(
  fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(...(['put', 'take', 'lock', 'unlock'] as const))),
  { minLength: 1, maxLength: 40 },
);

describe('a rebuild', () => {
  it('makes the same rows, whatever the history, and puts them in place', () =>
    fc.assert(
      fc.asyncProperty(steps, async (made) => {
        for (const [till, name] of made) {
          await handle(`till-${till}`, commands[name], context()).catch(() => undefined);
        }
        const head = await caughtUp();
        const outcome = await run();
        expect(outcome).toMatchObject({ state: 'swapped', differences: 0, comparedAt: head });
        expect(await rowsOf(source)).toEqual(expectedRows(await all()));
        expect(await leftOver()).toBe(0);
      }),
      { numRuns: 15 },
    ));

  it('leaves columns, indexes, constraints, rights and comments as they were', async () => {
    const describeTable = () =>
      source.query(`
        SELECT (SELECT json_agg((attname, atttypid, attnotnull, col_description(attrelid, attnum)) ORDER BY attnum)
            FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) AS columns,
          (SELECT json_agg(pg_get_indexdef(indexrelid) ORDER BY 1) FROM pg_index WHERE indrelid = c.oid) AS indexes,
          (SELECT json_agg((conname, pg_get_constraintdef(oid)) ORDER BY conname) FROM pg_constraint
            WHERE conrelid = c.oid) AS constraints,
          (SELECT json_agg(a ORDER BY a::text) FROM unnest(c.relacl) AS a) AS rights,
          c.relowner, c.reloptions, obj_description(c.oid) AS comment
        FROM pg_class AS c WHERE c.oid = 'read.open_till'::regclass`);
    await handle('till-1', put(3), context());
    await caughtUp();
    const before = await describeTable();
    const [{ oid }] = await source.query(`SELECT 'read.open_till'::regclass::oid::text AS oid`);
    expect(await run()).toMatchObject({ state: 'swapped' });
    expect(await describeTable()).toEqual(before);
    const [{ oid: later }] = await source.query(
      `SELECT 'read.open_till'::regclass::oid::text AS oid`,
    );
    expect(later).not.toBe(oid);
  });

  it('names every row that differs, and leaves the live ones unless asked otherwise', async () => {
    for (const till of [1, 2, 3]) await handle(`till-${till}`, put(till), context());
    await caughtUp();
    const right = await rowsOf(source);
    await source.query(
      `UPDATE read.open_till SET coins = 99, last_note = 'x' WHERE till = 'till-1'`,
    );
    await source.query(`DELETE FROM read.open_till WHERE till = 'till-2'`);
    await source.query(`INSERT INTO read.open_till VALUES ('ghost', 1, NULL, '[]', '{}', 1)`);
    const wrong = await rowsOf(source);
    const named = [
      { table: 'open_till', key: 'ghost', kind: 'surplus', columns: [] },
      { table: 'open_till', key: 'till-1', kind: 'differs', columns: ['coins', 'last_note'] },
      { table: 'open_till', key: 'till-2', kind: 'missing', columns: [] },
    ];
    expect(await run()).toMatchObject({ state: 'different', differences: 3, named });
    expect(await rowsOf(source)).toEqual(wrong);
    expect((await rebuilds(source)).get('open-till')).toMatchObject({
      ...{ state: 'different', differences: 3, position: 3, target: 3, events: 3 },
    });
    expect(await run({ swap: 'always' })).toMatchObject({ state: 'swapped', differences: 3 });
    expect(await rowsOf(source)).toEqual(right);
    expect(await run({ swap: 'never' })).toMatchObject({ state: 'equal', differences: 0 });
  });

  it('can be cancelled, and repeated, without a trace in the live tables', async () => {
    for (let n = 0; n < 30; n++) await handle(`till-${n % 3}`, put(1), context());
    await caughtUp();
    const before = await rowsOf(source);
    const cancelling = new AbortController();
    const slow = interrupting(() => cancelling.abort());
    await expect(run({ signal: cancelling.signal }, projection, slow)).rejects.toThrow(
      RebuildCancelled,
    );
    expect(await rowsOf(source)).toEqual(before);
    expect(await leftOver()).toBe(0);
    expect((await rebuilds(source)).get('open-till')?.state).toBe('cancelled');
    expect(models.readiness()).toEqual({ state: 'ready', reasons: [] });
    expect(await run()).toMatchObject({ state: 'swapped' });
  });

  it('cleans up what an earlier one left behind', async () => {
    await handle('till-1', put(3), context());
    await caughtUp();
    await source.query(`SELECT rebuild.prepare('open_till')`);
    await source.query(`INSERT INTO rebuild.open_till VALUES ('half', 1, NULL, '[]', '{}', 1)`);
    expect(await run()).toMatchObject({ state: 'swapped', differences: 0 });
    expect(await rowsOf(source)).toEqual(expectedRows(await all()));
  });

  it('is refused while another one runs, and says how far that is', async () => {
    await handle('till-1', put(3), context());
    await caughtUp();
    let second: Promise<unknown> | undefined;
    const slow = interrupting(async () => {
      second ??= run().catch((error: unknown) => error);
      expect(await second).toBeInstanceOf(RebuildUnderWay);
      expect((await rebuilds(source)).get('open-till')?.state).toBe('replaying');
    });
    expect(await run({}, projection, slow)).toMatchObject({ state: 'swapped' });
    expect(second).toBeDefined();
  });

  it('is refused for what does not come from events alone', async () => {
    const { replayInto: _, ...opaque } = projection;
    await expect(run({}, opaque)).rejects.toThrow(NotRebuildable);
  });

  it('refuses a table whose triggers or keys a swap would lose', async () => {
    await database.asOwner(`CREATE FUNCTION read.nothing() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER nothing BEFORE INSERT ON read.open_till
      FOR EACH ROW EXECUTE FUNCTION read.nothing()`);
    await expect(run()).rejects.toThrow('has triggers');
    await expect(source.query(`SELECT rebuild.prepare('checkpoint')`)).rejects.toThrow(
      'There is no read model checkpoint.',
    );
  });

  it('tells how far it is', async () => {
    for (let n = 0; n < 300; n++) await handle(`till-${n % 3}`, put(1), context());
    await caughtUp();
    const seen: RebuildProgress[] = [];
    await run({ onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['comparing', 'swapping', 'swapped']),
    );
    expect(seen.at(-1)).toEqual({ state: 'swapped', position: 300, target: 300, events: 300 });
  });
});

describe('a rebuild while the ledger is in use', () => {
  it('swaps under appends and queries: none fails, none sees half a table', async () => {
    for (let n = 0; n < 300; n++) await handle(`till-${n % 30}`, put(1), context());
    await caughtUp();
    let isOver = false;
    const done = [0, 0, 0, 0];
    const queries = [0, 1, 2].map(async (n) => {
      for (let before = 0; !isOver; done[n]! += 1) {
        const rows = await rowsOf(source);
        const coins = rows.reduce((sum, row) => sum + row.coins, 0);
        expect(rows).toHaveLength(30);
        // Coins are only put in: a sum that falls would be half a table, or an old one.
        expect(coins).toBeGreaterThanOrEqual(before);
        before = coins;
      }
    });
    const appends = (async () => {
      for (; !isOver; done[3]! += 1) {
        await handle(`till-${done[3]! % 30}`, put(1), context());
        // A log in memory answers at once, and would leave nobody else a turn.
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    const states: string[] = [];
    try {
      // As often as it takes for everybody to have come to his turn.
      for (let round = 0; round < 4 || Math.min(...done) <= 10; round++) {
        const { state, differences } = await run();
        states.push(`${state} ${differences}`);
        expect(models.readiness()).toEqual({ state: 'ready', reasons: [] });
      }
    } finally {
      isOver = true;
    }
    await Promise.all([...queries, appends]);
    expect(states).toEqual(states.map(() => 'swapped 0'));
    await caughtUp();
    expect(await rowsOf(source)).toEqual(expectedRows(await all()));
  });
});
