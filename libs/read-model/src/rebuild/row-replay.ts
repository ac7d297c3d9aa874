import type { EventBody } from '@ledger/domain/decider.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { DataSource, ObjectLiteral } from 'typeorm';
import type { ProjectedRow, Replay, ReplayPlace, RowFold } from '../projection.js';
import {
  emptySlot,
  evolveSlot,
  type Slot,
  storedSlot,
  touching,
  writeSlots,
} from '../row-slots.js';
import { RowTable, type Statements } from '../row-table.js';
import { SeenKeys } from './seen-keys.js';

/** Rows held before the size of one is known, and at most. */
const heldAtFirst = 1_000;
const heldMax = 8_000;
const heldMin = 200;
/** Bytes of rows held, as they are written; in memory they take a few times as much. */
const heldBytesMax = 6 * 1024 * 1024;

/**
 * Makes the rows of a fold anew in an empty table that nobody else writes. Rows stay in memory
 * until others have been touched more lately, so that a row that several events made in a row is
 * written once; a key that was never met is not looked up.
 */
export class RowReplay<
  E extends EventBody,
  Row extends ProjectedRow & ObjectLiteral,
> implements Replay {
  private readonly table: RowTable<Row>;
  /** The least lately touched first. */
  private readonly held = new Map<string, Slot<Row>>();
  private readonly seen: SeenKeys;
  private writing: Promise<void> = Promise.resolve();
  private readonly bytesMax: number;
  private roomFor = heldAtFirst;

  constructor(
    private readonly fold: RowFold<E, Row>,
    dataSource: DataSource,
    { schema, eventsExpected, share = 1 }: ReplayPlace,
  ) {
    this.bytesMax = heldBytesMax * share;
    this.table = new RowTable<Row>(
      dataSource.getMetadata(fold.table),
      fold.key,
      schema,
      fold.fixed,
    );
    this.seen = new SeenKeys(eventsExpected);
  }

  /** Folds a run of events; what has to leave the memory is written while the next run is read. */
  async take(events: readonly RecordedEvent[], db: Statements): Promise<void> {
    const touched = touching(this.fold, events);
    await this.fetch(new Set(touched.flatMap(({ keys }) => keys)), db);
    for (const { event, keys } of touched) {
      for (const key of keys) {
        const slot = this.held.get(key)!;
        this.held.delete(key);
        this.held.set(key, slot);
        evolveSlot(this.fold, this.table, slot, event, key);
      }
    }
    if (this.held.size <= this.roomFor) return;
    await this.writing;
    this.begin([...this.oldest(this.held.size - this.roomFor / 2)], db);
  }

  /** Writes everything that is not written yet. */
  async flush(db: Statements): Promise<void> {
    await this.writing;
    this.begin([...this.held], db);
    await this.writing;
  }

  /** Every key gets a slot: from memory, from the table, or a new one where it was never met. */
  private async fetch(keys: ReadonlySet<string>, db: Statements): Promise<void> {
    const known: string[] = [];
    for (const key of keys) {
      if (this.held.has(key)) continue;
      if (this.seen.add(key)) known.push(key);
      this.held.set(key, emptySlot());
    }
    if (known.length === 0) return;
    // What has left the memory must have reached the table.
    await this.writing;
    for (const row of await this.table.load(db, known)) {
      this.held.set(String(row[this.fold.key]), storedSlot(row));
    }
  }

  private *oldest(count: number): Iterable<readonly [string, Slot<Row>]> {
    let left = count;
    for (const entry of this.held) {
      if (left-- <= 0) return;
      this.held.delete(entry[0]);
      yield entry;
    }
  }

  private begin(slots: readonly (readonly [string, Slot<Row>])[], db: Statements): void {
    this.writing = this.write(slots, db);
    // Whoever comes next awaits it and gets the error.
    this.writing.catch(() => undefined);
  }

  private async write(slots: readonly (readonly [string, Slot<Row>])[], db: Statements) {
    const { rows, bytes } = await writeSlots(this.fold, this.table, db, slots);
    if (rows === 0) return;
    const room = (this.bytesMax * rows) / bytes;
    this.roomFor = Math.round(Math.min(Math.max(room, heldMin), heldMax));
  }
}
