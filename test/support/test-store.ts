import type { EventLog } from '@ledger/event-store/event-log.js';
import { eventLogOf } from '@ledger/service/event-log.js';
import type { TestDatabase } from './database.js';
import { ProtocolCluster } from './eventstoredb/protocol-cluster.js';

/** Where a cluster's log is. */
export interface TestStore {
  /** A connection of its own, as another process would have one. */
  readonly open: () => EventLog;
  stop(): Promise<void>;
}

/**
 * The log that whole-app specs run on: the cluster's own database, or with
 * `E2E_LOG=eventstoredb` a protocol server of three nodes.
 */
export const createTestStore = async ({ appUrl }: TestDatabase): Promise<TestStore> => {
  if (process.env['E2E_LOG'] !== 'eventstoredb') {
    return { open: () => eventLogOf({}, appUrl), stop: async () => undefined };
  }
  const server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true });
  const env = { EVENT_STORE_URL: server.url() };
  return { open: () => eventLogOf(env, appUrl), stop: () => server.stop() };
};
