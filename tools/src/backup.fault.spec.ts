import { withClient } from '@ledger/database/connection.js';
import { migrate } from '@ledger/database/migrate.js';
import { eventDigest, noStream } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrateEmbedded, startEmbedded } from './database.js';

/** Programs of a Postgres server that was installed beside ours and can dump. */
const systemPrograms = (): string | undefined => {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed) : [];
  const folders = versions.map((version) => path.join(installed, version, 'bin'));
  return folders.find((folder) =>
    ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) =>
      existsSync(path.join(folder, name)),
    ),
  );
};

let place: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'ledger-restore-'));
  // Root starts Postgres under another account, which has to get in.
  chmodSync(place, 0o755);
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Appends some events and answers all there are. */
const written = async (url: string): Promise<readonly RecordedEvent[]> => {
  const log = new PostgresEventLog(url);
  try {
    for (let n = 0; n < 5; n++) await log.append(newStream(), noStream, newEvents(3));
    return (await log.readAll(0, 1_000)).events;
  } finally {
    await log.close();
  }
};

const digests = (events: readonly RecordedEvent[]) => events.map((event) => eventDigest(event));

describe('the embedded data folder', () => {
  it('is restored from a copy that was made while it stood still', async () => {
    const [dataDir, backup] = [path.join(place, 'data'), path.join(place, 'backup')];
    const first = await startEmbedded(dataDir, {});
    const before = await written(await migrateEmbedded(first));
    await first.stop();
    execFileSync('cp', ['-a', dataDir, backup]);
    const lost = await startEmbedded(dataDir, {});
    await written(await migrateEmbedded(lost));
    await lost.stop();
    rmSync(dataDir, { recursive: true });
    execFileSync('cp', ['-a', backup, dataDir]);
    const restored = await startEmbedded(dataDir, {});
    const now = await written(await migrateEmbedded(restored));
    await restored.stop();
    expect(now.slice(0, before.length)).toEqual(before);
    expect(now.map(({ position }) => position)).toEqual(now.map((_, n) => n + 1));
  });
});

const programs = systemPrograms();

// Ours come without pg_dump, and a dump needs programs as new as the server.
if (programs !== undefined) {
  describe('a Postgres of one’s own', () => {
    it('is restored from pg_dump into a new database, which goes on', async () => {
      const server = await startEmbedded(path.join(place, 'data'), { binFolder: programs });
      const appUrl = await migrateEmbedded(server);
      const before = await written(appUrl);
      const file = path.join(place, 'ledger.dump');
      const run = (name: string, ...args: string[]) =>
        execFileSync(path.join(programs, name), args, { stdio: ['ignore', 'ignore', 'pipe'] });
      run('pg_dump', '-Fc', '-f', file, server.ownerUrl('ledger'));
      await written(appUrl);
      await withClient(server.ownerUrl('postgres'), (client) =>
        client.query('CREATE DATABASE restored'),
      );
      run('pg_restore', '--exit-on-error', '-d', server.ownerUrl('restored'), file);
      const restoredUrl = new URL(appUrl);
      restoredUrl.pathname = '/restored';
      const ran = await migrate(server.ownerUrl('restored'), { appUrl: restoredUrl.href });
      const now = await written(restoredUrl.href);
      await server.stop();
      expect(ran).toEqual([]);
      expect(digests(now.slice(0, before.length))).toEqual(digests(before));
      expect(now.map(({ position }) => position)).toEqual(now.map((_, n) => n + 1));
    });
  });
}
