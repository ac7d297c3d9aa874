import { withClient } from '@ledger/database/connection.js';
import { createTestDatabase } from '../../../../test/support/database.js';
import { eventLogContract } from '../event-log.contract.js';
import { PostgresEventLog } from './postgres-event-log.js';

describe('the event log in Postgres', () => {
  eventLogContract(
    async () => {
      const { appUrl, ownerUrl, drop } = await createTestDatabase();
      const log = new PostgresEventLog(appUrl);
      const other = new PostgresEventLog(appUrl);
      const setClock = async (instant: string): Promise<void> => {
        const body = `SELECT timestamptz ''${instant}''`;
        await withClient(ownerUrl, (client) =>
          client.query(
            `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
           AS '${body}'`,
          ),
        );
      };
      const close = async (): Promise<void> => {
        await Promise.all([log.close(), other.close()]);
        await drop();
      };
      return { log, other, setClock, close };
    },
    { histories: 15 },
  );
});
