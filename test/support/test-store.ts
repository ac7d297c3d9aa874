import type { EventLog } from '@ledger/event-store/event-log.js';
import { eventLogOpener } from '@ledger/service/event-log.js';
import { putLogClock, type TestDatabase } from './database.js';

/** Where a cluster's log is. */
export interface TestStore {
  /** A connection of its own, as another process would have one. */
  readonly open: () => EventLog;
  /** Where tools find it: `EVENT_STORE_URL`, or nothing where it is the cluster's database. */
  readonly env: { readonly EVENT_STORE_URL?: string };
  stop(): Promise<void>;
}

/**
 * The log that whole-app specs run on: the cluster's own database, with `E2E_LOG=eventstoredb` a
 * protocol server of three nodes, with `E2E_LOG=esdb://…` that real server, which must be empty: a
 * new one for each spec file. Its clock is so many milliseconds ahead, unless the server is real.
 */
export const createTestStore = async (
  database: TestDatabase,
  aheadMs: number,
  eventStoreUrl?: string,
): Promise<TestStore> => {
  const { appUrl } = database;
  if (aheadMs !== 0) await putLogClock(database, aheadMs);
  const wanted = eventStoreUrl ?? process.env['E2E_LOG'] ?? 'postgres';
  const real = wanted.startsWith('esdb://') ? { EVENT_STORE_URL: wanted } : {};
  if (wanted !== 'eventstoredb') {
    return { open: await eventLogOpener(real, appUrl), env: real, stop: async () => undefined };
  }
  const { ProtocolCluster } = await import('./eventstoredb/protocol-cluster.js');
  const server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true, aheadMs });
  const env = { EVENT_STORE_URL: server.url() };
  return { open: await eventLogOpener(env, appUrl), env, stop: () => server.stop() };
};
