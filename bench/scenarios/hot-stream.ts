import type { Bench } from '../bench.js';
import { measure } from '../measure.js';
import type { Store } from '../store.js';
import type { StoreProcesses } from '../store-processes.js';
import { sharing } from '../stores.js';

const inFlight = 64;

/** Single events to one stream that everybody shares, at whatever version it has. */
export const hotStream = async (
  { runs }: Bench['options'],
  processes: StoreProcesses,
): Promise<void> => {
  for (let run = 0; run < runs; run++) {
    for (const store of sharing) await processes.run(store, 'hot');
  }
};

/** One sample of a store, in its process. */
export const hotStreamOf = (bench: Bench, store: Store): Promise<void> =>
  bench.with(store, inFlight, async ({ appendHot }) => {
    if (!appendHot) return;
    const sample = await measure(appendHot, inFlight, bench.options.times, bench.server);
    bench.record({ scenario: 'hot stream', store: store.name, inFlight }, sample);
  });
