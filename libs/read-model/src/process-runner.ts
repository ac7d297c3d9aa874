import type { Batch } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { type Checkpoint, LostLease } from './checkpoints.js';
import { FinishedPrefix, Lanes, Slots } from './lanes.js';
import type { ParkedEvents } from './parked.js';
import { backoffMs, isOutage, NotYet, pause, reasonOf } from './passing.js';
import type { Process } from './process.js';
import { markAhead } from './restored-log.js';
import {
  followWhile,
  Office,
  type RunnerDeps,
  type RunnerStatus,
  Stopped,
  type Term,
} from './running.js';

/** Events in hand, at most; then following waits. */
const inHandMax = 256;
/**
 * Reactions under way at once: enough to share statements; all that they have in memory is copied
 * whenever the engine clears up among them.
 */
const atOnceMax = 64;
/** A checkpoint is written this much later, at most. */
const saveMs = 200;
/** Waiting for something that is not there yet: about ten minutes at 2 s each. */
const notYetAttemptsMax = 300;

export interface ProcessOptions {
  /** How often requests to retry or abandon are looked for while something is parked. */
  readonly parkedPollMs?: number;
  readonly notYetAttemptsMax?: number;
}

/**
 * Runs one process: hands it events at least once, in order per correlation and per stream, several
 * at a time otherwise. Outages are waited out; what fails for another reason is parked with the
 * rest of its correlation, and the others go on.
 */
export class ProcessRunner {
  readonly name: string;
  private readonly office: Office;
  private readonly reactsTo: ReadonlySet<string>;
  private readonly slots = new Slots(atOnceMax);
  private held: Checkpoint | undefined;
  private lanes = new Lanes();
  private prefix: FinishedPrefix;
  private parkedCorrelations = new Set<string>();
  private abandoned: ReadonlySet<number> = new Set();
  private saving: Promise<void> | undefined;
  /** Reactions carried out since the start of this process. */
  done = 0;

  constructor(
    private readonly process: Process,
    private readonly deps: RunnerDeps,
    private readonly parked: ParkedEvents,
    private readonly options: ProcessOptions = {},
  ) {
    this.name = process.name;
    this.reactsTo = new Set(process.reactsTo);
    this.prefix = new FinishedPrefix(0, () => undefined);
    const serve = (term: Term) => this.serve(term);
    this.office = new Office(`process ${this.name}`, deps.leases, serve, deps.journal);
  }

  start(): void {
    this.office.start();
  }

  stop(): Promise<void> {
    return this.office.stop();
  }

  get status(): RunnerStatus {
    const { state, reason } = this.office;
    return { name: this.name, kind: 'process', state, through: this.prefix.through, reason };
  }

  get isActive(): boolean {
    return this.office.state === 'running';
  }

  /** Whether there is more to react to than it may at once. */
  get isPressed(): boolean {
    return this.slots.areTaken;
  }

  observe(row: Checkpoint): void {
    if (this.office.state === 'failed' && row.failure === null) this.office.retry();
    if (this.office.state !== 'running') this.prefix.through = row.position;
    else if (this.held !== undefined && row.epoch > this.held.epoch) this.office.depose();
  }

  private async serve({ signal }: Term): Promise<void> {
    const { checkpoints, log, onProgress } = this.deps;
    await markAhead(log, checkpoints);
    this.held = await checkpoints.takeOver(this.name);
    if (this.held.failure !== null) throw new Stopped(this.held.failure);
    this.lanes = new Lanes();
    this.prefix = new FinishedPrefix(this.held.position, (through) => {
      onProgress(this.name, through);
      this.saving ??= this.saveSoon(signal);
    });
    this.parkedCorrelations = new Set((await this.parked.correlations(this.name)).keys());
    this.abandoned = await this.parked.abandonedAfter(this.name, this.held.position);
    onProgress(this.name, this.held.position);
    const { categories, reactsTo: types } = this.process;
    const following = log.follow(this.held.position, { categories, types }, (batch) =>
      this.take(batch, signal),
    );
    const watching = this.watchParked(signal);
    try {
      await followWhile(following, signal);
    } finally {
      this.office.depose();
      await Promise.all([watching, this.lanes.idle()]);
      await this.saving;
      await this.save().catch(() => undefined);
    }
  }

