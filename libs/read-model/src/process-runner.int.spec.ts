import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { LogUnavailable } from '@ledger/event-store/event-log.js';
import { type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import type { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { context, put, tillKind } from '@ledger/event-store/testing/till.js';
import { refuse } from '@ledger/domain/refusal.js';
import { NotYet } from './passing.js';
import type { Process } from './process.js';
import { reactionTo } from './reaction.js';
import { ReadModels } from './read-models.js';
import { clock, patienceMs, type TillStage, tillStage, until } from './testing/till-stage.js';

let stage: TillStage;
let log: InMemoryEventLog;

beforeEach(async () => {
  stage = await tillStage();
  ({ log } = stage);
});
afterEach(() => stage.close());

const run = async (process: Process) => {
  const dataSource = await stage.database.source();
  const processOptions = { parkedPollMs: 10, notYetAttemptsMax: 5 };
  const models = new ReadModels(
    { dataSource, log, clock, takeOverEveryMs: 20, processOptions },
    () => ({ processes: [process] }),
  );
  stage.start(models);
  return { models, dataSource };
};

type React = (event: RecordedEvent) => Promise<void>;

/** A process that notes what it was handed, and does what the test says. */
const noting = (react: React = () => Promise.resolve()) => {
  const seen: number[] = [];
  const process: Process = {
    name: 'noting',
    categories: ['till'],
    reactsTo: ['CoinsPut'],
    react: async (event) => {
      seen.push(event.position);
      await react(event);
    },
  };
  return { process, seen };
};

const handle = () => new CommandLoop(log, clock).handler(tillKind);
const putInto = (till: string, correlationId: string) =>
  handle()(till, put(1), context({ correlationId }));

describe('a process runner', () => {
  it('hands over each event it asked for, in order within correlation and stream', async () => {
    const { process, seen } = noting(async ({ position }) => {
      await new Promise((resolve) => setTimeout(resolve, position % 2 === 0 ? 0 : 5));
    });
    for (let n = 0; n < 12; n++) await putInto(`till-${n % 3}`, `correlation-${n % 4}`);
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 12, patienceMs)).toBe(true);
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    for (const [divisor, count] of [[3, 3] as const, [4, 4] as const]) {
      for (let rest = 0; rest < count; rest++) {
        const lane = seen.filter((position) => (position - 1) % divisor === rest);
        expect(lane).toEqual([...lane].sort((a, b) => a - b));
      }
    }
  });

  it('stays in charge while one save of its checkpoint waits for the database', async () => {
    const { process, seen } = noting();
    const { dataSource } = await run(process);
    const checkpoint = async () =>
      (await dataSource.query(`SELECT epoch, position FROM read.checkpoint`))[0] as unknown;
    await until(async () => (await checkpoint()) !== undefined);
    const slow = dataSource.createQueryRunner();
    await slow.startTransaction();
    await slow.query(`SELECT FROM read.checkpoint FOR UPDATE`);
    for (const position of [1, 2, 3]) {
      await putInto(`till-${position}`, `correlation-${position}`);
      await until(() => seen.includes(position));
      // Time for another save, which has to wait for the one under way.
      await log.changed(100);
    }
    await slow.commitTransaction();
    await slow.release();
    await until(async () => {
      const row = (await checkpoint()) as { position: string };
      return row.position === '3';
    });
    expect(await checkpoint()).toEqual({ epoch: '1', position: '3' });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('records once what it reacts to twice', async () => {
    const process: Process = {
      name: 'copying',
      categories: ['till'],
      reactsTo: ['CoinsPut'],
      react: async (event) => {
        if (subjectOf(event.stream).startsWith('copy')) return;
        const copy = `till-copy-${subjectOf(event.stream)}`;
        await handle()(copy, put(1), reactionTo(event, 'copying'));
      },
    };
    await putInto('till-1', 'a');
    await putInto('till-2', 'b');
    const { models, dataSource } = await run(process);
    expect(await models.settled(patienceMs)).toBe(true);
    await models.stop();
    await dataSource.query(`UPDATE read.checkpoint SET position = 0`);
    const again = await run(process);
    expect(await again.models.settled(patienceMs)).toBe(true);
    const copies = await log.read('till-copy-1');
    expect(copies).toMatchObject([
      { metadata: { correlationId: 'a', actor: { role: 'system', person: 'copying' } } },
    ]);
    expect(copies[0]?.metadata.causationId).toBe((await log.read('till-1'))[0]?.id);
  });

  it('waits out an outage, and what is not there yet, without losing order', async () => {
    const failures = [new LogUnavailable('away'), new NotYet('title'), new LogUnavailable('away')];
    const { process, seen } = noting(() => {
      const failure = failures.shift();
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    });
    await putInto('till-1', 'a');
    await putInto('till-1', 'a');
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 2, patienceMs)).toBe(true);
    expect(seen).toEqual([1, 1, 1, 1, 2]);
    expect(models.readiness().state).toBe('ready');
  });

  it('hands an interrupted reaction over to the next', async () => {
    const begun: (() => void)[] = [];
    const long: Process = {
      ...noting().process,
      react: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new NotYet('interrupted')));
          for (const tell of begun) tell();
        }),
    };
    const isBegun = new Promise<void>((resolve) => begun.push(resolve));
    const first = await run(long);
    await putInto('till-1', 'a');
    await isBegun;
    await first.models.stop();
    const { process, seen } = noting();
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 1, patienceMs)).toBe(true);
    expect(seen).toEqual([1]);
    expect(await models.parked.list()).toEqual([]);
  });

  it('goes on in another process from where it was', async () => {
    const one = noting();
    const two = noting();
    const first = await run(one.process);
    await putInto('till-1', 'a');
    expect(await first.models.caughtUp('noting', 1, patienceMs)).toBe(true);
    const second = await run(two.process);
    await first.models.stop();
    await putInto('till-1', 'a');
    expect(await second.models.caughtUp('noting', 2, patienceMs)).toBe(true);
    expect([one.seen, two.seen]).toEqual([[1], [2]]);
  });
});

