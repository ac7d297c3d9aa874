/**
 * `npm run bench`: measures the log beside other event stores on one Postgres and writes
 * docs/benchmarks.md and docs/benchmarks.svg. `--quick` takes a minute and writes into bench/dist.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { Bench } from './bench.js';
import { serverProcess } from './database.js';
import { FreshDatabases } from './fresh-databases.js';
import { ledgerLog } from './ledger-log.js';
import { machine } from './machine.js';
import { essential, type Options, optionsOf, type ScenarioName } from './options.js';
import { packages, versionOf } from './peers/package.js';
import { pgbenchPath } from './pgbench.js';
import { chart } from './report/chart.js';
import { report } from './report/report.js';
import type { Results } from './results.js';
import { appends, pgbenchRates } from './scenarios/append.js';
import { hotStream } from './scenarios/hot-stream.js';
import { otherPrograms } from './scenarios/other-programs.js';
import { reads } from './scenarios/reads.js';
import { withServer } from './server.js';
import { payload } from './store.js';
import { StoreProcesses } from './store-processes.js';
import { stores } from './stores.js';

const root = path.resolve(import.meta.dirname, '../..');
const built = import.meta.dirname;

const run = async (options: Options): Promise<Results> => {
  const found = await machine();
  const at = new Date().toISOString();
  const databases = await FreshDatabases.open();
  try {
    const bench = new Bench(options, databases, await serverProcess());
    const has = (name: ScenarioName): boolean => options.only.includes(name);
    const program = pgbenchPath();
    const processes = new StoreProcesses(bench);
    if (has('append')) await appends(options, processes);
    const pgbench =
      has('append') && program !== undefined ? await pgbenchRates(bench, program) : undefined;
    if (has('hot')) await hotStream(options, processes);
    if (has('reads')) await reads(options, processes);
    if (has('growth')) await processes.run(ledgerLog, 'growth');
    processes.close();
    const { data, metadata } = payload();
    return {
      at,
      options,
      machine: found,
      loadAfter: loadavg()[0] ?? 0,
      versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
      payloadBytes: {
        data: Buffer.byteLength(JSON.stringify(data)),
        metadata: Buffer.byteLength(JSON.stringify(metadata)),
      },
      stores: stores.map(({ name, role }) => ({ name, role })),
      measured: bench.measured,
      ...(pgbench === undefined ? {} : { pgbench }),
      sections: await otherPrograms(built, options),
      failures: [...bench.failures],
    };
  } finally {
    await databases.close();
  }
};

/** Where the report goes: into the repository only from a whole run. */
const write = (results: Results): void => {
  const { isQuick, only } = results.options;
  const isWhole = !isQuick && essential.every((name) => only.includes(name));
  const folder = isWhole ? path.join(root, 'docs') : built;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'benchmarks.md'), report(results));
  writeFileSync(path.join(folder, 'benchmarks.svg'), chart(results));
  console.log(`Written: ${path.join(folder, 'benchmarks.md')}`);
};

const kept = path.join(built, 'results.json');

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  // A changed report is made again from the last run's numbers.
  if (args[0] === '--report') return write(JSON.parse(readFileSync(kept, 'utf8')) as Results);
  const options = optionsOf(args);
  const results = await withServer(() => run(options));
  writeFileSync(kept, JSON.stringify(results));
  write(results);
};

await main();
