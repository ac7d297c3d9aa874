import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ProtocolCluster } from '../../../../test/support/eventstoredb/protocol-cluster.js';
import { eventDigest, noStream, type StreamHead } from '../digest.js';
import type { EventLog } from '../event-log.js';
import { EventStoreDbEventLog } from '../eventstoredb/eventstoredb-event-log.js';
import { intoPostgres } from '../postgres/into-postgres.js';
import { PostgresEventLog } from '../postgres/postgres-event-log.js';
import { newEvent, newEvents } from '../testing/new-event.js';
import { exportedLog } from './export-log.js';
import { importLog } from './import-log.js';
import { IntoEventStoreDb } from './into-eventstoredb.js';
import { logFileFormat, type LogFileHeader, logFileVersion } from './log-file.js';
import { Places } from './places.js';

let folder: string;
let server: ProtocolCluster;
let databases: TestDatabase[];
let logs: EventLog[];

const file = (name: string): string => path.join(folder, name);

const postgres = (n: number): PostgresEventLog => {
  const log = new PostgresEventLog(databases[n]?.appUrl ?? '');
  logs.push(log);
  return log;
};

const eventStoreDb = (): EventStoreDbEventLog => {
  const log = new EventStoreDbEventLog(server.url());
  logs.push(log);
  return log;
};

const exported = async (log: EventLog, name: string): Promise<void> => {
  const { head } = await log.versions([]);
  const header: LogFileHeader = {
    format: logFileFormat,
    version: logFileVersion,
    exportedAt: '2026-11-21T09:00:00.000Z',
    through: head,
  };
  await pipeline(exportedLog({ log, header }), createWriteStream(file(name)));
};

/** Everything that a move must keep, event by event. */
const kept = async (log: EventLog) => {
  const all = [];
  for (let after = 0; ;) {
    const { events, through } = await log.readAll(after, 100);
    if (through === after) return all;
    all.push(...events.map((event) => [event.stream, event.recordedAt, eventDigest(event)]));
    after = through;
  }
};

/** 40 streams with three appends each, all mixed; metering and a confidential part among them. */
const fill = async (log: EventLog): Promise<void> => {
  const heads = new Map<string, StreamHead>();
  for (let n = 0; n < 120; n++) {
    const stream = `asset-${n % 40}`;
    const { head } = await log.append(
      stream,
      heads.get(stream) ?? noStream,
      newEvents(1 + (n % 4)),
    );
    heads.set(stream, head);
    if (n % 10 === 0) await log.append(`usage-${n % 20}`, 'any', newEvents(2));
  }
  const secret = { data: { confidential: { 金额: '12.00' } }, confidentialSalt: 'ab'.repeat(16) };
  await log.append('offer-1', noStream, [newEvent(secret)]);
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-transfer-'));
  server = await ProtocolCluster.start({ linksByCategory: true });
  databases = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
  logs = [];
  const log = postgres(0);
  await fill(log);
  await exported(log, 'first.ndjson');
});

afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()));
  await server.stop();
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true, force: true });
});

describe('a log on its way from Postgres to EventStoreDB and back', () => {
  it('leaves an empty Postgres empty when the file is broken at its very end', async () => {
    const text = await readFile(file('first.ndjson'), 'utf8');
    await writeFile(file('broken.ndjson'), text.slice(0, -10));
    const url = databases[1]?.ownerUrl ?? '';
    await expect(
      intoPostgres(url, (target) => importLog({ file: file('broken.ndjson'), target })),
    ).rejects.toThrow('breaks off');
    expect((await postgres(1).versions([])).head).toBe(0);
  });

  it('goes on where an import into EventStoreDB broke off, and keeps order and digests', async () => {
    const log = eventStoreDb();
    const until = 137;
    let taken = 0;
    const target = new IntoEventStoreDb(log);
    const stopping = {
      take: async (events: Parameters<typeof target.take>[0]) => {
        const positions = await target.take(events.slice(0, until));
        taken += positions.length;
        throw new Error('cut');
      },
    };
    await expect(importLog({ file: file('first.ndjson'), target: stopping })).rejects.toThrow(
      'cut',
    );
    expect([taken, (await kept(log)).length]).toEqual([until, until]);
    const again = new IntoEventStoreDb(log);
    const { head } = await postgres(0).versions([]);
    const places = new Places([1, 100, head]);
    await importLog({ file: file('first.ndjson'), target: again, places });
    await again.end();
    expect(await kept(log)).toEqual(await kept(postgres(0)));
    const all = (await log.readAll(0, 1_000)).events;
    expect([1, 100, head].map((n) => places.of(n))).toEqual(
      [all[0], all[99], all.at(-1)].map((event) => event?.position),
    );
  });

  it('comes back to a fresh Postgres event for event, and goes on from there', async () => {
    await exported(eventStoreDb(), 'second.ndjson');
    const url = databases[2]?.ownerUrl ?? '';
    await intoPostgres(url, (target) => importLog({ file: file('second.ndjson'), target }));
    const [before, now] = [postgres(0), postgres(2)];
    expect(await kept(now)).toEqual(await kept(before));
    expect((await now.readAll(0, 1_000)).events).toEqual((await before.readAll(0, 1_000)).events);
    const last = (await now.read('asset-7')).at(-1);
    const head = { version: last?.version ?? 0, digest: last ? eventDigest(last) : '' };
    const { events } = await now.append('asset-7', head, newEvents(1));
    const dense = (await before.versions([])).head + 1;
    expect(events.map(({ position }) => position)).toEqual([dense]);
  });

  it('is refused where there is a log already', async () => {
    const url = databases[0]?.ownerUrl ?? '';
    const into = (name: string) =>
      intoPostgres(url, (target) => importLog({ file: file(name), target }));
    await expect(into('first.ndjson')).rejects.toThrow('is not empty');
    const log = eventStoreDb();
    await log.append('asset-more', noStream, newEvents(1));
    const target = new IntoEventStoreDb(log);
    await importLog({ file: file('first.ndjson'), target });
    await expect(target.end()).rejects.toThrow('asset-more');
  });

  it('is given by the application role to nobody', async () => {
    const url = databases[1]?.appUrl ?? '';
    await expect(
      intoPostgres(url, (target) => importLog({ file: file('first.ndjson'), target })),
    ).rejects.toThrow('permission denied');
    const count = 'SELECT count(*)::integer AS count FROM ledger.event';
    const { rows } = await withClient(url, (client) => client.query<{ count: number }>(count));
    expect(rows).toEqual([{ count: 0 }]);
  });
});
