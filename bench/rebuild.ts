/**
 * How fast the asset ledger is made from the log: by the live projection catching up from the
 * start, and by `npm run rebuild` beside it, from the first event to the swap.
 * `node bench/run.mjs rebuild [--events N] [--runs N] [--scattered]`.
 */
import { dataSource } from '@ledger/database/connection.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { rebuild } from '@ledger/read-model/rebuild/rebuild.js';
import { assetProjections, assetViews } from '@ledger/registry/asset/asset.views.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBenchDatabase, serverCpuSeconds, serverProcess } from './database.js';
import { median } from './quantile.js';
import { fillLog } from './rebuild-log.js';
import { withServer } from './server.js';

const assetsAtOnce = 500;
const patienceMs = 1_800_000;

interface Sample {
  readonly perSecond: number;
  readonly clientMicros: number;
  readonly serverMicros: number;
  /** Largest resident set of the process that did it, in MiB. */
  readonly memoryMiB: number;
}

interface Told {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly maxRssKiB: number;
}

type Work = 'live' | 'rebuild';

const projection = assetProjections.find(({ name }) => name === 'asset')!;

/** The live projection from the first event to the last. */
const live = async (url: string, head: number): Promise<void> => {
  const [source, log] = [dataSource(url, assetViews), new PostgresEventLog(url)];
  await source.initialize();
  const models = new ReadModels({ dataSource: source, log, clock: systemClock }, () => ({
    projections: [projection],
  }));
  models.start();
  if (!(await models.caughtUp('asset', head, patienceMs))) throw new Error('It did not catch up.');
  await models.stop();
  await log.close();
  await source.destroy();
};

/** A rebuild as the command does it, the comparison and the swap included. */
const beside = async (url: string): Promise<void> => {
  const [source, log] = [dataSource(url, assetViews), new PostgresEventLog(url)];
  await source.initialize();
  const { signal } = new AbortController();
  const upcast = <T>(event: T): T => event;
  const done = await rebuild(
    projection,
    { dataSource: source, log, upcast },
    {
      signal,
      swap: 'equal',
      onProgress: ({ state, events }) => {
        if (process.env['BENCH_TRACE'] !== undefined)
          console.error(state, events, Math.round(performance.now()));
      },
    },
  );
  if (done.state !== 'swapped') throw new Error(`The tables differ: ${JSON.stringify(done.named)}`);
  await log.close();
  await source.destroy();
};

/** In a process of its own, so that its memory is its own; with no options, as the command has none. */
const child = async ([work, url = '', head]: string[]): Promise<void> => {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await (work === 'live' ? live(url, Number(head)) : beside(url));
  const used = process.cpuUsage(cpu);
  const told: Told = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    maxRssKiB: process.resourceUsage().maxRSS,
  };
  process.stdout.write(JSON.stringify(told));
};

const inChild = async (work: Work, url: string, head: number): Promise<Told> => {
  const args = [fileURLToPath(import.meta.url), 'child', work, url, String(head)];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(started, 'close')) as [number];
  if (code !== 0) throw new Error(`${work} ended with ${code}.`);
  return JSON.parse(text) as Told;
};

const run = async (
  events: number,
  atOnce: number,
  server: number | undefined,
): Promise<Record<Work, Sample>> => {
  const database = await createBenchDatabase();
  try {
    await fillLog(database.adminUrl, events, atOnce);
    const sample = async (work: Work): Promise<Sample> => {
      const before = serverCpuSeconds(server);
      const told = await inChild(work, database.appUrl, events);
      return {
        perSecond: events / told.seconds,
        clientMicros: (told.cpuSeconds * 1e6) / events,
        serverMicros: ((serverCpuSeconds(server) - before) * 1e6) / events,
        memoryMiB: told.maxRssKiB / 1024,
      };
    };
    return { live: await sample('live'), rebuild: await sample('rebuild') };
  } finally {
    await database.drop();
  }
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '200000' },
      runs: { type: 'string', default: '3' },
      scattered: { type: 'boolean', default: false },
    },
  });
  const [events, runs] = [Number(values.events), Number(values.runs)];
  const atOnce = values.scattered ? Math.ceil(events / 4) : assetsAtOnce;
  const server = await serverProcess();
  const samples: Record<Work, Sample>[] = [];
  for (let n = 0; n < runs; n++) samples.push(await run(events, atOnce, server));
  for (const work of ['live', 'rebuild'] as const) {
    const of = (figure: keyof Sample): number => median(samples.map((each) => each[work][figure]));
    console.log(
      `${work.padEnd(8)} ${of('perSecond').toFixed(0).padStart(7)} events/s  CPU per event ` +
        `${of('clientMicros').toFixed(1)} + ${of('serverMicros').toFixed(1)} µs  ` +
        `memory ${of('memoryMiB').toFixed(0)} MiB  (${events} events, median of ${runs})`,
    );
  }
};

await (process.argv[2] === 'child' ? child(process.argv.slice(3)) : withServer(main));
