import { newId } from '@ledger/event-store/ids.js';
import type { Bench } from '../bench.js';
import { ledgerLog } from '../ledger-log.js';
import { measure } from '../measure.js';
import type { OpenStore } from '../store.js';

const inFlight = [1, 64];
const eventsPerStream = 20;

/** The same appends to a short log and to a long one beside it, taking turns. */
export const growth = async (bench: Bench): Promise<void> => {
  const [few, many] = bench.options.growth;
  await bench.with(ledgerLog, 64, async (short) => {
    await fill(short, few);
    await bench.with(ledgerLog, 64, async (long) => {
      await fill(long, many);
      for (const size of inFlight) {
        for (let run = 0; run < bench.options.runs; run++) {
          await one(bench, short, few, size);
          await one(bench, long, many, size);
        }
      }
    });
  });
};

const one = async (
  bench: Bench,
  { append }: OpenStore,
  events: number,
  inFlightNow: number,
): Promise<void> => {
  const sample = await measure(append, inFlightNow, bench.options.times, bench.server);
  const key = { scenario: 'growth', store: ledgerLog.name, inFlight: inFlightNow, events } as const;
  bench.record(key, sample);
};

const fill = async ({ seed }: OpenStore, events: number): Promise<void> => {
  const began = performance.now();
  await seed?.(Array.from({ length: events / eventsPerStream }, newId), eventsPerStream);
  const perSecond = events / ((performance.now() - began) / 1000);
  console.log(`filled with ${events} events, ${perSecond.toFixed(0)}/s`);
};
