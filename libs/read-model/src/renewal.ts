import type { Checkpoint } from './checkpoints.js';
import type { Leases } from './leases.js';
import { pause, reasonOf } from './passing.js';
import type { Projection } from './projection.js';
import { RebuildCancelled } from './rebuild/rebuild-errors.js';
import { rebuild, type RebuildDeps } from './rebuild/rebuild.js';
import type { Journal } from './running.js';

/** The next attempt after one that failed. */
const againAfterMs = 60_000;

export interface RenewalDeps extends RebuildDeps {
  readonly leases: Leases;
  readonly journal: Journal;
  readonly versionOf: (projection: string) => number;
}

/**
 * Makes tables anew whose rows are of an older rule than this release's: beside the live ones, one
 * after the other, by one process of the cluster. Until then the live ones go on; their new rows
 * are of the new rule already.
 */
export class Renewal {
  private rows: ReadonlyMap<string, Checkpoint> = new Map();
  private readonly failed = new Map<string, { readonly at: number; readonly reason: string }>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly projections: readonly Projection[],
    private readonly deps: RenewalDeps,
  ) {}

  /** Compares what the checkpoints say with this release, and begins where there is a need. */
  observe(rows: ReadonlyMap<string, Checkpoint>, stopping: AbortSignal): void {
    this.rows = rows;
    if (this.running !== undefined || stopping.aborted || this.due.length === 0) return;
    this.running = this.run(stopping).finally(() => (this.running = undefined));
  }

  /** Resolves when the work in hand has ended, after `stopping` of `observe` was aborted. */
  async stopped(): Promise<void> {
    await this.running;
  }

  /** What is waiting to be made anew, or cannot be, in a sentence for each. */
  get reasons(): readonly string[] {
    return this.outdated.map(({ name, replayInto }) => {
      const [from, to] = [this.rows.get(name)!.version, this.deps.versionOf(name)];
      const rule = `projection ${name}: rows of an older rule (version ${from}, now ${to})`;
      if (replayInto === undefined) return `${rule}; it cannot be made anew beside itself`;
      const reason = this.failed.get(name)?.reason;
      return `${rule} are being made anew${reason === undefined ? '' : `; last attempt: ${reason}`}`;
    });
  }

  /** Whether the rows of a projection are of an older rule than this release's. */
  isOutdated(name: string): boolean {
    const row = this.rows.get(name);
    return row !== undefined && row.position > 0 && row.version < this.deps.versionOf(name);
  }

  private get outdated(): readonly Projection[] {
    return this.projections.filter(({ name }) => this.isOutdated(name));
  }

  private get due(): readonly Projection[] {
    const since = performance.now() - againAfterMs;
    return this.outdated.filter(
      ({ name, replayInto }) => replayInto && (this.failed.get(name)?.at ?? -Infinity) < since,
    );
  }

  private async run(stopping: AbortSignal): Promise<void> {
    const lease = await this.deps.leases.acquire('renewal of projections', stopping);
    if (lease === undefined) return;
    const signal = AbortSignal.any([stopping, lease.lost]);
    try {
      for (;;) {
        // What another process has done meanwhile is seen by then.
        const before = this.rows;
        while (this.rows === before && !signal.aborted) await pause(50, signal);
        const [next] = this.due;
        if (next === undefined || signal.aborted) return;
        await this.renew(next, signal);
      }
    } finally {
      await lease.release();
    }
  }

  private async renew(projection: Projection, signal: AbortSignal): Promise<void> {
    const { name } = projection;
    const { journal } = this.deps;
    try {
      const { differences, rows } = await rebuild(projection, this.deps, {
        swap: 'always',
        signal,
      });
      this.failed.delete(name);
      journal.warn(
        `projection ${name} was made anew by its new rule: ${differences} rows of ` +
          `${rows} are other than before`,
      );
    } catch (error) {
      if (error instanceof RebuildCancelled) return;
      this.failed.set(name, { at: performance.now(), reason: reasonOf(error) });
      journal.error(`projection ${name} could not be made anew: ${reasonOf(error)}`);
    }
  }
}
