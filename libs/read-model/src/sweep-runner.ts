import type { Clock } from '@ledger/event-store/clock.js';
import type { Leases } from './leases.js';
import { isOutage, pause, reasonOf } from './passing.js';
import type { Sweep } from './process.js';
import { type Journal, Office, type RunnerStatus, type Term } from './running.js';

/** Rounds of one run: a sweep does a bounded amount at a time, and so is asked again. */
const roundsMax = 1_000;

export interface SweepDeps {
  readonly leases: Leases;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Waits; tests give their own. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Runs one sweep at its interval, in one process of the cluster at a time. */
export class SweepRunner {
  readonly name: string;
  private readonly office: Office;
  private turn: Promise<unknown> = Promise.resolve();
  /** What the sweep did since the start of this process. */
  done = 0;

  constructor(
    private readonly sweep: Sweep,
    private readonly deps: SweepDeps,
  ) {
    this.name = sweep.name;
    const serve = (term: Term) => this.serve(term);
    this.office = new Office(`sweep ${this.name}`, deps.leases, serve, deps.journal);
  }

  start(): void {
    this.office.start();
  }

  stop(): Promise<void> {
    return this.office.stop();
  }

  get status(): RunnerStatus {
    const { state, reason } = this.office;
    return { name: this.name, kind: 'sweep', state, through: 0, reason };
  }

  /** Does now what is due now; answers how much it was. */
  runDue(signal?: AbortSignal): Promise<number> {
    const run = this.turn.then(() => this.rounds(signal));
    this.turn = run.catch(() => undefined);
    return run;
  }

  private async rounds(signal?: AbortSignal): Promise<number> {
    let total = 0;
    for (let round = 0; round < roundsMax && signal?.aborted !== true; round++) {
      const count = await this.sweep.run(this.deps.clock.now());
      if (count === 0) break;
      total += count;
      this.done += count;
    }
    return total;
  }

  private async serve({ signal }: Term): Promise<void> {
    const sleep = this.deps.sleep ?? pause;
    while (!signal.aborted) {
      try {
        await this.runDue(signal);
        this.office.well();
      } catch (error) {
        this.office.reason = reasonOf(error);
        const message = `sweep ${this.name}: ${this.office.reason}`;
        if (isOutage(error)) this.deps.journal.warn(message);
        else this.deps.journal.error(message);
      }
      await sleep(this.sweep.everySeconds * 1_000, signal);
    }
  }
}
