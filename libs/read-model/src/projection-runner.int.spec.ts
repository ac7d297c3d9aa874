import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { context, lock, put, take, tillKind } from '@ledger/event-store/testing/till.js';
import { withClient } from '@ledger/database/connection.js';
import { type Checkpoint, Checkpoints, LostLease } from './checkpoints.js';
import type { Projection } from './projection.js';
import { ReadModels } from './read-models.js';
import { rowProjection } from './row-projection.js';
import { openTillFold } from './testing/open-till.js';
import { expectedRows, rowsOf } from './testing/till-rows.js';
import { clock, patienceMs, type TillStage, tillStage, until } from './testing/till-stage.js';

const projection = rowProjection(openTillFold);

let stage: TillStage;
let log: InMemoryEventLog;

beforeEach(async () => {
  stage = await tillStage();
  ({ log } = stage);
});
afterEach(() => stage.close());

/** A process of its own: connections, locks and all. */
const process = async (...projections: Projection[]) => {
  const source = await stage.database.source();
  const models = new ReadModels({ dataSource: source, log, clock, takeOverEveryMs: 50 }, () => ({
    projections,
  }));
  stage.start(models);
  return { models, source };
};

const handle = (...args: Parameters<ReturnType<typeof write>>) => write()(...args);
const write = () => new CommandLoop(log, clock).handler(tillKind);
const all = async (): Promise<readonly RecordedEvent[]> => (await log.readAll(0, 10_000)).events;
const stateOf = async ({ models }: { models: ReadModels }, name = 'open-till') =>
  (await models.numbers()).runners.find((runner) => runner.name === name)?.state;

/** A projection that cannot take one event until it is repaired. */
const brittle = (isBroken: () => boolean): Projection => ({
  ...projection,
  apply: async (events, manager) => {
    await projection.apply(events, manager);
    if (isBroken() && events.some(({ position }) => position === 3)) throw new Error('cannot');
  },
});

