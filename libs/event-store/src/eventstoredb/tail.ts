import type { RecordedEvent } from '../event.js';
import { type Batch, type EventFilter, isWanted } from '../event-log.js';
import { eventOf } from './event-bytes.js';
import type { Reader } from './reader.js';

/** Events read at once, and events held for those who follow a little behind. */
const readMax = 500;
const heldMax = 1_000;
/**
 * Milliseconds between two reads for followers, at least. A read costs about as much as an append,
 * whatever it brings, so under load it should bring more than one event.
 */
const paceMs = 5;
/** A tail left further behind than this (positions are bytes) begins anew instead of reading on. */
const behindMax = 4 * 1024 * 1024;

/**
 * The newest events, read once for all who follow at the end of the log; who is further behind
 * reads for himself. Positions are sparse, so the tail knows how far it has looked besides what it
 * found. Held events are the same objects for all followers.
 */
export class Tail {
  private held: RecordedEvent[] = [];
  /** Position before what is held; nothing is held until somebody reached the end. */
  private from = Infinity;
  private through = -Infinity;
  /** Position of the last event before those held; undefined where nobody asked yet. */
  private lastBefore: number | undefined;
  private lastRead = -Infinity;
  private reading: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;

  constructor(private readonly reader: Reader) {}

  /** As `EventLog.readAll`, for followers. */
  async read(after: number, limit: number, filter: EventFilter): Promise<Batch> {
    // Whoever is far ahead of the tail shows that it was left behind: it begins anew with him. For
    // one who is a little ahead it reads on, because the others would lose what it holds.
    if (this.isLeftBehind(after)) this.beginAt(after);
    while (this.from !== Infinity && after > this.through) await this.readOn();
    if (after === this.through) {
      await this.paced();
      if (after === this.through) await this.readOn();
    }
    if (after >= this.from && after <= this.through) return this.page(after, limit, filter);
    const { isEnd, ...batch } = await this.reader.page(after, limit, filter);
    if (isEnd && this.from === Infinity) this.beginAt(batch.through);
    return batch;
  }

  /** Position of the last event of the ledger up to a position that the log has reached. */
  async lastUpTo(position: number): Promise<number> {
    const mustBegin = (): boolean => this.from === Infinity || this.isLeftBehind(position);
    if (mustBegin()) {
      const last = await this.reader.lastBefore(position);
      if (mustBegin()) this.beginAt(position, last);
      return last;
    }
    while (this.through < position) await this.readOn();
    const found = this.held.findLast((event) => event.position <= position);
    if (found) return found.position;
    if (this.lastBefore !== undefined && this.lastBefore <= position) return this.lastBefore;
    const { from } = this;
    const last = await this.reader.lastBefore(position);
    if (from === this.from && last <= from) this.lastBefore = last;
    return last;
  }

  private isLeftBehind(position: number): boolean {
    return this.from !== Infinity && this.through < position - behindMax;
  }

  private beginAt(position: number, lastBefore?: number): void {
    this.from = position;
    this.through = position;
    this.lastBefore = lastBefore;
    this.held = [];
  }

  private page(after: number, limit: number, filter: EventFilter): Batch {
    const events: RecordedEvent[] = [];
    for (let at = this.firstAfter(after); at < this.held.length; at++) {
      const event = this.held[at];
      if (!event) break;
      if (!isWanted(filter, event)) continue;
      events.push(event);
      if (events.length === limit) return { events, through: event.position };
    }
    return { events, through: this.through, isEnd: true };
  }

  /** Index of the first held event after a position. */
  private firstAfter(position: number): number {
    let [low, high] = [0, this.held.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.held[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private async paced(): Promise<void> {
    const ms = this.lastRead + paceMs - performance.now();
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** One read at a time. Who comes while it runs needs the next: it may have begun too early. */
  private readOn(): Promise<void> {
    if (!this.reading) {
      this.reading = this.load().finally(() => {
        this.reading = undefined;
      });
      return this.reading;
    }
    this.waiting ??= this.reading
      .catch(() => undefined)
      .then(() => {
        this.waiting = undefined;
        return this.readOn();
      });
    return this.waiting;
  }

  private async load(): Promise<void> {
    const after = this.through;
    this.lastRead = performance.now();
    const { raws, through } = await this.reader.rawPage(after, readMax);
    // The tail may have begun anew meanwhile.
    if (after !== this.through) return;
    this.held.push(...raws.map(eventOf));
    this.through = through;
    const surplus = this.held.splice(0, Math.max(this.held.length - heldMax, 0)).at(-1);
    if (!surplus) return;
    this.from = surplus.position;
    this.lastBefore = surplus.position;
  }
}
