import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { context, put, tillKind } from '@ledger/event-store/testing/till.js';
import type { DataSource } from 'typeorm';
import { ProtocolCluster } from '../../../../test/support/eventstoredb/protocol-cluster.js';
import { ReadModels } from '../read-models.js';
import { rowProjection } from '../row-projection.js';
import { openTillFold } from '../testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from '../testing/till-rows.js';
import { RebuildCancelled } from './rebuild-errors.js';
import { rebuild, type RebuildOptions } from './rebuild.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const patienceMs = 60_000;
const tills = 20;
const projection = rowProjection(openTillFold);

let server: ProtocolCluster;
let database: Awaited<ReturnType<typeof tillDatabase>>;
let log: EventLog;
let source: DataSource;
let models: ReadModels;

beforeAll(async () => {
  server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true });
  database = await tillDatabase();
  log = new EventStoreDbEventLog(server.url());
  source = await database.source();
  models = new ReadModels({ dataSource: source, log, clock, takeOverEveryMs: 20 }, () => ({
    projections: [projection],
  }));
  models.start();
});
afterAll(async () => {
  await models.stop();
  await log.close();
  await database.close();
  await server.stop();
});

const caughtUp = async (): Promise<void> => {
  const { head } = await log.versions([]);
  expect(await models.caughtUp('open-till', head, patienceMs)).toBe(true);
};

const all = async (): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const page = await log.readAll(after, 1_000);
    if (page.through === after) return events;
    events.push(...page.events);
    after = page.through;
  }
};

/** Made from a connection of its own, as `npm run rebuild` makes it. */
const run = async (options: Partial<RebuildOptions> = {}) => {
  const own = new EventStoreDbEventLog(server.url());
  const { signal } = new AbortController();
  try {
    const deps = { dataSource: source, log: own, upcast: (event: RecordedEvent) => event };
    return await rebuild(projection, deps, { swap: 'equal', signal, ...options });
  } finally {
    await own.close();
  }
};

describe('a rebuild of a ledger on EventStoreDB that is in use', () => {
  it('swaps under appends, queries and a new leader, also after one that was cancelled', async () => {
    const handle = new CommandLoop(log, clock).handler(tillKind);
    for (let n = 0; n < 100; n++) await handle(`till-${n % tills}`, put(1), context());
    await caughtUp();
    let isOver = false;
    let [appended, answered] = [0, 0];
    const queries = (async () => {
      for (let before = 0; !isOver; answered++) {
        const rows = await rowsOf(source);
        const coins = rows.reduce((sum, row) => sum + row.coins, 0);
        expect(rows).toHaveLength(tills);
        // Coins are only put in: a sum that falls would be half a table, or an old one.
        expect(coins).toBeGreaterThanOrEqual(before);
        before = coins;
      }
    })();
    const appends = (async () => {
      for (; !isOver; appended++) await handle(`till-${appended % tills}`, put(1), context());
    })();
    const moved = async (): Promise<void> => {
      const [fromAppends, fromQueries] = [appended, answered];
      while (!isOver && (appended === fromAppends || answered === fromQueries)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const work = Promise.all([queries, appends]);
    /** What goes on beside it must not fail meanwhile. */
    const beside = <T>(step: Promise<T>): Promise<unknown> => Promise.race([step, work]);
    try {
      const cancelling = new AbortController();
      const cancelled = run({ signal: cancelling.signal, onProgress: () => cancelling.abort() });
      await expect(cancelled).rejects.toThrow(RebuildCancelled);
      for (const leader of [1, 2]) {
        await beside(moved());
        server.elect(leader);
        expect(await run()).toMatchObject({ state: 'swapped', differences: 0 });
      }
      await beside(moved());
    } finally {
      isOver = true;
      await work;
    }
    await caughtUp();
    expect(await rowsOf(source)).toEqual(expectedRows(await all()));
  });
});
