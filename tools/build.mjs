/**
 * Builds every workspace with swc into its own dist folder, only what changed. Types are checked
 * by `npm run types`; a build strips them, so that it takes about a second.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const configFile = path.join(root, '.swcrc');
const notBuilt = /(\.spec|\.contract|\.d)\.ts$|(^|[\\/])(package|tsconfig)[^\\/]*\.json$/;

/** Folders with sources and where each one's build goes. */
const packages = () => {
  const inner = ['libs', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group)).map((name) => path.join(root, group, name)),
  );
  const all = [...inner, path.join(root, 'tools')].map((folder) => ({
    source: path.join(folder, 'src'),
    target: path.join(folder, 'dist'),
  }));
  const migrations = path.join(root, 'migrations');
  return [...all, { source: migrations, target: path.join(migrations, 'dist') }].filter(
    ({ source }) => existsSync(source),
  );
};

const filesBelow = (folder, skip) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return place === skip || entry.name === 'node_modules' ? [] : filesBelow(place, skip);
    }
    return [place];
  });

const plan = ({ source, target }) => {
  const sources = filesBelow(source, target).filter((file) => !notBuilt.test(file));
  return sources.map((file) => {
    const built = path.join(target, path.relative(source, file)).replace(/\.ts$/, '.js');
    return { file, built };
  });
};

const isStale = ({ file, built }) => {
  if (!existsSync(built)) return true;
  const changed = Math.max(statSync(file).mtimeMs, statSync(configFile).mtimeMs);
  return statSync(built).mtimeMs <= changed;
};

/** Written beside and renamed: a build in another terminal never meets half a file. */
const put = (file, write) => {
  const half = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  write(half);
  renameSync(half, file);
};

const compile = async ({ file, built }, swc) => {
  if (!file.endsWith('.ts')) return put(built, (half) => copyFileSync(file, half));
  const { code, map } = await swc.transformFile(file, { configFile, swcrc: false });
  const mapName = `${path.basename(built)}.map`;
  put(`${built}.map`, (half) => writeFileSync(half, map ?? ''));
  put(built, (half) => writeFileSync(half, `${code}//# sourceMappingURL=${mapName}\n`));
};

/** Files whose source is gone would still be found by an import. */
const removeOrphans = (target, wanted) => {
  if (!existsSync(target)) return;
  const kept = new Set(wanted.flatMap(({ built }) => [built, `${built}.map`]));
  for (const file of filesBelow(target)) {
    // A number at the end: half a file of a build that is running just now.
    if (!kept.has(file) && !/\.\d+$/.test(file)) rmSync(file, { force: true });
  }
};

/** Brings every dist folder up to date; answers how many files were built. */
export const build = async () => {
  const stale = [];
  for (const entry of packages()) {
    const wanted = plan(entry);
    removeOrphans(entry.target, wanted);
    stale.push(...wanted.filter(isStale));
  }
  if (stale.length === 0) return 0;
  const { default: swc } = await import('@swc/core');
  await Promise.all(stale.map((each) => compile(each, swc)));
  return stale.length;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = await build();
  console.log(count === 0 ? 'Everything is built.' : `Built ${count} files.`);
}
