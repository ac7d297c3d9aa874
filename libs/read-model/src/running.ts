import type { EventLog, Following } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { setMaxListeners } from 'node:events';
import type { DataSource } from 'typeorm';
import { type Checkpoints, LostLease } from './checkpoints.js';
import type { Lease, Leases } from './leases.js';
import { backoffMs, isOutage, pause, reasonOf } from './passing.js';

/**
 * What a runner is doing. `standby`: another process has the lock, or a newer release the tables.
 * `failed`: stopped by an event it could not take, until somebody lets it try again.
 */
export type RunnerState = 'stopped' | 'standby' | 'running' | 'failed';

/** What a runner tells of itself, for readiness and metrics. */
export interface RunnerStatus {
  readonly name: string;
  readonly kind: 'projection' | 'process' | 'sweep';
  readonly state: RunnerState;
  /** Everything up to here has been dealt with, as far as this process knows. */
  readonly through: number;
  /** Why it failed, or what it is waiting out; null while all is well. */
  readonly reason: string | null;
}

/** Where runners tell the operator what happened. */
export interface Journal {
  warn(message: string): void;
  error(message: string): void;
}

export const silentJournal: Journal = { warn: () => undefined, error: () => undefined };

/** Brings events of older releases up to date before anybody sees them. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

/** What the runners of projections and processes share. */
export interface RunnerDeps {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly checkpoints: Checkpoints;
  readonly leases: Leases;
  readonly journal: Journal;
  readonly upcast: Upcast;
  /** Called whenever a runner has come further. */
  readonly onProgress: (name: string, through: number) => void;
  /** Whether processes have more to react to than they may at once. */
  readonly isPressed: () => boolean;
  /** Resolves after so long, or as soon as somebody waits for a name's progress. */
  readonly rest: (name: string, ms: number, signal: AbortSignal) => Promise<void>;
}

/** Lets a following go on until the signal aborts. Resolves when its work in hand has ended. */
export const followWhile = async (following: Following, signal: AbortSignal): Promise<void> => {
  const stop = (): void => void following.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await following.done;
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** An event that stops its runner until a restart or an administrator lets it try again. */
export class Stopped extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'Stopped';
  }
}

/** Another release is in charge: this process leaves the work to it until things change. */
export class StandsBack extends Stopped {}

/** One stay in charge: it ends when the lock is lost, another took over, or the process stops. */
export interface Term {
  readonly signal: AbortSignal;
}

/**
 * Keeps trying to be the one in charge of a name, and runs a term of office each time it is. What a
 * term throws decides what follows: `LostLease` and outages another term, `Stopped` a failure that
 * waits for `retry`, anything else counts as an outage, loudly.
 */
export class Office {
  private stopping = new AbortController();
  private term = new AbortController();
  private running: Promise<void> | undefined;
  private retryAsked = new AbortController();
  state: RunnerState = 'stopped';
  reason: string | null = null;

  constructor(
    private readonly name: string,
    private readonly leases: Leases,
    private readonly serve: (term: Term) => Promise<void>,
    private readonly journal: Journal,
  ) {}

  start(): void {
    if (this.running !== undefined) return;
    this.stopping = new AbortController();
    this.running = this.run(this.stopping.signal);
  }

  /** Resolves when the work in hand has ended and the lock is free. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.term.abort();
    await this.running;
    this.running = undefined;
    this.state = 'stopped';
  }

  /** Ends this term, so that the next one reads afresh where it stands. */
  depose(): void {
    this.term.abort();
  }

  /** Work went through: whatever was waited out is over. */
  well(): void {
    if (this.state === 'running') this.reason = null;
  }

  /** After a failure: tries again. */
  retry(): void {
    this.retryAsked.abort();
  }

  private async run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      [this.state, this.reason] = ['standby', null];
      const lease = await this.leases.acquire(this.name, stopping);
      if (lease === undefined) return;
      const failure = await this.office(lease, stopping);
      await lease.release();
      if (failure === undefined) continue;
      this.retryAsked = new AbortController();
      this.state = failure instanceof StandsBack ? 'standby' : 'failed';
      this.reason = failure.reason;
      await pause(2 ** 31 - 1, AbortSignal.any([stopping, this.retryAsked.signal]));
      this.reason = null;
    }
  }

  /** Term after term while the lock is held; answers why it stopped, if it did. */
  private async office(lease: Lease, stopping: AbortSignal): Promise<Stopped | undefined> {
    let trouble = 0;
    while (!stopping.aborted) {
      this.term = new AbortController();
      const signal = AbortSignal.any([this.term.signal, lease.lost, stopping]);
      // Everything that a term is waiting for listens to it: that is no leak.
      setMaxListeners(0, signal);
      try {
        this.state = 'running';
        await this.serve({ signal });
        trouble = 0;
        // A term that ends by itself begins again, but not as fast as it can.
        await pause(100, signal);
      } catch (error) {
        if (error instanceof Stopped) return error;
        if (!(error instanceof LostLease)) {
          trouble += 1;
          this.complain(error);
          await pause(backoffMs(trouble, 100, 5_000), signal);
        }
      }
      if (!(await lease.isHeld())) return undefined;
    }
    return undefined;
  }

  private complain(error: unknown): void {
    this.reason = reasonOf(error);
    const message = `${this.name}: ${this.reason}`;
    if (isOutage(error)) this.journal.warn(message);
    else this.journal.error(message);
  }
}
