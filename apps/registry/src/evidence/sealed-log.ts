import { type DigestedLog, digestsOf } from '@ledger/event-store/digested-log.js';
import { PostgresDigestedLog } from '@ledger/event-store/postgres/postgres-digested-log.js';

/**
 * The log that is sealed, over connections of its own: in the event store where it has an address,
 * otherwise in the database. The client of that store is large: only who needs it loads it.
 */
export const sealedLog = async (
  databaseUrl: string,
  eventStoreUrl: string | undefined,
): Promise<DigestedLog> => {
  if (eventStoreUrl === undefined) return new PostgresDigestedLog(databaseUrl);
  const { EventStoreDbEventLog } =
    await import('@ledger/event-store/eventstoredb/eventstoredb-event-log.js');
  const log = new EventStoreDbEventLog(eventStoreUrl);
  return { ...digestsOf(log), close: () => log.close() };
};
