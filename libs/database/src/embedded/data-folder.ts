import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresFailure, folderFailure } from './failure.js';
import { identityOf, isStillThere } from './running-process.js';
import type { Watchdog } from './watchdog.js';

/** The files of one embedded server, all below one folder with mode 700. */
export interface DataFolder {
  readonly root: string;
  /** Postgres's own data folder. */
  readonly cluster: string;
  readonly log: string;
}

/** Makes the folder if need be. Throws `no_permission`, `not_a_folder` or `disk_full`. */
export const prepareFolder = (wanted: string): DataFolder => {
  try {
    mkdirSync(wanted, { recursive: true });
    const root = realpathSync(wanted);
    chmodSync(root, 0o700);
    return folderAt(root);
  } catch (error) {
    throw folderFailure(error, path.resolve(wanted));
  }
};

/** Names the files of a folder without touching it. */
export const folderAt = (root: string): DataFolder => ({
  root,
  cluster: path.join(root, 'cluster'),
  log: path.join(root, 'server.log'),
});

/**
 * A random secret that belongs to this folder (mode 600), made on first use. Kept beside the data,
 * because whoever may read the data needs no password.
 */
export const secretOf = (folder: DataFolder, name: string): string => {
  if (!hasSecret(folder, name)) put(folder, `${name}.secret`, randomBytes(24).toString('hex'));
  return readFileSync(path.join(folder.root, `${name}.secret`), 'utf8').trim();
};

/** Whether a secret was made before; a data folder without its owner's is of no use. */
export const hasSecret = (folder: DataFolder, name: string): boolean =>
  existsSync(path.join(folder.root, `${name}.secret`));

/** The port of the last start, if there was one. */
export const rememberedPort = (folder: DataFolder): number | undefined => {
  const file = path.join(folder.root, 'port');
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
};

export const rememberPort = (folder: DataFolder, port: number): void =>
  put(folder, 'port', `${port}\n`);

/** What a running server says about itself in its data folder. */
export interface ServerMark {
  readonly pid: number;
  readonly port: number;
}

/** Reads postmaster.pid; undefined when there is none or it is not whole yet. */
export const serverMark = (folder: DataFolder): ServerMark | undefined => {
  const file = path.join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && port > 0 ? { pid, port } : undefined;
};

export const removeServerMark = (folder: DataFolder): void =>
  rmSync(path.join(folder.cluster, 'postmaster.pid'), { force: true });

/**
 * Notes which process looks after the server, so that another one leaves that to it, and which
 * watchdog stops the server once that process is gone.
 */
export const noteSupervisor = (folder: DataFolder, watchdog: Watchdog): void =>
  put(folder, 'supervisor', [process.pid, watchdog.pid].map(identityOf).join('\n'));

/**
 * `supervised`: a living process looks after the server. `ending`: that process is gone and its
 * watchdog stops the server. `orphaned`: nobody does either.
 */
export const supervision = (folder: DataFolder): 'supervised' | 'ending' | 'orphaned' => {
  const file = path.join(folder.root, 'supervisor');
  if (!existsSync(file)) return 'orphaned';
  const [supervisor = '', watchdog = ''] = readFileSync(file, 'utf8').split('\n');
  if (isStillThere(supervisor)) return 'supervised';
  return isStillThere(watchdog) ? 'ending' : 'orphaned';
};

/**
 * Keeps other processes from starting a server in the same folder at the same time. Throws
 * `folder_busy` after `secondsMax`. A lock whose process is gone is taken over.
 */
export const lockFolder = async (folder: DataFolder, secondsMax: number): Promise<() => void> => {
  const lock = path.join(folder.root, 'lock');
  const mine = `${lock}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(mine, identityOf(process.pid), { mode: 0o600 });
  } catch (error) {
    throw folderFailure(error, folder.root);
  }
  try {
    const deadline = Date.now() + secondsMax * 1000;
    while (!taken(lock, mine)) {
      if (Date.now() > deadline)
        throw new EmbeddedPostgresFailure('folder_busy', { folder: folder.root });
      await delay(50);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(lock, { force: true });
};

/** Takes the lock, from a dead process too. */
const taken = (lock: string, mine: string): boolean => {
  if (linked(mine, lock)) return true;
  const stale = `${mine}.stale`;
  try {
    if (isStillThere(readFileSync(lock, 'utf8'))) return false;
    renameSync(lock, stale);
    // Between the look and the renaming another process may have taken it: then it is given back.
    if (isStillThere(readFileSync(stale, 'utf8'))) linkSync(stale, lock);
  } catch {
    // Somebody else released or took it meanwhile: look again.
  }
  rmSync(stale, { force: true });
  return linked(mine, lock);
};

/** A link appears whole or not at all, so the lock always says whose it is. */
const linked = (mine: string, lock: string): boolean => {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw folderFailure(error, path.dirname(lock));
  }
};

/** Writes a file that is there whole or not at all, mode 600. */
const put = (folder: DataFolder, name: string, text: string): void => {
  const file = path.join(folder.root, name);
  try {
    writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
    followOwner(folder, `${file}.new`);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw folderFailure(error, folder.root);
  }
};

/** What root writes belongs to the owner of the folder, so that he can start without root later. */
export const followOwner = (folder: DataFolder, file: string): void => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder.root);
  if (uid !== 0) chownSync(file, uid, gid);
};
