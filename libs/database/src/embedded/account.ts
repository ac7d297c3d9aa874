import { spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresFailure } from './failure.js';

/** As whom the server runs: Postgres refuses to run as root. */
export interface Account {
  /** User and group to change to; absent: the user who starts. */
  readonly uid?: number;
  readonly gid?: number;
  /** Command that the server's own is put behind. */
  readonly prefix: readonly string[];
  /** Programs that this account can reach. */
  readonly binaries: Binaries;
}

interface Person {
  readonly uid: number;
  readonly gid: number;
}

/** In a user namespace of one's own the same user is called `nobody`, also by Postgres. */
const renamed = ['--user', '--map-user=65534', '--map-group=65534'];

/**
 * Chooses the account and gives it the data folder. As root: the owner of the data, else `postgres`
 * or `nobody` where they can pass every folder on the way; else a user namespace, in which files
 * stay root's; else copied binaries. Throws `root_cannot_run` or `account_unknown`.
 */
export const chooseAccount = (
  binaries: Binaries,
  folder: string,
  unshare: string = 'unshare',
): Account => {
  if (process.getuid?.() !== 0) return ordinaryAccount(binaries, unshare);
  const people = candidates(folder).filter((person) => canPass(folder, person));
  const fit = people.find((person) => canPass(path.join(binaries.folder, '_'), person));
  if (fit !== undefined) return ownedBy(fit, folder, binaries);
  if (canRename(unshare)) {
    giveTo({ uid: 0, gid: 0 }, folder);
    return { prefix: [unshare, ...renamed], binaries };
  }
  const reachesDataOnly = people[0];
  if (reachesDataOnly === undefined)
    throw new EmbeddedPostgresFailure('root_cannot_run', { folder });
  return ownedBy(reachesDataOnly, folder, copied(binaries, folder));
};

const ownedBy = (person: Person, folder: string, binaries: Binaries): Account => {
  giveTo(person, folder);
  return { ...person, prefix: [], binaries };
};

const ordinaryAccount = (binaries: Binaries, unshare: string): Account => {
  try {
    userInfo();
    return { prefix: [], binaries };
  } catch {
    // A container may run under a user id without a name, for which initdb refuses to work.
    if (canRename(unshare)) return { prefix: [unshare, ...renamed], binaries };
    throw new EmbeddedPostgresFailure('account_unknown', { uid: process.getuid?.() ?? '?' });
  }
};

const canRename = (unshare: string): boolean =>
  spawnSync(unshare, [...renamed, 'true'], { stdio: 'ignore' }).status === 0;

/** Whose the data is already comes first, so that root does not lock out an ordinary user. */
const candidates = (folder: string): readonly Person[] => {
  const { uid, gid } = statSync(folder);
  const owner = uid === 0 ? [] : [{ uid, gid }];
  const named = ['postgres', 'nobody'].map(personNamed);
  return [...owner, ...named.filter((person) => person !== undefined)];
};

const personNamed = (name: string): Person | undefined => {
  if (!existsSync('/etc/passwd')) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { uid, gid } : undefined;
};

/** Whether a person may enter every folder above a path, by their permission bits. */
const canPass = (target: string, { uid, gid }: Person): boolean => {
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const { uid: owner, gid: group, mode } = statSync(folder);
    const enter = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
};

const giveTo = (person: Person, folder: string): void => {
  if (statSync(folder).uid === person.uid) return;
  chownSync(folder, person.uid, person.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, name), person.uid, person.gid);
  }
};

/** The 60 MB of programs and libraries, put where the account can read them. */
const copied = (binaries: Binaries, folder: string): Binaries => {
  const target = path.join(folder, 'binaries');
  if (!existsSync(target)) {
    // Copied beside and renamed, so that an interrupted copy is never taken for a whole one.
    const half = `${target}.${process.pid}`;
    cpSync(path.dirname(binaries.folder), half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, target);
  }
  return { folder: path.join(target, path.basename(binaries.folder)) };
};
