import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { ObjectLiteral } from 'typeorm';
import { EventFailed, naming } from './event-failed.js';
import type { ProjectedRow, RowFold } from './projection.js';
import type { RowTable, Statements } from './row-table.js';

/** A row in the making: as the table has it, and as the events leave it (`undefined`: not there). */
export interface Slot<Row> {
  row: Row | undefined;
  /** The row of this key that the table holds, if any. */
  stored: Row | undefined;
  /** Whether `row` is still to be written, or to be removed. */
  isTouched: boolean;
  /** Whether `row` was made here, so that it has its fixed columns too. */
  isWhole: boolean;
}

/** A key that nothing is known of. */
export const emptySlot = <Row>(): Slot<Row> => ({
  row: undefined,
  stored: undefined,
  isTouched: false,
  isWhole: false,
});

/** A row as the table has it. */
export const storedSlot = <Row>(row: Row): Slot<Row> => ({
  row,
  stored: row,
  isTouched: false,
  isWhole: false,
});

/** Writes what was touched and removes what is gone. Answers how many rows and bytes were written. */
export const writeSlots = async <Row extends ProjectedRow & ObjectLiteral>(
  { derive }: Pick<RowFold<never, Row>, 'derive'>,
  table: RowTable<Row>,
  db: Statements,
  slots: Iterable<readonly [string, Slot<Row>]>,
): Promise<{ readonly rows: number; readonly bytes: number }> => {
  const [gone, made, moved]: [string[], Row[], Row[]] = [[], [], []];
  for (const [key, slot] of slots) {
    if (!slot.isTouched) continue;
    if (slot.row === undefined) {
      if (slot.stored !== undefined) gone.push(key);
    } else {
      if (derive !== undefined) Object.assign(slot.row, derive(slot.row, slot.stored));
      (slot.isWhole || !table.hasFixed ? made : moved).push(slot.row);
    }
    slot.stored = slot.row;
    slot.isTouched = false;
  }
  await table.remove(db, gone);
  const bytes = (await table.upsert(db, made)) + (await table.update(db, moved));
  return { rows: made.length + moved.length, bytes };
};

/** An event with the keys of the rows it touches. */
export interface Touching<E extends EventBody> {
  readonly event: RecordedOf<E>;
  readonly keys: readonly string[];
}

export const touching = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row>,
  events: readonly RecordedEvent[],
): readonly Touching<E>[] =>
  events.map((event) => {
    const known = event as RecordedOf<E>;
    return { event: known, keys: naming(event, () => fold.keysOf(known)) };
  });

/** Takes one event into one row; an event that the row knows already changes nothing. */
export const evolveSlot = <E extends EventBody, Row extends ProjectedRow & ObjectLiteral>(
  fold: RowFold<E, Row>,
  table: RowTable<Row>,
  slot: Slot<Row>,
  event: RecordedOf<E>,
  key: string,
): void => {
  if (slot.row !== undefined && slot.row.lastPosition >= event.position) return;
  const next = naming(event, () => fold.evolve(slot.row, event, key));
  slot.isTouched = true;
  slot.isWhole ||= slot.row === undefined;
  slot.row = next === undefined ? undefined : table.completed(next, event.position);
  if (slot.row !== undefined && String(slot.row[fold.key]) !== key) {
    throw new EventFailed(event, new Error(`The row of ${key} names another key.`));
  }
};
