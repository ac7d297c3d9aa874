import { withClient } from '@ledger/database/connection.js';
import { eventDigest } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { type FeedSpanView, spanSize } from '@ledger/registry/feed/feed-span.view.js';
import { createHash } from 'node:crypto';
import { RebuildCancelled } from '@ledger/read-model/rebuild/rebuild-errors.js';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createCluster, organisations, type TestCluster } from '../../test/support/apps.js';
import { application } from '../../test/support/asset-api.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { ProtocolCluster } from '../../test/support/eventstoredb/protocol-cluster.js';
import { World } from '../../test/support/world.js';
import { exportTo } from './export-log.js';
import { beginAnew, importFrom } from './import-log.js';
import { outdated, rebuildable, rebuildOn, tablesOf } from './rebuild.js';
import { runVerify } from './verify/run.js';

const clock = { now: () => '2026-11-20T02:00:00.000Z' };
let folder: string;
let world: World;
let copy: TestCluster;
let file: string;
/** A checkpoint of the whole log and an earlier one, and the key that signed them. */
let signed: { readonly latest: string; readonly earlier: string; readonly key: string };

const envOf = ({ appUrl, ownerUrl }: TestDatabase, url?: string): NodeJS.ProcessEnv => ({
  DATABASE_URL: appUrl,
  DATABASE_OWNER_URL: ownerUrl,
  ...(url === undefined ? {} : { EVENT_STORE_URL: url }),
});

/** Everything that was signed, of which nothing may be lost. */
const allSigned = ({ adminUrl }: TestDatabase): Promise<unknown[]> =>
  withClient(adminUrl, async (client) => {
    const all: unknown[] = [];
    for (const table of ['origin', 'key', 'checkpoint', 'cosignature']) {
      const text = `SELECT to_jsonb(t) AS row FROM evidence.${table} AS t ORDER BY 1`;
      all.push((await client.query(text)).rows);
    }
    return all;
  });

/** `npm run verify` with a checkpoint from before; answers its exit code and what it said. */
const verified = async (note: string, env: NodeJS.ProcessEnv, ...args: string[]) => {
  const checkpoint = path.join(folder, 'checkpoint.txt');
  await writeFile(checkpoint, note);
  const lines: string[] = [];
  const all = ['--checkpoint', checkpoint, '--key', signed.key, ...args];
  const code = await runVerify(all, { ...env, LANG: 'C' }, (line) => lines.push(line));
  return `${code} ${lines.join('\n')}`;
};

