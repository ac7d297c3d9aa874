import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

const notOurs = new Set(['node_modules', 'dist', '.git', '.data', 'demo-output', 'coverage']);

/** Every file of the repository that people write, as a path from its root. */
export const sourceFiles = (folder = ''): readonly string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (notOurs.has(entry.name) || entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? sourceFiles(name) : [name];
  });
