/**
 * `npm run check`: format, lint, imports, types, then the unit suite with the architecture specs.
 * `--without-tests` leaves the suite to who runs all of them anyway.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare, root } from './bootstrap.mjs';

await prepare();

const tool = (file, ...args) => [path.join(root, 'node_modules', file), ...args];
// By content, so that a file once found right is not read again until it changes.
const cache = [
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/format',
];
const prettier = tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', ...cache, '.');
const tsc = tool('ts7/bin/tsc', '-p', 'tsconfig.json');
const imports = [path.join(root, 'tools/imports.mjs')];
const lintCache = [
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/lint/',
];
const eslint = tool('eslint/bin/eslint.js', '.', '--max-warnings=0', ...lintCache);
const unit = [path.join(root, 'tools/test.mjs'), '--suite=unit'];

/** Runs one step; its output is shown only when it fails. */
const run = (name, args, shown = false) =>
  new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: shown ? 'inherit' : 'pipe' });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => {
      if (code !== 0) process.stdout.write(output);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      resolve(code === 0);
    });
  });

const inOrder = async (steps) => {
  const results = [];
  for (const [name, args] of steps) results.push(await run(name, args));
  return results.every(Boolean);
};

// Two lanes for two cores: lint takes as long as the other three together.
const quick = inOrder([
  ['format', prettier],
  ['types', tsc],
  ['imports', imports],
]);
const clean = (await Promise.all([quick, run('lint', eslint)])).every(Boolean);
const tested = process.argv.includes('--without-tests') || (await run('unit', unit, true));
process.exitCode = clean && tested ? 0 : 1;
