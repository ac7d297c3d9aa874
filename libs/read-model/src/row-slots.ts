import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { ObjectLiteral } from 'typeorm';
import { EventFailed } from './event-failed.js';
import type { ProjectedRow, RowFold } from './projection.js';
import type { RowTable } from './row-table.js';

/** A row in the making: as the table has it, and as the events leave it (`undefined`: not there). */
export interface Slot<Row> {
  row: Row | undefined;
  /** Whether the table holds a row of this key. */
  isStored: boolean;
  /** Whether `row` is still to be written, or to be removed. */
  isTouched: boolean;
}

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
    return { event: known, keys: at(event, () => fold.keysOf(known)) };
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
  const next = at(event, () => fold.evolve(slot.row, event, key));
  slot.isTouched = true;
  slot.row = next === undefined ? undefined : table.completed(next, event.position);
  if (slot.row !== undefined && String(slot.row[fold.key]) !== key) {
    throw new EventFailed(event, new Error(`The row of ${key} names another key.`));
  }
};

/** Runs a pure step for an event; an error names the event, so that whoever repairs finds it. */
const at = <T>(event: RecordedEvent, step: () => T): T => {
  try {
    return step();
  } catch (error) {
    throw new EventFailed(event, error);
  }
};