/** Waits until everything is sealed; tells the checkpoints at hand then. */
const sealed = async ({ database }: TestCluster, size: number) => {
  const text = `SELECT note FROM evidence.checkpoint WHERE size <= ${size} ORDER BY size`;
  for (let n = 0; n < 1_800; n++) {
    const notes = await withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ note: string }>(text);
      return rows.map(({ note }) => note);
    });
    if (notes.at(-1)?.split('\n')[1] === String(size)) return notes;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The log of ${size} events is not sealed.`);
};

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
    // Which events share a row of the feed depends on where they stand in the log.
    return { ...contents, feed_span: (contents['feed_span'] as Span[]).flatMap(unfolded) };
  });

type Span = Pick<FeedSpanView, 'key' | 'span' | 'places' | 'levels' | 'categories' | 'types'>;

const unfolded = ({ key, span, places, levels, categories, types }: Span): unknown[] =>
  places.map((place, n) => ({
    audience: key.slice(0, key.lastIndexOf('@')),
    position: span * spanSize + place,
    ...{ level: levels[n], category: categories[n], type: types[n] },
  }));

const checkpoints = ({ adminUrl }: TestDatabase): Promise<Record<string, number>> =>
  withClient(adminUrl, async (client) => {
    const text = 'SELECT name, position::integer FROM read.checkpoint';
    const { rows } = await client.query<{ name: string; position: number }>(text);
    return Object.fromEntries(rows.map(({ name, position }) => [name, position]));
  });

/** Waits until every follower has written down that it is at the end of the log. */
const atRest = async ({ database }: TestCluster, head: number): Promise<void> => {
  for (let n = 0; n < 1_800; n++) {
    const positions = Object.values(await checkpoints(database));
    if (positions.every((position) => position >= head)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not every follower came to rest at ${head}.`);
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-backup-'));
  file = path.join(folder, 'log.ndjson.gz');
  world = await World.start(clock);
  const { cluster } = world;
  let notes: readonly string[] = [];
  // However late the sealer began, there are some checkpoints.
  for (let grown = 0; grown < 3; grown++) {
    await world.post(world.registry, '/v1/assets', application());
    await cluster.settled();
    notes = await sealed(cluster, (await eventsIn(cluster.database)).length);
  }
  await atRest(cluster, (await eventsIn(cluster.database)).length);
  const { body } = await world.registry.http.get('/v1/log/keys');
  const [{ verifier: key }] = (body as { keys: [{ verifier: string }] }).keys;
  expect(notes.length).toBeGreaterThan(2);
  signed = { latest: notes.at(-1)!, earlier: notes[1]!, key };
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
    const was = await allSigned(database);
    const {
      count,
      processes,
      checkpoints: seen,
    } = await importFrom(envOf(copy.database), { file });
    expect(processes).toContain('title-opening');
    expect(seen.proven).toBeGreaterThan(2);
    expect(await allSigned(copy.database)).toEqual(was);
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

  it('proves there, and in the file, what every checkpoint from before has signed', async () => {
    for (const note of [signed.earlier, signed.latest]) {
      expect(await verified(note, {}, '--export', file)).toMatch(/^0 .*All is as it was/s);
      expect(await verified(note, envOf(copy.database))).toMatch(/^0 .*All is as it was/s);
    }
  });

  it('is not taken over with a checkpoint, or events, that nobody signed', async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const lines = text.trimEnd().split('\n').slice(0, -1);
    const forged = async (change: (all: string[]) => void): Promise<string> => {
      const all = [...lines];
      change(all);
      const body = all.slice(1).map((line) => `${line}\n`);
      const sha256 = createHash('sha256').update(body.join('')).digest('hex');
      const checkpoints = body.filter((line) => line.startsWith('{"checkpoint"')).length;
      const trailer = { count: body.length - checkpoints, checkpoints, sha256 };
      const name = path.join(folder, 'forged.ndjson');
      await writeFile(name, `${all[0]}\n${body.join('')}${JSON.stringify(trailer)}\n`);
      return name;
    };
    const last = lines.findLastIndex((line) => line.startsWith('{"data"'));
    const note = lines.findLastIndex((line) => line.startsWith('{"checkpoint"'));
    const changes: [(all: string[]) => void, RegExp][] = [
      // The last event of a stream is the one that no other event vouches for.
      [(all) => (all[last] = all[last]!.replace(/"recordedAt":"2/, '"recordedAt":"1')), /lead to/],
      [(all) => (all[note] = all[note]!.replace(/state ./, 'state _')), /no valid signature/],
    ];
    const other = await createTestDatabase();
    for (const [change, reason] of changes) {
      const name = await forged(change);
      await expect(importFrom(envOf(other), { file: name })).rejects.toThrow(reason);
      expect(await eventsIn(other)).toEqual([]);
      expect((await allSigned(other)).flat()).toEqual([]);
    }
    await other.drop();
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

/** Rows with the positions of one store in place of another's: by the name of the member. */
const placed = (value: unknown, place: (position: number) => number, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => placed(each, place, name));
  if (typeof value === 'number' && /position|as_?of/i.test(name)) return place(value);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, of]) => [key, placed(of, place, key)]);
  return Object.fromEntries(members) as unknown;
};

