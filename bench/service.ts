import { nodeOptions } from '@ledger/tools/service.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchDatabase } from './database.js';

/** The organisation in whose name the benchmarks speak: a sound code that belongs to nobody. */
export const benchOrganisation = '91440300MADX00019R';

const readySecondsMax = 120;

/** A service running as a process of its own, as it is deployed. */
export interface BenchService {
  readonly url: string;
  readonly pid: number;
  /** The value of an `Authorization` header for the organisation. */
  bearer(...roles: CallerRole[]): Promise<string>;
  /** The same for another organisation. */
  bearerOf(org: string, ...roles: CallerRole[]): Promise<string>;
  /** Largest resident memory so far, in MB; 0 where the system does not say. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

/** Starts a built service as `npm start` does; `BENCH_NODE_OPTIONS` are for its process alone. */
const start = async (
  name: 'registry' | 'exchange',
  database: BenchDatabase,
): Promise<BenchService> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'ledger-bench-'));
  const port = await freePort();
  const main = fileURLToPath(new URL(`../../apps/${name}/dist/main.js`, import.meta.url));
  const options = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);
  const child = spawn(process.execPath, [...nodeOptions, ...options, main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: database.appUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child);
  const issuer = await openLocalIssuer(dataDir, 'local');
  const bearerOf = async (org: string, ...roles: CallerRole[]): Promise<string> => {
    const subject = `bench-${org}-${roles.join('-')}`;
    return `Bearer ${await issuer.mintToken({ org, roles, subject, expiresInSeconds: 36_000 })}`;
  };
  return {
    url,
    pid: child.pid ?? 0,
    bearer: (...roles) => bearerOf(benchOrganisation, ...roles),
    bearerOf,
    peakMegabytes: () => peakMegabytes(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const startRegistry = (database: BenchDatabase): Promise<BenchService> =>
  start('registry', database);

export const startExchange = (database: BenchDatabase): Promise<BenchService> =>
  start('exchange', database);

/** Registers an organisation, without which nothing can be applied for; answers its position. */
export const registerOrganisation = async (
  { url, bearerOf }: BenchService,
  organisation = benchOrganisation,
): Promise<number> => {
  const answer = await fetch(`${url}/v1/parties`, {
    method: 'POST',
    headers: {
      authorization: await bearerOf(organisation, 'manager'),
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      identifier: { kind: 'uscc', value: organisation },
      name: '性能测试机构',
      partyClass: 'enterprise',
    }),
  });
  if (!answer.ok) throw new Error(`The party was not registered: ${await answer.text()}`);
  return ((await answer.json()) as { readonly position: number }).position;
};

const ready = async (url: string, child: ChildProcess): Promise<void> => {
  const until = performance.now() + readySecondsMax * 1_000;
  for (;;) {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (child.exitCode !== null || performance.now() > until) {
      throw new Error(`The service is not ready (exit code ${child.exitCode ?? 'none yet'}).`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('port')),
      );
    });
  });

const peakMegabytes = (pid: number): number => {
  try {
    const [, kilobytes = '0'] =
      /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1_024;
  } catch {
    return 0;
  }
};
