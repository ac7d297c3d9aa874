import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { Account } from './account.js';
import { program } from './binaries.js';
import { followOwner, secretOf, type DataFolder } from './data-folder.js';
import { EmbeddedPostgresFailure, failureInLog, folderFailure } from './failure.js';

/** The role that initdb makes: owner of everything in this server. */
export const ownerRole = 'ledger_owner';

/** Name of the owner's password among the folder's secrets. */
export const ownerSecret = 'owner';

const logBytesMax = 10 * 1024 * 1024;

/** How the server of this process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A started server process, not necessarily ready. */
export interface ServerProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  /** Lines that the server logged since this start. */
  logged(): readonly string[];
}

/**
 * Makes an empty cluster: UTF-8, C locale, checksums, passwords only. It is made beside and renamed,
 * so that a start that was interrupted here is simply begun again.
 */
export const createCluster = async (
  account: Account,
  folder: DataFolder,
  unsafe: boolean,
): Promise<void> => {
  const half = `${folder.cluster}.new`;
  secretOf(folder, ownerSecret);
  const passwordFile = path.join(folder.root, `${ownerSecret}.secret`);
  const options = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--data-checksums'];
  const args = ['-D', half, `--username=${ownerRole}`, `--pwfile=${passwordFile}`, ...options];
  if (unsafe) args.push('--no-sync');
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { mode: 0o700 });
    followOwner(folder, half);
  } catch (error) {
    throw folderFailure(error, folder.root);
  }
  const { code, lines } = await output(spawned(account, 'initdb', args, folder, 'pipe'));
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw failureInLog(lines, { folder: folder.root, log: folder.log });
  }
  renameSync(half, folder.cluster);
};

/** Starts the server on a port of 127.0.0.1 and nothing else. */
export const startServer = async (
  account: Account,
  folder: DataFolder,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> => {
  const all = { ...settings, listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(folder);
  const logStart = statSync(folder.log).size;
  const child = spawned(account, 'postgres', ['-D', folder.cluster, ...args], folder, log);
  closeSync(log);
  let ended = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: null, signal: null }));
  });
  void exited.then(() => (ended = true));
  await running(child, program(account.binaries, 'postgres'));
  return {
    pid: child.pid ?? 0,
    exited,
    hasExited: () => ended,
    logged: () => readFileSync(folder.log).subarray(logStart).toString('utf8').split('\n'),
  };
};

const openLog = (folder: DataFolder): number => {
  try {
    const log = openSync(folder.log, 'a', 0o600);
    if (statSync(folder.log).size <= logBytesMax) {
      followOwner(folder, folder.log);
      return log;
    }
    closeSync(log);
    renameSync(folder.log, `${folder.log}.1`);
    const fresh = openSync(folder.log, 'a', 0o600);
    followOwner(folder, folder.log);
    return fresh;
  } catch (error) {
    throw folderFailure(error, folder.root);
  }
};

/** In a group of its own: Ctrl-C in a terminal must not reach the server before its clients. */
const spawned = (
  account: Account,
  name: 'initdb' | 'postgres',
  args: readonly string[],
  folder: DataFolder,
  out: number | 'pipe',
): ChildProcess => {
  const place = program(account.binaries, name);
  const [command = place, ...rest] = [...account.prefix, place, ...args];
  const { uid, gid } = account;
  return spawn(command, rest, {
    cwd: folder.root,
    detached: true,
    env: plainEnvironment(),
    stdio: ['ignore', out, out],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
};

/** Without the caller's Postgres settings and language: logs are read for their English words. */
const plainEnvironment = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
};

const running = (child: ChildProcess, place: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      const facts = { place, reason: error.message };
      reject(new EmbeddedPostgresFailure('binaries_do_not_run', facts, { cause: error }));
    });
  });

const output = async (
  child: ChildProcess,
): Promise<{ code: number | null; lines: readonly string[] }> => {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await running(child, child.spawnfile);
  return { code: await closed, lines: text.split('\n') };
};
