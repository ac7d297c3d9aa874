import type { DigestedLog } from '@ledger/event-store/digested-log.js';
import { digestsOf } from '@ledger/event-store/digested-log.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { PostgresDigestedLog } from '@ledger/event-store/postgres/postgres-digested-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import type { Sealing } from '@ledger/evidence/sealing/sealing.js';
import { makeSigningKey } from '@ledger/evidence/sealing/signing-keys.js';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import type { EvidenceConfiguration } from './evidence.configuration.js';
import { EVIDENCE_CONFIGURATION } from './evidence.tokens.js';
import { sealingOf } from './sealing-plan.js';
import type { WorkerMessage, WorkerPlan } from './sealing.worker.js';

const workerFile = fileURLToPath(new URL('./sealing.worker.js', import.meta.url));
const restartMs = 1_000;
const stopMsMax = 10_000;
/** The young generation of the sealer's thread (MiB): it hashes batches, it serves nobody. */
const sealerSemiSpaceMb = 4;
/** Events hashed between two turns of the requests, where both share a thread. */
const stepHere = 500;

/** Lets the log be sealed as long as the service runs. */
@Injectable()
export class SealingHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly journal = new Logger('Evidence');
  private stop: () => Promise<void> = () => Promise.resolve();
  /** What the sealer of this process says of itself; nothing while there is none. */
  reason: () => string | null = () => null;

  constructor(
    @Inject(EVIDENCE_CONFIGURATION) private readonly configuration: EvidenceConfiguration,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    const { sealer, keyFile, makesKey, eventStoreUrl } = this.configuration;
    if (sealer === 'off') return;
    if (makesKey) makeSigningKey(keyFile);
    // Under a test runner there is no compiled file that a thread could run.
    const hasAddress = this.isPostgres || eventStoreUrl !== undefined;
    if (sealer === 'thread' && hasAddress && existsSync(workerFile)) this.startThread();
    else this.startHere();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  private get isPostgres(): boolean {
    return this.log instanceof PostgresEventLog;
  }

  private get url(): string {
    return (this.dataSource.options as { readonly url?: string }).url ?? '';
  }

  private startHere(): void {
    const { dataSource, journal } = this;
    const log: DigestedLog = this.isPostgres
      ? new PostgresDigestedLog(this.url)
      : digestsOf(this.log);
    const resources = { dataSource, log, journal, stepMax: stepHere };
    const sealing: Sealing = sealingOf(this.configuration, resources);
    sealing.start();
    this.reason = () => sealing.status.reason;
    this.stop = async () => {
      await sealing.stop();
      await log.close();
    };
  }

  private startThread(): void {
    let stopping = false;
    let worker = this.worker(() => stopping);
    const restart = async (): Promise<void> => {
      await delay(restartMs, undefined, { ref: false });
      if (stopping) return;
      worker = this.worker(() => stopping);
      worker.once('exit', () => void restart());
    };
    worker.once('exit', () => void restart());
    this.stop = async () => {
      stopping = true;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('stop');
      await Promise.race([ended, delay(stopMsMax, undefined, { ref: false })]);
      await worker.terminate();
    };
  }

  private worker(isStopping: () => boolean): Worker {
    const plan: WorkerPlan = { url: this.url, configuration: this.configuration };
    // The flag outweighs the limits that a worker can be given; it holds for heaps yet to be made.
    setFlagsFromString(`--max-semi-space-size=${sealerSemiSpaceMb}`);
    const worker = new Worker(workerFile, { workerData: plan });
    worker.on('message', (message: WorkerMessage) => {
      if ('warn' in message) this.journal.warn(message.warn);
      else if ('error' in message) this.journal.error(message.error);
      else if ('status' in message) this.reason = () => message.status.reason;
      else void worker.terminate();
    });
    worker.on('error', ({ message }: Error) => {
      this.reason = () => message;
      if (!isStopping()) this.journal.error(`evidence: the sealer ended: ${message}`);
    });
    return worker;
  }
}
