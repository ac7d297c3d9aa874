import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase } from './database.js';

describe('createTestDatabase', () => {
  it('gives each caller a migrated, empty database of its own', async () => {
    const databases = await Promise.all(Array.from({ length: 3 }, createTestDatabase));
    const names = await Promise.all(
      databases.map(({ appUrl }) =>
        withClient(appUrl, async (client) => {
          const { rows } = await client.query(
            'SELECT current_database() AS name, count(e.*)::integer AS events FROM ledger.event e',
          );
          return rows[0] as { name: string; events: number };
        }),
      ),
    );
    expect(new Set(names.map(({ name }) => name)).size).toBe(3);
    for (const { name, events } of names) {
      expect(name).toContain('test');
      expect(events).toBe(0);
    }
    await Promise.all(databases.map(({ drop }) => drop()));
  });

  it('fails in one sentence without a server', async () => {
    const url = process.env['TEST_DATABASE_URL'];
    delete process.env['TEST_DATABASE_URL'];
    try {
      await expect(createTestDatabase()).rejects.toThrow('TEST_DATABASE_URL is not set');
    } finally {
      process.env['TEST_DATABASE_URL'] = url;
    }
  });
});
