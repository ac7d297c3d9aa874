import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../..');
const built = path.join(root, 'libs/database/dist/embedded/embedded-postgres.js');

export const isRoot = process.getuid?.() === 0;

/** What a process that started Postgres says on its first line. */
export interface Said {
  readonly pid: number;
  readonly url: string;
  readonly reused: boolean;
  /** Code of the failure, where it did not start. */
  readonly failure?: string;
  readonly message?: string;
}

export interface Parent {
  readonly process: ChildProcess;
  readonly said: Said;
}

/** Starts Postgres and waits to be killed; a line on stdin makes it stop properly. */
const program = `
const { startEmbeddedPostgres } = await import(${JSON.stringify(built)});
try {
  const server = await startEmbeddedPostgres({ folder: process.argv[1] });
  const { pid, reused } = server;
  console.log(JSON.stringify({ pid, reused, url: server.ownerUrl('postgres') }));
  process.stdin.once('data', () => server.stop().then(() => process.exit(0)));
} catch (error) {
  console.log(JSON.stringify({ failure: error.code ?? 'unknown', message: error.message }));
  process.exit(1);
}`;

/**
 * The supervisor in a Node process of its own (as built: `npm test` builds first), behind `prefix`,
 * so that it can be killed, or be another user.
 */
export const parentProcess = async (
  folder: string,
  prefix: readonly string[] = [],
): Promise<Parent> => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build.`);
  const line = [...prefix, process.execPath, '--input-type=module', '-e', program, folder];
  const [command = '', ...args] = line;
  const child = spawn(command, args, { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The parent ended (${code}) without a word.`)));
  });
  return { process: child, said: JSON.parse(first) as Said };
};

export const stopParent = async ({ process: child }: Parent): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.write('stop\n');
  await exited;
};

/**
 * What to put before a command to run it as somebody else than root: `nobody` itself where he can
 * reach Node and this repository, else a user namespace in which root is called nobody.
 */
export const asOrdinaryUser = (): readonly string[] => {
  if (!isRoot) return [];
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const reaches = [
    ...nobody.slice(1),
    process.execPath,
    '-e',
    `require('fs').statSync('${built}')`,
  ];
  if (spawnSync('setpriv', reaches, { cwd: '/', stdio: 'ignore' }).status === 0) return nobody;
  return ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
};
