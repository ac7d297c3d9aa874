import type { Batch } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { type Checkpoint, LostLease, MadeByNewer } from './checkpoints.js';
import { EventFailed } from './event-failed.js';
import { backoffMs, isPassingDatabaseError, pause, reasonOf } from './passing.js';
import type { Projection } from './projection.js';
import { isAhead, markAhead } from './restored-log.js';
import {
  followWhile,
  Office,
  type RunnerDeps,
  type RunnerStatus,
  StandsBack,
  Stopped,
  type Term,
} from './running.js';

/**
 * A checkpoint that only passed over what changes nothing is written this much later, and not more
 * often than that.
 */
const idleSaveMs = 50;
const idleSaveEveryMs = 250;

/**
 * Events of one transaction while there are many to catch up with. With fewer, a row that several
 * events in a row made is written several times; with more, events outlive several clearings of
 * memory.
 */
const batchMaxBehind = 2_000;

/**
 * Milliseconds from one look at the log to the next while events keep coming and nobody waits for
 * them: a transaction costs about as much as the rows of many events.
 */
const gatherMs = 200;
/** On a busy machine it lets them gather longer: so many times what the last transaction took. */
const gatherShare = 4;
/** But no longer than this. */
const gatherMsMax = 1_000;
/**
 * Who is behind does not rest, unless processes are behind too: what is to be decided goes before
 * what is to be shown, which then gets a fifth of the time, of each of the projections.
 */
const yieldShare = 4;
const yieldMsMax = 2_000;

/**
 * Keeps the tables of one projection up with the log. One runner of the cluster is active; rows and
 * checkpoint move in one transaction, so an event counts once. An event that the projection cannot
 * take stops it right there, for all processes, until a restart or `retry`.
 */
export class ProjectionRunner {
  readonly name: string;
  private readonly office: Office;
  private held: Checkpoint | undefined;
  private through = 0;
  private mayClearFailure = true;
  private saving: NodeJS.Timeout | undefined;
  private savedAt = -Infinity;
  private turn: Promise<unknown> = Promise.resolve();
  /** Events applied since the start of this process. */
  done = 0;

  constructor(
    private readonly projection: Projection,
    private readonly deps: RunnerDeps,
    /** Of the rule by which this release makes the rows. */
    private readonly version = 0,
  ) {
    this.name = projection.name;
    const serve = (term: Term) => this.serve(term);
    this.office = new Office(`projection ${this.name}`, deps.leases, serve, deps.journal);
  }

  start(): void {
    this.mayClearFailure = true;
    this.office.start();
  }

  stop(): Promise<void> {
    return this.office.stop();
  }

  get status(): RunnerStatus {
    const { state, reason } = this.office;
    return { name: this.name, kind: 'projection', state, through: this.through, reason };
  }

  /** Whether this process is the one that keeps the tables. */
  get isActive(): boolean {
    return this.office.state === 'running';
  }

  /** Compares with what the checkpoint's row says: others may have taken over, or let it retry. */
  observe(row: Checkpoint): void {
    if (this.office.state === 'failed' && row.failure === null) this.office.retry();
    if (this.office.state === 'standby' && row.version <= this.version) this.office.retry();
    if (this.office.state !== 'running') this.through = row.position;
    else if (this.held !== undefined && row.epoch > this.held.epoch) this.office.depose();
  }

  /** Lets a stopped projection try the event again, in whichever process. */
  async retry(): Promise<void> {
    await this.deps.checkpoints.clearFailure(this.name);
    this.office.retry();
  }

  private async serve({ signal }: Term): Promise<void> {
    const { checkpoints, log } = this.deps;
    await markAhead(log, checkpoints);
    this.held = await this.takeOver();
    if (this.held.failure !== null) {
      if (!this.mayClearFailure || isAhead(this.held)) throw new Stopped(this.held.failure);
      await checkpoints.clearFailure(this.name);
    }
    this.mayClearFailure = false;
    this.progress(this.held.position);
    const { categories, types } = this.projection;
    const which = {
      categories,
      ...(types && { types }),
      batchMaxBehind,
      // It will rest when it has worked through this batch.
      mayReadAhead: () => !this.deps.isPressed(),
    };
    const following = log.follow(this.held.position, which, (batch) =>
      this.exclusively(() => this.take(batch, signal)),
    );
    try {
      await followWhile(following, signal);
    } finally {
      clearTimeout(this.saving);
      this.saving = undefined;
      await this.turn;
      if (signal.aborted) await this.save().catch(() => undefined);
    }
  }

