import { withClient } from '@ledger/database/connection.js';
import type { Bench } from '../bench.js';
import type { BenchDatabase } from '../database.js';
import { ledgerLog } from '../ledger-log.js';
import { measure } from '../measure.js';
import { type OpenStore, payload } from '../store.js';

const inFlight = [1, 64];
const eventsPerStream = 20;
/** Turns of each, for one of the others' runs: what is sought here is small beside their spread. */
export const turnsPerRun = 3;

/** The same appends to a short log and to a long one beside it, turn by turn: they are compared so. */
export const growth = async (bench: Bench): Promise<void> => {
  const [few, many] = bench.options.growth;
  await bench.with(ledgerLog, 64, async (short, shortDatabase) => {
    await fill(shortDatabase, few);
    await bench.with(ledgerLog, 64, async (long, longDatabase) => {
      await fill(longDatabase, many);
      const logs = [[short, few] as const, [long, many] as const];
      for (const size of inFlight) {
        for (let turn = 0; turn < bench.options.runs * turnsPerRun; turn++) {
          // Neither is always the one that comes after the other.
          for (const [store, events] of turn % 2 === 0 ? logs : logs.toReversed())
            await one(bench, store, events, size);
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

/** As the owner, past the append function: what is measured comes afterwards. */
const fill = ({ adminUrl }: BenchDatabase, events: number): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const { type, data, metadata } = payload();
    await client.query('SET synchronous_commit = off');
    for (let from = 0; from < events; from += eventsPerStatement) {
      const to = Math.min(from + eventsPerStatement, events);
      await client.query(lives, [from, to - 1, eventsPerStream, type, data, metadata]);
    }
    await client.query('VACUUM ANALYZE ledger.event');
    await client.query('CHECKPOINT');
  });

const eventsPerStatement = 100_000;

/** Ids that grow, as those of the application do. */
const lives = `
  INSERT INTO ledger.event
  SELECT n + 1, 'title-0' || to_hex(n / $3), n % $3 + 1,
    lpad(to_hex(n), 32, '0')::uuid, $4, 1,
    timestamptz '2026-01-01 00:00:00Z' + n * interval '1 millisecond', $5::json, $6::json,
    decode(md5('salt' || n), 'hex'), NULL, sha256(convert_to('digest' || n, 'UTF8'))
  FROM generate_series($1::bigint, $2::bigint) AS n`;
