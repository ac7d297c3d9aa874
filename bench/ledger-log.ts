import { noStream } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newSalt } from '@ledger/event-store/random.js';
import { forAll, pageEvents, payload, type Store } from './store.js';

/** An event as the command loop gives it to the log. */
export const newEvent = (): NewEvent => ({
  ...(payload() as unknown as Pick<NewEvent, 'id' | 'type' | 'data' | 'metadata'>),
  schemaVersion: 1,
  salt: newSalt(),
});

/** The log of this repository, with digests and idempotency, as the services open it. */
export const ledgerLog: Store = {
  name: 'this log',
  role: 'ours',
  isMigrated: true,
  open: async ({ appUrl }) => {
    const log = new PostgresEventLog(appUrl);
    await log.ready();
    const hot = `usage-${newId()}`;
    return {
      append: () => log.append(`title-${newId()}`, noStream, [newEvent()]),
      appendHot: async () => {
        await log.append(hot, 'any', [newEvent()]);
        return 0;
      },
      seed: (streams, events) =>
        forAll(streams, 64, (stream) =>
          log.append(`title-${stream}`, noStream, Array.from({ length: events }, newEvent)),
        ),
      read: async (stream) => (await log.read(`title-${stream}`)).length,
      readAll: async () => {
        let count = 0;
        for (let [after, isOver] = [0, false]; !isOver;) {
          const { events, through } = await log.readAll(after, pageEvents);
          count += events.length;
          isOver = events.length < pageEvents;
          after = through;
        }
        return count;
      },
      close: () => log.close(),
    };
  },
};
