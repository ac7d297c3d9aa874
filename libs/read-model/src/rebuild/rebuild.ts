import type { EventLog } from '@ledger/event-store/event-log.js';
import type { DataSource, EntityMetadata, QueryRunner } from 'typeorm';
import { pause } from '../passing.js';
import type { Projection, Replay } from '../projection.js';
import type { Statements } from '../row-table.js';
import type { Upcast } from '../running.js';
import { buildIndexes } from './build-indexes.js';
import { type Comparison, compareTables } from './comparison.js';
import { logPages } from './log-pages.js';
import { NotRebuildable, RebuildCancelled, RebuildUnderWay, TablesBusy } from './rebuild-errors.js';
import { noteBegin, noteProgress, type RebuildState, tryLock, unlock } from './rebuilds.js';

/** Schema in which tables are made anew. */
const besideSchema = 'rebuild';
/** Events behind the live tables from which the rest is caught up while those wait. */
const gapMax = 2_000;
/** How long the live tables may be waited for, each time: as long others wait behind. */
const lockMsMax = 500;
const swapAttemptsMax = 60;
const noteEveryMs = 500;

/** What becomes of the rebuilt tables: `equal` swaps them in only when nothing differs. */
export type SwapRule = 'never' | 'equal' | 'always';

export interface RebuildDeps {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly upcast: Upcast;
  /** Of the rule by which rows are made; noted with tables that are swapped in. */
  readonly versionOf?: (projection: string) => number;
}

export interface RebuildOptions {
  readonly swap: SwapRule;
  /** Aborted: everything made so far is dropped, and `RebuildCancelled` thrown. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  readonly state: RebuildState;
  readonly position: number;
  readonly target: number;
  readonly events: number;
}

export interface RebuildOutcome extends Comparison {
  readonly state: 'swapped' | 'equal' | 'different';
  readonly events: number;
  /** Position at which the tables were compared. */
  readonly comparedAt: number;
}

/**
 * Makes the tables of a projection anew beside the live ones, proves that they are equal to them at
 * one position, and swaps them in as the rule says. The live ones go on meanwhile.
 */
export const rebuild = async (
  projection: Projection,
  deps: RebuildDeps,
  options: RebuildOptions,
): Promise<RebuildOutcome> => {
  const { dataSource } = deps;
  if (projection.replayInto === undefined) throw new NotRebuildable(projection.name);
  const session = dataSource.createQueryRunner();
  try {
    await session.query('SET statement_timeout = 0');
    await session.query('SET synchronous_commit = off');
    if (!(await tryLock(session, projection.name))) throw new RebuildUnderWay(projection.name);
    try {
      return await new Rebuild(projection, deps, options, session).run();
    } finally {
      await unlock(session, projection.name).catch(() => undefined);
      await session.query('RESET ALL').catch(() => undefined);
    }
  } finally {
    await session.release();
  }
};

/** One rebuild: the session that holds the lock is also the one that writes. */
class Rebuild {
  private readonly tables: readonly EntityMetadata[];
  private replay: Replay | undefined;
  private position = 0;
  private target = 0;
  private events = 0;
  private differences: number | null = null;
  private notedAt = 0;

  constructor(
    private readonly projection: Projection,
    private readonly deps: RebuildDeps,
    private readonly options: RebuildOptions,
    private readonly session: QueryRunner,
  ) {
    this.tables = projection.tables.map((table) => deps.dataSource.getMetadata(table));
  }

  async run(): Promise<RebuildOutcome> {
    await noteBegin(this.session, this.projection.name);
    try {
      const outcome = await this.steps();
      await this.note(outcome.state);
      return outcome;
    } catch (error) {
      const isCancelled = error instanceof RebuildCancelled;
      await this.note(isCancelled ? 'cancelled' : 'failed').catch(() => undefined);
      throw error;
    } finally {
      await this.each('discard').catch(() => undefined);
    }
  }

  private async steps(): Promise<RebuildOutcome> {
    const { dataSource } = this.deps;
    await this.each('prepare');
    this.target = await this.livePosition(this.session);
    const place = { schema: besideSchema, eventsExpected: this.target };
    this.replay = this.projection.replayInto!(dataSource, place);
    await this.approach();
    await this.replay.flush(this.session);
    await this.finish();
    await this.approach();
    const compared = await this.compare();
    const { swap } = this.options;
    const isWanted = swap === 'always' || (swap === 'equal' && compared.differences === 0);
    if (isWanted) await this.swapIn();
    const state = isWanted ? 'swapped' : compared.differences === 0 ? 'equal' : 'different';
    return { ...compared, state, events: this.events };
  }

  /** Replays until the live tables are close ahead; those move on meanwhile. */
  private async approach(): Promise<void> {
    for (;;) {
      await this.replayTo(this.target, 'replaying');
      this.target = await this.livePosition(this.session);
      if (this.eventsTo(this.target) <= gapMax) return;
    }
  }

