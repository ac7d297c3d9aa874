import { newId } from '@ledger/event-store/ids.js';
import { forAll, insisting, payload, type Payload, type Store } from '../store.js';
import { load } from './package.js';

interface Detail {
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly payload: Payload['data'];
  readonly metadata: Payload['metadata'];
}

interface CastoreStore {
  pushEvent(event: Detail): Promise<unknown>;
  getEvents(
    aggregateId: string,
    options?: { readonly reverse: boolean; readonly limit: number },
  ): Promise<{ readonly events: readonly Detail[] }>;
  groupEvent(event: Detail): unknown;
}

interface Core {
  EventStore: {
    new (options: object): CastoreStore;
    pushEventGroup(...events: readonly unknown[]): Promise<unknown>;
  };
  EventType: new (options: { readonly type: string }) => object;
}

interface Adapter {
  readonly PostgresEventStorageAdapter: {
    new (options: object): { readonly _sql: { end(): Promise<void> } };
    createEventTable(options: object): Promise<unknown>;
  };
}

const event = (aggregateId: string, version: number): Detail => {
  const { type, data, metadata } = payload();
  return { aggregateId, version, type, payload: data, metadata };
};

const isConflict = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === 'PostgresEventAlreadyExistsError';

export const castore: Store = {
  name: 'castore postgres',
  role: 'peer',
  open: async ({ adminUrl }, connections) => {
    const { EventStore, EventType } = load<Core>('@castore/core');
    const { PostgresEventStorageAdapter } = load<Adapter>(
      '@castore/event-storage-adapter-postgres',
    );
    // Its driver takes the number of connections from the address.
    const connectionString = `${adminUrl}?max=${connections}`;
    await PostgresEventStorageAdapter.createEventTable({ connectionString: adminUrl });
    const adapter = new PostgresEventStorageAdapter({ connectionString });
    const store = new EventStore({
      eventStoreId: 'TITLES',
      eventTypes: [new EventType({ type: 'RightGranted' })],
      reducer: (state: object) => state,
      eventStorageAdapter: adapter,
    });
    const hot = newId();
    /** There is no append at any version: who appends looks up the last one first. */
    const pushNext = async (): Promise<unknown> => {
      const { events } = await store.getEvents(hot, { reverse: true, limit: 1 });
      return store.pushEvent(event(hot, (events[0]?.version ?? 0) + 1));
    };
    return {
      append: () => store.pushEvent(event(newId(), 1)),
      appendHot: () => insisting(pushNext, isConflict),
      seed: (streams, events) =>
        forAll(streams, 8, (stream) => {
          const all = Array.from({ length: events }, (_, n) => event(stream, n + 1));
          return EventStore.pushEventGroup(...all.map((one) => store.groupEvent(one)));
        }),
      read: async (stream) => (await store.getEvents(stream)).events.length,
      close: () => adapter._sql.end(),
    };
  },
};