describe('a projection runner', () => {
  it('reads no events but those of the types it names', async () => {
    const seen: string[] = [];
    const some: Projection = {
      ...{ name: 'locked-tills', categories: ['till'], types: ['TillLocked'], tables: [] },
      apply: async (events) => void seen.push(...events.map(({ type }) => type)),
    };
    const { models } = await process(some);
    for (const till of ['till-a', 'till-b']) {
      await handle(till, put(5), context());
      await handle(till, lock, context());
    }
    await models.caughtUp(some.name, (await all()).length, patienceMs);
    expect(seen).toEqual(['TillLocked', 'TillLocked']);
  });

  it('keeps the table up with the log, and says when', async () => {
    const one = await process(projection);
    await handle('till-1', put(3), context());
    const { position } = await handle('till-2', put(4), context());
    expect(await one.models.caughtUp('open-till', position, patienceMs)).toBe(true);
    expect(await rowsOf(one.source)).toEqual(expectedRows(await all()));
    expect(await one.models.caughtUp('open-till', position + 1, 20)).toBe(false);
  });

  it('passes over what does not concern it', async () => {
    const deaf = { ...projection, name: 'deaf', categories: ['title'] };
    const one = await process(deaf);
    const { position } = await handle('till-1', put(3), context());
    expect(await one.models.caughtUp('deaf', position, patienceMs)).toBe(true);
    const checkpoints = new Checkpoints(one.source);
    await until(async () => (await checkpoints.all()).get('deaf')?.position === position);
  });

  it('passes over what touches no row of its own, without a transaction', async () => {
    const runs: number[] = [];
    const notes = {
      ...rowProjection({
        ...openTillFold,
        keysOf: (event) => (event.type === 'CoinsPut' ? [event.stream] : []),
      }),
      name: 'notes',
    };
    const told: Projection = {
      ...notes,
      apply: async (events, manager) => {
        const [row] = await manager.query<{ mode: string }[]>(
          `SELECT current_setting('synchronous_commit') AS mode`,
        );
        expect(row?.mode).toBe('off');
        runs.push(...events.map(({ position }) => position));
        await notes.apply(events, manager);
      },
    };
    const one = await process(told);
    await handle('till-1', put(3), context());
    const { position } = await handle('till-1', take(1), context());
    expect(await one.models.caughtUp('notes', position, patienceMs)).toBe(true);
    expect(runs).toEqual([position - 1]);
    const checkpoints = new Checkpoints(one.source);
    await until(async () => (await checkpoints.all()).get('notes')?.position === position);
    expect(await one.source.query(`SELECT current_setting('synchronous_commit') AS mode`)).toEqual([
      { mode: 'on' },
    ]);
  });

  it('is active in one process; another takes over where it left off', async () => {
    const one = await process(projection);
    await one.models.caughtUp('open-till', 0, patienceMs);
    const two = await process(projection);
    await handle('till-1', put(3), context());
    const { position } = await handle('till-1', take(1), context());
    expect(await two.models.caughtUp('open-till', position, patienceMs)).toBe(true);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['running', 'standby']);
    await one.models.stop();
    const { position: later } = await handle('till-1', take(1), context());
    expect(await two.models.caughtUp('open-till', later, patienceMs)).toBe(true);
    expect(await stateOf(two)).toBe('running');
    expect(await rowsOf(two.source)).toEqual(expectedRows(await all()));
  });

  it('survives the loss of every connection', async () => {
    const one = await process(projection);
    const { position } = await handle('till-1', put(3), context());
    expect(await one.models.caughtUp('open-till', position, patienceMs)).toBe(true);
    await withClient(stage.database.adminUrl, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    const { position: later } = await handle('till-1', put(4), context());
    expect(await one.models.caughtUp('open-till', later, patienceMs)).toBe(true);
    expect(await rowsOf(one.source)).toEqual(expectedRows(await all()));
  });

  it('moves on together with others in few statements, each by its own compare-and-set', async () => {
    const source = await stage.database.source();
    const checkpoints = new Checkpoints(source);
    const names = Array.from({ length: 20 }, (_, n) => `follower-${n}`);
    const held = await Promise.all(names.map((name) => checkpoints.takeOver(name)));
    await checkpoints.takeOver('follower-7');
    const query = source.query.bind(source);
    let statements = 0;
    source.query = (...call: Parameters<typeof query>) => {
      statements += 1;
      return query(...call);
    };
    const moves = await Promise.allSettled(held.map((one, n) => checkpoints.advanceAlone(one, n)));
    expect(statements).toBe(1);
    for (const [n, move] of moves.entries()) {
      if (n === 7) expect(move).toMatchObject({ reason: new LostLease('follower-7') });
      else expect(move).toMatchObject({ value: { name: `follower-${n}`, position: n, epoch: 1 } });
    }
    const [first, second] = moves.map((move) => (move as PromiseFulfilledResult<Checkpoint>).value);
    const twice = [checkpoints.advanceAlone(first!, 5), checkpoints.advanceAlone(first!, 6)];
    const [one, other] = await Promise.allSettled(twice);
    expect([one?.status, other?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    source.query = () => Promise.reject(new Error('away'));
    await expect(checkpoints.advanceAlone(second!, 9)).rejects.toThrow('away');
    source.query = query;
    expect((await checkpoints.advanceAlone(second!, 9)).position).toBe(9);
  });

  it('cannot write once another has taken over', async () => {
    const source = await stage.database.source();
    const checkpoints = new Checkpoints(source);
    const mine = await checkpoints.takeOver('open-till');
    const theirs = await checkpoints.takeOver('open-till');
    await handle('till-1', put(3), context());
    const applied = source.transaction(async (manager) => {
      await projection.apply(await all(), manager);
      await checkpoints.advance(manager, mine, 1);
    });
    await expect(applied).rejects.toThrow(LostLease);
    expect(await rowsOf(source)).toEqual([]);
    const moved = await checkpoints.advance(source.manager, theirs, 1);
    await expect(checkpoints.advance(source.manager, theirs, 2)).rejects.toThrow(LostLease);
    await expect(checkpoints.advance(source.manager, moved, 2)).resolves.toMatchObject({
      position: 2,
    });
  });
});

describe('an event that a projection cannot take', () => {
  it('stops it right there, in every process, and turns readiness red', async () => {
    for (const coins of [1, 2, 3, 4]) await handle('till-1', put(coins), context());
    const one = await process(
      brittle(() => true),
      { ...projection, name: 'other', apply: () => Promise.resolve() },
    );
    expect(await one.models.caughtUp('other', 4, patienceMs)).toBe(true);
    await until(async () => one.models.readiness().state === 'not_ready');
    expect(one.models.readiness().reasons).toEqual([
      'projection open-till: CoinsPut at position 3 (till-1/3): Error: cannot',
    ]);
    expect(await one.models.caughtUp('open-till', 2, patienceMs)).toBe(true);
    expect(await one.models.caughtUp('open-till', 3, patienceMs)).toBe(false);
    const two = await process(brittle(() => true));
    await until(async () => two.models.readiness().state === 'not_ready');
    expect((await rowsOf(one.source)).map(({ coins }) => coins)).toEqual([3]);
  });

  it('is tried again when an administrator says so, in whichever process', async () => {
    let isBroken = true;
    for (const coins of [1, 2, 3, 4]) await handle('till-1', put(coins), context());
    const one = await process(brittle(() => isBroken));
    await until(async () => one.models.readiness().state === 'not_ready');
    const two = await process(brittle(() => isBroken));
    await until(async () => (await stateOf(two)) === 'failed');
    isBroken = false;
    await two.models.retry('open-till');
    expect(await one.models.caughtUp('open-till', 4, patienceMs)).toBe(true);
    await until(async () => [one, two].every(({ models }) => models.readiness().state === 'ready'));
    expect(await rowsOf(one.source)).toEqual(expectedRows(await all()));
  });

  it('is tried again after a restart', async () => {
    for (const coins of [1, 2, 3, 4]) await handle('till-1', put(coins), context());
    const one = await process(brittle(() => true));
    await until(async () => one.models.readiness().state === 'not_ready');
    await one.models.stop();
    const two = await process(projection);
    expect(await two.models.caughtUp('open-till', 4, patienceMs)).toBe(true);
    expect(two.models.readiness()).toEqual({ state: 'ready', reasons: [] });
  });
});
