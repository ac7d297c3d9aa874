import { withClient } from '@ledger/database/connection.js';
import { newId } from '@ledger/event-store/ids.js';
import type { Bench } from '../bench.js';
import { type BenchDatabase, serverCpuSeconds } from '../database.js';
import { stolenCoreSeconds } from '../machine.js';
import { measure, type Sample } from '../measure.js';
import type { OpenStore, Store } from '../store.js';
import type { StoreProcesses } from '../store-processes.js';
import { reading } from '../stores.js';

/** Events of each stream that is read. */
export const streamEvents = 20;

const inFlight = [1, 16];

/** Whole streams of 20 events, then the whole log: every store with the same events. */
export const reads = async (
  { runs }: Bench['options'],
  processes: StoreProcesses,
): Promise<void> => {
  for (let run = 0; run < runs; run++) {
    for (const store of reading) await processes.run(store, 'reads');
  }
};

/** Seeds a database for every run: none reads what it has just read. In the store's process. */
export const readsOf = (bench: Bench, store: Store): Promise<void> =>
  bench.with(store, Math.max(...inFlight), async (opened, database) => {
    const streams = Array.from({ length: bench.options.streams }, newId);
    await opened.seed?.(streams, streamEvents);
    await settle(database);
    for (const size of inFlight) await readStreams(bench, store, opened, streams, size);
    const { readAll } = opened;
    if (!readAll) return;
    const key = { scenario: 'catch up', store: store.name, inFlight: 1 } as const;
    bench.record(key, await catchUp(readAll, streams.length * streamEvents, bench));
  });

const readStreams = async (
  bench: Bench,
  store: Store,
  opened: OpenStore,
  streams: readonly string[],
  size: number,
): Promise<void> => {
  let next = 0;
  const readOne = async (): Promise<void> => {
    // Steps by a prime, so that neighbours on the disk are not read one after another.
    next = (next + 7_919) % streams.length;
    const count = await opened.read?.(streams[next] ?? '');
    if (count !== streamEvents) throw new Error(`read ${count} events of ${streamEvents}`);
  };
  const sample = await measure(readOne, size, bench.options.times, bench.server);
  bench.record({ scenario: 'read stream', store: store.name, inFlight: size }, sample);
};

/**
 * Passes over everything for as long as a sample takes, after one that is not counted; `perSecond`
 * counts events.
 */
const catchUp = async (
  readAll: () => Promise<number>,
  expected: number,
  { options, server }: Bench,
): Promise<Sample> => {
  const pass = async (): Promise<number> => {
    const events = await readAll();
    // More are events handed over twice, which a peer may do while others write; fewer are lost.
    if (events < expected) throw new Error(`caught up with ${events} events of ${expected}`);
    return events;
  };
  await pass();
  const before = [process.cpuUsage(), serverCpuSeconds(server), stolenCoreSeconds()] as const;
  const began = performance.now();
  let events = 0;
  while (performance.now() - began < options.times.sampleMs) events += await pass();
  const seconds = (performance.now() - began) / 1000;
  const client = process.cpuUsage(before[0]);
  return {
    perSecond: events / seconds,
    p50Ms: 0,
    p99Ms: 0,
    clientMicros: (client.user + client.system) / events,
    serverMicros: ((serverCpuSeconds(server) - before[1]) * 1e6) / events,
    stolenCores: (stolenCoreSeconds() - before[2]) / seconds,
    conflicts: 0,
  };
};

/** What a server does in its own time, and the next sample should not pay for. */
const settle = ({ adminUrl }: BenchDatabase): Promise<void> =>
  withClient(adminUrl, async (client) => {
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  });
