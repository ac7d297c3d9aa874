/**
 * Builds and installs what a benchmark needs and runs it: `npm run bench -- [options]` for all of
 * them, `node bench/run.mjs <name> [arguments]` for one program of this folder.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const bench = import.meta.dirname;
const root = path.resolve(bench, '..');
const given = process.argv.slice(2);
const isNamed = given[0] !== undefined && !given[0].startsWith('--');
const [name, args] = isNamed ? [given[0], given.slice(1)] : ['main', given];
const inherit = { cwd: bench, stdio: 'inherit' };

/** The peers are no part of the product, so `npm ci` in the repository leaves them out. */
const arePeersInstalled = () => {
  const [wanted, found] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    path.join(bench, file),
  );
  if (!existsSync(found)) return false;
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
      .filter(([place]) => place !== '')
      .map(([place, { version }]) => `${place}@${version}`)
      .join();
  return versions(wanted) === versions(found);
};

if (!existsSync(path.join(root, 'node_modules')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
if (name === 'main' && !arePeersInstalled())
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], inherit);
if (process.env.BENCH_BUILD !== 'done')
  execFileSync(process.execPath, [path.join(root, 'tools/build.mjs')], inherit);
const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
const ignored = 'dist/**,node_modules/**,*.mjs,*.json';
const options = ['.', '-d', 'dist', '--config-file', '../.swcrc', '--quiet', '--ignore', ignored];
execFileSync(process.execPath, [swc, ...options], inherit);

// As the services run: for us and for the peers alike.
const program = [
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--no-allocation-site-pretenuring',
  path.join(bench, 'dist', `${name}.js`),
];
const child = spawn(process.execPath, [...program, ...args], { stdio: 'inherit' });
// The program ends its server itself; it gets the signal as well when it comes from a terminal.
process.on('SIGINT', () => undefined).on('SIGTERM', () => child.kill('SIGTERM'));
child.once('close', (code) => (process.exitCode = code ?? 1));