describe('a ledger that moves to EventStoreDB and back', () => {
  let server: ProtocolCluster;
  let there: TestCluster;
  let back: TestCluster;
  const log = () => new EventStoreDbEventLog(server.url());
  const env = () => envOf(there.database, server.url());

  beforeAll(async () => {
    server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true });
    there = await createCluster({ clock, eventStoreUrl: server.url() });
    back = await createCluster({ clock });
  });
  afterAll(async () => {
    await there.close();
    await back.close();
    await server.stop();
  });

  it('finds its processes at the same events, whose positions are others', async () => {
    const { database } = there;
    const stood = await checkpoints(world.cluster.database);
    const before = await eventsIn(world.cluster.database);
    const { processes } = await importFrom(envOf(database), { file, url: server.url() });
    // Once more changes nothing: it is how an import that broke off goes on.
    await importFrom(envOf(database), { file, url: server.url() });
    const now = await withLog(log(), eventsOf);
    expect(now.map((event) => eventDigest(event))).toEqual(before.map((e) => eventDigest(e)));
    expect(now.map(({ recordedAt }) => recordedAt)).toEqual(before.map((e) => e.recordedAt));
    const carried = await checkpoints(database);
    for (const name of processes)
      expect(carried[name]).toBe(now[(stood[name] ?? 0) - 1]?.position ?? 0);
    expect(await eventsIn(database)).toEqual([]);
    expect(await allSigned(database)).toEqual(await allSigned(world.cluster.database));
  });

  it('goes on there: nothing is done again, the tables are the same, every proof holds', async () => {
    const registry = await there.startRegistry();
    await there.startExchange();
    await there.settled();
    const before = await eventsIn(world.cluster.database);
    const now = await withLog(log(), eventsOf);
    expect(now.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const dense = new Map(now.map(({ position }, n) => [position, n + 1]));
    const rows = placed(await readModels(there.database), (at) => dense.get(at) ?? at);
    const sorted = (tables: unknown) =>
      Object.fromEntries(
        Object.entries(tables as Record<string, unknown[]>).map(([name, all]) => [
          name,
          all.map((row) => JSON.stringify(row)).sort(),
        ]),
      );
    expect(sorted(rows)).toEqual(sorted(await readModels(world.cluster.database)));
    expect(await verified(signed.earlier, env())).toMatch(/^0 .*All is as it was/s);
    const answer = await registry.http
      .post('/v1/assets')
      .set('Authorization', await there.bearer(organisations.bank, 'manager'))
      .send(application());
    expect(answer.status).toBe(201);
    await there.settled();
  });

  it('makes any of its tables anew there, also after a rebuild was cancelled', async () => {
    const dataSource = await tablesOf(there.database.appUrl).initialize();
    const deps = { dataSource, log: log() };
    const cancelling = new AbortController();
    const [first] = rebuildable;
    const cancelled = rebuildOn(first!, deps, {
      swap: 'equal',
      signal: cancelling.signal,
      onProgress: () => cancelling.abort(),
    });
    await expect(cancelled).rejects.toThrow(RebuildCancelled);
    const { signal } = new AbortController();
    // All of them go the same way; each takes a second or so.
    const some = rebuildable.filter((_, n) => n % 10 === 0);
    expect(some.length).toBeGreaterThan(2);
    for (const projection of some) {
      const outcome = await rebuildOn(projection, deps, { swap: 'equal', signal });
      const { state, differences } = outcome;
      expect([projection.name, state, differences]).toEqual([projection.name, 'swapped', 0]);
    }
    expect(await outdated(dataSource)).toEqual([]);
    const [{ name }, last] = [some[0]!, some.at(-1)!];
    await dataSource.query('UPDATE read.checkpoint SET version = 0 WHERE name = $1', [name]);
    await dataSource.query('UPDATE read.checkpoint SET version = 99 WHERE name = $1', [last.name]);
    expect(await outdated(dataSource)).toEqual([name, last.name].toSorted());
    for (const projection of [some[0]!, last]) {
      await rebuildOn(projection, deps, { swap: 'always', signal });
    }
    expect(await outdated(dataSource)).toEqual([]);
    await deps.log.close();
    await dataSource.destroy();
    await there.settled();
  });

  it('comes back to a fresh Postgres as it was, with what was added, and goes on', async () => {
    const moved = path.join(folder, 'back.ndjson.gz');
    const before = await withLog(log(), eventsOf);
    await sealed(there, before.length);
    await atRest(there, before.at(-1)?.position ?? 0);
    const stood = await checkpoints(there.database);
    await exportTo(env(), { file: moved });
    const { processes } = await importFrom(envOf(back.database), { file: moved });
    const carried = await checkpoints(back.database);
    for (const name of processes) {
      const dealtWith = before.filter(({ position }) => position <= stood[name]!).length;
      expect([name, carried[name]]).toEqual([name, dealtWith]);
    }
    await back.startRegistry();
    await back.startExchange();
    await back.settled();
    const now = await eventsIn(back.database);
    expect(now.map((event) => eventDigest(event))).toEqual(before.map((e) => eventDigest(e)));
    // Signed under the first place's key and the second's: the first is the one known outside.
    const told = await verified(signed.earlier, envOf(back.database));
    expect(told).toMatch(/^0 .*signed by keys that were not given only.*All is as it was/s);
    expect(await verified(signed.latest, {}, '--export', moved)).toMatch(/^0 /);
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
    for (let n = 0; n < 1_800 && !reasons().includes('older backup'); n++)
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
