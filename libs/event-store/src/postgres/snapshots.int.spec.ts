import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { noStream } from '../digest.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { Lane } from './lane.js';
import { PostgresEventLog } from './postgres-event-log.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('looks at the log', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let other: PostgresEventLog;
  /** Of each statement of this process: how many bytes the names asked for took. */
  let asked: number[];
  const { run } = Lane.prototype;

  beforeEach(async () => {
    database = await createTestDatabase();
    [log, other] = [new PostgresEventLog(database.appUrl), new PostgresEventLog(database.appUrl)];
    asked = [];
    Lane.prototype.run = function (statement, values) {
      if (statement.name === 'read_versions') asked.push((values[0] as Buffer).length);
      return run.call(this, statement, values);
    };
  });
  afterEach(async () => {
    Lane.prototype.run = run;
    await Promise.all([log.close(), other.close()]);
    await database.drop();
  });

  const nothing = 20;

  it('ask once for a stream, and hear from then on what anybody recorded in it', async () => {
    const [one, two, none] = [newStream(), newStream(), newStream()];
    const first = await log.append(one, noStream, [newEvent()]);
    const [a] = [await log.versions([one, none])];
    expect([a.versions.get(one), a.versions.get(none)]).toEqual([1, 0]);
    await other.append(one, first.head, newEvents(2));
    await other.append(two, noStream, newEvents(4));
    await other.append(none, noStream, [newEvent()]);
    const b = await log.versions([one, none]);
    expect([b.head, b.versions.get(one), b.versions.get(none)]).toEqual([8, 3, 1]);
    expect(asked.map((bytes) => bytes > nothing)).toEqual([true, false]);
    const c = await log.versions([two, one]);
    expect([c.head, c.versions.get(two), c.versions.get(one)]).toEqual([8, 4, 3]);
    expect(asked.map((bytes) => bytes > nothing)).toEqual([true, false, true]);
  });

  it('ask anew after more than one statement tells of', async () => {
    const [one, two] = [newStream(), newStream()];
    await log.versions([one, two]);
    const first = await other.append(one, noStream, [newEvent()]);
    await log.versions([one, two]);
    const asking = asked.length;
    let head = (await other.append(two, noStream, newEvents(100))).head;
    for (const _ of range(4)) ({ head } = await other.append(two, head, newEvents(100)));
    const exactly = await log.versions([one, two]);
    expect([exactly.versions.get(one), exactly.versions.get(two)]).toEqual([1, 500]);
    await other.append(one, first.head, [newEvent()]);
    for (const _ of range(5)) ({ head } = await other.append(two, head, newEvents(100)));
    const beyond = await log.versions([one, two]);
    const versions = [beyond.versions.get(one), beyond.versions.get(two)];
    expect([beyond.head, ...versions]).toEqual([1_002, 2, 1_000]);
    expect(asked.slice(asking).map((bytes) => bytes > nothing)).toEqual([false, false, true]);
  });

  it('believe the log where a backup was restored, shorter or with another history', async () => {
    const [one, two] = [newStream(), newStream()];
    const first = await log.append(one, noStream, [newEvent()]);
    await log.append(one, first.head, newEvents(2));
    expect((await log.versions([one, two])).versions.get(one)).toBe(3);
    await withClient(database.adminUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      await client.query('DELETE FROM ledger.event WHERE position > 1');
    });
    const shorter = await log.versions([one, two]);
    expect([shorter.head, shorter.versions.get(one)]).toEqual([1, 1]);
    await withClient(database.adminUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      await client.query('DELETE FROM ledger.event');
    });
    await other.append(two, noStream, newEvents(1));
    const another = await log.versions([one, two]);
    expect([another.head, another.versions.get(one), another.versions.get(two)]).toEqual([1, 0, 1]);
  });
});
