import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { follower, settle, wholeLog } from '../contract/log-under-test.js';
import { noDigest, noStream } from '../digest.js';
import { categoryOf } from '../event.js';
import { type Appended, LogOverloaded, LogUnavailable } from '../event-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { Lane } from './lane.js';
import { PostgresEventLog, type PostgresLogOptions } from './postgres-event-log.js';
import { Reader } from './reader.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the sequencer', () => {
  let database: TestDatabase;
  let opened: PostgresEventLog[];

  beforeEach(async () => {
    database = await createTestDatabase();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((log) => log.close()));
    await database.drop();
  });

  const open = (options: PostgresLogOptions = {}): PostgresEventLog => {
    const log = new PostgresEventLog(database.appUrl, options);
    opened.push(log);
    return log;
  };

  const asAdmin = (sql: string): Promise<unknown> =>
    withClient(database.adminUrl, (client) => client.query(sql));

  const endConnections = (): Promise<unknown> =>
    asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'ledger log %'`);

  it('keeps positions dense and loses nothing when many instances race', async () => {
    const logs = range(5).map(() => open({ readers: 1 }));
    const logOf = (n: number): PostgresEventLog => logs[n % 5] ?? open();
    const seen = follower(open());
    const hot = newStream('usage');
    const sent = range(400).map((n) => ({
      log: logOf(n),
      stream: n % 4 === 0 ? hot : newStream(),
      events: newEvents(1 + (n % 3)),
    }));
    await Promise.all(
      sent.map(({ log, stream, events }) =>
        log.append(stream, stream === hot ? 'any' : noStream, events),
      ),
    );
    const log = await wholeLog(open());
    expect(log.map(({ position }) => position)).toEqual(range(log.length));
    const ids = sent.flatMap(({ events }) => events.map(({ id }) => id));
    expect(log.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(log.filter(({ stream }) => stream === hot).map(({ version }) => version)).toEqual(
      range(log.filter(({ stream }) => stream === hot).length),
    );
    await seen.reached(log.length);
    expect(seen.events).toEqual(log);
  });

  it('lets a request that the database cannot take fail alone', async () => {
    const log = open();
    const impossible = { version: 3_000_000_000, digest: noDigest };
    const { won, lost } = await settle(
      range(100).map((n) =>
        log.append(newStream(), n % 33 === 0 ? impossible : noStream, newEvents(2)),
      ),
    );
    expect(won).toHaveLength(97);
    expect(lost).toHaveLength(3);
    expect((await wholeLog(log)).map(({ position }) => position)).toEqual(range(97 * 2));
  });

  it('records once what was under way when its connections were cut', async () => {
    const log = open();
    const acknowledged: Appended[] = [];
    let isCutting = true;
    const writers = range(24).map(async () => {
      while (isCutting) {
        const events = newEvents(2);
        acknowledged.push(await log.append(newStream(), noStream, events));
      }
    });
    const seen = follower(open());
    for (let cut = 0; cut < 6; cut++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await endConnections();
    }
    isCutting = false;
    await Promise.all(writers);
    const all = await wholeLog(open());
    expect(all.map(({ position }) => position)).toEqual(range(all.length));
    expect(
      acknowledged.flatMap(({ events }) => events).sort((a, b) => a.position - b.position),
    ).toEqual(all);
    await seen.reached(all.length);
    expect(seen.events).toEqual(all);
  });

  it('is held up by no open transaction, here or in another database', async () => {
    const other = await createTestDatabase();
    const log = open();
    const seen = follower(log);
    await withClient(database.ownerUrl, (here) =>
      withClient(other.ownerUrl, async (there) => {
        for (const client of [here, there]) {
          await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
          await client.query('SELECT pg_current_xact_id(), count(*) FROM ledger.event');
          await client.query('CREATE TABLE side.unrelated ()');
        }
        for (const position of range(20)) {
          await log.append(newStream(), noStream, [newEvent()]);
          await seen.reached(position);
        }
        await here.query('ROLLBACK');
        await there.query('ROLLBACK');
      }),
    );
    await other.drop();
  });

  it('says when too much is waiting, and writes what it has taken', async () => {
    const log = open({ waitingMax: 10 });
    const appends = await withClient(database.ownerUrl, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('LOCK TABLE ledger.append_lock');
      const first = range(2).map(() => log.append(newStream(), noStream, [newEvent()]));
      await log.changed(100);
      const more = range(30).map(() => log.append(newStream(), noStream, [newEvent()]));
      const overloaded = more.map((append) => append.catch((error: unknown) => error));
      await log.changed(100);
      await owner.query('COMMIT');
      return { first, overloaded };
    });
    await Promise.all(appends.first);
    const ends = await Promise.all(appends.overloaded);
    const refused = ends.filter((end) => end instanceof LogOverloaded);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    for (const { retryAfterSeconds } of refused)
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(await wholeLog(log)).toHaveLength(32 - refused.length);
  });

  it('answers all who ask for versions at the same time with few statements', async () => {
    const log = open();
    const stream = newStream();
    await log.append(stream, noStream, newEvents(3));
    const { run } = Lane.prototype;
    let statements = 0;
    Lane.prototype.run = function (...call) {
      statements += 1;
      return run.apply(this, call);
    };
    const names = range(500).map((n) => `none-${n}`);
    const looks = await Promise.all(names.map((name) => log.versions([stream, name])));
    Lane.prototype.run = run;
    expect(statements).toBeLessThanOrEqual(2);
    for (const [index, { head, versions }] of looks.entries()) {
      expect([head, versions.get(stream), versions.get(names[index] ?? '')]).toEqual([3, 3, 0]);
    }
  });

  it('reads new events once for all who follow', async () => {
    const [writer, log] = [open(), open()];
    const categories = [undefined, ['asset'], ['title'], ['asset', 'title']];
    const seen = range(20).map((n) => {
      const wanted = categories[n % 4];
      return follower(log, 0, wanted ? { categories: wanted } : {});
    });
    await writer.append(newStream(), noStream, newEvents(1));
    await Promise.all(seen.map(({ reached }) => reached(1)));
    const { page, filtered } = Reader.prototype;
    let statements = 0;
    Reader.prototype.page = function (...call) {
      statements += 1;
      return page.apply(this, call);
    };
    Reader.prototype.filtered = function (...call) {
      statements += 1;
      return filtered.apply(this, call);
    };
    for (const n of range(30)) {
      await writer.append(newStream(n % 2 ? 'asset' : 'title'), noStream, newEvents(40));
      if (n % 10 === 0) await Promise.all(seen.map(({ reached }) => reached(n * 40)));
    }
    await Promise.all(seen.map(({ reached }) => reached(1201)));
    [Reader.prototype.page, Reader.prototype.filtered] = [page, filtered];
    expect(statements).toBeLessThan(30 * 5);
    const all = await wholeLog(writer);
    for (const [index, { events }] of seen.entries()) {
      const wanted = categories[(index + 1) % 4];
      expect(events).toEqual(all.filter((e) => wanted?.includes(categoryOf(e.stream)) ?? true));
    }
  });

  it('writes what waits before it closes, then takes nothing and holds no connection', async () => {
    const log = open();
    const seen = follower(log);
    const appends = range(48).map(() => log.append(newStream(), noStream, [newEvent()]));
    const [stream, events] = [newStream(), newEvents(2)];
    const repeats = range(5).map(() => log.append(stream, noStream, events));
    await log.close();
    await Promise.all([...appends, ...repeats]);
    await seen.following.done;
    await expect(log.append(newStream(), noStream, [newEvent()])).rejects.toThrow(LogUnavailable);
    await expect(log.read(newStream())).rejects.toThrow(LogUnavailable);
    await expect(log.versions([])).rejects.toThrow(LogUnavailable);
    const { username } = new URL(database.appUrl);
    for (let left = 1; left > 0;) {
      left = await withClient(database.adminUrl, async (client) => {
        const text = 'SELECT FROM pg_stat_activity WHERE usename = $1';
        return (await client.query(text, [username])).rows.length;
      });
    }
    expect(await wholeLog(open())).toHaveLength(50);
  });
});