  private async takeOver(): Promise<Checkpoint> {
    try {
      return await this.deps.checkpoints.takeOver(this.name, this.version);
    } catch (error) {
      if (!(error instanceof MadeByNewer)) throw error;
      throw new StandsBack(
        'its rows are of a newer release, which keeps them. To go back to this release: ' +
          'npm run rebuild -- --outdated',
      );
    }
  }

  private async take({ events, through, isEnd }: Batch, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const own = events.filter((event) => this.concerns(event));
    if (own.length > 0) await this.applyWithPatience(own, through, signal);
    else {
      this.saving ??= setTimeout(
        () => {
          this.saving = undefined;
          this.savedAt = performance.now();
          void this.exclusively(() => this.save()).catch(() => this.office.depose());
        },
        Math.max(idleSaveMs, this.savedAt + idleSaveEveryMs - began),
      );
    }
    this.done += events.length;
    this.progress(through);
    this.office.well();
    await this.rest(performance.now() - began, isEnd === true, signal);
  }

  /** Pauses after work that took so long, unless somebody waits for what comes next. */
  private async rest(tookMs: number, isEnd: boolean, signal: AbortSignal): Promise<void> {
    const { rest, isPressed } = this.deps;
    const ms = isEnd
      ? Math.min(Math.max(gatherMs, gatherShare * tookMs), gatherMsMax) - tookMs
      : isPressed()
        ? Math.min(yieldShare * tookMs, yieldMsMax)
        : 0;
    if (ms > 0) await rest(this.name, ms, signal);
  }

  /** What cannot even be asked concerns it: there it must stop. */
  private concerns(event: RecordedEvent): boolean {
    const { projection, deps } = this;
    try {
      return projection.concerns?.(deps.upcast(event)) ?? true;
    } catch {
      return true;
    }
  }

  /** Waits out a database that is away; everything else is for the event to answer for. */
  private async applyWithPatience(
    events: readonly RecordedEvent[],
    through: number,
    signal: AbortSignal,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.apply(events, through);
      } catch (error) {
        if (error instanceof LostLease) throw error;
        if (!isPassingDatabaseError(error)) return this.applyOneByOne(events, signal, error);
        this.office.reason = reasonOf(error);
        this.deps.journal.warn(`projection ${this.name}: ${this.office.reason}`);
        await pause(backoffMs(attempt, 100, 5_000), signal);
        if (signal.aborted) throw new LostLease(this.name);
      }
    }
  }

  /** Something in the run fails: moves on as far as it goes, so that the culprit is known. */
  private async applyOneByOne(
    events: readonly RecordedEvent[],
    signal: AbortSignal,
    cause: unknown,
  ): Promise<void> {
    const [event] = events;
    if (event !== undefined && events.length === 1) {
      const failed = cause instanceof EventFailed ? cause : new EventFailed(event, cause);
      await this.deps.checkpoints.fail(this.held!, failed.message);
      this.deps.journal.error(`projection ${this.name} stops: ${failed.message}`);
      throw new Stopped(failed.message);
    }
    for (const each of events) {
      await this.applyWithPatience([each], each.position, signal);
      this.progress(each.position);
    }
  }

  private async apply(events: readonly RecordedEvent[], through: number): Promise<void> {
    const { dataSource, checkpoints, upcast } = this.deps;
    this.held = await dataSource.transaction(async (manager) => {
      const moved = await checkpoints.advance(manager, this.held!, through, { isRepeatable: true });
      await this.projection.apply(events.map(upcast), manager);
      return moved;
    });
  }

  /** Writes the checkpoint where only what changes nothing was passed. */
  private async save(): Promise<void> {
    if (this.held === undefined || this.held.position >= this.through) return;
    this.held = await this.deps.checkpoints.advanceAlone(this.held, this.through);
  }

  private progress(through: number): void {
    this.through = through;
    this.deps.onProgress(this.name, through);
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.turn.then(work);
    this.turn = answer.catch(() => undefined);
    return answer;
  }
}