  /** About how many events there are up to a position: in some stores positions are bytes. */
  private eventsTo(target: number): number {
    const density = this.position === 0 ? 1 : this.events / this.position;
    return (target - this.position) * Math.min(density, 1);
  }

  private async replayTo(target: number, state: RebuildState): Promise<void> {
    const { log, upcast } = this.deps;
    this.target = target;
    if (target < this.position) {
      throw new Error(`${this.projection.name} went back to ${target}, before ${this.position}.`);
    }
    const pages = logPages(log, this.position, target, this.projection.categories);
    for await (const { events, through } of pages) {
      this.throwIfCancelled();
      await this.replay!.take(events.map(upcast), this.session);
      this.position = through;
      this.events += events.length;
      if (performance.now() - this.notedAt > noteEveryMs) await this.note(state);
    }
    this.throwIfCancelled();
  }

  /** Rows and position of the live tables in one snapshot, against the rebuilt ones brought there. */
  private async compare(): Promise<Comparison & { readonly comparedAt: number }> {
    const snapshot = this.deps.dataSource.createQueryRunner();
    try {
      await snapshot.startTransaction('REPEATABLE READ');
      await snapshot.query('SET LOCAL statement_timeout = 0');
      await this.replayTo(await this.livePosition(snapshot), 'comparing');
      await this.replay!.flush(this.session);
      await this.note('comparing');
      const [comparedAt, parts] = [this.position, [] as Comparison[]];
      for (const metadata of this.tables) {
        const side = (db: Statements, schema: string) => ({ db, path: pathOf(metadata, schema) });
        const [live, rebuilt] = [
          side(snapshot, metadata.schema!),
          side(this.session, besideSchema),
        ];
        parts.push(await compareTables(metadata, live, rebuilt, this.options.signal));
        this.throwIfCancelled();
      }
      const sum = (of: (part: Comparison) => number) =>
        parts.reduce((all, part) => all + of(part), 0);
      this.differences = sum(({ differences }) => differences);
      const named = parts.flatMap((part) => part.named);
      return { comparedAt, rows: sum(({ rows }) => rows), differences: this.differences, named };
    } finally {
      await snapshot.rollbackTransaction().catch(() => undefined);
      await snapshot.release();
    }
  }

  private async swapIn(): Promise<void> {
    for (let attempt = 1; attempt <= swapAttemptsMax; attempt++) {
      await this.approach();
      await this.note('swapping');
      if (await this.trySwap()) return;
      // Those who queued behind get their turn.
      await pause(lockMsMax, this.options.signal);
    }
    throw new TablesBusy(this.projection.name);
  }

  /**
   * Holds the checkpoint, as its runner does first of all, so that the live tables stand still for
   * the moment it takes to bring the others there; then these take their place and name.
   */
  private async trySwap(): Promise<boolean> {
    const holder = this.deps.dataSource.createQueryRunner();
    try {
      await holder.startTransaction('READ COMMITTED');
      await holder.query(`SET LOCAL lock_timeout = ${lockMsMax}`);
      const live = await this.livePosition(holder, 'FOR UPDATE');
      if (this.eventsTo(live) > gapMax) return false;
      await this.replayTo(live, 'swapping');
      await this.replay!.flush(this.session);
      for (const { tableName } of this.tables) {
        await holder.query('SELECT rebuild.swap($1)', [tableName]);
      }
      await holder.query(
        `UPDATE read.checkpoint
         SET epoch = epoch + 1, failure = NULL, version = $2, updated_at = now() WHERE name = $1`,
        [this.projection.name, this.deps.versionOf?.(this.projection.name) ?? 0],
      );
      await holder.commitTransaction();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error;
      return false;
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction().catch(() => undefined);
      await holder.release();
    }
  }

  private async livePosition(db: Statements, lock = ''): Promise<number> {
    const [row] = await db.query<{ position: string }[]>(
      `SELECT position FROM read.checkpoint WHERE name = $1 ${lock}`,
      [this.projection.name],
    );
    return Number(row?.position ?? 0);
  }

  private async finish(): Promise<void> {
    const { dataSource } = this.deps;
    for (const { tableName } of this.tables) {
      await buildIndexes(dataSource, tableName, this.options.signal);
    }
    await this.each('finish');
  }

  private async each(step: 'prepare' | 'finish' | 'discard'): Promise<void> {
    for (const { tableName } of this.tables) {
      if (step !== 'discard') this.throwIfCancelled();
      await this.session.query(`SELECT rebuild.${step}($1)`, [tableName]);
    }
  }

  private throwIfCancelled(): void {
    if (this.options.signal.aborted) throw new RebuildCancelled(this.projection.name);
  }

  private async note(state: RebuildState): Promise<void> {
    this.notedAt = performance.now();
    const { position, target, events, differences } = this;
    const { name } = this.projection;
    await noteProgress(this.session, { name, state, position, target, events, differences });
    this.options.onProgress?.({ state, position, target, events });
  }
}

const lockNotAvailable = '55P03';

const pathOf = ({ tableName }: EntityMetadata, schema: string): string =>
  `"${schema}"."${tableName}"`;
