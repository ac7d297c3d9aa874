import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { DataSource } from 'typeorm';
import { type Checkpoint, Checkpoints } from './checkpoints.js';
import { Leases } from './leases.js';
import { ParkedEvents } from './parked.js';
import { pause, reasonOf } from './passing.js';
import { type ProcessOptions, ProcessRunner } from './process-runner.js';
import type { Process, Sweep } from './process.js';
import { ProgressBoard } from './progress-board.js';
import { ProjectionRunner } from './projection-runner.js';
import type { Projection, ProjectionVersions } from './projection.js';
import { type RebuildRow, rebuilds } from './rebuild/rebuilds.js';
import { Renewal } from './renewal.js';
import { type Journal, type RunnerStatus, silentJournal, type Upcast } from './running.js';
import { SweepRunner } from './sweep-runner.js';

/** How often the checkpoints of other processes are read: at rest, and while somebody waits. */
const watchAtRestMs = 1_000;
const watchAwaitedMs = 20;

export interface ReadModelParts {
  readonly projections?: readonly Projection[];
  readonly processes?: readonly Process[];
  readonly sweeps?: readonly Sweep[];
}

export interface ReadModelDeps {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly journal?: Journal;
  readonly upcast?: Upcast;
  /** Of this release's projections; one that is not named is taken to be as it ever was. */
  readonly versions?: ProjectionVersions;
  /** How often a standby tries to take over. Default 1,000 ms. */
  readonly takeOverEveryMs?: number;
  readonly processOptions?: ProcessOptions;
  /** True where sweeps run by `runDue` alone: a test that sets the clock says when things fall due. */
  readonly sweepsWhenAsked?: boolean;
}

/** Whether answers can be relied on, and what is wrong where they cannot. */
export interface Readiness {
  /** `degraded`: answers are right, but something waits for an operator or an outage to end. */
  readonly state: 'ready' | 'degraded' | 'not_ready';
  readonly reasons: readonly string[];
}

export interface RunnerNumbers extends RunnerStatus {
  /** Positions between the head of the log and what has been dealt with; 0 for sweeps. */
  readonly lag: number;
  readonly parkedCorrelations: number;
  /** Whether the rows are of an older rule than this release's. */
  readonly isOutdated: boolean;
  /** Events applied, reactions carried out, or things done, since this process started. */
  readonly done: number;
}

interface Runners {
  readonly projections: readonly ProjectionRunner[];
  readonly processes: readonly ProcessRunner[];
  readonly sweeps: readonly SweepRunner[];
  readonly renewal: Renewal;
}

/** All that one service derives from the log: its tables, its reactions, its clockwork. */
export class ReadModels {
  readonly parked: ParkedEvents;
  private readonly checkpoints: Checkpoints;
  private readonly leases: Leases;
  private readonly board = new ProgressBoard();
  private composed: Runners | undefined;
  private stopping = new AbortController();
  private wake = new AbortController();
  private watching: Promise<void> | undefined;
  private parkedCounts: ReadonlyMap<string, number> = new Map();
  private outage: string | null = null;

  /** The parts are asked for at first use, so that an app may be put together before. */
  constructor(
    private readonly deps: ReadModelDeps,
    private readonly parts: () => ReadModelParts,
  ) {
    this.checkpoints = new Checkpoints(deps.dataSource);
    this.leases = new Leases(deps.dataSource, deps.takeOverEveryMs);
    this.parked = new ParkedEvents(deps.dataSource);
  }

  start(): void {
    this.stopping = new AbortController();
    const { sweepsWhenAsked = false } = this.deps;
    for (const runner of sweepsWhenAsked ? this.followers : this.all) runner.start();
    this.watching ??= this.watch(this.stopping.signal);
  }

  /** Resolves when the work in hand has ended and others may take over. It cannot start again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.all.map((runner) => runner.stop()));
    await this.watching;
    this.watching = undefined;
    await this.runners.renewal.stopped();
    for (const name of this.board.awaited) this.board.giveUp(name);
    await this.leases.close();
  }

  /**
   * Resolves to true as soon as a projection or process (`'all'`: every projection of this service)
   * has dealt with everything up to a position, whichever process of the cluster runs it; to false
   * when that takes too long or cannot come about.
   */
  async caughtUp(name: string, position: number, timeoutMs: number): Promise<boolean> {
    const { projections } = this.runners;
    const names = name === 'all' ? projections.map((runner) => runner.name) : [name];
    const waits = names.map((each) => this.board.wait(each, position, timeoutMs));
    if (this.board.awaited.some((each) => !this.isActive(each))) this.wake.abort();
    return (await Promise.all(waits)).every((reached) => reached);
  }

  /** Whether the log has not come to a position: one that nobody can have been told. */
  async isBeyondLog(position: number): Promise<boolean> {
    return (await this.deps.log.versions([])).head < position;
  }

  /**
   * Resolves to true when projections and processes have dealt with the whole log and the processes
   * have added nothing to it meanwhile. For tests and demonstrations.
   */
  async settled(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (let settledAt = -1; performance.now() < until;) {
      const { head } = await this.deps.log.versions([]);
      if (head === settledAt) return true;
      const left = until - performance.now();
      const waits = this.followers.map(({ name }) => this.caughtUp(name, head, left));
      if (!(await Promise.all(waits)).every((reached) => reached)) return false;
      settledAt = head;
    }
    return false;
  }

