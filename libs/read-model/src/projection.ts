import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Statements } from './row-table.js';

/** A table derived from the log. It owns its rows: no other code writes them. */
export interface Projection {
  /** Stable name: of the checkpoint, the lock and the metric. */
  readonly name: string;
  /** Categories of streams it reads. */
  readonly categories: readonly string[];
  /** Types of events that it reads; absent: of all types. What is left out must not matter here. */
  readonly types?: readonly string[] | undefined;
  /** Tables it owns. */
  readonly tables: readonly EntityTarget<ObjectLiteral>[];
  /** Whether an event changes anything here; absent: every one may. */
  concerns?(event: RecordedEvent): boolean;
  /**
   * Applies a run of events inside the transaction that also moves the checkpoint. Applying a run
   * again must change nothing. Throwing stops the projection; it is never skipped.
   */
  apply(events: readonly RecordedEvent[], manager: EntityManager): Promise<void>;
  /**
   * Makes the same rows anew in tables of the same names in another schema, which nobody else
   * writes. Absent where the rows come from more than the events: then it cannot be rebuilt.
   */
  replayInto?(dataSource: DataSource, place: ReplayPlace): Replay;
}

export interface ReplayPlace {
  readonly schema: string;
  /** About how many events will come: the memory for known keys is made for it. */
  readonly eventsExpected: number;
  /** Which part of the memory for rows this one may take; absent: all of it. */
  readonly share?: number;
}

/** Rows in the making. It may hold what it has folded, within bounds, and write it later. */
export interface Replay {
  /** Takes the next events, in order, each once. A connection of its own runs the statements. */
  take(events: readonly RecordedEvent[], db: Statements): Promise<void>;
  /** Resolves when everything taken is written. */
  flush(db: Statements): Promise<void>;
}

/**
 * Of each projection by name: the version of the rule that makes its rows, and a digest of the rows
 * that sample events make, by which a change of the rule is noticed.
 */
export type ProjectionVersions = Readonly<
  Record<string, { readonly version: number; readonly rows: string }>
>;

/** Every row remembers the last event it was made from, so that a repeated event changes nothing. */
export interface ProjectedRow {
  lastPosition: number;
}

/**
 * A projection as a pure fold per row: which rows an event touches, and what each becomes. The
 * runner loads the rows of a batch at once, folds in memory and writes them back in bulk.
 */
export interface RowFold<E extends EventBody, Row extends ProjectedRow & ObjectLiteral> {
  readonly name: string;
  readonly categories: readonly string[];
  /** Types of events that matter here, so that others are not even read; absent: of all types. */
  readonly types?: readonly E['type'][];
  readonly table: EntityTarget<Row>;
  /** Property that is the primary key. */
  readonly key: keyof Row & string;
  /**
   * Columns that a row is made with and that no later event reads or changes: a row that comes from
   * the table does not have them, and keeps them there.
   */
  readonly fixed?: readonly (keyof Row & string)[];
  /** Keys of the rows an event touches; usually one, none for events that do not matter here. */
  readonly keysOf: (event: RecordedOf<E>) => readonly string[];
  /** The row after the event; `undefined` removes it. `lastPosition` is set by the runner. */
  readonly evolve: (
    row: Row | undefined,
    event: RecordedOf<E>,
    key: string,
  ) => Omit<Row, 'lastPosition'> | undefined;
  /**
   * The columns that follow from a row's others and that `evolve` does not read: made once, when the
   * row is written, however many events made it. `stored` is the row as the table has it.
   */
  readonly derive?: (row: Row, stored: Row | undefined) => Partial<Row>;
}
