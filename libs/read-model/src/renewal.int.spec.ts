import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { context, put, tillKind } from '@ledger/event-store/testing/till.js';
import type { Projection } from './projection.js';
import { ReadModels } from './read-models.js';
import { rowProjection } from './row-projection.js';
import { openTillFold } from './testing/open-till.js';
import { rowsOf } from './testing/till-rows.js';
import { clock, patienceMs, type TillStage, tillStage, until } from './testing/till-stage.js';

/** The rule of a later release: coins are counted in tens. */
const inTens = rowProjection({
  ...openTillFold,
  evolve: (row, event, key) => {
    const before = row && { ...row, coins: row.coins / 10 };
    const next = openTillFold.evolve(before, event, key);
    return next && { ...next, coins: next.coins * 10 };
  },
});
const inOnes = rowProjection(openTillFold);

let stage: TillStage;
let log: InMemoryEventLog;

beforeEach(async () => {
  stage = await tillStage();
  ({ log } = stage);
});
afterEach(() => stage.close());

/** A service of a release: its rule, and the rule's version. */
const release = async (projection: Projection, version: number) => {
  const source = await stage.database.source();
  const versions = { 'open-till': { version, rows: '' } };
  const models = new ReadModels(
    { dataSource: source, log, clock, versions, takeOverEveryMs: 20 },
    () => ({ projections: [projection] }),
  );
  stage.start(models);
  const [{ name }] = [projection];
  return {
    models,
    source,
    coins: async () => (await rowsOf(source)).map(({ coins }) => coins),
    runner: async () => (await models.numbers()).runners.find((each) => each.name === name)!,
  };
};

const add = async (coins: number) =>
  (await new CommandLoop(log, clock).handler(tillKind)('till-1', put(coins), context())).position;

describe('rows of an older rule', () => {
  it('are made anew by the service of a newer release, which says so until it is done', async () => {
    const old = await release(inOnes, 1);
    expect(await old.models.caughtUp('open-till', await add(3), patienceMs)).toBe(true);
    await old.models.stop();
    const unable = await release(
      { ...inTens, replayInto: () => Promise.reject(off()) as never },
      2,
    );
    await until(() => unable.models.readiness().state === 'degraded');
    expect(unable.models.readiness().reasons.join()).toMatch(
      /^projection open-till: rows of an older rule \(version 1, now 2\)/,
    );
    expect(await unable.runner()).toMatchObject({ isOutdated: true });
    expect(await unable.coins()).toEqual([3]);
    await unable.models.stop();
    const now = await release(inTens, 2);
    await until(async () => (await now.coins())[0] === 30);
    await until(() => now.models.readiness().state === 'ready');
    expect(await now.runner()).toMatchObject({ isOutdated: false, state: 'running' });
    expect((await now.models.rebuilds()).get('open-till')).toMatchObject({
      ...{ state: 'swapped', differences: 1 },
    });
    expect(await now.models.caughtUp('open-till', await add(1), patienceMs)).toBe(true);
    expect(await now.coins()).toEqual([40]);
  });

  it('cannot come back: a service of the older release stands back, and serves on', async () => {
    const old = await release(inOnes, 1);
    expect(await old.models.caughtUp('open-till', await add(3), patienceMs)).toBe(true);
    const now = await release(inTens, 2);
    await until(async () => (await now.coins())[0] === 30);
    for (const release of [old, now]) {
      expect(await release.models.caughtUp('open-till', await add(1), patienceMs)).toBe(true);
    }
    expect(await now.coins()).toEqual([50]);
    await until(async () => (await old.runner()).reason !== null);
    expect(await old.runner()).toMatchObject({ state: 'standby', isOutdated: false });
    expect((await now.runner()).state).toBe('running');
    expect(old.models.readiness()).toMatchObject({
      state: 'degraded',
      reasons: [expect.stringContaining('npm run rebuild -- --outdated')],
    });
    // Somebody went back to the older release on purpose, and made its rows again.
    await now.models.stop();
    await now.source.query(`UPDATE read.checkpoint SET version = 1, epoch = epoch + 1`);
    await until(async () => (await old.runner()).state === 'running');
  });

  it('that cannot be made anew beside themselves are told of, and kept', async () => {
    const { replayInto: _, ...opaque } = inOnes;
    const old = await release(opaque, 1);
    expect(await old.models.caughtUp('open-till', await add(3), patienceMs)).toBe(true);
    await old.models.stop();
    const now = await release(opaque, 2);
    await until(() => now.models.readiness().state === 'degraded');
    expect(now.models.readiness().reasons.join()).toMatch(/cannot be made anew beside itself$/);
    expect(await now.coins()).toEqual([3]);
  });
});

describe('rows of the same rule', () => {
  it('stay as they are, and so do those that are made from the beginning', async () => {
    const one = await release(inOnes, 4);
    expect(await one.models.caughtUp('open-till', await add(3), patienceMs)).toBe(true);
    await one.models.stop();
    const two = await release(inOnes, 4);
    expect(await two.models.caughtUp('open-till', await add(3), patienceMs)).toBe(true);
    expect(two.models.readiness()).toEqual({ state: 'ready', reasons: [] });
    expect([...(await two.models.rebuilds())]).toEqual([]);
    const versions = await two.source.query<unknown[]>('SELECT version FROM read.checkpoint');
    expect(versions).toEqual([{ version: 4 }]);
  });
});

const off = () => new Error('no room');
