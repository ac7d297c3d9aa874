import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { EventStoreModule } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { context, lock, put, take, tillKind } from '@ledger/event-store/testing/till.js';
import { DataSource } from 'typeorm';
import type { Process, Sweep } from './process.js';
import { dueContext, reactionTo } from './reaction.js';
import { ReadModelModule } from './read-model.module.js';
import { ReadModels } from './read-models.js';
import { rowProjection } from './row-projection.js';
import { openTillFold } from './testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from './testing/till-rows.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const patienceMs = 120_000;

/** Puts every tenth coin aside into a till of its own. */
@Injectable()
class SavingProcess implements Process {
  readonly name = 'saving';
  readonly categories = ['till'];
  readonly reactsTo = ['CoinsTaken'];
  constructor(private readonly loop: CommandLoop) {}

  async react(event: RecordedEvent): Promise<void> {
    await this.loop.handler(tillKind)('till-saved', put(1), reactionTo(event, this.name));
  }
}

/** Locks a till at a date. */
@Injectable()
class ClosingSweep implements Sweep {
  readonly name = 'closing';
  readonly everySeconds = 3_600;
  constructor(private readonly loop: CommandLoop) {}

  async run(): Promise<number> {
    const due = dueContext(this.name, 'till-2');
    const { events, replayed } = await this.loop.handler(tillKind)('till-2', lock, due);
    return replayed ? 0 : events.length;
  }
}

@Module({ providers: [SavingProcess, ClosingSweep] })
class TillModule {}

describe('an app with read models', () => {
  let database: Awaited<ReturnType<typeof tillDatabase>>;
  beforeEach(async () => {
    database = await tillDatabase();
  });
  afterEach(() => database.close());

  const start = async () => {
    const source = await database.source();
    const module = await Test.createTestingModule({
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => source.options,
          dataSourceFactory: () => Promise.resolve(source),
        }),
        EventStoreModule.forRoot(new PostgresEventLog(database.appUrl), clock),
        TillModule,
        ReadModelModule.forRoot({
          projections: [rowProjection(openTillFold)],
          processes: [SavingProcess],
          sweeps: [ClosingSweep],
          kinds: [tillKind],
        }),
      ],
    }).compile();
    return { app: await module.init(), source };
  };

  it('starts what its slices provide, and stops it before the connections go', async () => {
    const { app } = await start();
    const loop = app.get(CommandLoop);
    const models = app.get(ReadModels);
    const handle = loop.handler(tillKind);
    await handle('till-1', put(10), context());
    await handle('till-2', put(10), context());
    await handle('till-1', take(1), context());
    await models.runDue('closing');
    expect(await models.settled(patienceMs)).toBe(true);
    expect((await loop.load(tillKind, 'till-2')).state.isLocked).toBe(true);
    expect((await loop.load(tillKind, 'till-saved')).state.coins).toBe(1);
    const source = app.get(DataSource);
    const streams = ['till-1', 'till-2', 'till-saved'];
    const log = new PostgresEventLog(database.appUrl);
    const { events } = await log.readAll(0, 100);
    expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set(streams));
    expect(await rowsOf(source)).toEqual(expectedRows(events));
    await log.close();
    const { head, runners } = await models.numbers();
    expect(head).toBe(events.length);
    expect(runners).toMatchObject([
      { name: 'open-till', kind: 'projection', state: 'running', lag: 0, done: events.length },
      { name: 'saving', kind: 'process', state: 'running', lag: 0, done: 1 },
      { name: 'closing', kind: 'sweep', state: 'running', lag: 0, done: 1 },
    ]);
    expect(models.readiness()).toEqual({ state: 'ready', reasons: [] });
    await app.close();
    expect(source.isInitialized).toBe(false);
  });

  it('shares its work with a second one, whichever does it', async () => {
    const apps = [await start(), await start()];
    const loops = apps.map(({ app }) => app.get(CommandLoop).handler(tillKind));
    const models = apps.map(({ app }) => app.get(ReadModels));
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => loops[n % 2]!(`till-${n % 7}`, put(n), context())),
    );
    const head = Math.max(...answers.map(({ position }) => position));
    for (const each of models) expect(await each.caughtUp('all', head, patienceMs)).toBe(true);
    const log = new PostgresEventLog(database.appUrl);
    const { events } = await log.readAll(0, 100);
    expect(await rowsOf(apps[0]!.source)).toEqual(expectedRows(events));
    await log.close();
    await Promise.all(apps.map(({ app }) => app.close()));
  });
});
