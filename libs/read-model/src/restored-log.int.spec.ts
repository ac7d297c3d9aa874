import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { context, put, tillKind } from '@ledger/event-store/testing/till.js';
import type { Process } from './process.js';
import { ReadModels } from './read-models.js';
import { rowProjection } from './row-projection.js';
import { openTillFold } from './testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from './testing/till-rows.js';
import { clock, patienceMs, until } from './testing/till-stage.js';

const projection = rowProjection(openTillFold);

let database: Awaited<ReturnType<typeof tillDatabase>>;
let source: Awaited<ReturnType<(typeof database)['source']>>;
let started: ReadModels[];
let reactions: number[];

const process: Process = {
  name: 'counting',
  categories: ['till'],
  reactsTo: ['CoinsPut'],
  react: async (event) => void reactions.push(event.position),
};

beforeEach(async () => {
  database = await tillDatabase();
  source = await database.source();
  [started, reactions] = [[], []];
});
afterEach(async () => {
  await Promise.all(started.map((models) => models.stop()));
  await database.close();
});

const start = (log: InMemoryEventLog): ReadModels => {
  const deps = { dataSource: source, log, clock, takeOverEveryMs: 50 };
  const models = new ReadModels(deps, () => ({ projections: [projection], processes: [process] }));
  models.start();
  started.push(models);
  return models;
};

const write = async (log: InMemoryEventLog, events: number): Promise<void> => {
  const handle = new CommandLoop(log, clock).handler(tillKind);
  for (let n = 0; n < events; n++) await handle(`till-${n}`, put(3), context());
};

/** Everything dealt with a log of ten events; then all processes stop. */
const afterTen = async (): Promise<void> => {
  const log = new InMemoryEventLog(clock);
  await write(log, 10);
  const models = start(log);
  for (const name of ['open-till', 'counting'])
    expect(await models.caughtUp(name, 10, patienceMs)).toBe(true);
  await models.stop();
  expect(reactions).toHaveLength(10);
  reactions = [];
};

describe('a log that was restored from an older backup', () => {
  it('stops its followers, says why, and loses no event that comes after', async () => {
    await afterTen();
    const log = new InMemoryEventLog(clock);
    await write(log, 4);
    const models = start(log);
    await until(() => models.readiness().reasons.length === 2);
    const { state, reasons } = models.readiness();
    expect(state).toBe('not_ready');
    expect(reasons.join('\n')).toMatch(/^projection open-till: stands at position 10, but the log/);
    expect(reasons.join('\n')).toMatch(/^process counting: .* ended at 4: .*backup\.md/m);
    await models.stop();
    // The log grows beyond where they stood, and everything starts again.
    await write(log, 14);
    const again = start(log);
    await until(() => again.readiness().reasons.length === 2);
    expect(reactions).toEqual([]);
    await source.query(
      'UPDATE read.checkpoint SET position = 0, failure = NULL, epoch = epoch + 1',
    );
    await source.query('TRUNCATE read.open_till');
    const { events } = await log.readAll(0, 100);
    for (const name of ['open-till', 'counting'])
      expect(await again.caughtUp(name, events.length, patienceMs)).toBe(true);
    expect(again.readiness()).toEqual({ state: 'ready', reasons: [] });
    expect(reactions.sort((a, b) => a - b)).toEqual(events.map(({ position }) => position));
    expect(await rowsOf(source)).toEqual(expectedRows(events));
  });

  it('is noticed whichever service starts first, also for followers of the other', async () => {
    await afterTen();
    await source.query(
      `INSERT INTO read.checkpoint (name, position, epoch) VALUES ('of-another', 9, 1)`,
    );
    const log = new InMemoryEventLog(clock);
    await write(log, 4);
    const models = start(log);
    await until(() => models.readiness().reasons.length === 2);
    const rows = await source.query<{ failure: string | null }[]>(
      `SELECT failure FROM read.checkpoint WHERE name = 'of-another'`,
    );
    expect(rows[0]?.failure).toContain('stands at position 9, but the log ended at 4');
  });
});
