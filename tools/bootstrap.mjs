/**
 * Brings a fresh clone to the point where the compiled tools can run: checks Node, installs what
 * the lock file says, builds. Plain JavaScript without dependencies, because nothing is there yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
export const spoken = (texts) => (/^zh/i.test(locale) ? texts.zh : texts.en);

/** Ends with one sentence instead of a stack trace. */
export const fail = (texts) => {
  console.error(spoken(texts));
  process.exit(1);
};

/** Whether `version` (v20.19.0) is at least the one that package.json asks for (>=20.19). */
export const isNewEnough = (version, wanted) => {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.replace('>=', '').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
};

/**
 * Whether node_modules holds what the lock file names. npm writes what it installed into a lock
 * file of its own there, at the very end, so an interrupted installation counts as none. Optional
 * packages are for other platforms.
 */
export const isInstalled = (lock, installed) =>
  Object.entries(lock.packages)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.optional)
    .every(([place, { version }]) => {
      const found = installed.packages[place];
      return found !== undefined && found.version === version;
    });

const readJson = (...place) => JSON.parse(readFileSync(path.join(root, ...place), 'utf8'));

const needsInstall = () => {
  const marker = path.join('node_modules', '.package-lock.json');
  return (
    !existsSync(path.join(root, marker)) ||
    !isInstalled(readJson('package-lock.json'), readJson(marker))
  );
};

const install = () => {
  console.log(
    spoken({
      en: 'Installing the packages of package-lock.json (npm ci), about a minute …',
      zh: '正在按 package-lock.json 安装依赖（npm ci），约需一分钟……',
    }),
  );
  const inNpm = process.env.npm_execpath;
  const command = inNpm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // NODE_ENV=production would leave out the compiler that the build needs.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(command, inNpm ? [inNpm, ...args] : args, {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm.cmd',
  });
  if (status === 0) return;
  fail({
    en: 'The packages could not be installed: see the message of npm above.',
    zh: '依赖安装失败：请查看上方 npm 的输出。',
  });
};

/** Checks Node, installs and builds where needed. */
export const prepare = async () => {
  const wanted = readJson('package.json').engines.node;
  if (!isNewEnough(process.version, wanted)) {
    fail({
      en: `This needs Node ${wanted}; here is ${process.version}.`,
      zh: `需要 Node ${wanted}；当前为 ${process.version}。`,
    });
  }
  if (needsInstall()) install();
  const { build } = await import('./build.mjs');
  await build();
};
