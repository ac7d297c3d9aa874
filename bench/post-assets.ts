/**
 * `POST /v1/assets` over HTTP at 64 connections, through the real service with its log, read models
 * and sealer, against an empty Nest/Fastify POST with the same validation of the same bodies. Both
 * are processes of their own, and so is the load. `node bench/run.mjs post-assets` starts a Postgres
 * of its own unless `BENCH_DATABASE_URL` names one; `CONNECTIONS=`, `SECONDS=` (default 8), `WARM_UP=`
 * (10 seconds before each run: both are measured as they run all day), `RUNS=` (default 3, alternating;
 * medians are compared), `--quick` takes one short run. The CPU that a request costs is printed beside:
 * on a busy machine it says more than the rate.
 * Target: at least 40% of the empty one's rate.
 */
import { nodeOptions } from '@ledger/tools/service.js';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Spent, withCosts } from './costs.js';
import {
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { median } from './quantile.js';
import { withServer } from './server.js';
import { registerOrganisation, startRegistry } from './service.js';

const isQuick = process.argv.includes('--quick');
const connections = process.env['CONNECTIONS'] ?? '64';
const seconds = process.env['SECONDS'] ?? (isQuick ? '2' : '8');
const warmUp = process.env['WARM_UP'] ?? (isQuick ? '1' : '10');
const runs = Number(process.env['RUNS'] ?? (isQuick ? 1 : 3));
const target = 0.4;

const program = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** Applications that differ only in their names: each is an asset of its own. */
const bodies = Array.from({ length: 200 }, (_, at) =>
  JSON.stringify({
    scheme: 'in-house',
    description: {
      name: `长三角用电负荷日度数据集第${at}号`,
      summary:
        '汇集各地区用电的逐日记录，经清洗、去标识与汇总后形成，用于贷前风险评估与授信额度测算。',
      industry: 'D44',
      domains: ['能源', '风险评估'],
      source: 'agreement',
      territory: 'provincial',
      timeSpan: { from: '2020-01-01' },
      updateFrequency: 'daily',
      volume: { records: '1000000' },
      form: 'table',
      structure: 'structured',
      limits: '仅限行内使用',
      category: 'business',
      grade: 'general',
    },
    rights: [
      { right: 'holding', basis: '数据采购合同 2026-017', from: '2026-01-01' },
      { right: 'processing', basis: '数据采购合同 2026-017', from: '2026-01-01' },
    ],
  }),
);

interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const loaded = (url: string, file: string): Sample => {
  const load = [program('post-load'), `${url}/v1/assets`, connections, warmUp, seconds, file];
  const sample = JSON.parse(execFileSync(process.execPath, load, { encoding: 'utf8' })) as Sample;
  const others = Object.keys(sample.statuses).filter((status) => status !== '201');
  if (others.length > 0) throw new Error(`Not all were taken: ${JSON.stringify(sample.statuses)}`);
  return sample;
};

const emptyServer = async (): Promise<{
  readonly url: string;
  readonly pid: number;
  stop(): void;
}> => {
  const child = spawn(process.execPath, [...nodeOptions, program('empty-post')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (piece: Buffer) => resolve(piece.toString().trim()));
    child.once('close', () => reject(new Error('The empty server ended.')));
  });
  return { url, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') };
};

/** Loads one server and tells what it did, and what each request cost whom in CPU. */
const sampled = (what: string, url: string, file: string, spent: Spent): Sample => {
  const { sample, costs } = withCosts(spent, () => loaded(url, file));
  const { perSecond, p50Ms, p99Ms } = sample;
  console.log(
    `${what.padEnd(24)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50Ms.toFixed(1)} ms  ` +
      `p99 ${p99Ms.toFixed(1)} ms  ${costs}`,
  );
  return sample;
};

const run = async (): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-bench-'));
  const database = await createBenchDatabase();
  const [service, empty] = [await startRegistry(database), await emptyServer()];
  try {
    await registerOrganisation(service);
    const file = path.join(folder, 'load.json');
    const authorization = await service.bearer('manager');
    const headers = { authorization, 'content-type': 'application/json' };
    writeFileSync(file, JSON.stringify({ headers, bodies }));
    const server = await serverProcess();
    const ofEmpty: Spent = [['service', () => processCpuSeconds(empty.pid)]];
    const ofService: Spent = [
      ['service', () => processCpuSeconds(service.pid)],
      ['Postgres', () => serverCpuSeconds(server)],
    ];
    const [bare, real]: [number[], number[]] = [[], []];
    for (let at = 0; at < runs; at += 1) {
      bare.push(sampled('empty POST', empty.url, file, ofEmpty).perSecond);
      real.push(sampled('POST /v1/assets', service.url, file, ofService).perSecond);
    }
    const ratio = median(real) / median(bare);
    console.log(
      `${connections} connections: ${(ratio * 100).toFixed(0)}% of the empty POST ` +
        `(target ${target * 100}%)`,
    );
    if (ratio < target) process.exitCode = 2;
  } finally {
    empty.stop();
    await service.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await withServer(run);
