/**
 * What sealing costs: appends per second to new streams with and without a sealer beside (in a
 * thread of the same process, as the registry runs it), and how far checkpoints are behind
 * meanwhile. Runs with and without take turns, and turns at going first. Prints medians of three
 * runs, and the worst that any checkpoint was behind in any of them.
 * `BENCH_DATABASE_URL=… node bench/run.mjs evidence`; `--quick` takes one short sample of one load;
 * `SECONDS=` sets the length of a sample, `IN_FLIGHT=` the loads, `EVENTS=` how many events are
 * sealed before (default 0).
 */
import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { makeSigningKey } from '@ledger/evidence/sealing/signing-keys.js';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { type BenchDatabase, createBenchDatabase } from './database.js';
import { median } from './quantile.js';

const isQuick = process.argv.includes('--quick');
const runs = isQuick ? 1 : 3;
const seconds = Number(process.env['SECONDS'] ?? (isQuick ? 2.5 : 6));
const loads = (process.env['IN_FLIGHT'] ?? (isQuick ? '64' : '64,256')).split(',').map(Number);
const eventsBefore = Number(process.env['EVENTS'] ?? 0);
/** A fresh sealer's code is compiled while it runs, which takes some seconds of events. */
const warmUpMs = isQuick ? 2_500 : 5_000;
const lookEveryMs = 50;

/** 572 bytes of data and 169 of metadata, as the append benchmark has them. */
const eventOf = (): NewEvent => ({
  id: newId(),
  type: 'RightGranted',
  schemaVersion: 1,
  data: {
    assetId: newId(),
    holdingId: newId(),
    grantee: newId(),
    right: 'processing',
    scope: { purposes: ['risk', 'statistics'], territory: ['CN'], sublicensing: 'none' },
    validFrom: '2026-11-21',
    validUntil: '2027-11-20',
    remarks: '仅限贷前风险评估与统计分析使用，不得转授权。'.repeat(3),
    fee: { amount: '1250000.00', currency: 'CNY' },
  },
  metadata: {
    effectiveOn: '2026-11-21',
    actor: {
      person: 'token-8fd1',
      partyId: '5d9e3f8e-0000-5000-8000-4f6d0c5b2a11',
      role: 'manager',
    },
    correlationId: newId(),
  },
  salt: randomBytes(16).toString('hex'),
});

interface Sample {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** CPU of this process, all threads, for one append. */
  readonly nodeMicros: number;
  /** Age of the oldest event not in a checkpoint, looked at every 50 ms. */
  readonly lagMedianMs: number;
  readonly lagMaxMs: number;
  readonly sealed: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const sealer = async (database: BenchDatabase) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-bench-'));
  const keyFile = path.join(folder, 'evidence.pem');
  makeSigningKey(keyFile);
  const file = fileURLToPath(
    new URL('../../apps/registry/dist/evidence/sealing.worker.js', import.meta.url),
  );
  const configuration = {
    sealer: 'thread',
    origin: 'bench.test/log',
    keyFile,
    makesKey: false,
    checkpointFile: path.join(folder, 'checkpoints.jsonl'),
    publishEveryMs: 10_000,
  };
  const worker = new Worker(file, { workerData: { url: database.appUrl, configuration } });
  worker.on('message', (message) => {
    if ('error' in message || message.status?.reason) console.log(message);
  });
  return async (): Promise<void> => {
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('stop');
    await Promise.race([ended, pause(5_000)]);
    await worker.terminate();
    rmSync(folder, { recursive: true, force: true });
  };
};

/** Looks now and then how far it is sealed, and how old the first event beyond is. */
class LagWatch {
  readonly lags: number[] = [];
  private readonly appendedAt: { readonly position: number; readonly at: number }[] = [];
  private sealed = 0;
  private isOver = false;

  constructor(private readonly client: pg.Client) {}

  appended(position: number): void {
    this.appendedAt.push({ position, at: performance.now() });
  }

  async run(): Promise<void> {
    while (!this.isOver) {
      await pause(lookEveryMs);
      this.sealed = await this.position();
      const oldest = this.appendedAt.findIndex(({ position }) => position > this.sealed);
      this.appendedAt.splice(0, oldest === -1 ? this.appendedAt.length : oldest);
      const [first] = this.appendedAt;
      this.lags.push(first === undefined ? 0 : performance.now() - first.at);
    }
  }

