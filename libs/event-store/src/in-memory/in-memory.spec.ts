import { eventLogContract } from '../event-log.contract.js';
import { InMemoryEventLog } from './in-memory-event-log.js';

describe('the event log in memory', () => {
  eventLogContract(
    async () => {
      const time = { now: '2026-11-21T08:00:00.000Z' };
      const log = new InMemoryEventLog({ now: () => time.now });
      return {
        log,
        other: log,
        setClock: async (instant) => {
          time.now = instant;
        },
        close: () => log.close(),
      };
    },
    { histories: 300 },
  );
});
