/**
 * What followers cost: appends to distinct streams, 64 in flight, with more and more followers in
 * the same process, each of one category. Prints CPU for each event, until all of them have it.
 * `node bench/run.mjs followers [events]`.
 */
import { noStream } from '@ledger/event-store/digest.js';
import { newId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { createBenchDatabase, serverCpuSeconds, serverProcess } from './database.js';
import { newEvent } from './ledger-log.js';
import { withServer } from './server.js';
import { forAll } from './store.js';

const inFlight = 64;
const categories = ['title', 'asset', 'party', 'order'];
const followersCounts = [0, 1, 4, 16, 32];

const run = async (
  followers: number,
  events: number,
  server: number | undefined,
): Promise<string> => {
  const database = await createBenchDatabase();
  const log = new PostgresEventLog(database.appUrl);
  const streams = Array.from({ length: events }, () => `title-${newId()}`);
  await log.append(`title-${newId()}`, noStream, [newEvent()]);
  const reached = Array.from({ length: followers }, (_, index) => {
    const only = [categories[index % categories.length] ?? 'title'];
    return new Promise<void>((resolve) => {
      log.follow(1, { categories: only }, async ({ through }) => {
        if (through === events + 1) resolve();
      });
    });
  });
  const [cpu, serverCpu, began] = [process.cpuUsage(), serverCpuSeconds(server), performance.now()];
  await forAll(streams, inFlight, (stream) => log.append(stream, noStream, [newEvent()]));
  await Promise.all(reached);
  const seconds = (performance.now() - began) / 1_000;
  const used = process.cpuUsage(cpu);
  const client = (used.user + used.system) / events;
  const served = ((serverCpuSeconds(server) - serverCpu) * 1e6) / events;
  await log.close();
  await database.drop();
  return (
    `${String(followers).padStart(3)} followers  ${(events / seconds).toFixed(0).padStart(6)} ` +
    `events/s  CPU per event ${client.toFixed(1)} + ${served.toFixed(1)} µs`
  );
};

await withServer(async () => {
  const events = Number(process.argv[2] ?? 10_000);
  const server = await serverProcess();
  for (const count of followersCounts) console.log(await run(count, events, server));
});
