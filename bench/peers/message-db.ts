import { newId } from '@ledger/event-store/ids.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { poolTo } from '../raw-insert.js';
import { forAll, insisting, pageEvents, payload, type Store } from '../store.js';
import { folderOf } from './package.js';

/** The package's own SQL, in the order of its install scripts. */
const installation = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id']
    .concat(
      ['cardinal-id', 'stream-version', 'write-message', 'get-stream-messages'],
      ['get-category-messages', 'get-last-stream-message'],
    )
    .map((name) => `functions/${name}`),
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
];

const install = async (pool: pg.Pool): Promise<void> => {
  const folder = path.join(folderOf('@eventide/message-db'), 'database');
  for (const name of installation) {
    await pool.query(readFileSync(path.join(folder, `${name}.sql`), 'utf8'));
  }
};

const writeMessage = {
  name: 'write',
  text: 'SELECT write_message($1, $2, $3, $4, $5, $6)',
};
const streamMessages = 'SELECT * FROM get_stream_messages($1, 0, $2)';
const categoryMessages = 'SELECT * FROM get_category_messages($1, $2, $3)';

interface Read {
  readonly data: string;
  readonly metadata: string;
  readonly global_position: string;
}

/** The functions answer JSON as text; a client parses it. */
const parsed = (rows: readonly Read[]): number => {
  for (const { data, metadata } of rows) {
    JSON.parse(data);
    JSON.parse(metadata);
  }
  return rows.length;
};

const isConflict = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Wrong expected version');

const noStreamVersion = -1;

const messageDb = (name: string, streamName: (id: string) => string, category?: string): Store => ({
  name,
  role: 'peer',
  open: async ({ adminUrl }, connections) => {
    const pool = poolTo(adminUrl, connections, '-c search_path=message_store,public');
    await install(pool);
    const write = (stream: string, expected: number | null): Promise<unknown> => {
      const { id, type, data, metadata } = payload();
      const json = [JSON.stringify(data), JSON.stringify(metadata)];
      return pool.query({ ...writeMessage, values: [id, stream, type, ...json, expected] });
    };
    const hot = streamName(newId());
    const readAll = async (): Promise<number> => {
      let count = 0;
      for (let [position, isOver] = ['1', false]; !isOver;) {
        const values = [category, position, pageEvents];
        const { rows } = await pool.query<Read>({ name: 'all', text: categoryMessages, values });
        count += parsed(rows);
        isOver = rows.length < pageEvents;
        position = String(BigInt(rows.at(-1)?.global_position ?? 0) + 1n);
      }
      return count;
    };
    return {
      append: () => write(streamName(newId()), noStreamVersion),
      appendHot: () => insisting(() => write(hot, null), isConflict),
      seed: (streams, events) =>
        forAll(streams, 16, async (stream) => {
          for (let version = -1; version < events - 1; version++) {
            await write(streamName(stream), version);
          }
        }),
      read: async (stream) => {
        const values = [streamName(stream), pageEvents];
        return parsed((await pool.query<Read>({ name: 'one', text: streamMessages, values })).rows);
      },
      ...(category === undefined ? {} : { readAll }),
      close: () => pool.end(),
    };
  },
});

/** As its guide names streams: one category for all, so all wait for one lock. */
export const messageDbOneCategory = messageDb(
  'message-db, one category',
  (id) => `title-${id}`,
  'title',
);

/** A category of its own for every stream: no waiting, and no order among the streams. */
export const messageDbCategoryEach = messageDb(
  'message-db, category per stream',
  (id) => `title${id.replaceAll('-', '')}-1`,
);
