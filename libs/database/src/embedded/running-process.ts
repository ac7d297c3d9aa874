import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process with this id exists, also when it belongs to somebody else. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * A name for a process that outlives it: its id and, where the system tells, when it started, so
 * that a later process with the same id is not taken for it.
 */
export const identityOf = (pid: number): string => `${pid} ${startedAt(pid)}`;

/** Whether the process that `identityOf` named is still there. */
export const isStillThere = (identity: string): boolean => {
  const [pid, started] = identity.trim().split(' ');
  const id = Number(pid);
  if (!Number.isInteger(id) || id <= 0 || !isAlive(id)) return false;
  return started === undefined || started === startedAt(id);
};

/** False only when the system says that the process is something else than a server in `cluster`. */
export const mayServe = (pid: number, cluster: string): boolean => {
  const name = told(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  if (name !== undefined && name !== 'postgres') return false;
  const folder = told(() => readlinkSync(`/proc/${pid}/cwd`));
  return folder === undefined || folder === cluster;
};

/** A killed child that nobody has collected yet still has its id, but serves no more. */
const isZombie = (pid: number): boolean => fieldsAfterName(pid)?.[0] === 'Z';

const startedAt = (pid: number): string => fieldsAfterName(pid)?.[19] ?? '-';

/** Fields of /proc/<pid>/stat from the third (state) on; the second may hold blanks. */
const fieldsAfterName = (pid: number): readonly string[] | undefined => {
  const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
};

const told = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};