describe('a reaction that fails for another reason', () => {
  const failing = () => {
    const broken = new Set([2]);
    const { process, seen } = noting(({ position }) =>
      broken.has(position) ? refuse('title_not_found') : Promise.resolve(),
    );
    return { broken, process, seen };
  };
  const events = async () => {
    await putInto('till-1', 'a');
    await putInto('till-2', 'b');
    await putInto('till-3', 'a');
    await putInto('till-4', 'b');
  };

  it('parks its correlation with its position; the others go on, readiness says degraded', async () => {
    const { process, seen } = failing();
    await events();
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 4, patienceMs)).toBe(true);
    expect([...seen].sort()).toEqual([1, 2, 3]);
    expect(await models.parked.list()).toMatchObject([
      {
        ...{ process: 'noting', correlation: 'b', position: 2, stream: 'till-2', attempts: 1 },
        ...{ eventType: 'CoinsPut', error: 'Refused: title_not_found', retryRequested: false },
      },
      { position: 4, error: null, attempts: 0 },
    ]);
    await until(() => models.readiness().state === 'degraded');
    expect(models.readiness().reasons).toEqual(['process noting: 1 parked']);
  });

  it('is tried again on request, with those behind it, in order', async () => {
    const { process, seen, broken } = failing();
    await events();
    const { models } = await run(process);
    await models.caughtUp('noting', 4, patienceMs);
    expect(await models.parked.retry('noting', 'b')).toBe(true);
    await until(async () => (await models.parked.list())[0]?.attempts === 2);
    expect((await models.parked.list()).map(({ retryRequested }) => retryRequested)).toEqual([
      false,
      false,
    ]);
    broken.clear();
    expect(await models.parked.retry('noting', 'b')).toBe(true);
    await until(async () => (await models.parked.list()).length === 0);
    expect(seen.slice(-2)).toEqual([2, 4]);
    await putInto('till-5', 'b');
    expect(await models.caughtUp('noting', 5, patienceMs)).toBe(true);
    expect(seen.at(-1)).toBe(5);
    expect(await models.parked.retry('noting', 'b')).toBe(false);
  });

  it('is given up for a reason that is kept; those behind it are tried next', async () => {
    const { process, seen } = failing();
    await events();
    const { models, dataSource } = await run(process);
    await models.caughtUp('noting', 4, patienceMs);
    expect(await models.parked.abandon('noting', 'b', 'person-9', 'sent twice')).toBe(true);
    await until(async () => (await models.parked.list()).length === 0);
    expect(seen.at(-1)).toBe(4);
    expect(
      await dataSource.query(`SELECT position, abandoned_by, abandon_reason FROM read.parked`),
    ).toEqual([{ position: '2', abandoned_by: 'person-9', abandon_reason: 'sent twice' }]);
    await models.stop();
    await dataSource.query(`UPDATE read.checkpoint SET position = 0`);
    const again = await run(process);
    expect(await again.models.caughtUp('noting', 4, patienceMs)).toBe(true);
    expect(await again.models.parked.list()).toEqual([]);
  });

  it('stays parked over a restart, and so does what comes later', async () => {
    const { process, seen } = failing();
    await events();
    const first = await run(process);
    await first.models.caughtUp('noting', 4, patienceMs);
    await first.models.stop();
    await putInto('till-6', 'b');
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 5, patienceMs)).toBe(true);
    expect((await models.parked.list()).map(({ position }) => position)).toEqual([2, 4, 5]);
    expect(seen).not.toContain(5);
  });

  it('counts as failed when what it waits for never comes', async () => {
    const { process, seen } = noting(() => Promise.reject(new NotYet('title')));
    await putInto('till-1', 'a');
    const { models } = await run(process);
    expect(await models.caughtUp('noting', 1, patienceMs)).toBe(true);
    expect(seen).toHaveLength(5);
    expect((await models.parked.list())[0]?.error).toBe('NotYet: title');
  });
});
