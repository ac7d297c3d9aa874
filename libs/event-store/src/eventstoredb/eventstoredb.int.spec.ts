import { ProtocolCluster } from '../../../../test/support/eventstoredb/protocol-cluster.js';
import type { Guarantees } from '../contract/log-under-test.js';
import { eventLogContract } from '../event-log.contract.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

/** What EventStoreDB does not promise. */
const guarantees: Guarantees = {
  densePositions: false,
  orderedInstants: false,
  uniqueIds: false,
};

const setClock = async (): Promise<void> => undefined;

describe('the event log in EventStoreDB', () => {
  // A protocol server of our own, with the links that a by-category projection writes between.
  eventLogContract(
    async () => {
      const server = await ProtocolCluster.start({ linksByCategory: true });
      const log = new EventStoreDbEventLog(server.url());
      const other = new EventStoreDbEventLog(server.url());
      const close = async (): Promise<void> => {
        await Promise.all([log.close(), other.close()]);
        await server.stop();
      };
      return { log, other, guarantees, setClock, close };
    },
    { histories: 25 },
  );
});

// A real server is not at hand everywhere; what is in it already does not matter.
const realServer = process.env['EVENTSTOREDB_TEST_URL'];

if (realServer) {
  describe('the event log in a real EventStoreDB', () => {
    eventLogContract(
      async () => {
        const log = new EventStoreDbEventLog(realServer);
        const other = new EventStoreDbEventLog(realServer);
        const close = async (): Promise<void> => {
          await Promise.all([log.close(), other.close()]);
        };
        return { log, other, guarantees, setClock, close };
      },
      { histories: 25 },
    );
  });
}
