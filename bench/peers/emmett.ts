import { newId } from '@ledger/event-store/ids.js';
import pg from 'pg';
import { forAll, insisting, pageEvents, payload, type Payload, type Store } from '../store.js';
import { load } from './package.js';

type Message = Pick<Payload, 'type' | 'data' | 'metadata'>;

interface Emmett {
  getPostgreSQLEventStore(url: string, options: object): EmmettStore;
  readMessagesBatch(
    execute: unknown,
    options: { readonly after: bigint; readonly batchSize: number },
  ): Promise<{ readonly messages: readonly unknown[]; readonly currentGlobalPosition: bigint }>;
}

interface EmmettStore {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(stream: string, events: readonly Message[], options?: object): Promise<unknown>;
  readStream(stream: string): Promise<{ readonly events: readonly unknown[] }>;
  close(): Promise<void>;
}

interface Dumbo {
  dumbo(options: object): { readonly execute: unknown; close(): Promise<void> };
}

const message = (): Message => {
  const { type, data, metadata } = payload();
  return { type, data, metadata };
};

/** Told by its words: the package brings the class of this error twice. */
const isConflict = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Expected version');

/** Version 0 is a stream that does not exist; the word for that is taken as "do not check". */
const noStream = { expectedStreamVersion: 0n };

export const emmett: Store = {
  name: 'emmett-postgresql',
  role: 'peer',
  open: async ({ adminUrl }, connections) => {
    const { getPostgreSQLEventStore, readMessagesBatch } = load<Emmett>(
      '@event-driven-io/emmett-postgresql',
    );
    const pool = new pg.Pool({ connectionString: adminUrl, max: connections });
    pool.on('error', () => undefined);
    const store = getPostgreSQLEventStore(adminUrl, { connectionOptions: { pooled: true, pool } });
    await store.schema.migrate();
    const hot = `usage-${newId()}`;
    return {
      append: () => store.appendToStream(`title-${newId()}`, [message()], noStream),
      appendHot: () => insisting(() => store.appendToStream(hot, [message()]), isConflict),
      // One writer: of several its reader of the whole log leaves out what was committed out of order.
      seed: (streams, events) =>
        forAll(streams, 1, (stream) =>
          store.appendToStream(
            `title-${stream}`,
            Array.from({ length: events }, message),
            noStream,
          ),
        ),
      read: async (stream) => (await store.readStream(`title-${stream}`)).events.length,
      readAll: async () => {
        const { execute, close } = load<Dumbo>('@event-driven-io/dumbo').dumbo({
          connectionString: adminUrl,
        });
        let count = 0;
        try {
          for (let [after, isOver] = [0n, false]; !isOver;) {
            const page = await readMessagesBatch(execute, { after, batchSize: pageEvents });
            count += page.messages.length;
            isOver = page.messages.length < pageEvents;
            after = page.currentGlobalPosition;
          }
        } finally {
          // Also when it fails: a connection left behind ends this process with its database.
          await close();
        }
        return count;
      },
      close: async () => {
        await store.close();
        if (!pool.ended) await pool.end();
      },
    };
  },
};
