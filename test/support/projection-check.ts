import { dataSource } from '@ledger/database/connection.js';
import type { EventBody } from '@ledger/domain/decider.js';
import { categoryOf, type RecordedEvent, type RecordedOf } from '@ledger/event-store/event.js';
import { madeProjection, type MadeRows } from '@ledger/read-model/made-projection.js';
import type { ProjectedRow, RowFold } from '@ledger/read-model/projection.js';
import { RowTable } from '@ledger/read-model/row-table.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { DataSource, ObjectLiteral } from 'typeorm';
import { createTestDatabase } from './database.js';

/** The table of a fold on a database of its own, to compare with the fold. */
export interface ProjectionCheck {
  readonly source: DataSource;
  /** Applies events in runs of the given lengths, the last run taking the rest. */
  apply(events: readonly RecordedEvent[], ...runs: readonly number[]): Promise<void>;
  /** Rows of the table, by key. */
  rows(): Promise<ReadonlyMap<string, object>>;
  /** Rows as a rebuild makes them anew beside the table, from the beginning of the log. */
  rebuilt(events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, object>>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export const projectionCheck = async <
  E extends EventBody,
  Row extends ProjectedRow & ObjectLiteral,
>(
  fold: RowFold<E, Row> | MadeRows<E, Row>,
): Promise<ProjectionCheck> => {
  const database = await createTestDatabase();
  const source = await dataSource(database.appUrl, [fold.table]).initialize();
  const projection = 'keysOf' in fold ? rowProjection(fold) : madeProjection(fold);
  const apply = (events: readonly RecordedEvent[]): Promise<void> =>
    source.transaction((manager) => projection.apply(events, manager));
  return {
    source,
    apply: async (all, ...runs) => {
      const events = followed(fold, all);
      let from = 0;
      for (const length of [...runs, events.length]) {
        await apply(events.slice(from, from + length));
        from += length;
      }
    },
    rows: async () => {
      const rows = await source.getRepository(fold.table).find();
      return new Map(rows.map((row) => [String(row[fold.key]), { ...row }]));
    },
    rebuilt: async (all) => {
      const { tableName } = source.getMetadata(fold.table);
      await source.query('SELECT rebuild.prepare($1)', [tableName]);
      try {
        const place = { schema: 'rebuild', eventsExpected: all.length };
        const replay = projection.replayInto!(source, place);
        await replay.take(followed(fold, all), source);
        await replay.flush(source);
        const table = new RowTable<Row>(source.getMetadata(fold.table), fold.key, 'rebuild');
        const keys = await source.query<{ key: string }[]>(
          `SELECT ${table.keyName}::text AS key FROM ${table.path}`,
        );
        const rows = await table.load(
          source,
          keys.map(({ key }) => key),
        );
        return new Map(rows.map((row) => [String(row[fold.key]), { ...row }]));
      } finally {
        await source.query('SELECT rebuild.discard($1)', [tableName]);
      }
    },
    empty: async () => void (await source.getRepository(fold.table).clear()),
    close: async () => {
      await source.destroy();
      await database.drop();
    },
  };
};

/** What the table must hold after these events, computed without one. */
export const foldedRows = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row> | MadeRows<E, Row>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, object> => {
  const rows = new Map<string, Row>();
  for (const event of followed(fold, events) as readonly RecordedOf<E>[]) {
    if ('rowsOf' in fold) {
      for (const made of fold.rowsOf(event)) {
        const row = { ...made, lastPosition: event.position } as Row;
        rows.set(String(row[fold.key]), row);
      }
      continue;
    }
    for (const key of fold.keysOf(event)) {
      const next = fold.evolve(rows.get(key), event, key);
      if (next === undefined) rows.delete(key);
      else rows.set(key, { ...next, lastPosition: event.position } as Row);
    }
  }
  const { derive } = fold as Pick<RowFold<E, Row>, 'derive'>;
  // From the row alone: that a stored one makes no difference is for the table to show.
  if (derive) for (const [key, row] of rows) rows.set(key, { ...row, ...derive(row, undefined) });
  return rows;
};

/** Frozen, since other followers get the same objects: a fold that changes one is found out. */
const followed = (
  { categories }: { readonly categories: readonly string[] },
  events: readonly RecordedEvent[],
): readonly RecordedEvent[] =>
  events.filter(({ stream }) => categories.includes(categoryOf(stream))).map(frozen);

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
};
