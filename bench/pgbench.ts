import { withClient } from '@ledger/database/connection.js';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BenchDatabase } from './database.js';
import { rawTable } from './raw-insert.js';
import { payload } from './store.js';

const debian = '/usr/lib/postgresql';

/** Where pgbench is; undefined where it is not. */
export const pgbenchPath = (): string | undefined => {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  return [...onPath, ...versions.map((version) => path.join(debian, version, 'bin'))]
    .map((folder) => path.join(folder, 'pgbench'))
    .find((file) => existsSync(file));
};

const script = (): string => {
  const { type, data, metadata } = payload();
  const values = [type, JSON.stringify(data), JSON.stringify(metadata)].map((text) => `'${text}'`);
  return (
    'INSERT INTO raw (stream, version, id, type, data, metadata) ' +
    `VALUES ('title-' || gen_random_uuid(), 1, gen_random_uuid(), ${values.join(', ')});\n`
  );
};

/** Rows per second that so many clients of pgbench insert, one row and one commit at a time. */
export const pgbench = async (
  program: string,
  { adminUrl }: BenchDatabase,
  clients: number,
  seconds: number,
): Promise<number> => {
  await withClient(adminUrl, (client) => client.query(rawTable));
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-pgbench-'));
  const file = path.join(folder, 'insert.sql');
  writeFileSync(file, script());
  const { hostname, port, username, password, pathname } = new URL(adminUrl);
  const where = ['-h', hostname, '-p', port || '5432', '-U', decodeURIComponent(username)];
  const how = [
    '-n',
    '-M',
    'prepared',
    '-j',
    '2',
    '-c',
    `${clients}`,
    '-T',
    `${seconds}`,
    '-f',
    file,
  ];
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) };
  try {
    const args = [...where, ...how, pathname.slice(1)];
    const { stdout } = await promisify(execFile)(program, args, { env });
    const [, rate] = /tps = ([\d.]+)/.exec(stdout) ?? [];
    if (rate === undefined) throw new Error('pgbench came to no end');
    return Number(rate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
