import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

const configurations = [
  '.dependency-cruiser.cjs',
  'eslint.config.mjs',
  'tsconfig.json',
  'package.json',
];

/** Files by their path in the repository. */
export type Planted = Readonly<Record<string, string>>;

/**
 * A temporary copy of the repository's bones (settings and packages, no sources) with the planted
 * files in it, so that a rule can be seen to fire without touching the real sources.
 */
export const plantedTree = (files: Planted): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-planted-'));
  for (const name of configurations) cpSync(path.join(root, name), path.join(folder, name));
  linkPackages(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Packages of npm are the real ones; packages of ours lead to the planted files. */
const linkPackages = (folder: string): void => {
  const real = path.join(root, 'node_modules');
  const planted = path.join(folder, 'node_modules');
  mkdirSync(path.join(planted, '@ledger'), { recursive: true });
  for (const name of readdirSync(real)) {
    if (name !== '@ledger' && name !== '.cache') {
      symlinkSync(path.join(real, name), path.join(planted, name));
    }
  }
  for (const group of ['libs', 'apps', '.']) {
    const names = group === '.' ? ['migrations', 'tools'] : readdirSync(path.join(root, group));
    for (const name of names) {
      const target = path.join(folder, group, name);
      mkdirSync(target, { recursive: true });
      cpSync(path.join(root, group, name, 'package.json'), path.join(target, 'package.json'));
      symlinkSync(target, path.join(planted, '@ledger', name));
    }
  }
};

/** Runs a tool of node_modules in a folder and answers what it printed, whatever its exit code. */
export const printed = (folder: string, tool: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const script = path.join(root, 'node_modules', tool);
    const child = spawn(process.execPath, [script, ...args], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => (out === '' ? reject(new Error(err)) : resolve(out)));
  });
