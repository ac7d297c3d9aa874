import { withClient } from '@ledger/database/connection.js';
import { migrate } from '@ledger/database/migrate.js';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A fresh database for one sample, on the server of `BENCH_DATABASE_URL`. */
export interface BenchDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  drop(): Promise<void>;
}

export const serverUrl = (): string => {
  const url = process.env['BENCH_DATABASE_URL'];
  if (url !== undefined && url !== '') return url;
  throw new Error(
    'BENCH_DATABASE_URL is not set: name a Postgres server to measure, as superuser.',
  );
};

export const createBenchDatabase = async (): Promise<BenchDatabase> => {
  const name = `ledger_bench_${randomBytes(4).toString('hex')}`;
  const [admin, app] = [new URL(serverUrl()), new URL(serverUrl())];
  admin.pathname = app.pathname = `/${name}`;
  [app.username, app.password] = [`${name}_app`, 'bench'];
  await withClient(serverUrl(), (client) => client.query(`CREATE DATABASE ${name}`));
  await migrate(admin.href, { appUrl: app.href });
  await withClient(admin.href, (client) => client.query('CHECKPOINT'));
  const drop = (): Promise<void> =>
    withClient(serverUrl(), async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.query(`DROP ROLE ${name}_app`);
    });
  return { adminUrl: admin.href, appUrl: app.href, drop };
};

/** Clock ticks a second of /proc; 100 on every Linux this runs on. */
const ticksPerSecond = 100;

/** Finds the server's main process, so that its CPU can be counted; undefined on another machine. */
export const serverProcess = (): Promise<number | undefined> =>
  withClient(serverUrl(), async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0] && statOf(rows[0].pid)?.parent;
  });

/** CPU seconds that a server's processes have used so far. */
export const serverCpuSeconds = (main: number | undefined): number => {
  if (main === undefined) return 0;
  let seconds = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(Number(name));
    if (Number(name) === main) seconds += (stat?.ended ?? 0) / ticksPerSecond;
    if (Number(name) === main || stat?.parent === main)
      seconds += ranSeconds(name) ?? (stat?.own ?? 0) / ticksPerSecond;
  }
  return seconds;
};

/** What the scheduler counted, in nanoseconds; a clock tick is too coarse for short statements. */
const ranSeconds = (pid: string): number | undefined => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return undefined;
  }
};

/** CPU seconds that one process has used so far, with all its threads. */
export const processCpuSeconds = (pid: number): number => (statOf(pid)?.own ?? 0) / ticksPerSecond;

const statOf = (
  pid: number,
): { readonly parent: number; readonly own: number; readonly ended: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return undefined;
  }
};
