import { dataSource } from '@ledger/database/connection.js';
import { noStream, type StreamHead } from '@ledger/event-store/digest.js';
import { digestsOf } from '@ledger/event-store/digested-log.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { PostgresDigestedLog } from '@ledger/event-store/postgres/postgres-digested-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents } from '@ledger/event-store/testing/new-event.js';
import { Checkpoints } from '@ledger/read-model/checkpoints.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { EvidenceReader } from '../proofs/evidence-reader.js';
import { makeSigningKey, readSigningKeys } from '../sealing/signing-keys.js';
import { Sealing, type SealingOptions } from '../sealing/sealing.js';

const patienceMs = 120_000;

/** A log in a database of its own, and as many sealers on it as a test wants. */
export class SealedLog {
  private readonly closing: (() => Promise<unknown>)[] = [];
  private readonly heads = new Map<string, StreamHead>();

  private constructor(
    readonly database: TestDatabase,
    readonly folder: string,
    readonly source: DataSource,
    readonly log: EventLog,
  ) {}

  /** A log in the database, or one that is elsewhere. */
  static async open(elsewhere?: EventLog): Promise<SealedLog> {
    const database = await createTestDatabase();
    const source = await dataSource(database.appUrl, []).initialize();
    const folder = mkdtempSync(path.join(tmpdir(), 'ledger-evidence-'));
    makeSigningKey(path.join(folder, 'evidence.pem'));
    const log = elsewhere ?? new PostgresEventLog(database.appUrl);
    return new SealedLog(database, folder, source, log);
  }

  get keyFile(): string {
    return path.join(this.folder, 'evidence.pem');
  }

  get reader(): EvidenceReader {
    return new EvidenceReader(this.source);
  }

  /** Appends events to streams in turn, so that some streams grow. */
  async append(count: number, streams = 7, prefix = 'asset'): Promise<number> {
    let position = 0;
    for (let n = 0; n < count; n += 1) {
      const stream = `${prefix}-${n % streams}`;
      const head = this.heads.get(stream) ?? noStream;
      const appended = await this.log.append(stream, head, newEvents(1));
      this.heads.set(stream, appended.head);
      position = appended.events[0]?.position ?? 0;
    }
    return position;
  }

  async sealer(options: Partial<SealingOptions> = {}): Promise<Sealing> {
    const source = await dataSource(this.database.appUrl, []).initialize();
    const isPostgres = this.log instanceof PostgresEventLog;
    const log = isPostgres ? new PostgresDigestedLog(this.database.appUrl) : digestsOf(this.log);
    const sealing = new Sealing({
      dataSource: source,
      log,
      keys: readSigningKeys(this.keyFile),
      origin: 'ledger.test/log',
      places: [],
      sealEveryMs: 0,
      takeOverEveryMs: 50,
      publishEveryMs: 0,
      ...options,
    });
    const close = async (): Promise<void> => {
      await sealing.stop();
      await log.close();
      await source.destroy();
    };
    this.closing.push(close);
    sealing.start();
    return sealing;
  }

  /** Ends the sealers that were started. */
  async stopSealers(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
  }

  /** Waits until the log is sealed up to a position. */
  async sealedUpTo(position: number): Promise<void> {
    const checkpoints = new Checkpoints(this.source);
    await this.until(async () => {
      const row = (await checkpoints.all()).get('evidence');
      if (row?.failure) throw new Error(row.failure);
      return (row?.position ?? 0) >= position;
    });
  }

  /** Waits until the sealer has stopped for good, and says why. */
  async refusal(): Promise<string> {
    const checkpoints = new Checkpoints(this.source);
    let reason: string | null = null;
    await this.until(async () => {
      reason = (await checkpoints.all()).get('evidence')?.failure ?? null;
      return reason !== null;
    });
    return reason ?? '';
  }

  async until(isSo: () => Promise<boolean> | boolean): Promise<void> {
    for (const from = performance.now(); performance.now() - from < patienceMs;) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It did not come about in time.');
  }

  async close(): Promise<void> {
    await this.stopSealers();
    await this.log.close();
    await this.source.destroy();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
