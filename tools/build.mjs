/**
 * Builds every workspace with swc into its own dist folder. Types are checked by `npm run types`;
 * a build only strips them, so that it takes about a second.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
const ignore = ['--ignore', '**/*.spec.ts', '--ignore', '**/*.contract.ts'];

const build = (folder, source, extra = []) => {
  const cwd = path.join(root, folder);
  if (!existsSync(path.join(cwd, source))) return;
  rmSync(path.join(cwd, 'dist'), { recursive: true, force: true });
  const config = ['--config-file', path.join(root, '.swcrc')];
  const args = [swc, source, '-d', 'dist', ...config, ...ignore, ...extra, '--quiet'];
  execFileSync(process.execPath, args, { cwd, stdio: 'inherit' });
};

for (const group of ['libs', 'apps']) {
  for (const name of readdirSync(path.join(root, group))) {
    build(path.join(group, name), 'src', ['--strip-leading-paths']);
  }
}
build('tools', 'src', ['--strip-leading-paths']);
build('migrations', '.', ['--ignore', 'dist/**']);
