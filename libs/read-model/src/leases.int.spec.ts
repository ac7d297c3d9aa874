import { withClient } from '@ledger/database/connection.js';
import { Leases } from './leases.js';
import { tillDatabase } from './testing/till-rows.js';

const everyMs = 20;
const never = () => new AbortController().signal;

let database: Awaited<ReturnType<typeof tillDatabase>>;
let opened: Leases[];

beforeEach(async () => {
  database = await tillDatabase();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((leases) => leases.close()));
  await database.close();
});

const leases = async (): Promise<Leases> => {
  const made = new Leases(await database.source(), everyMs);
  opened.push(made);
  return made;
};

const within = (ms: number): AbortSignal => AbortSignal.timeout(ms);

const cutEveryConnection = () =>
  withClient(database.adminUrl, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    ),
  );

describe('a lease', () => {
  it('belongs to one process at a time, each name by itself', async () => {
    const [one, two] = [await leases(), await leases()];
    const mine = await one.acquire('a', never());
    expect(await two.acquire('a', within(100))).toBeUndefined();
    expect(await two.acquire('b', never())).toBeDefined();
    const waiting = two.acquire('a', never());
    await mine!.release();
    expect(await (await waiting)!.isHeld()).toBe(true);
  });

  it('is not given twice within a process either', async () => {
    const one = await leases();
    const first = await one.acquire('a', never());
    expect(await one.acquire('a', within(100))).toBeUndefined();
    await first!.release();
    expect(await one.acquire('a', never())).toBeDefined();
  });

  it('takes one connection, however many there are', async () => {
    const one = await leases();
    await Promise.all(Array.from({ length: 20 }, (_, n) => one.acquire(`lease-${n}`, never())));
    const { rows } = await withClient(database.adminUrl, (client) =>
      client.query(
        `SELECT count(*) AS locks, count(DISTINCT pid) AS connections
         FROM pg_locks WHERE locktype = 'advisory' AND database = (
           SELECT oid FROM pg_database WHERE datname = current_database())`,
      ),
    );
    expect(rows).toEqual([{ locks: '20', connections: '1' }]);
  });

  it('is lost with its connection, and known to be', async () => {
    const [one, two] = [await leases(), await leases()];
    const mine = await one.acquire('a', never());
    const lost = new Promise((resolve) => mine!.lost.addEventListener('abort', resolve));
    await cutEveryConnection();
    await lost;
    expect(await mine!.isHeld()).toBe(false);
    await mine!.release();
    expect(await two.acquire('a', never())).toBeDefined();
  });

  it('is let go of when the process stops', async () => {
    const [one, two] = [await leases(), await leases()];
    await one.acquire('a', never());
    const waiting = two.acquire('a', never());
    await one.close();
    expect(await waiting).toBeDefined();
    expect(await one.acquire('a', never())).toBeUndefined();
  });
});