  readiness(): Readiness {
    const red: string[] = [];
    const amber: string[] = [];
    if (this.outage !== null) red.push(`read models: ${this.outage}`);
    for (const { status } of this.all) {
      const told = `${status.kind} ${status.name}: ${status.reason ?? ''}`;
      if (status.state === 'failed') red.push(told);
      else if (status.reason !== null) amber.push(told);
    }
    for (const { name } of this.runners.processes) {
      const count = this.parkedCounts.get(name) ?? 0;
      if (count > 0) amber.push(`process ${name}: ${count} parked`);
    }
    amber.push(...this.runners.renewal.reasons);
    const state = red.length > 0 ? 'not_ready' : amber.length > 0 ? 'degraded' : 'ready';
    return { state, reasons: [...red, ...amber] };
  }

  /** The head of the log and every runner's numbers, for the metrics page. */
  async numbers(): Promise<{ readonly head: number; readonly runners: readonly RunnerNumbers[] }> {
    const { head } = await this.deps.log.versions([]);
    const runners = this.all.map(({ status, done }) => ({
      ...status,
      lag: status.kind === 'sweep' ? 0 : Math.max(head - status.through, 0),
      parkedCorrelations: this.parkedCounts.get(status.name) ?? 0,
      isOutdated: status.kind === 'projection' && this.runners.renewal.isOutdated(status.name),
      done,
    }));
    return { head, runners };
  }

  /** The last rebuild of each projection that was ever rebuilt, by name. */
  rebuilds(): Promise<ReadonlyMap<string, RebuildRow>> {
    return rebuilds(this.deps.dataSource);
  }

  /** Lets a stopped projection try its event again. */
  retry(projection: string): Promise<void> {
    return named(this.runners.projections, projection).retry();
  }

  /** Does now what is due now, whoever has the sweep's lock; answers how much it was. */
  runDue(sweep: string): Promise<number> {
    return named(this.runners.sweeps, sweep).runDue();
  }

  private get runners(): Runners {
    this.composed ??= this.compose();
    return this.composed;
  }

  private get followers(): readonly (ProjectionRunner | ProcessRunner)[] {
    return [...this.runners.projections, ...this.runners.processes];
  }

  private get all(): readonly (ProjectionRunner | ProcessRunner | SweepRunner)[] {
    return [...this.followers, ...this.runners.sweeps];
  }

  private compose(): Runners {
    const { deps, checkpoints, leases, parked, board } = this;
    const { dataSource, log, clock, journal = silentJournal, upcast = (event) => event } = deps;
    const onProgress = (name: string, through: number) => board.set(name, through);
    const rest = (name: string, ms: number, signal: AbortSignal) => board.rest(name, ms, signal);
    const isPressed = () => this.runners.processes.some((process) => process.isPressed);
    const told = { onProgress, rest, isPressed };
    const shared = { dataSource, log, checkpoints, leases, journal, upcast, ...told };
    const { projections = [], processes = [], sweeps = [] } = this.parts();
    assertDistinct([...projections, ...processes]);
    assertDistinct(sweeps);
    const versionOf = (name: string): number => deps.versions?.[name]?.version ?? 0;
    return {
      projections: projections.map(
        (each) => new ProjectionRunner(each, shared, versionOf(each.name)),
      ),
      renewal: new Renewal(projections, { ...shared, versionOf }),
      processes: processes.map(
        (each) => new ProcessRunner(each, shared, parked, deps.processOptions),
      ),
      sweeps: sweeps.map((each) => new SweepRunner(each, { leases, clock, journal })),
    };
  }

  private isActive(name: string): boolean {
    return this.followers.some((runner) => runner.name === name && runner.isActive);
  }

  /** Reads what other processes have done: often while somebody waits for it, seldom otherwise. */
  private async watch(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      this.wake = new AbortController();
      try {
        this.observe(await this.checkpoints.all(), stopping);
        this.parkedCounts = await this.parked.counts();
        this.outage = null;
      } catch (error) {
        this.outage = reasonOf(error);
      }
      const isAwaited = this.board.awaited.some((name) => !this.isActive(name));
      const signals = [stopping, ...(isAwaited ? [] : [this.wake.signal])];
      await pause(isAwaited ? watchAwaitedMs : watchAtRestMs, AbortSignal.any(signals));
    }
  }

  private observe(rows: ReadonlyMap<string, Checkpoint>, stopping: AbortSignal): void {
    this.runners.renewal.observe(rows, stopping);
    for (const runner of this.followers) {
      const row = rows.get(runner.name);
      if (row !== undefined) runner.observe(row);
    }
    for (const { name, position, failure } of rows.values()) {
      if (!this.isActive(name)) this.board.set(name, position);
      // A runner of ours that has just started clears the failure of the one before and tries again.
      const ours = this.followers.find((runner) => runner.name === name);
      if (failure !== null && (ours?.status.state ?? 'failed') === 'failed') {
        this.board.giveUp(name);
      }
    }
  }
}

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

/** Checkpoints and locks go by names. */
const assertDistinct = (all: readonly { readonly name: string }[]): void => {
  const names = new Set<string>();
  for (const { name } of all) {
    if (names.has(name)) throw new Error(`Two runners are called ${name}.`);
    names.add(name);
  }
};
