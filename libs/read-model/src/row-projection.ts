import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { EventFailed } from './event-failed.js';
import type { ProjectedRow, Projection, RowFold } from './projection.js';

/** Rows that one statement writes or removes. */
const rowsMax = 1_000;

/** A row in the making: as loaded, and as the events leave it (`undefined`: not there). */
interface Slot<Row> {
  row: Row | undefined;
  readonly wasThere: boolean;
  isTouched: boolean;
}

/**
 * Turns a fold per row into a projection: loads all rows that a run of events touches with one
 * statement, folds in memory, and writes them back in bulk.
 */
export const rowProjection = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row>,
): Projection => ({
  name: fold.name,
  categories: fold.categories,
  tables: [fold.table],
  apply: async (events, manager) => {
    const metadata = manager.connection.getMetadata(fold.table);
    const touched = events.map((event) => {
      const known = event as RecordedOf<E>;
      return { event: known, keys: at(event, () => fold.keysOf(known)) };
    });
    const slots = await load(fold, manager, [...new Set(touched.flatMap(({ keys }) => keys))]);
    for (const { event, keys } of touched) {
      for (const key of keys) evolveSlot(fold, metadata, slots.get(key)!, event, key);
    }
    const changed = [...slots].filter(([, { isTouched }]) => isTouched);
    const gone = changed.filter(([, { row, wasThere }]) => row === undefined && wasThere);
    await remove(
      manager,
      metadata,
      fold.key,
      gone.map(([key]) => key),
    );
    const rows = changed.flatMap(([, { row }]) => (row === undefined ? [] : [row]));
    await upsert(manager, metadata, fold.key, rows);
  },
});

const evolveSlot = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row>,
  metadata: EntityMetadata,
  slot: Slot<Row>,
  event: RecordedOf<E>,
  key: string,
): void => {
  if (slot.row !== undefined && slot.row.lastPosition >= event.position) return;
  const next = at(event, () => fold.evolve(slot.row, event, key));
  slot.isTouched = true;
  slot.row = next === undefined ? undefined : completed(metadata, next, event.position);
  if (slot.row !== undefined && String(slot.row[fold.key]) !== key) {
    throw new EventFailed(event, new Error(`The row of ${key} names another key.`));
  }
};

/** The row with every column there, so that it is the same fresh from a fold or from the table. */
const completed = <Row extends ProjectedRow & ObjectLiteral>(
  metadata: EntityMetadata,
  next: Omit<Row, 'lastPosition'>,
  lastPosition: number,
): Row => {
  const row: Record<string, unknown> = { ...next, lastPosition };
  for (const { propertyName } of metadata.columns) row[propertyName] ??= null;
  return row as Row;
};

const load = async <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  { table, key }: RowFold<E, Row>,
  manager: EntityManager,
  keys: readonly string[],
): Promise<Map<string, Slot<Row>>> => {
  const empty = (): Slot<Row> => ({ row: undefined, wasThere: false, isTouched: false });
  const slots = new Map(keys.map((each) => [each, empty()]));
  if (keys.length === 0) return slots;
  const found = await manager
    .createQueryBuilder(table, 'r')
    .where(`r.${key} = ANY(:keys)`, { keys })
    .getMany();
  for (const row of found) {
    const plain = { ...row, lastPosition: Number(row.lastPosition) };
    slots.set(String(row[key]), { row: plain, wasThere: true, isTouched: false });
  }
  return slots;
};

/** One parameter per statement, whatever the number of rows and columns. */
const upsert = async <Row extends ObjectLiteral>(
  manager: EntityManager,
  { columns, tablePath }: EntityMetadata,
  key: string,
  rows: readonly Row[],
): Promise<void> => {
  const table = quoted(tablePath);
  const names = columns.map(({ databaseName }) => `"${databaseName}"`);
  const keyName = `"${columns.find(({ propertyName }) => propertyName === key)!.databaseName}"`;
  const sets = names.filter((name) => name !== keyName).map((name) => `${name} = EXCLUDED.${name}`);
  for (const chunk of chunksOf(rows)) {
    const records = chunk.map((row) =>
      Object.fromEntries(
        columns.map((column) => [column.databaseName, column.getEntityValue(row, true)]),
      ),
    );
    await manager.query(
      `INSERT INTO ${table} (${names.join(', ')})
       SELECT ${names.join(', ')} FROM json_populate_recordset(NULL::${table}, $1)
       ON CONFLICT (${keyName}) DO UPDATE SET ${sets.join(', ')}`,
      [JSON.stringify(records)],
    );
  }
};

const remove = async (
  manager: EntityManager,
  { columns, tablePath }: EntityMetadata,
  key: string,
  keys: readonly string[],
): Promise<void> => {
  const name = columns.find(({ propertyName }) => propertyName === key)!.databaseName;
  for (const chunk of chunksOf(keys)) {
    await manager.query(`DELETE FROM ${quoted(tablePath)} WHERE "${name}" = ANY($1)`, [chunk]);
  }
};

const chunksOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / rowsMax) }, (_, index) =>
    all.slice(index * rowsMax, (index + 1) * rowsMax),
  );

/** `schema.table` with both names quoted. */
export const quoted = (tablePath: string): string =>
  tablePath
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

/** Runs a pure step for an event; an error names the event, so that whoever repairs finds it. */
const at = <T>(event: RecordedEvent, step: () => T): T => {
  try {
    return step();
  } catch (error) {
    throw new EventFailed(event, error);
  }
};
