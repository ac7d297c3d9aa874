import type { Bench } from '../bench.js';
import { measure } from '../measure.js';
import { pgbench } from '../pgbench.js';
import type { Store } from '../store.js';
import type { StoreProcesses } from '../store-processes.js';
import { appending } from '../stores.js';

/** Clients of pgbench: the best of them is what one commit per row can reach. */
export const pgbenchClients = [16, 64];

/** Single events to distinct streams, each expecting no stream; the stores take turns. */
export const appends = async (
  { inFlight, runs }: Bench['options'],
  processes: StoreProcesses,
): Promise<void> => {
  // Once unrecorded: the first samples would pay for the compilation of everything.
  for (const store of appending) await processes.run(store, 'append', warmUpInFlight, false);
  for (const size of inFlight) {
    for (let run = 0; run < runs; run++) {
      for (const store of appending) await processes.run(store, 'append', size);
    }
  }
};

const warmUpInFlight = 16;

/** One sample of a store, in its process. */
export const appendsOf = (bench: Bench, store: Store, size: number): Promise<void> =>
  bench.with(store, size, async (opened) => {
    const append = (): Promise<unknown> => opened.append();
    const sample = await measure(append, size, bench.options.times, bench.server);
    bench.record({ scenario: 'append', store: store.name, inFlight: size }, sample);
  });

/** Rows per second of pgbench by number of clients, one figure per run. */
export const pgbenchRates = async (
  bench: Bench,
  program: string,
): Promise<Readonly<Record<string, readonly number[]>>> => {
  const seconds = bench.options.isQuick ? 2 : 4;
  const rates: Record<string, number[]> = {};
  for (let run = 0; run < bench.options.runs; run++) {
    for (const clients of pgbenchClients) {
      const database = await bench.databases.create(false);
      const rate = await pgbench(program, database, clients, seconds);
      await database.drop();
      (rates[clients] ??= []).push(rate);
      console.log(`pgbench, ${clients} clients: ${rate.toFixed(0)} rows/s`);
    }
  }
  return rates;
};
