import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import type { DataSource } from 'typeorm';
import { ReadModels } from '../read-models.js';
import { rowProjection } from '../row-projection.js';
import { rebuildingProcess } from '../testing/rebuilding-process.js';
import { openTillFold } from '../testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from '../testing/till-rows.js';
import { RebuildUnderWay } from './rebuild-errors.js';
import { rebuild } from './rebuild.js';
import { rebuilds } from './rebuilds.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const patienceMs = 120_000;
const projection = rowProjection(openTillFold);

let database: Awaited<ReturnType<typeof tillDatabase>>;
let log: PostgresEventLog;
let source: DataSource;
let models: ReadModels;

beforeEach(async () => {
  database = await tillDatabase();
  log = new PostgresEventLog(database.appUrl);
  source = await database.source();
  models = new ReadModels({ dataSource: source, log, clock, takeOverEveryMs: 20 }, () => ({
    projections: [projection],
  }));
});
afterEach(async () => {
  await models.stop();
  await log.close();
  await database.close();
});

/** Coins put into tills, a few hundred at a time side by side, straight into the table. */
const fill = (events: number, noteCharacters: number): Promise<unknown> =>
  database.asAdmin(
    `INSERT INTO ledger.event
     SELECT n + 1, 'till-' || n / 500 * 100 + n % 100, n % 500 / 100 + 1, md5(n::text)::uuid, 'CoinsPut', 1,
       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 millisecond',
       json_build_object('coins', n % 7, 'note', repeat(md5(n::text), ${noteCharacters} / 32)),
       '{"effectiveOn":"2026-01-01","correlationId":"c","actor":{"person":"p","partyId":"q","role":"manager"}}',
       decode(md5('salt'), 'hex'), NULL, decode(repeat('00', 32), 'hex')
     FROM generate_series(0, ${events} - 1) AS n`,
  );

const caughtUp = async (head: number): Promise<void> => {
  models.start();
  expect(await models.caughtUp('open-till', head, patienceMs)).toBe(true);
};

describe('a rebuild killed with kill -9', () => {
  it('leaves the live table as it is and free to go on; a later one cleans up', async () => {
    await fill(60_000, 64);
    await caughtUp(60_000);
    const before = await rowsOf(source);
    const killed = rebuildingProcess(database.appUrl, 1_000);
    await killed.replayed(1_000);
    const options = { swap: 'equal', signal: new AbortController().signal } as const;
    const deps = { dataSource: source, log, upcast: <T>(event: T) => event };
    await expect(rebuild(projection, deps, options)).rejects.toThrow(RebuildUnderWay);
    expect((await rebuilds(source)).get('open-till')?.state).toBe('replaying');
    await killed.kill();
    expect(await rowsOf(source)).toEqual(before);
    expect(models.readiness()).toEqual({ state: 'ready', reasons: [] });
    // The database notices a lost session when it next writes to it.
    for (let state = ''; state !== 'interrupted';) {
      state = (await rebuilds(source)).get('open-till')?.state ?? '';
      expect(['replaying', 'interrupted']).toContain(state);
    }
    expect(await rebuild(projection, deps, options)).toMatchObject({
      ...{ state: 'swapped', differences: 0, events: 60_000 },
    });
    const { events } = await log.readAll(0, 60_000);
    expect(await rowsOf(source)).toEqual(expectedRows(events));
  });
});

describe('the memory of a rebuild', () => {
  it('is bounded by what one row and one event may be, not by how many there are', async () => {
    // 200 MiB of events, 120 MiB of rows.
    await fill(50_000, 4_096);
    await caughtUp(50_000);
    const { state, rows, maxRssKiB } = await rebuildingProcess(database.appUrl).ended;
    expect([state, rows]).toEqual(['swapped', 10_000]);
    expect(maxRssKiB).toBeLessThan(300 * 1_024);
  });
});
