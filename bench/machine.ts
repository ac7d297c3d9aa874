import { withClient } from '@ledger/database/connection.js';
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { serverUrl } from './database.js';
import { quantile } from './quantile.js';

/** What the numbers were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Median of a write of 8 KiB with fdatasync in the folder for temporary files. */
  readonly fsyncMs: number;
  /** One-minute load before the run: what else was going on. */
  readonly loadBefore: number;
}

const ticksPerSecond = 100;

/** Seconds, over all cores, that a hypervisor has given to others since the machine started. */
export const stolenCoreSeconds = (): number => {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    return Number(line.split(/\s+/)[8] ?? 0) / ticksPerSecond;
  } catch {
    return 0;
  }
};

const syncs = 200;
const blockBytes = 8_192;

const fsyncMs = (): number => {
  const file = path.join(tmpdir(), `ledger-bench-${process.pid}.sync`);
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(blockBytes, 1);
  const took = Array.from({ length: syncs }, (_, index) => {
    writeSync(handle, block, 0, blockBytes, index * blockBytes);
    const began = performance.now();
    fdatasyncSync(handle);
    return performance.now() - began;
  });
  closeSync(handle);
  rmSync(file);
  return quantile(
    took.sort((a, b) => a - b),
    0.5,
  );
};

const told = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];

/** Looks the machine and the server over. */
export const machine = (): Promise<Machine> =>
  withClient(serverUrl(), async (client) => {
    const version = await client.query<{ server_version: string }>('SHOW server_version');
    const { rows } = await client.query<{ name: string; value: string }>(
      'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1)',
      [told],
    );
    return {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryGiB: totalmem() / 2 ** 30,
      node: process.version,
      postgres: version.rows[0]?.server_version ?? '',
      settings: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
      fsyncMs: fsyncMs(),
      loadBefore: loadavg()[0] ?? 0,
    };
  });
