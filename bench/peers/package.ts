import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Loads a peer from `bench/node_modules`. The peers are installed for the benchmarks alone, so the
 * types of what is used of them are declared beside its use.
 */
export const load = <T>(name: string): T => require(name) as T;

/** The folder of an installed peer; this file runs in `bench/dist/peers`. */
export const folderOf = (name: string): string =>
  path.resolve(import.meta.dirname, '../../node_modules', name);

/** The version of an installed peer. */
export const versionOf = (name: string): string => {
  const text = readFileSync(path.join(folderOf(name), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** What is told in the report. */
export const packages = [
  '@event-driven-io/emmett-postgresql',
  '@eventide/message-db',
  '@castore/event-storage-adapter-postgres',
  '@rotorsoft/act-pg',
  'pg',
];
