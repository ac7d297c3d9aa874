import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ProjectedRow, Projection } from './projection.js';
import { naming } from './event-failed.js';
import { RowTable, type Statements } from './row-table.js';

/** Rows that one event makes and no other changes. */
export interface MadeRows<E extends EventBody, Row extends ProjectedRow & ObjectLiteral> {
  readonly name: string;
  readonly categories: readonly string[];
  readonly table: EntityTarget<Row>;
  /** Property that is the primary key. */
  readonly key: keyof Row & string;
  /** Whether an event may make rows: asked of every event, so it looks at little. */
  readonly concerns: (event: RecordedOf<E>) => boolean;
  /** The rows of an event; `lastPosition` is set by the runner. */
  readonly rowsOf: (event: RecordedOf<E>) => readonly Omit<Row, 'lastPosition'>[];
}

/** A projection of such rows: none is looked for before it is written. */
export const madeProjection = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  made: MadeRows<E, Row>,
): Projection => {
  const { name, categories, table, key } = made;
  const tableOf = (dataSource: DataSource, schema?: string) =>
    new RowTable<Row>(dataSource.getMetadata(table), key, schema);
  const write = async (rows: RowTable<Row>, events: readonly RecordedEvent[], db: Statements) => {
    const byKey = new Map<unknown, Row>();
    for (const event of events as readonly RecordedOf<E>[]) {
      if (!made.concerns(event)) continue;
      for (const row of naming(event, () => made.rowsOf(event))) {
        byKey.set((row as Row)[key], rows.completed(row, event.position));
      }
    }
    await rows.upsert(db, [...byKey.values()]);
  };
  let live: { readonly dataSource: DataSource; readonly rows: RowTable<Row> } | undefined;
  return {
    name,
    categories,
    tables: [table],
    concerns: (event) => made.concerns(event as RecordedOf<E>),
    apply: (events, manager) => {
      const { connection: dataSource } = manager;
      if (live?.dataSource !== dataSource) live = { dataSource, rows: tableOf(dataSource) };
      return write(live.rows, events, manager);
    },
    replayInto: (dataSource, { schema }) => {
      const rows = tableOf(dataSource, schema);
      return {
        take: (events, db) => write(rows, events, db),
        flush: () => Promise.resolve(),
      };
    },
  };
};
