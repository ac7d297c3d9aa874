import { LRUCache } from 'lru-cache';
import type { EventLog } from './event-log.js';
import { ownText } from './own-text.js';

/** Streams whose instants are kept in memory. */
const streamsMax = 5_000;

/**
 * When each version of a stream was recorded. What is recorded never changes, so what has been read
 * once is kept, and only versions that came since are read.
 */
export class StreamInstants {
  private readonly known = new LRUCache<string, readonly string[]>({ max: streamsMax });

  constructor(private readonly log: Pick<EventLog, 'read'>) {}

  /** `recordedAt` (RFC 3339 UTC) by version, from version 1 to `version`. */
  async upTo(stream: string, version: number): Promise<(version: number) => string> {
    let known = this.known.get(stream) ?? [];
    if (known.length < version) {
      const events = await this.log.read(stream, known.length + 1, version);
      known = [...known, ...events.map(({ recordedAt }) => ownText(recordedAt))];
      this.known.set(stream, known);
    }
    return (at) => {
      const instant = known[at - 1];
      if (instant === undefined) throw new Error(`Stream ${stream} has no version ${at}.`);
      return instant;
    };
  }
}
