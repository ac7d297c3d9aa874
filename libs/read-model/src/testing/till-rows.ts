import { dataSource, withClient } from '@ledger/database/connection.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { TillEvent } from '@ledger/event-store/testing/till.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import { openTillFold, OpenTillView } from './open-till.js';

const table = `
  CREATE TABLE read.open_till (
    till text PRIMARY KEY, coins integer NOT NULL, last_note text, movements jsonb NOT NULL,
    types text[] NOT NULL, last_position bigint NOT NULL,
    CONSTRAINT open_till_coins_counted CHECK (coins > -1000)
  ) WITH (fillfactor = 80);
  CREATE INDEX open_till_coins ON read.open_till (coins DESC) WHERE coins > 0;
  COMMENT ON TABLE read.open_till IS 'Tills that are open.';
  COMMENT ON COLUMN read.open_till.coins IS 'How many are in it.'`;

/** What the table must hold after these events, computed without a table. */
export const expectedRows = (events: readonly RecordedEvent[]): readonly OpenTillView[] => {
  const rows = new Map<string, OpenTillView>();
  for (const event of events as readonly RecordedOf<TillEvent>[]) {
    const next = openTillFold.evolve(rows.get(event.stream), event, event.stream);
    if (next === undefined) rows.delete(event.stream);
    else rows.set(event.stream, { ...next, lastPosition: event.position });
  }
  return [...rows.values()].sort((a, b) => (a.till < b.till ? -1 : 1));
};

export const rowsOf = async (source: DataSource): Promise<readonly OpenTillView[]> => {
  const rows = await source.getRepository(OpenTillView).find();
  return rows.map((row) => ({ ...row })).sort((a, b) => (a.till < b.till ? -1 : 1));
};

/** A database with the table, and as many data sources on it as processes are played. */
export const tillDatabase = async () => {
  const database = await createTestDatabase();
  await withClient(database.ownerUrl, (client) => client.query(table));
  const sources: DataSource[] = [];
  return {
    ...database,
    asAdmin: (sql: string): Promise<unknown> =>
      withClient(database.adminUrl, (client) => client.query(sql)),
    asOwner: (sql: string): Promise<unknown> =>
      withClient(database.ownerUrl, (client) => client.query(sql)),
    source: async (): Promise<DataSource> => {
      const source = dataSource(database.appUrl, [OpenTillView]);
      sources.push(source);
      return source.initialize();
    },
    close: async (): Promise<void> => {
      const open = sources.filter(({ isInitialized }) => isInitialized);
      await Promise.all(open.map((source) => source.destroy()));
      await database.drop();
    },
  };
};
