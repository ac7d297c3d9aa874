import { withClient } from '@ledger/database/connection.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@ledger/database/embedded/embedded-postgres.js';
import { migrate } from '@ledger/database/migrate.js';
import { follower, settle, wholeLog } from '@ledger/event-store/contract/log-under-test.js';
import { noStream } from '@ledger/event-store/digest.js';
import { LogOverloaded } from '@ledger/event-store/event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const waitingMax = 200;
const appends = 500;
/** Long enough for everything to pile up, short enough for no statement to be given up. */
const pauseMs = 2_000;

let place: string;
let server: EmbeddedPostgres;
let appUrl: string;

beforeAll(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'ledger-paused-'));
  chmodSync(place, 0o755);
  server = await startEmbeddedPostgres({ folder: path.join(place, 'pg') });
  await withClient(server.ownerUrl('postgres'), (client) =>
    client.query('CREATE DATABASE ledger_test_paused'),
  );
  const app = new URL(server.ownerUrl('ledger_test_paused'));
  [app.username, app.password] = ['ledger_test_paused_app', 'paused'];
  appUrl = app.href;
  await migrate(server.ownerUrl('ledger_test_paused'), { appUrl });
});

afterAll(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

/** The server that this test started, and its children: nothing of it runs until it is resumed. */
const processesOf = (main: number): readonly number[] => {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === main);
  return [main, ...children];
};

const parentOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};

describe('a Postgres that stands still', () => {
  it('meets a bounded queue, and writes each append once when it goes on', async () => {
    const log = new PostgresEventLog(appUrl, { waitingMax });
    const seen = follower(log);
    await log.append(newStream(), noStream, newEvents(1));
    const processes = processesOf(server.pid);
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    const writing = settle(
      Array.from({ length: appends }, () => log.append(newStream(), noStream, newEvents(1))),
    );
    await delay(pauseMs);
    for (const pid of processes) process.kill(pid, 'SIGCONT');
    const { won, lost } = await writing;
    expect(won.length).toBeGreaterThanOrEqual(waitingMax);
    expect(won.length + lost.length).toBe(appends);
    expect(lost.length).toBeGreaterThan(0);
    for (const error of lost) {
      expect(error).toBeInstanceOf(LogOverloaded);
      expect((error as LogOverloaded).retryAfterSeconds).toBeGreaterThan(0);
    }
    const all = await wholeLog(log);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
    const recorded = won.flatMap(({ events }) => events.map(({ id }) => id));
    expect(new Set(all.slice(1).map(({ id }) => id))).toEqual(new Set(recorded));
    expect(all).toHaveLength(recorded.length + 1);
    await seen.reached(all.length);
    expect(seen.events).toEqual(all);
    await log.close();
  });
});
