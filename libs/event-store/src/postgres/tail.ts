import type { RecordedEvent } from '../event.js';
import { type Batch, type EventFilter, isWanted } from '../event-log.js';
import type { Wake } from '../wake.js';
import { HeldStreams } from './held-streams.js';
import type { Reader } from './reader.js';

/** Events read at once. */
const readMax = 500;
/**
 * What is held for those who follow a little behind: seconds of a busy log, for some followers
 * write tables. Were it less, all of them would fall behind together when many events come at once,
 * and each would read every event for himself.
 */
const heldMax = 5_000;
const heldCharactersMax = 8 * 1024 * 1024;
/**
 * Milliseconds between two reads that find something, at least: a read wakes everybody who follows,
 * so under load it should bring what several appends left.
 */
const paceMs = 20;
/** Milliseconds for which the end that was reached counts, unless somebody is woken before. */
const endMsMax = 100;

const notReached = { wakings: -1, at: -Infinity };

/** Events of one append that this process made. */
interface Own {
  readonly events: readonly RecordedEvent[];
  readonly characters: number;
}

/**
 * The newest events, read once for all who follow at the end of the log; who is further behind
 * reads for himself. What this process recorded itself is not read back. Held events are the same
 * objects for all followers.
 */
export class Tail {
  private held: RecordedEvent[] = [];
  /** How the held events came, oldest first. */
  private loads: { readonly events: number; readonly characters: number }[] = [];
  private characters = 0;
  /** What this process recorded and is not held yet, by the position of its first event. */
  private readonly own = new Map<number, Own>();
  private ownCharacters = 0;
  /** The same events, held and own, by stream. */
  private readonly streams = new HeldStreams();
  /** Position before the first held event; nothing is held until somebody reached the end. */
  private from = Infinity;
  private reading: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  /** When the last read that found something began. */
  private foundAt = -Infinity;
  /** Wakings and time when the read began that came to the end. */
  private end = notReached;

  constructor(
    private readonly reader: Pick<Reader, 'page' | 'pageOf'>,
    private readonly wake: Pick<Wake, 'count'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** As `EventLog.readAll`, for followers. */
  async read(after: number, limit: number, filter: EventFilter): Promise<Batch> {
    // Whoever is ahead of the tail shows that it was left behind: it begins anew with him.
    if (after > this.through) this.beginAt(after);
    if (after === this.through && !this.isAtEnd()) await this.readOn();
    if (after >= this.from && after <= this.through) return this.page(after, limit, filter);
    const batch = await this.reader.pageOf(after, limit, filter);
    if (batch.through === after && this.from === Infinity) this.beginAt(after);
    return batch;
  }

  /** Versions of a stream that are known to be there, where all of them are at hand. */
  ofStream(stream: string, from: number, upTo: number): readonly RecordedEvent[] | undefined {
    return this.streams.read(stream, from, upTo);
  }

  /** Takes what this process recorded, about so much text: kept until its turn in the log comes. */
  offer(events: readonly RecordedEvent[], characters: number): void {
    const [first] = events;
    if (first === undefined || first.position <= this.through) return;
    this.own.set(first.position, { events, characters });
    this.streams.add(events);
    this.ownCharacters += characters;
    // Nobody is at the end to take them: whoever comes reads them from the log.
    if (this.own.size > heldMax || this.ownCharacters > heldCharactersMax) this.forgetOwn();
  }

  private get through(): number {
    return this.from + this.held.length;
  }

  private beginAt(position: number): void {
    this.from = position;
    this.held = [];
    this.loads = [];
    this.characters = 0;
    this.own.clear();
    this.ownCharacters = 0;
    this.streams.clear();
    this.end = notReached;
  }

  /**
   * Whether there was no more a moment ago and nobody was woken since: who has worked through what
   * there was need not ask the database, for what comes now wakes him.
   */
  private isAtEnd(): boolean {
    const { wakings, at } = this.end;
    return wakings === this.wake.count && this.now() - at < endMsMax;
  }

  private page(after: number, limit: number, filter: EventFilter): Batch {
    const events: RecordedEvent[] = [];
    let through = after;
    for (let at = after - this.from; at < this.held.length && events.length < limit; at++) {
      const event = this.held[at];
      if (!event) break;
      through = event.position;
      if (isWanted(filter, event)) events.push(event);
    }
    return { events, through, isEnd: through === this.through && this.end !== notReached };
  }

  /** One statement at a time. Who comes while it runs needs the next: it may have begun too early. */
  private readOn(): Promise<void> {
    this.next ??= this.begin();
    return this.next;
  }

  private async begin(): Promise<void> {
    await this.reading?.catch(() => undefined);
    const ms = this.foundAt + paceMs - this.now();
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    // All who are woken in this turn share the statement.
    await new Promise((resolve) => setImmediate(resolve));
    this.next = undefined;
    this.reading = this.load();
    await this.reading;
  }

  private async load(): Promise<void> {
    const begun = { wakings: this.wake.count, at: this.now() };
    if (this.holdOwn()) this.foundAt = begun.at;
    const { through } = this;
    const { events, size = 0 } = await this.reader.page(through, readMax);
    // The tail may have begun anew meanwhile.
    if (through !== this.through) return;
    this.end = events.length < readMax ? begun : notReached;
    if (events.length === 0) return;
    this.foundAt = begun.at;
    this.hold(events, size);
  }

  /** Holds the own events that come next in the log; answers whether there were any. */
  private holdOwn(): boolean {
    const next: RecordedEvent[] = [];
    let characters = 0;
    for (;;) {
      const run = this.own.get(this.through + next.length + 1);
      if (run === undefined) break;
      next.push(...run.events);
      characters += run.characters;
    }
    if (next.length > 0) this.hold(next, characters);
    return next.length > 0;
  }

  private hold(events: readonly RecordedEvent[], characters: number): void {
    this.held.push(...events);
    this.streams.add(events);
    this.loads.push({ events: events.length, characters });
    this.characters += characters;
    for (const [position, run] of this.own) {
      if (position > this.through) continue;
      this.own.delete(position);
      this.ownCharacters -= run.characters;
    }
    this.letGo();
  }

  private forgetOwn(): void {
    for (const { events } of this.own.values()) this.streams.remove(events);
    this.own.clear();
    this.ownCharacters = 0;
  }

  /** Lets go of the oldest loads until what is held is within its bounds; never of the last one. */
  private letGo(): void {
    let [surplus, loads] = [0, 0];
    for (const { events, characters } of this.loads.slice(0, -1)) {
      const isWithin = this.held.length - surplus <= heldMax;
      if (isWithin && this.characters <= heldCharactersMax) break;
      surplus += events;
      loads += 1;
      this.characters -= characters;
    }
    if (loads === 0) return;
    this.streams.remove(this.held.splice(0, surplus));
    this.loads.splice(0, loads);
    this.from += surplus;
  }
}