  stop(): void {
    this.isOver = true;
  }

  /** Up to where events are in a signed checkpoint: positions are dense, so its size says it. */
  async position(): Promise<number> {
    const { rows } = await this.client.query(
      'SELECT size FROM evidence.checkpoint ORDER BY origin DESC, size DESC LIMIT 1',
    );
    return Number(rows[0]?.size ?? 0);
  }
}

const filled = async (log: PostgresEventLog, client: pg.Client): Promise<void> => {
  for (let left = eventsBefore; left > 0; left -= 5_000) {
    const some = Array.from({ length: Math.min(left, 5_000) }, () =>
      log.append(`title-${newId()}`, noStream, [eventOf()]),
    );
    await Promise.all(some);
  }
  const sealed = new LagWatch(client);
  const from = performance.now();
  while ((await sealed.position()) < eventsBefore) await pause(200);
  if (eventsBefore > 0)
    console.log(
      `sealed ${eventsBefore} events, the last ${((performance.now() - from) / 1000).toFixed(1)} s after their appending`,
    );
};

const measure = async (size: number, isSealed: boolean): Promise<Sample> => {
  const database = await createBenchDatabase();
  const client = new pg.Client({ connectionString: database.adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  const log = new PostgresEventLog(database.appUrl);
  const stop = isSealed ? await sealer(database) : () => Promise.resolve();
  if (isSealed) await filled(log, client);
  const watch = new LagWatch(client);
  const watching = isSealed ? watch.run() : Promise.resolve();
  const latencies: number[] = [];
  let [isMeasured, isOver] = [false, false];
  const loops = Array.from({ length: size }, async () => {
    while (!isOver) {
      const began = performance.now();
      const { events } = await log.append(`title-${newId()}`, noStream, [eventOf()]);
      if (isSealed) watch.appended(events[0]?.position ?? 0);
      if (isMeasured) latencies.push(performance.now() - began);
    }
  });
  await pause(warmUpMs);
  watch.lags.length = 0;
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  isMeasured = true;
  await pause(seconds * 1_000);
  isMeasured = false;
  const took = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  isOver = true;
  watch.stop();
  await Promise.all([...loops, watching]);
  const sealed = isSealed ? await watch.position() : 0;
  await stop();
  await log.close();
  await client.end();
  await database.drop();
  const [lags, sorted] = [[...watch.lags].sort((a, b) => a - b), latencies.sort((a, b) => a - b)];
  return {
    perSecond: latencies.length / took,
    nodeMicros: (used.user + used.system) / latencies.length,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    lagMedianMs: lags[lags.length >> 1] ?? 0,
    lagMaxMs: lags.at(-1) ?? 0,
    sealed,
  };
};

const medianOf = (
  samples: readonly Sample[],
  figure: 'perSecond' | 'p99Ms' | 'nodeMicros' | 'lagMedianMs',
): number => median(samples.map((sample) => sample[figure]));

for (const size of loads) {
  const [bare, sealed]: [Sample[], Sample[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    for (const isSealed of run % 2 === 0 ? [false, true] : [true, false])
      (isSealed ? sealed : bare).push(await measure(size, isSealed));
  }
  const worstMs = Math.max(...sealed.map(({ lagMaxMs }) => lagMaxMs));
  const [without, beside] = [bare, sealed].map((all) => medianOf(all, 'perSecond')) as [
    number,
    number,
  ];
  console.log(
    `${String(size).padStart(3)} in flight  without ${without.toFixed(0)}/s p99 ` +
      `${medianOf(bare, 'p99Ms').toFixed(1)} ms  with sealing ${beside.toFixed(0)}/s p99 ` +
      `${medianOf(sealed, 'p99Ms').toFixed(1)} ms  ratio ${(beside / without).toFixed(3)}  ` +
      `Node CPU per append ${medianOf(bare, 'nodeMicros').toFixed(0)} and ` +
      `${medianOf(sealed, 'nodeMicros').toFixed(0)} µs  ` +
      `checkpoint behind: median ${medianOf(sealed, 'lagMedianMs').toFixed(0)} ms, most ` +
      `${worstMs.toFixed(0)} ms`,
  );
}
