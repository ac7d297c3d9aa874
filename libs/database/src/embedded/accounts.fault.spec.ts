import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { chooseAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { asOrdinaryUser, isRoot, parentProcess, stopParent } from './testing/parent-process.js';

const nobody = 65_534;
let place: string;
let folder: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'ledger-pg-'));
  chmodSync(place, 0o755);
  folder = path.join(place, 'pg');
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

/** The user id under which the operating system runs a server. */
const userOf = (pid: number): number => statSync(`/proc/${pid}`).uid;

const answer = async (url: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  return rows;
};

const startedAndStopped = async (prefix: readonly string[] = []): Promise<unknown> => {
  const parent = await parentProcess(folder, prefix);
  if (parent.said.failure !== undefined) return parent.said.failure;
  const rows = await answer(parent.said.url);
  await stopParent(parent);
  return rows;
};

describe('an ordinary user', () => {
  beforeEach(() => {
    if (isRoot) chownSync(place, nobody, nobody);
  });

  it('starts, stops and starts again', async () => {
    expect(await startedAndStopped(asOrdinaryUser())).toEqual([{ one: 1 }]);
    expect(await startedAndStopped(asOrdinaryUser())).toEqual([{ one: 1 }]);
  });

  it('is told about a folder he may not write', async () => {
    mkdirSync(path.join(place, 'closed'));
    chmodSync(path.join(place, 'closed'), 0o555);
    folder = path.join(place, 'closed', 'pg');
    expect(await startedAndStopped(asOrdinaryUser())).toBe('no_permission');
  });
});

/** What only root can try; `.ci/run` says so when it does not run as root. */
const rootCases = (): void => {
  it('runs the server as another account, without adding one', async () => {
    const server = await startEmbeddedPostgres({ folder });
    expect(userOf(server.pid)).not.toBe(0);
    expect(statSync(folder).uid).toBe(userOf(server.pid));
    await server.stop();
  });

  it('starts below a folder that nobody else can enter', async () => {
    chmodSync(place, 0o700);
    const server = await startEmbeddedPostgres({ folder });
    expect(await answer(server.ownerUrl('postgres'))).toEqual([{ one: 1 }]);
    await server.stop();
    const again = await startEmbeddedPostgres({ folder });
    expect(statSync(folder).uid).toBe(0);
    await again.stop();
  });

  it('does not lock out the ordinary user whose data it is', async () => {
    chownSync(place, nobody, nobody);
    const ordinary = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
    const prefix = asOrdinaryUser()[0] === 'setpriv' ? ordinary : undefined;
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, nobody, nobody);
    const server = await startEmbeddedPostgres({ folder });
    expect(userOf(server.pid)).toBe(nobody);
    await server.stop();
    if (prefix !== undefined) expect(await startedAndStopped(prefix)).toEqual([{ one: 1 }]);
  });

  it('says what to set where no other account reaches the data and namespaces are forbidden', () => {
    chmodSync(place, 0o700);
    mkdirSync(folder, { mode: 0o700 });
    expect(() => chooseAccount(findBinaries(), folder, 'no-such-command')).toThrow(
      expect.objectContaining({ code: 'root_cannot_run' }),
    );
  });

  it('copies the programs where no other account reaches them and namespaces are forbidden', () => {
    const native = path.dirname(findBinaries().folder);
    const closed = path.join(place, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    cpSync(native, path.join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    mkdirSync(folder, { mode: 0o700 });
    const binaries = { folder: path.join(closed, 'native', 'bin') };
    const account = chooseAccount(binaries, folder, 'no-such-command');
    expect(account.binaries.folder.startsWith(folder)).toBe(true);
    const { uid, gid } = account;
    const postgres = path.join(account.binaries.folder, 'postgres');
    const ran = spawnSync(postgres, ['--version'], { ...(uid && { uid }), ...(gid && { gid }) });
    expect(ran.stdout.toString()).toContain('PostgreSQL');
  });

  it('says that the disk is full, and works again when there is room', async () => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'none', place]);
    expect(mounted.stderr.toString()).toBe('');
    chmodSync(place, 0o755);
    try {
      await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({ code: 'disk_full' });
      spawnSync('mount', ['-o', 'remount,size=300m', place]);
      const server = await startEmbeddedPostgres({ folder });
      await server.stop();
    } finally {
      spawnSync('umount', [place]);
    }
  });
};

if (isRoot) describe('root', rootCases);
