/** Builds what a benchmark needs and runs it: `node bench/run.mjs <name> [arguments]`. */
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
if (process.env.BENCH_BUILD !== 'done')
  execFileSync(process.execPath, [path.join(root, 'tools/build.mjs')], { stdio: 'inherit' });
execFileSync(
  process.execPath,
  [swc, '.', '-d', 'dist', '--config-file', '../.swcrc', '--quiet', '--ignore', 'dist/**,*.mjs'],
  {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  },
);
const { status } = spawnSync(
  process.execPath,
  [path.join(import.meta.dirname, 'dist', `${name}.js`), ...args],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
