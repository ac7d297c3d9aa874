/**
 * What a lender waits for: `GET /v1/assets/{id}/pledge-status` over HTTP, through the real service,
 * against an empty Nest/Fastify GET with the same validation; how the rate changes from a thousand
 * assets to a million; the slowest of a hundred at a steady rate; and a batch of a thousand.
 * `node bench/run.mjs pledge-status`; `ASSETS=` (default 1,000,000), `PLEDGES=` (100,000),
 * `CONNECTIONS=` (64), `SECONDS=` (8), `RUNS=` (3, alternating; medians are compared), `RATE=` (200),
 * `--quick` for small sizes and one short run.
 */
import { partyIdOf } from '@ledger/event-store/ids.js';
import { nodeOptions } from '@ledger/tools/service.js';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Spent, withCosts } from './costs.js';
import {
  type BenchDatabase,
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { median, quantile } from './quantile.js';
import { withServer } from './server.js';
import { benchOrganisation, type BenchService, startRegistry } from './service.js';
import { assetIds, fillTitles } from './title-log.js';

const isQuick = process.argv.includes('--quick');
const of = (name: string, usual: number, quick: number): number =>
  Number(process.env[name] ?? (isQuick ? quick : usual));
const assets = of('ASSETS', 1_000_000, 20_000);
const pledges = of('PLEDGES', 100_000, 2_000);
const connections = of('CONNECTIONS', 64, 64);
const seconds = of('SECONDS', 8, 2);
const runs = of('RUNS', 3, 1);
const rate = of('RATE', 200, 200);
const warmUp = isQuick ? 2 : 4;
/** Distinct assets that are asked about over and over. */
const asked = 1_000;
const few = 1_000;
const batches = isQuick ? 5 : 20;
const targets = { share: 0.5, p99Ms: 20, slower: 1.2, batchMs: 300 };

interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const program = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'ledger-bench-'));
const loaded = (url: string, file: string, perSecond = 0): Sample => {
  const given = [connections, warmUp, seconds].map(String);
  const load = [program('get-load'), url, ...given, file, String(perSecond)];
  const sample = JSON.parse(execFileSync(process.execPath, load, { encoding: 'utf8' })) as Sample;
  const others = Object.keys(sample.statuses).filter((status) => status !== '200');
  if (others.length > 0) throw new Error(`Not all were answered: ${JSON.stringify(sample)}`);
  return sample;
};

/** Loads one server and tells what it did, and what each request cost whom in CPU. */
const told = (what: string, spent: Spent, load: () => Sample): Sample => {
  const { sample, costs } = withCosts(spent, load);
  const { perSecond, p50Ms, p99Ms } = sample;
  const [rateText, p50, p99] = [perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1)];
  console.log(
    `${what.padEnd(30)} ${rateText.padStart(6)}/s  p50 ${p50} ms  p99 ${p99} ms  ${costs}`,
  );
  return sample;
};

const spentBy = async ({ pid }: BenchService): Promise<Spent> => {
  const server = await serverProcess();
  return [
    ['service', () => processCpuSeconds(pid)],
    ['Postgres', () => serverCpuSeconds(server)],
  ];
};

const emptyServer = async (): Promise<{
  readonly url: string;
  readonly spent: Spent;
  stop(): void;
}> => {
  const child = spawn(process.execPath, [...nodeOptions, program('empty-get')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (piece: Buffer) => resolve(piece.toString().trim()));
    child.once('close', () => reject(new Error('The empty server ended.')));
  });
  const spent: Spent = [['service', () => processCpuSeconds(child.pid ?? 0)]];
  return { url, spent, stop: () => void child.kill('SIGTERM') };
};

/** A registry on a log of so many assets, and the ids of some of them. */
const withTitles = async <T>(
  count: number,
  work: (service: BenchService, database: BenchDatabase) => Promise<T>,
): Promise<T> => {
  const database = await createBenchDatabase();
  try {
    // The first start lays down what every log begins with; what follows is not sealed or folded.
    await (await startRegistry(database)).stop();
    const began = performance.now();
    const lenderPartyId = partyIdOf('uscc', benchOrganisation);
    const share = Math.round((count * pledges) / assets);
    await fillTitles(database.adminUrl, { assets: count, pledges: share, lenderPartyId });
    const spent = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(`${count} assets, ${share} of them pledged, laid out in ${spent} s`);
    const service = await startRegistry(database);
    try {
      return await work(service, database);
    } finally {
      await service.stop();
    }
  } finally {
    await database.drop();
  }
};

