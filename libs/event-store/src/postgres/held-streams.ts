import type { RecordedEvent } from '../event.js';

/** A read of more events than this goes to the database: it may be long, and what is held is not. */
const versionsMax = 64;

/**
 * Events at hand by stream and version. The log never changes what it said, so a read of versions
 * that are known to be there, and are all at hand, needs no database.
 */
export class HeldStreams {
  private readonly events = new Map<string, RecordedEvent>();

  add(events: readonly RecordedEvent[]): void {
    for (const event of events) this.events.set(keyOf(event.stream, event.version), event);
  }

  remove(events: readonly RecordedEvent[]): void {
    for (const { stream, version } of events) this.events.delete(keyOf(stream, version));
  }

  clear(): void {
    this.events.clear();
  }

  /** All events of these versions; undefined where one of them is not at hand. */
  read(stream: string, from: number, upTo: number): readonly RecordedEvent[] | undefined {
    if (!(upTo - from < versionsMax)) return undefined;
    const found: RecordedEvent[] = [];
    for (let version = from; version <= upTo; version++) {
      const event = this.events.get(keyOf(stream, version));
      if (event === undefined) return undefined;
      found.push(event);
    }
    return found;
  }
}

const keyOf = (stream: string, version: number): string => `${version}@${stream}`;
