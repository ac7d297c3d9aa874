import { newId } from '@ledger/event-store/ids.js';
import pg from 'pg';
import { payload, type Store } from './store.js';

/** A like table without an order that readers may rely on; pgbench writes to it too. */
export const rawTable = `CREATE TABLE raw (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL,
  version integer NOT NULL, id uuid NOT NULL, type text NOT NULL, data jsonb NOT NULL,
  metadata jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (stream, version))`;

const rawInsert = `INSERT INTO raw (stream, version, id, type, data, metadata)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING position`;

/** One INSERT per event over a pool: what an event table costs without an event store. */
export const rawInserts: Store = {
  name: 'raw INSERT, pooled',
  role: 'yardstick',
  open: async ({ adminUrl }, connections) => {
    const pool = poolTo(adminUrl, connections);
    await pool.query(rawTable);
    const append = (): Promise<unknown> => {
      const { id, type, data, metadata } = payload();
      const json = [JSON.stringify(data), JSON.stringify(metadata)];
      const values = [`title-${newId()}`, 1, id, type, ...json];
      return pool.query({ name: 'raw', text: rawInsert, values });
    };
    return { append, close: () => pool.end() };
  },
};

/** A pool for the stores that speak to Postgres without a client of their own. */
export const poolTo = (url: string, connections: number, options?: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    ...(options === undefined ? {} : { options }),
  });
  // Dropping the database ends connections that the pool has let go of but not yet closed.
  pool.on('error', () => undefined);
  return pool;
};
