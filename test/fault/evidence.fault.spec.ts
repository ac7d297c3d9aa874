import { withClient } from '@ledger/database/connection.js';
import { noStream } from '@ledger/event-store/digest.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import { runVerify } from '../../tools/src/verify/run.js';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ProtocolCluster } from '../support/eventstoredb/protocol-cluster.js';
import { freePort } from '../support/ports.js';
import { startServiceProcess } from './support/service-process.js';

let database: TestDatabase;
let folder: string;
let log: PostgresEventLog;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'ledger-evidence-fault-'));
  log = new PostgresEventLog(database.appUrl);
});
afterAll(async () => {
  await log.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (more: Record<string, string> = {}) =>
  startServiceProcess('registry', await freePort(), {
    DATABASE_URL: database.appUrl,
    DATA_DIR: folder,
    ...more,
  });

/** Connections of the sealer's own thread to the database of the tables. */
const sealersIn = ({ adminUrl }: TestDatabase): Promise<number> =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ sealers: number }>(
      `SELECT count(*)::integer AS sealers FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ledger sealer'`,
    );
    return rows[0]?.sealers ?? 0;
  });

/** A checkpoint of all there is, and of how many events that is. */
const wholeCheckpoint = async (
  url: string,
  events: () => Promise<number>,
): Promise<{ note: string; size: number }> => {
  for (const from = performance.now(); performance.now() - from < 180_000;) {
    const answer = await fetch(`${url}/v1/log/checkpoint`).catch(() => undefined);
    const note = answer?.ok === true ? await answer.text() : '';
    const size = await events();
    if (note.split('\n')[1] === String(size)) return { note, size };
    await delay(100);
  }
  throw new Error('There is no checkpoint of the whole log.');
};

describe('a sealer that is killed', () => {
  it('goes on to the roots that the events give, whenever it was killed', async () => {
    let appended = 0;
    // Streams that no projection follows: only the sealer cares what is in them.
    const append = async (events: number): Promise<void> => {
      const batches = Array.from({ length: events / 50 }, () =>
        log.append(newStream('probe'), noStream, newEvents(50)),
      );
      await Promise.all(batches);
      appended += events;
    };
    for (let round = 0; round < 4; round += 1) {
      const service = await start();
      await service.ready();
      const appending = append(3_000);
      await delay(50 + 180 * round);
      await service.kill();
      await appending;
    }
    const service = await start();
    await service.ready();
    const checkpoint = path.join(folder, 'checkpoint.txt');
    const { note, size } = await wholeCheckpoint(
      service.url,
      async () => (await log.versions([])).head,
    );
    // The registry itself records the policies that it ships with.
    expect(size).toBeGreaterThan(appended);
    writeFileSync(checkpoint, note);
    await service.kill();
    expect(statSync(path.join(folder, 'keys', 'evidence.pem')).mode & 0o777).toBe(0o600);
    const lines: string[] = [];
    const env = { DATABASE_URL: database.appUrl, LANG: 'C' };
    const code = await runVerify(['--checkpoint', checkpoint], env, (line) => lines.push(line));
    expect([code, lines.join('\n')]).toEqual([0, expect.stringContaining(`${size} events read`)]);
  });
});

describe('the sealer of a log on EventStoreDB', () => {
  it('has a thread of its own, and goes on to the same roots when it was killed', async () => {
    const server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true });
    const tables = await createTestDatabase();
    const store = new EventStoreDbEventLog(server.url());
    const place = mkdtempSync(path.join(tmpdir(), 'ledger-evidence-esdb-'));
    const env = { DATABASE_URL: tables.appUrl, DATA_DIR: place, EVENT_STORE_URL: server.url() };
    const events = async (): Promise<number> => {
      let count = 0;
      for (let after = 0; ;) {
        const page = await store.readAll(after, 2_000);
        if (page.through === after) return count;
        count += page.events.length;
        after = page.through;
      }
    };
    const append = () =>
      Promise.all(
        Array.from({ length: 20 }, () => store.append(newStream('probe'), noStream, newEvents(50))),
      );
    const first = await start(env);
    await first.ready();
    const appending = append();
    await first.kill();
    await appending;
    const service = await start(env);
    await service.ready();
    await append();
    const { note, size } = await wholeCheckpoint(service.url, events);
    expect(size).toBeGreaterThan(2_000);
    expect(await sealersIn(tables)).toBeGreaterThan(0);
    await service.kill();
    const checkpoint = path.join(place, 'checkpoint.txt');
    writeFileSync(checkpoint, note);
    const lines: string[] = [];
    const code = await runVerify(['--checkpoint', checkpoint], { ...env, LANG: 'C' }, (line) =>
      lines.push(line),
    );
    expect([code, lines.join('\n')]).toEqual([0, expect.stringContaining(`${size} events read`)]);
    await store.close();
    await server.stop();
    await tables.drop();
    rmSync(place, { recursive: true, force: true });
  });
});
