import { withClient } from '@ledger/database/connection.js';
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../../../../test/support/database.js';
import { noStream } from '../digest.js';
import { LogUnavailable } from '../event-log.js';
import { newEvents, newStream } from '../testing/new-event.js';
import { PostgresEventLog } from './postgres-event-log.js';

describe('the log that the database guards', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.appUrl);
    await log.append(newStream(), noStream, newEvents(3));
  });
  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  const run = (url: string, sql: string): Promise<unknown> =>
    withClient(url, (client) => client.query(sql));

  it.each([
    ['INSERT', 'INSERT INTO ledger.event SELECT * FROM ledger.event'],
    ['UPDATE', `UPDATE ledger.event SET type = 'Other'`],
    ['DELETE', 'DELETE FROM ledger.event'],
    ['TRUNCATE', 'TRUNCATE ledger.event'],
    ['DROP', 'DROP TABLE ledger.event'],
    ['ALTER', 'ALTER TABLE ledger.event DISABLE TRIGGER ALL'],
    ['LOCK', 'BEGIN; LOCK TABLE ledger.append_lock IN EXCLUSIVE MODE'],
    ['SELECT FOR UPDATE', 'SELECT FROM ledger.event FOR UPDATE'],
    ['judge', 'SELECT ledger.judge(null, null, null, null)'],
    [
      'CREATE FUNCTION',
      'CREATE FUNCTION ledger.clock2() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    ],
  ])('refuses the application %s', async (_, sql) => {
    await expect(run(database.appUrl, sql)).rejects.toThrow(/permission denied|must be owner/);
    expect((await log.versions([])).head).toBe(3);
  });

  it.each([
    ['UPDATE', `UPDATE ledger.event SET type = 'Other'`],
    ['UPDATE of nothing', `UPDATE ledger.event SET type = 'Other' WHERE false`],
    ['DELETE', 'DELETE FROM ledger.event WHERE position = 3'],
    ['TRUNCATE', 'TRUNCATE ledger.event'],
  ])('refuses even its owner %s', async (_, sql) => {
    for (const url of [database.ownerUrl, database.adminUrl])
      await expect(run(url, sql)).rejects.toThrow('append-only');
    expect((await log.versions([])).head).toBe(3);
  });

  it('lets nothing that a caller defines into its function', async () => {
    await withClient(database.appUrl, async (client) => {
      await client.query('CREATE TEMP TABLE event (position bigint)');
      await client.query('SET search_path = pg_temp, public');
      await client.query(`SELECT ledger.append_one('asset-1', 0, gen_random_uuid(), 'Happened', 1,
        '{}', '{}', '\\x00', null, '\\x00')`);
    });
    expect((await log.versions([])).head).toBe(4);
  });

  it('is ready, and says why when it is not', async () => {
    await log.ready();
    const empty = await createEmptyDatabase();
    const withoutLog = new PostgresEventLog(empty.adminUrl);
    await expect(withoutLog.ready()).rejects.toThrow('holds no event log');
    await withoutLog.close();
    await empty.drop();
    const nowhere = new PostgresEventLog('postgres://nobody@127.0.0.1:1/test');
    await expect(nowhere.ready()).rejects.toThrow(LogUnavailable);
    await expect(nowhere.append(newStream(), noStream, newEvents(1))).rejects.toThrow(
      LogUnavailable,
    );
    await expect(nowhere.versions([])).rejects.toThrow(/ECONNREFUSED/);
    await nowhere.close();
  });
});
