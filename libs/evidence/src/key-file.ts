import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Keeps a new key in a file of its owner's only, unless there is one: of several processes that
 * start at once, the first wins.
 */
export const makeKeyFile = (file: string, newKey: () => string | Buffer): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, newKey(), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
};
