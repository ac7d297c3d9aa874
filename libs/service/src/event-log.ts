import type { EventLog } from '@ledger/event-store/event-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';

/**
 * Where the log is: in the store of `EVENT_STORE_URL` (`esdb://…`), or in the database. The tables
 * that are read are in the database either way. Throws where the address cannot be one.
 */
export const eventLogOf = (env: NodeJS.ProcessEnv, databaseUrl: string): EventLog => {
  const url = env['EVENT_STORE_URL']?.trim() ?? '';
  return url === '' ? new PostgresEventLog(databaseUrl) : new EventStoreDbEventLog(url);
};
