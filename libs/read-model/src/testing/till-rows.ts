import { dataSource, withClient } from '@ledger/database/connection.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { TillEvent } from '@ledger/event-store/testing/till.js';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import { PositionColumn } from '../columns.js';
import type { RowFold } from '../projection.js';

/** One row per open till; locking a till removes its row, unlocking it starts an empty one. */
@Entity({ schema: 'read', name: 'open_till' })
export class OpenTillView {
  @PrimaryColumn('text') till!: string;
  @Column('integer') coins!: number;
  @Column('text', { name: 'last_note', nullable: true }) lastNote!: string | null;
  @Column('jsonb') movements!: readonly number[];
  @Column('text', { array: true }) types!: readonly string[];
  @PositionColumn({ name: 'last_position' }) lastPosition!: number;
}

const table = `
  CREATE TABLE read.open_till (
    till text PRIMARY KEY, coins integer NOT NULL, last_note text, movements jsonb NOT NULL,
    types text[] NOT NULL, last_position bigint NOT NULL,
    CONSTRAINT open_till_coins_counted CHECK (coins > -1000)
  ) WITH (fillfactor = 80);
  CREATE INDEX open_till_coins ON read.open_till (coins DESC) WHERE coins > 0;
  COMMENT ON TABLE read.open_till IS 'Tills that are open.';
  COMMENT ON COLUMN read.open_till.coins IS 'How many are in it.'`;

type Row = Omit<OpenTillView, 'lastPosition'>;

export const openTillFold: RowFold<TillEvent, OpenTillView> = {
  name: 'open-till',
  categories: ['till'],
  table: OpenTillView,
  key: 'till',
  keysOf: ({ stream }) => [stream],
  evolve: (row, event, till): Row | undefined => {
    const { coins, movements, types, lastNote } = row ?? emptyRow;
    switch (event.type) {
      case 'CoinsPut': {
        const { coins: more, note = null } = event.data;
        return {
          ...{ till, coins: coins + more, lastNote: note ?? lastNote },
          ...{ movements: [...movements, more], types: [...types, event.type] },
        };
      }
      case 'CoinsTaken': {
        const { coins: less } = event.data;
        return {
          ...{ till, coins: coins - less, lastNote },
          ...{ movements: [...movements, -less], types: [...types, event.type] },
        };
      }
      case 'TillLocked':
        return undefined;
      case 'TillUnlocked':
        return { ...emptyRow, till };
    }
  },
};

const emptyRow = { coins: 0, lastNote: null, movements: [], types: [] };

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
