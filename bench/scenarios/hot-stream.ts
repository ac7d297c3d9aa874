import type { Bench } from '../bench.js';
import { measure } from '../measure.js';
import { stores } from '../stores.js';

const inFlight = 64;

/** Single events to one stream that everybody shares, at whatever version it has. */
export const hotStream = async (bench: Bench): Promise<void> => {
  const { runs, times } = bench.options;
  for (let run = 0; run < runs; run++) {
    for (const store of stores) {
      if (store.role === 'yardstick') continue;
      await bench.with(store, inFlight, async ({ appendHot }) => {
        if (!appendHot) return;
        const sample = await measure(appendHot, inFlight, times, bench.server);
        bench.record({ scenario: 'hot stream', store: store.name, inFlight }, sample);
      });
    }
  }
};
