import { Checkpoints } from '@ledger/read-model/checkpoints.js';
import { Leases } from '@ledger/read-model/leases.js';
import { pause } from '@ledger/read-model/passing.js';
import {
  type Journal,
  Office,
  silentJournal,
  Stopped,
  type Term,
} from '@ledger/read-model/running.js';
import { ChainBroken } from '../sealer.js';
import { Publisher } from './publisher.js';
import { SealRefused } from './seal-refused.js';
import type { SealSettings } from './seal-term.js';
import { SealTerm } from './seal-term.js';

/** The name of the sealer's lock and checkpoint, beside those of projections. */
export const sealingName = 'evidence';

export interface SealingOptions extends SealSettings {
  readonly journal?: Journal;
  /** How often a standby tries to take over, and a stopped one looks whether it may go on. */
  readonly takeOverEveryMs?: number;
  /** How often a place outside gets a checkpoint. Default 10,000 ms. */
  readonly publishEveryMs?: number;
}

/** What the sealer of this process is doing. */
export interface SealingStatus {
  readonly state: 'stopped' | 'standby' | 'running' | 'failed';
  /** Why it stopped, or what it is waiting out; null while all is well. */
  readonly reason: string | null;
  readonly size: number;
  readonly position: number;
}

/** At rest the log is looked at so often, should a waking be lost. */
const idleMs = 250;

/**
 * Seals the log as it grows. One sealer of the cluster is active (the lock and checkpoint are those
 * of a projection); a log that is not the one sealed before stops it until somebody has looked.
 */
export class Sealing {
  private readonly checkpoints: Checkpoints;
  private readonly leases: Leases;
  private readonly office: Office;
  private readonly publisher: Publisher;
  private watching: NodeJS.Timeout | undefined;
  private term: SealTerm | undefined;
  private mayClearFailure = true;
  private epoch = Infinity;

  constructor(private readonly options: SealingOptions) {
    const { dataSource, journal = silentJournal, takeOverEveryMs = 1_000 } = options;
    this.checkpoints = new Checkpoints(dataSource);
    this.leases = new Leases(dataSource, takeOverEveryMs);
    this.publisher = new Publisher(dataSource, options.places, options.publishEveryMs ?? 10_000);
    const serve = (term: Term): Promise<void> => this.serve(term);
    this.office = new Office('evidence', this.leases, serve, journal);
  }

  start(): void {
    this.office.start();
    const lookEveryMs = this.options.takeOverEveryMs ?? 1_000;
    this.watching ??= setInterval(() => void this.look().catch(() => undefined), lookEveryMs);
  }

  /** Resolves when the work in hand has ended and others may take over. It cannot start again. */
  async stop(): Promise<void> {
    clearInterval(this.watching);
    await this.office.stop();
    await this.publisher.settled();
    await this.leases.close();
  }

  get status(): SealingStatus {
    const { state, reason } = this.office;
    const { size = 0, position = 0 } = this.term ?? {};
    return { state, reason: reason ?? this.publisher.trouble, size, position };
  }

  /** Notices that a stopped sealer was let go on, or that another one took over. */
  private async look(): Promise<void> {
    const row = (await this.checkpoints.all()).get(sealingName);
    if (this.office.state === 'failed' && row?.failure === null) this.office.retry();
    if (this.office.state === 'running' && (row?.epoch ?? 0) > this.epoch) this.office.depose();
  }

  private async serve({ signal }: Term): Promise<void> {
    const held = await this.checkpoints.takeOver(sealingName);
    this.epoch = held.epoch;
    if (held.failure !== null) {
      if (!this.mayClearFailure) throw new Stopped(held.failure);
      await this.checkpoints.clearFailure(sealingName);
    }
    this.mayClearFailure = false;
    this.publisher.contradiction = undefined;
    try {
      this.term = await SealTerm.begin(this.options, this.checkpoints, held);
      if ((await this.options.log.head()) > 0)
        await this.publisher.confirm(await this.term.lastSigned(), signal);
      await this.run(this.term, signal);
    } catch (error) {
      if (!(error instanceof SealRefused || error instanceof ChainBroken)) throw error;
      await this.checkpoints.fail(held, error.message);
      this.options.journal?.error(`evidence: nothing is sealed any more: ${error.message}`);
      throw new Stopped(error.message);
    }
  }

  private async run(term: SealTerm, signal: AbortSignal): Promise<void> {
    const { log, batchMax = 8_000, sealEveryMs = 300 } = this.options;
    for (let sealedAt = -Infinity; !signal.aborted;) {
      if (this.publisher.contradiction) throw new SealRefused(this.publisher.contradiction.message);
      const { events, through } = await log.readAll(term.position, batchMax);
      if (signal.aborted) return;
      if (through > term.position) {
        await term.seal(events, through);
        this.office.well();
        const isFull = events.length === batchMax;
        const waitMs = isFull ? 0 : sealEveryMs - (performance.now() - sealedAt);
        if (waitMs > 0 && Number.isFinite(waitMs)) await pause(waitMs, signal);
        sealedAt = performance.now();
      } else {
        term.assertReachesSigned();
        if (term.hasPagesToStore) await term.storePages();
        else await changed(log.changed(idleMs), signal);
      }
      if (term.latest !== undefined) this.publisher.offer(term.latest);
    }
  }
}

const changed = (waking: Promise<void>, signal: AbortSignal): Promise<unknown> => {
  const until = new AbortController();
  const either = AbortSignal.any([signal, until.signal]);
  return Promise.race([waking, pause(idleMs, either)]).finally(() => until.abort());
};
