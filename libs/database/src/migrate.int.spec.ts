import { createEmptyDatabase, type TestDatabase } from '../../../test/support/database.js';
import { assertNotOwner, dataSource, NotMigrated, OwnsLog, withClient } from './connection.js';
import { migrate, RolesMixed } from './migrate.js';

describe('migrate', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  const asOwner = (sql: string): Promise<unknown> =>
    withClient(database.ownerUrl, (client) => client.query(sql));
  const asApp = (sql: string): Promise<unknown> =>
    withClient(database.appUrl, (client) => client.query(sql));

  it('brings an empty database up to date, once', async () => {
    const ran = await migrate(database.ownerUrl, database);
    expect(ran[0]).toBe('EventLog1795000000001');
    expect(await migrate(database.ownerUrl, database)).toEqual([]);
    await asApp('SELECT * FROM ledger.event');
  });

  it('lets several run at once', async () => {
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => migrate(database.ownerUrl, database)),
    );
    expect(runs.filter((ran) => ran.length > 0)).toHaveLength(1);
  });

  it('gives later tables the rights of their schema', async () => {
    await migrate(database.ownerUrl, database);
    await asOwner('CREATE TABLE read.later (id integer); CREATE TABLE side.later (id integer)');
    await asOwner('CREATE TABLE ledger.later (id integer)');
    for (const schema of ['read', 'side']) {
      await asApp(`INSERT INTO ${schema}.later VALUES (1)`);
      await asApp(`UPDATE ${schema}.later SET id = 2`);
      await asApp(`DELETE FROM ${schema}.later`);
    }
    await asApp('SELECT * FROM ledger.later');
    await expect(asApp('INSERT INTO ledger.later VALUES (1)')).rejects.toThrow('permission denied');
    await expect(asApp('CREATE TABLE ledger.mine ()')).rejects.toThrow('permission denied');
  });

  it('refuses one role for owner and application', async () => {
    const mixed = migrate(database.ownerUrl, { appUrl: database.ownerUrl });
    await expect(mixed).rejects.toThrow(RolesMixed);
  });

  it('tells an owner and an empty database from an application', async () => {
    await expect(assertNotOwner(database.ownerUrl)).rejects.toThrow(NotMigrated);
    await migrate(database.ownerUrl, database);
    await assertNotOwner(database.appUrl);
    await expect(assertNotOwner(database.ownerUrl)).rejects.toThrow(OwnsLog);
    await expect(assertNotOwner(database.adminUrl)).rejects.toThrow(OwnsLog);
    const { username } = new URL(database.appUrl);
    await asOwner(`GRANT INSERT ON ledger.event TO ${username}`);
    await expect(assertNotOwner(database.appUrl)).rejects.toThrow(OwnsLog);
  });

  it('opens a data source that can read', async () => {
    await migrate(database.ownerUrl, database);
    const source = await dataSource(database.appUrl, [], { connectionsMax: 2 }).initialize();
    expect(await source.query('SELECT count(*)::integer AS count FROM ledger.event')).toEqual([
      { count: 0 },
    ]);
    await source.destroy();
  });
});
