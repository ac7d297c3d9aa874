import { withClient } from '@ledger/database/connection.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@ledger/database/embedded/embedded-postgres.js';
import { migrate } from '@ledger/database/migrate.js';
import { follower, wholeLog } from '@ledger/event-store/contract/log-under-test.js';
import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent, RecordedEvent } from '@ledger/event-store/event.js';
import { type EventLog, LogUnavailable } from '@ledger/event-store/event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase } from '../support/database.js';
import { appendingProcess } from './support/appending-process.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Positions 1..N, no id twice, and each append whole: a pair of events side by side. */
const expectWhole = (log: readonly RecordedEvent[]): void => {
  expect(log.map(({ position }) => position)).toEqual(range(log.length));
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  const recorded = log.map(({ recordedAt }) => recordedAt);
  expect(recorded).toEqual([...recorded].sort());
  for (const [index, { stream, version }] of log.entries()) {
    expect(version).toBe(1 + (index % 2));
    expect(stream).toBe(log[index - (index % 2)]?.stream);
  }
};

describe('the event log when its writers are killed', () => {
  it('holds every acknowledged append once, and followers go on', async () => {
    const database = await createTestDatabase();
    const log = new PostgresEventLog(database.appUrl);
    const seen = follower(log);
    const acknowledged: string[] = [];
    for (const round of range(3)) {
      const processes = [
        appendingProcess(database.appUrl, 32),
        appendingProcess(database.appUrl, 8),
      ];
      await Promise.all(processes.map(({ reached }) => reached(200 * round)));
      await Promise.all(processes.map(({ kill }) => kill()));
      acknowledged.push(...processes.flatMap((one) => one.acknowledged));
    }
    // What the killed processes had sent may still be committing; a lock on the log waits for it.
    const { head } = await log.append(newStream(), noStream, newEvents(2));
    expect(head.version).toBe(2);
    const all = await wholeLog(log);
    expectWhole(all);
    const ids = new Set(all.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    await seen.reached(all.length);
    expect(seen.events.slice(0, all.length)).toEqual(all);
    await log.close();
    await database.drop();
  });
});

describe('the event log when Postgres is killed', () => {
  let place: string;
  let server: EmbeddedPostgres | undefined;

  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'ledger-log-'));
    chmodSync(place, 0o755);
  });
  afterEach(async () => {
    await server?.stop();
    rmSync(place, { recursive: true, force: true });
  });

  const start = async (): Promise<EmbeddedPostgres> => {
    server = await startEmbeddedPostgres({ folder: path.join(place, 'pg') });
    return server;
  };

  const prepare = async ({ ownerUrl }: EmbeddedPostgres): Promise<string> => {
    const name = 'ledger_test_fault';
    await withClient(ownerUrl('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
    const app = new URL(ownerUrl(name));
    [app.username, app.password] = ['ledger_test_fault_app', 'fault'];
    await migrate(ownerUrl(name), { appUrl: app.href });
    return app.href;
  };

  /** Appends until it is acknowledged, as a caller does who was answered 503. */
  const persist = async (log: EventLog, stream: string, events: readonly NewEvent[]) => {
    for (;;) {
      try {
        return await log.append(stream, noStream, events);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        await log.changed(50);
      }
    }
  };

  it('holds what was sent once, and followers go on', async () => {
    const first = await start();
    const appUrl = await prepare(first);
    const [log, other] = [new PostgresEventLog(appUrl), new PostgresEventLog(appUrl)];
    const [seen, some] = [follower(log), follower(other, 0, { categories: ['asset'] })];
    const sent: string[] = [];
    let isWriting = true;
    const writers = range(24).map(async (n) => {
      while (isWriting) {
        const events = newEvents(2);
        const { events: recorded } = await persist(n % 2 ? log : other, newStream(), events);
        expect(recorded.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
        sent.push(...events.map(({ id }) => id));
      }
    });
    for (const round of range(3)) {
      await seen.reached(300 * round);
      const { pid, exited } = server ?? first;
      process.kill(pid, 'SIGKILL');
      await exited;
      await start();
      const { head } = await log.versions([]).catch(() => ({ head: 0 }));
      await seen.reached(head + 50);
    }
    isWriting = false;
    await Promise.all(writers);
    const all = await wholeLog(log);
    expectWhole(all);
    expect(all.map(({ id }) => id).sort()).toEqual(sent.sort());
    await Promise.all([seen.reached(all.length), some.reached(all.length)]);
    expect(seen.events).toEqual(all);
    expect(some.events).toEqual(all);
    await Promise.all([log.close(), other.close()]);
  });
});
