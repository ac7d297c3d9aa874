import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { isAlive } from './running-process.js';
import { parentProcess, stopParent } from './testing/parent-process.js';

let place: string;
let folder: string;
const started: EmbeddedPostgres[] = [];

const start = async (more: { startSecondsMax?: number } = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ folder, ...more });
  started.push(server);
  return server;
};

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
};

const remember = (url: string) =>
  query(url, 'CREATE TABLE fact (n int); INSERT INTO fact VALUES (42)');
const recall = (url: string) => query(url, 'SELECT n FROM fact');
const url = (server: EmbeddedPostgres) => server.ownerUrl('postgres');
const modeOf = (name: string) => (statSync(path.join(folder, name)).mode & 0o777).toString(8);

const gone = async (pid: number): Promise<void> => {
  const deadline = Date.now() + 180_000;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`Process ${pid} is still there.`);
    await delay(20);
  }
};

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'ledger-pg-'));
  chmodSync(place, 0o755);
  folder = path.join(place, 'pg');
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  rmSync(place, { recursive: true, force: true });
});

describe('a server in a folder of its own', () => {
  it('answers from an empty folder, and keeps what was written for the second start', async () => {
    const first = await start();
    await remember(url(first));
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await recall(url(second))).toEqual([{ n: 42 }]);
    expect(second.port).toBe(first.port);
    expect(second.reused).toBe(false);
  });

  it('is durable, speaks UTF-8 and listens on the loopback address alone', async () => {
    const server = await start();
    const settings = ['fsync', 'synchronous_commit', 'data_checksums', 'server_encoding'];
    const more = ['listen_addresses', 'unix_socket_directories'];
    const names = [...settings, ...more].map((name) => `current_setting('${name}') AS ${name}`);
    expect(await query(url(server), `SELECT ${names.join(', ')}`)).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        data_checksums: 'on',
        server_encoding: 'UTF8',
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
      },
    ]);
  });

  it('lets nobody in without the password, which only the owner of the folder can read', async () => {
    const server = await start();
    const wrong = url(server).replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect([modeOf('.'), modeOf('owner.secret'), modeOf('server.log')]).toEqual([
      '700',
      '600',
      '600',
    ]);
  });

  it('takes another port when somebody else listens on its own', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve));
    const second = await start();
    expect(second.port).not.toBe(first.port);
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('begins again where the making of the folder was interrupted', async () => {
    mkdirSync(path.join(folder, 'cluster.new', 'base'), { recursive: true });
    writeFileSync(path.join(folder, 'lock'), '999999999 1');
    const server = await start();
    expect(await query(url(server), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('more than one who wants it', () => {
  it('is one server when two start at the same moment', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(other.pid);
    expect([one.reused, other.reused].sort()).toEqual([false, true]);
  });

  it('is left running by a process that only found it there', async () => {
    const parent = await parentProcess(folder);
    const guest = await start();
    expect(guest.reused).toBe(true);
    await guest.stop();
    expect(isAlive(parent.said.pid)).toBe(true);
    await stopParent(parent);
    expect(isAlive(parent.said.pid)).toBe(false);
  });
});

describe('after a kill', () => {
  it('of the server: says so, and the next start has the data', async () => {
    const first = await start();
    await remember(url(first));
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await start();
    expect(await recall(url(second))).toEqual([{ n: 42 }]);
  });

  it('of the parent: the server stops by itself, and the next start has the data', async () => {
    const parent = await parentProcess(folder);
    await remember(parent.said.url);
    parent.process.kill('SIGKILL');
    await gone(parent.said.pid);
    expect(readFileSync(path.join(folder, 'server.log'), 'utf8')).toContain('is shut down');
    const next = await start();
    expect(await recall(url(next))).toEqual([{ n: 42 }]);
  });

  it('of the parent: a start at the very same moment waits for the watchdog', async () => {
    const parent = await parentProcess(folder);
    await remember(parent.said.url);
    const watchdog = watchdogOf(parent.said.pid);
    // A watchdog that is held back has not reached the server when the next start looks.
    process.kill(watchdog, 'SIGSTOP');
    parent.process.kill('SIGKILL');
    await once(parent.process, 'exit');
    await expect(start({ startSecondsMax: 0 })).rejects.toMatchObject({ code: 'server_mute' });
    process.kill(watchdog, 'SIGCONT');
    const next = await start();
    expect(next.reused).toBe(false);
    expect(await recall(url(next))).toEqual([{ n: 42 }]);
  });

  it('of the parent and its watchdog: the orphan is adopted, and stopped', async () => {
    const parent = await parentProcess(folder);
    const watchdog = watchdogOf(parent.said.pid);
    process.kill(watchdog, 'SIGKILL');
    parent.process.kill('SIGKILL');
    await gone(watchdog);
    const adopted = await start();
    expect([adopted.pid, adopted.reused]).toEqual([parent.said.pid, true]);
    await adopted.stop();
    expect(isAlive(adopted.pid)).toBe(false);
  });

  it('of the machine: a process id given to another does not stand in the way', async () => {
    const first = await start();
    await first.stop();
    const mark = [process.pid, folder, 0, first.port, '', '127.0.0.1', '', 'ready'];
    writeFileSync(path.join(folder, 'cluster', 'postmaster.pid'), mark.join('\n'));
    const second = await start();
    expect(second.reused).toBe(false);
  });
});

describe('a start that cannot succeed says why', () => {
  const stoppedOnce = async () => (await start()).stop();

  it('when a file of the data folder is gone', async () => {
    await stoppedOnce();
    rmSync(path.join(folder, 'cluster', 'global', 'pg_control'));
    await expect(start()).rejects.toMatchObject({ code: 'folder_broken' });
  });

  it('when a file of the data folder is damaged', async () => {
    await stoppedOnce();
    truncateSync(path.join(folder, 'cluster', 'global', 'pg_control'), 100);
    await expect(start()).rejects.toMatchObject({
      code: 'folder_broken',
      message: expect.stringContaining('pg_control') as string,
    });
  });

  it("when the owner's password is gone", async () => {
    await stoppedOnce();
    rmSync(path.join(folder, 'owner.secret'));
    await expect(start()).rejects.toMatchObject({ code: 'folder_broken' });
  });

  it('when the data was made by another version', async () => {
    await stoppedOnce();
    writeFileSync(path.join(folder, 'cluster', 'PG_VERSION'), '13\n');
    await expect(start()).rejects.toMatchObject({
      code: 'wrong_version',
      facts: { found: '13' },
    });
  });

  it('when a file is in the way of the folder', async () => {
    writeFileSync(folder, 'not a folder');
    await expect(start()).rejects.toMatchObject({ code: 'not_a_folder' });
  });

  it('when it takes too long, with the last lines of the log, and leaves nothing running', async () => {
    await stoppedOnce();
    const late = start({ startSecondsMax: 0 });
    await expect(late).rejects.toMatchObject({
      code: 'not_up',
      message: expect.stringMatching(/within 0 seconds; its log .*server\.log ends with/) as string,
    });
    const server = await start();
    expect(server.reused).toBe(false);
  });
});

/** The shell that waits for the death of the parent of a server. */
const watchdogOf = (server: number): number => {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = ids.filter((id) => {
    const words = wordsOf(id);
    return words.includes('ledger-watchdog') && words.includes(String(server));
  });
  expect(found).toHaveLength(1);
  return Number(found[0]);
};

const wordsOf = (id: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
};
