/** `npm run imports`: the import rules of .dependency-cruiser.cjs over everything of ours. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './bootstrap.mjs';

const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const folders = ['libs', 'apps', 'migrations', 'tools', 'test'];
const args = [cruiser, '--config', '.dependency-cruiser.cjs', ...folders];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
