import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { dataSource, withClient } from '../connection.js';
import { postgresSideStores } from './postgres-side-stores.js';
import { sideStoresContract } from './side-stores.contract.js';

describe('side stores in Postgres', () => {
  let database: TestDatabase;
  let sql: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase();
    sql = await dataSource(database.appUrl, []).initialize();
  });
  afterEach(async () => {
    await sql.destroy();
    await database.drop();
  });

  sideStoresContract(async () => postgresSideStores(sql));

  it('lets nobody change an access record', async () => {
    const change = `UPDATE side.access_record SET purpose = 'none'`;
    await expect(sql.query(change)).rejects.toThrow('permission denied');
    await expect(sql.query('DELETE FROM side.access_record')).rejects.toThrow('permission denied');
    const asOwner = withClient(database.ownerUrl, (client) => client.query(change));
    await expect(asOwner).rejects.toThrow('append-only');
  });
});
