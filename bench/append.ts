/**
 * Appends per second of the Postgres log beside raw pooled INSERTs into a like table on the same
 * server: one event per append, a new stream each time, closed loop in this process. Prints
 * medians. `BENCH_DATABASE_URL=… node bench/run.mjs append [runs]`.
 */
import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  type BenchDatabase,
  createBenchDatabase,
  serverCpuSeconds,
  serverProcess,
} from './database.js';

const inFlight = (process.env['IN_FLIGHT'] ?? '1,16,64,256').split(',').map(Number);
const warmUpMs = 500;
const sampleMs = 1500;

interface Contestant {
  readonly name: string;
  open(database: BenchDatabase, inFlight: number): Promise<Opened>;
}

interface Opened {
  append(): Promise<unknown>;
  close(): Promise<void>;
}

interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly nodeMicros: number;
  readonly serverMicros: number;
}

/** 572 bytes of data and 169 of metadata, about what a right granted says. */
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

const log: Contestant = {
  name: 'event log',
  open: async ({ appUrl }) => {
    const opened = new PostgresEventLog(appUrl);
    await opened.ready();
    return {
      append: () => opened.append(`title-${newId()}`, noStream, [eventOf()]),
      close: () => opened.close(),
    };
  },
};

const hotStream: Contestant = {
  name: 'event log, one hot stream, any version',
  open: async ({ appUrl }) => {
    const opened = new PostgresEventLog(appUrl);
    const stream = `usage-${newId()}`;
    return {
      append: () => opened.append(stream, 'any', [eventOf()]),
      close: () => opened.close(),
    };
  },
};

const rawTable = `CREATE TABLE raw (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL,
  version integer NOT NULL, id uuid NOT NULL, type text NOT NULL, data jsonb NOT NULL,
  metadata jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(), UNIQUE (stream, version))`;

const rawInsert = `INSERT INTO raw (stream, version, id, type, data, metadata)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING position`;

const raw: Contestant = {
  name: 'raw INSERT, pool',
  open: async ({ adminUrl }, size) => {
    const pool = new pg.Pool({ connectionString: adminUrl, max: Math.min(size, 32) });
    // Dropping the database ends connections that the pool has let go of but not yet closed.
    pool.on('error', () => undefined);
    await pool.query(rawTable);
    const append = (): Promise<unknown> => {
      const { id, type, data, metadata } = eventOf();
      const values = [
        `title-${newId()}`,
        1,
        id,
        type,
        JSON.stringify(data),
        JSON.stringify(metadata),
      ];
      return pool.query({ name: 'raw', text: rawInsert, values });
    };
    return { append, close: () => pool.end() };
  },
};

const measure = async (
  { open }: Contestant,
  size: number,
  server: number | undefined,
): Promise<Sample> => {
  const database = await createBenchDatabase();
  const opened = await open(database, size);
  const latencies: number[] = [];
  let [isMeasured, isOver] = [false, false];
  const loops = Array.from({ length: size }, async () => {
    while (!isOver) {
      const began = performance.now();
      await opened.append();
      if (isMeasured) latencies.push(performance.now() - began);
    }
  });
  await pause(warmUpMs);
  const [cpu, serverCpu, began] = [process.cpuUsage(), serverCpuSeconds(server), performance.now()];
  isMeasured = true;
  await pause(sampleMs);
  isMeasured = false;
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  const serverUsed = serverCpuSeconds(server) - serverCpu;
  isOver = true;
  await Promise.all(loops);
  await opened.close();
  await database.drop();
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    nodeMicros: (used.user + used.system) / latencies.length,
    serverMicros: (serverUsed * 1e6) / latencies.length,
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const median = (samples: readonly Sample[], of: (sample: Sample) => number): number =>
  samples.map(of).sort((a, b) => a - b)[samples.length >> 1] ?? 0;

const main = async (): Promise<void> => {
  const runs = Number(process.argv[2] ?? 3);
  const server = await serverProcess();
  const contestants = [log, raw, hotStream];
  for (const size of inFlight) {
    const samples = new Map(contestants.map(({ name }) => [name, [] as Sample[]]));
    for (let run = 0; run < runs; run++) {
      for (const one of contestants) samples.get(one.name)?.push(await measure(one, size, server));
    }
    for (const [name, taken] of samples) {
      const of = (figure: (sample: Sample) => number): string => median(taken, figure).toFixed(1);
      console.log(
        `${String(size).padStart(3)} in flight  ${of((s) => s.perSecond).padStart(8)}/s  ` +
          `p50 ${of((s) => s.p50Ms)} ms  p99 ${of((s) => s.p99Ms)} ms  CPU per append ` +
          `${of((s) => s.nodeMicros)} + ${of((s) => s.serverMicros)} µs  ${name}`,
      );
    }
  }
};

await main();
