import type { RecordedEvent } from '../event.js';
import { integerArray, textArray } from './binary-array.js';
import { eventColumns, eventOfRow } from './event-row.js';
import type { Row, Statement, Take, Value } from './text-query.js';

/** Streams of one statement: with more, one reader's answer waits for many others' streams. */
const batchMin = 8;
/** The same where so many wait that small statements would queue for a connection. */
const batchMax = 64;

const columns = eventColumns.map((column) => `e.${column}`).join(', ');

const readOne: Statement = {
  name: 'read_stream',
  text: `SELECT ${columns} FROM ledger.event AS e
    WHERE e.stream = $1 AND e.version >= $2 AND e.version <= $3 ORDER BY e.version`,
};

/** The column behind an event's says whose it is, counted from 1. */
const readMany: Statement = {
  name: 'read_streams',
  text: `SELECT ${columns}, a.n
    FROM unnest($1::text[], $2::integer[], $3::integer[])
      WITH ORDINALITY AS a(stream, first, last, n)
    CROSS JOIN LATERAL (
      SELECT ${columns} FROM ledger.event AS e
      WHERE e.stream = a.stream AND e.version >= a.first AND e.version <= a.last
    ) AS e
    ORDER BY a.n, e.version`,
};

const askedEventOfRow = (row: Row): { readonly event: RecordedEvent; readonly asked: number } => ({
  event: eventOfRow(row),
  asked: Number(row[eventColumns.length]),
});

/** Runs a statement over one of a few connections. */
export type Run = <T>(
  statement: Statement,
  values: readonly Value[],
  take: Take<T>,
) => Promise<readonly T[]>;

interface Ask {
  readonly stream: string;
  readonly first: number;
  readonly last: number;
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads of streams: those who ask in the same turn, or while all connections are busy, share a
 * statement, so that many readers do not pay for a round trip each.
 */
export class StreamReads {
  private waiting: Ask[] = [];
  private underWay = 0;
  private isScheduled = false;

  constructor(
    private readonly run: Run,
    private readonly statementsMax: number,
  ) {}

  /** Events `first` to `last` of a stream, in order; fails as the statement fails. */
  read(stream: string, first: number, last: number): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ stream, first, last, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      const free = Math.max(this.statementsMax - this.underWay, 1);
      const share = Math.ceil(this.waiting.length / free);
      const batch = Math.min(Math.max(share, batchMin), batchMax);
      while (this.waiting.length > 0 && this.underWay < this.statementsMax)
        void this.answer(this.waiting.splice(0, batch));
    });
  }

  /** Never throws: everyone who asked is answered. */
  private async answer(asks: readonly Ask[]): Promise<void> {
    this.underWay += 1;
    try {
      const found = await this.found(asks);
      for (const [index, { resolve }] of asks.entries()) resolve(found[index] ?? []);
    } catch (error) {
      for (const { reject } of asks) reject(error);
    }
    this.underWay -= 1;
    if (this.waiting.length > 0) this.schedule();
  }

  private async found(asks: readonly Ask[]): Promise<readonly (readonly RecordedEvent[])[]> {
    const [only] = asks;
    if (only && asks.length === 1) {
      return [await this.run(readOne, [only.stream, only.first, only.last], eventOfRow)];
    }
    const values = [
      textArray(asks.map(({ stream }) => stream)),
      integerArray(asks.map(({ first }) => first)),
      integerArray(asks.map(({ last }) => last)),
    ];
    const found = asks.map((): RecordedEvent[] => []);
    for (const { event, asked } of await this.run(readMany, values, askedEventOfRow))
      found[asked - 1]?.push(event);
    return found;
  }
}
