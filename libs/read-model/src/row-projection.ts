import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ProjectedRow, Projection, RowFold } from './projection.js';
import { RowReplay } from './rebuild/row-replay.js';
import { emptySlot, evolveSlot, type Slot, storedSlot, touching, writeSlots } from './row-slots.js';
import { RowTable, type Statements } from './row-table.js';

/**
 * Turns a fold per row into a projection: loads all rows that some events touch with one statement,
 * folds in memory, and writes them back in bulk.
 */
export const rowProjection = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row>,
): Projection => {
  const tables = new WeakMap<EntityMetadata, RowTable<Row>>();
  const tableOf = (dataSource: DataSource): RowTable<Row> => {
    const metadata = dataSource.getMetadata(fold.table);
    const table =
      tables.get(metadata) ?? new RowTable<Row>(metadata, fold.key, undefined, fold.fixed);
    tables.set(metadata, table);
    return table;
  };
  return {
    name: fold.name,
    categories: fold.categories,
    types: fold.types,
    tables: [fold.table],
    concerns: (event) => fold.keysOf(event as RecordedOf<E>).length > 0,
    apply: async (events, manager) => {
      const table = tableOf(manager.connection);
      const touched = touching(fold, events);
      const slots = slotsOf<Row>(new Set(touched.flatMap(({ keys }) => keys)));
      await load(table, manager, slots);
      for (const { event, keys } of touched) {
        for (const key of keys) evolveSlot(fold, table, slots.get(key)!, event, key);
      }
      await writeSlots(fold, table, manager, slots);
    },
    replayInto: (dataSource, place) => new RowReplay(fold, dataSource, place),
  };
};

const slotsOf = <Row>(keys: ReadonlySet<string>): Map<string, Slot<Row>> => {
  const slots = new Map<string, Slot<Row>>();
  for (const key of keys) slots.set(key, emptySlot());
  return slots;
};

const load = async <Row extends ProjectedRow & ObjectLiteral>(
  table: RowTable<Row>,
  db: Statements,
  slots: Map<string, Slot<Row>>,
): Promise<void> => {
  for (const row of await table.load(db, [...slots.keys()])) {
    slots.set(String(row[table.key]), storedSlot(row));
  }
};
