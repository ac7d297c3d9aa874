import { noStream } from '@ledger/event-store/digest.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import { runVerify } from '../../tools/src/verify/run.js';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startServiceProcess } from './support/service-process.js';

import.meta.jest.setTimeout(120_000);

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

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
};

const start = async () =>
  startServiceProcess('registry', await freePort(), {
    DATABASE_URL: database.appUrl,
    DATA_DIR: folder,
  });

/** A checkpoint of all there is, and of how many events that is. */
const wholeCheckpoint = async (url: string): Promise<{ note: string; size: number }> => {
  for (const from = performance.now(); performance.now() - from < 60_000;) {
    const answer = await fetch(`${url}/v1/log/checkpoint`).catch(() => undefined);
    const note = answer?.ok === true ? await answer.text() : '';
    const { head } = await log.versions([]);
    if (note.split('\n')[1] === String(head)) return { note, size: head };
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
    const { note, size } = await wholeCheckpoint(service.url);
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
