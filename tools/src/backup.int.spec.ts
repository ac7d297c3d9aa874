import { withClient } from '@ledger/database/connection.js';
import { eventDigest } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCluster, organisations, type TestCluster } from '../../test/support/apps.js';
import { application } from '../../test/support/asset-api.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { ProtocolCluster } from '../../test/support/eventstoredb/protocol-cluster.js';
import { World } from '../../test/support/world.js';
import { exportTo } from './export-log.js';
import { beginAnew, importFrom } from './import-log.js';

import.meta.jest.setTimeout(120_000);

const clock = { now: () => '2026-11-20T02:00:00.000Z' };
let folder: string;
let world: World;
let copy: TestCluster;
let file: string;

const envOf = ({ appUrl, ownerUrl }: TestDatabase): NodeJS.ProcessEnv => ({
  DATABASE_URL: appUrl,
  DATABASE_OWNER_URL: ownerUrl,
});

const eventsOf = async (log: EventLog): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const { events, through } = await log.readAll(after, 500);
    if (through === after) return all;
    all.push(...events);
    after = through;
  }
};

const withLog = async <T>(log: EventLog, work: (log: EventLog) => Promise<T>): Promise<T> => {
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};

const eventsIn = ({ appUrl }: TestDatabase): Promise<readonly RecordedEvent[]> =>
  withLog(new PostgresEventLog(appUrl), eventsOf);

/** Every row of every read model, by table. */
const readModels = ({ adminUrl }: TestDatabase): Promise<Record<string, unknown[]>> =>
  withClient(adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables
       WHERE schemaname = 'read' AND tablename NOT IN ('checkpoint', 'parked', 'rebuild')`,
    );
    const contents: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const text = `SELECT to_jsonb(t) AS row FROM read.${name} AS t ORDER BY to_jsonb(t)::text`;
      contents[name] = (await client.query<{ row: unknown }>(text)).rows.map(({ row }) => row);
    }
    return contents;
  });

const checkpoints = ({ adminUrl }: TestDatabase): Promise<Record<string, number>> =>
  withClient(adminUrl, async (client) => {
    const text = 'SELECT name, position::integer FROM read.checkpoint';
    const { rows } = await client.query<{ name: string; position: number }>(text);
    return Object.fromEntries(rows.map(({ name, position }) => [name, position]));
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-backup-'));
  file = path.join(folder, 'log.ndjson.gz');
  world = await World.start(clock);
  await world.cluster.settled();
  await exportTo(envOf(world.cluster.database), { file });
  copy = await createCluster({ clock });
});

afterAll(async () => {
  await copy.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a busy ledger that moves to a fresh database as a file', () => {
  it('is written once, for its owner only, and never over another file', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(exportTo(envOf(world.cluster.database), { file })).rejects.toThrow('overwritten');
  });

  it('is not taken over while services run there, nor where there is a log', async () => {
    const running = importFrom(envOf(world.cluster.database), { file });
    await expect(running).rejects.toThrow('stop all its services');
    const other = await createTestDatabase();
    const cut = path.join(folder, 'cut.ndjson.gz');
    await writeFile(cut, (await readFile(file)).subarray(0, -20));
    await expect(importFrom(envOf(other), { file: cut })).rejects.toThrow(/^Line \d+: /);
    await importFrom(envOf(other), { file });
    await expect(importFrom(envOf(other), { file })).rejects.toThrow('not empty');
    await other.drop();
  });

  it('has every event with its digest, every row, and its processes where they stood', async () => {
    const { database } = world.cluster;
    const stood = await checkpoints(database);
    const { count, processes } = await importFrom(envOf(copy.database), { file });
    expect(processes).toContain('title-opening');
    const carried = await checkpoints(copy.database);
    expect(Object.keys(carried).sort()).toEqual([...processes].sort());
    for (const name of processes) expect(carried[name]).toBe(stood[name]);
    await copy.startRegistry();
    await copy.startExchange();
    await copy.settled();
    const [before, now] = [await eventsIn(database), await eventsIn(copy.database)];
    expect(before).toHaveLength(count);
    expect(now.map((event) => eventDigest(event))).toEqual(before.map((e) => eventDigest(e)));
    expect(now).toEqual(before);
    const rows = await readModels(database);
    expect(Object.values(rows).flat().length).toBeGreaterThan(10);
    expect(await readModels(copy.database)).toEqual(rows);
  });

  it('goes on: what is written there gets the next positions', async () => {
    const registry = await copy.startRegistry();
    const head = (await eventsIn(copy.database)).length;
    const answer = await registry.http
      .post('/v1/assets')
      .set('Authorization', await copy.bearer(organisations.bank, 'manager'))
      .send(application());
    expect(answer.status).toBe(201);
    expect((answer.body as { position: number }).position).toBe(head + 1);
    await copy.settled();
  });
});

describe('a ledger that moves to EventStoreDB', () => {
  it('finds its processes at the same events, whose positions are others', async () => {
    const server = await ProtocolCluster.start();
    const database = await createTestDatabase();
    const stood = await checkpoints(world.cluster.database);
    const before = await eventsIn(world.cluster.database);
    const { processes } = await importFrom(envOf(database), { file, url: server.url() });
    // Once more changes nothing: it is how an import that broke off goes on.
    await importFrom(envOf(database), { file, url: server.url() });
    const now = await withLog(new EventStoreDbEventLog(server.url()), eventsOf);
    expect(now.map((event) => eventDigest(event))).toEqual(before.map((e) => eventDigest(e)));
    expect(now.map(({ recordedAt }) => recordedAt)).toEqual(before.map((e) => e.recordedAt));
    const carried = await checkpoints(database);
    for (const name of processes)
      expect(carried[name]).toBe(now[(stood[name] ?? 0) - 1]?.position ?? 0);
    expect(await eventsIn(database)).toEqual([]);
    await server.stop();
    await database.drop();
  });
});

describe('a log that is older than the read models beside it', () => {
  it('is served again once all followers have begun anew', async () => {
    const older = path.join(folder, 'older.ndjson');
    const { header } = await exportTo(envOf(world.cluster.database), { file: older, through: 20 });
    expect(header).not.toHaveProperty('followers');
    const cluster = await createCluster({ clock });
    const { database } = cluster;
    await importFrom(envOf(database), { file: older });
    await withClient(database.ownerUrl, (client) =>
      client.query(`INSERT INTO read.checkpoint (name, position, epoch)
        VALUES ('title-opening', 900, 1), ('asset', 900, 1)`),
    );
    const stopped = await cluster.startRegistry();
    const reasons = (): string => stopped.readModels.readiness().reasons.join();
    for (let n = 0; n < 100 && !reasons().includes('older backup'); n++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(reasons()).toContain('stands at position 900, but the log ended at 20');
    await expect(beginAnew(envOf(database))).rejects.toThrow('stop all its services');
    await stopped.close();
    await beginAnew(envOf(database));
    const { readModels } = await cluster.startRegistry();
    await cluster.settled();
    expect(readModels.readiness()).toEqual({ state: 'ready', reasons: [] });
    await cluster.close();
  });
});
