import type { EventLog } from '@ledger/event-store/event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { given } from '@ledger/http/environment.js';

/**
 * Where the log is: in the store of `EVENT_STORE_URL` (`esdb://…`), or in the database. The tables
 * that are read are in the database either way. What comes back opens a connection of its own each
 * time. Throws where the address cannot be one. The client of that store is large: only who needs
 * it loads it.
 */
export const eventLogOpener = async (
  env: NodeJS.ProcessEnv,
  databaseUrl: string,
): Promise<() => EventLog> => {
  const url = given(env, 'EVENT_STORE_URL');
  if (url === undefined) return () => new PostgresEventLog(databaseUrl);
  const { EventStoreDbEventLog } =
    await import('@ledger/event-store/eventstoredb/eventstoredb-event-log.js');
  return () => new EventStoreDbEventLog(url);
};

/** The log that an environment names. */
export const eventLogOf = async (env: NodeJS.ProcessEnv, databaseUrl: string): Promise<EventLog> =>
  (await eventLogOpener(env, databaseUrl))();