const questions = async (
  { bearer }: BenchService,
  { adminUrl }: BenchDatabase,
  count: number,
  distinct: number,
): Promise<string> => {
  const ids = await assetIds(adminUrl, count, Math.min(distinct, count));
  const paths = ids.map((id) => `/v1/assets/${id}/pledge-status?purpose=due-diligence`);
  const file = path.join(folder, `${count}-${distinct}.json`);
  writeFileSync(
    file,
    JSON.stringify({ headers: { authorization: await bearer('lender') }, paths }),
  );
  return file;
};

/** Milliseconds of batches, one after another. */
const batch = async (
  { url, bearer }: BenchService,
  all: readonly (readonly string[])[],
): Promise<number[]> => {
  const authorization = await bearer('lender');
  const times: number[] = [];
  for (const assetIds of all) {
    const began = performance.now();
    const answer = await fetch(`${url}/v1/pledge-status/batch`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ assetIds, purpose: 'due-diligence' }),
    });
    const { items } = (await answer.json()) as { readonly items: readonly { found: boolean }[] };
    times.push(performance.now() - began);
    if (!answer.ok || !items.every(({ found }) => found)) throw new Error('The batch failed.');
  }
  return times.sort((a, b) => a - b);
};

const small = (): Promise<number> =>
  withTitles(few, async (service, database) => {
    const file = await questions(service, database, few, asked);
    const spent = await spentBy(service);
    const rates = Array.from({ length: runs }, () =>
      told(`pledge-status, ${few} assets`, spent, () => loaded(service.url, file)),
    );
    return median(rates.map(({ perSecond }) => perSecond));
  });

const large = (smallRate: number): Promise<boolean> =>
  withTitles(assets, async (service, database) => {
    const empty = await emptyServer();
    try {
      const file = await questions(service, database, assets, asked);
      const spent = await spentBy(service);
      const [bare, real]: [number[], number[]] = [[], []];
      for (let at = 0; at < runs; at += 1) {
        bare.push(told('empty GET', empty.spent, () => loaded(empty.url, file)).perSecond);
        const what = `pledge-status, ${assets} assets`;
        real.push(told(what, spent, () => loaded(service.url, file)).perSecond);
      }
      const any = await questions(service, database, assets, 200_000);
      told('the same, any of them', spent, () => loaded(service.url, any));
      const often = `any of them, ${rate} a second`;
      const steady = Array.from({ length: runs }, () =>
        told(often, spent, () => loaded(service.url, any, rate)),
      );
      const p99Ms = median(steady.map((sample) => sample.p99Ms));
      const ids = await assetIds(database.adminUrl, assets, Math.min(assets, batches * 1_000));
      const lists = Array.from({ length: ids.length / 1_000 }, (_, at) =>
        ids.slice(at * 1_000, (at + 1) * 1_000),
      );
      const batchMs = quantile(await batch(service, lists), 0.5);
      const same = Array.from({ length: batches }, () => lists[0] ?? []);
      const againMs = quantile(await batch(service, same), 0.5);
      const share = median(real) / median(bare);
      const slower = smallRate / median(real);
      console.log(
        `${(share * 100).toFixed(0)}% of the empty GET (target ${targets.share * 100}%); ` +
          `${slower.toFixed(2)} times the cost at ${few} assets (target ${targets.slower}); ` +
          `p99 ${p99Ms.toFixed(1)} ms at ${rate}/s (target ${targets.p99Ms}); a batch of ` +
          `1,000 ${batchMs.toFixed(0)} ms, asked again ${againMs.toFixed(0)} ms ` +
          `(target ${targets.batchMs})`,
      );
      return (
        share >= targets.share &&
        slower <= targets.slower &&
        p99Ms < targets.p99Ms &&
        batchMs < targets.batchMs
      );
    } finally {
      empty.stop();
    }
  });

process.env['EVIDENCE_SEALER'] = 'off';
await withServer(async () => {
  try {
    if (!(await large(await small()))) process.exitCode = 2;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