  private async take({ events, through }: Batch, signal: AbortSignal): Promise<void> {
    for (const event of events) {
      if (!this.reactsTo.has(event.type) || this.abandoned.has(event.position)) continue;
      await this.prefix.room(inHandMax, signal);
      if (signal.aborted) return;
      const keys = [laneOf(event.metadata.correlationId), `stream ${event.stream}`];
      const done = this.lanes.run(keys, () => this.handle(event, signal));
      this.prefix.add(event.position, done);
      done.catch((error: unknown) => this.fall(error));
    }
    this.prefix.pass(through);
  }

  /** A reaction that neither ended nor could be parked: the term ends, the event comes again. */
  private fall(error: unknown): void {
    if (!(error instanceof LostLease)) {
      this.deps.journal.error(`process ${this.name}: ${reasonOf(error)}`);
    }
    this.office.depose();
  }

  private async handle(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const correlation = event.metadata.correlationId;
    const error = this.parkedCorrelations.has(correlation)
      ? null
      : await this.tryReaction(event, signal);
    if (error === undefined) return;
    await this.waitOut(signal, () => this.parked.park(this.name, event, error));
    if (error === null) return;
    this.parkedCorrelations.add(correlation);
    this.deps.journal.error(`process ${this.name} parks ${describe(event)}: ${error}`);
  }

  /** Nothing comes back when the reaction succeeded, else the reason why it cannot. */
  private async tryReaction(
    event: RecordedEvent,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const attemptsMax = this.options.notYetAttemptsMax ?? notYetAttemptsMax;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.waitOut(signal, () =>
          this.slots.use(() => this.process.react(this.deps.upcast(event), signal)),
        );
        this.done += 1;
        this.office.well();
        return undefined;
      } catch (error) {
        if (error instanceof LostLease) throw error;
        // A reaction that ended early because the term does comes again elsewhere.
        if (error instanceof NotYet && signal.aborted) throw new LostLease(this.name);
        if (!(error instanceof NotYet) || attempt === attemptsMax) return reasonOf(error);
      }
      await pause(backoffMs(attempt, 25, 2_000), signal);
    }
  }

  /** Tries again while the house is down; throws `LostLease` when the term ends meanwhile. */
  private async waitOut(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (signal.aborted) throw new LostLease(this.name);
      try {
        return await work();
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.office.reason = reasonOf(error);
        if (attempt === 1) this.deps.journal.warn(`process ${this.name}: ${this.office.reason}`);
      }
      await pause(backoffMs(attempt, 50, 5_000), signal);
    }
  }

  private async watchParked(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(this.options.parkedPollMs ?? 1_000, signal);
      if (signal.aborted || this.parkedCorrelations.size === 0) continue;
      const waiting = await this.parked.correlations(this.name).catch(() => undefined);
      if (waiting === undefined) continue;
      const asked = [...this.parkedCorrelations].filter((each) => waiting.get(each) !== false);
      const drained = asked.map((correlation) =>
        this.lanes.run([laneOf(correlation)], () => this.drain(correlation, signal)),
      );
      await Promise.all(drained).catch((error: unknown) => this.fall(error));
    }
  }

  /** Tries what is parked of a correlation, in order, until something fails or nothing is left. */
  private async drain(correlation: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const [row] = await this.parked.of(this.name, correlation);
      if (row === undefined) return void this.parkedCorrelations.delete(correlation);
      const { events } = await this.deps.log.readAll(row.position - 1, 1);
      const event = events.find(({ id }) => id === row.eventId);
      const error =
        event === undefined
          ? 'The event is not in the log.'
          : await this.tryReaction(event, signal);
      if (error !== undefined) return this.parked.failedAgain(this.name, row, error);
      await this.parked.done(this.name, row.position);
    }
  }

  /** One at a time: two that set out from the same place would take each other for a rival. */
  private async saveSoon(signal: AbortSignal): Promise<void> {
    await pause(saveMs, signal);
    await this.save().catch((error: unknown) => {
      if (error instanceof LostLease) this.office.depose();
    });
    const isBehind = (this.held?.position ?? 0) < this.prefix.through;
    this.saving = isBehind && !signal.aborted ? this.saveSoon(signal) : undefined;
  }

  private async save(): Promise<void> {
    const { held } = this;
    const { through } = this.prefix;
    if (held === undefined || held.position >= through) return;
    this.held = await this.deps.checkpoints.advanceAlone(held, through);
  }
}

const laneOf = (correlation: string): string => `correlation ${correlation}`;

const describe = ({ type, position, stream }: RecordedEvent): string =>
  `${type} at position ${position} (${stream})`;
