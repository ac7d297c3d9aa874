import { checkedAppend, type WrittenEvent } from '../append-check.js';
import { chain, noDigest, type StreamHead } from '../digest.js';
import type { ChainedEvent, NewEvent } from '../event.js';
import type { Appended } from '../event-log.js';
import { instantOf } from '../instant.js';

/** An append made ready to be sent. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: StreamHead | 'any';
  readonly written: readonly WrittenEvent[];
  /** The events on the version expected; of `'any'` they count from 1. */
  readonly chained: readonly ChainedEvent[];
  readonly head: StreamHead;
  /** UTF-8 length of all JSON. */
  readonly bytes: number;
}

/** Where and when the first event of a request was recorded; the others follow one by one. */
export interface Place {
  /** Version of the stream before it. */
  readonly base: number;
  readonly position: number;
  /** Microseconds since 1970. */
  readonly micros: number;
}

/** Checks and chains an append. Throws `AppendTooLarge`, and `Error` where the caller is wrong. */
export const requestOf = (
  stream: string,
  expected: StreamHead | 'any',
  events: readonly NewEvent[],
): AppendRequest => {
  const written = checkedAppend(stream, expected, events);
  const start = expected === 'any' ? { version: 0, digest: noDigest } : expected;
  const stored = written.map(({ event }) => event);
  const { chained, head } = chain(stream, start, stored, written);
  const bytes = written.reduce((sum, event) => sum + event.bytes, 0);
  return { stream, expected, written, chained, head, bytes };
};

/** The answer to a request that was recorded at a place. */
export const appendedAt = ({ expected, chained, head }: AppendRequest, place: Place): Appended => ({
  events: chained.map((event, index) => ({
    position: place.position + index,
    recordedAt: instantOf(place.micros + index),
    ...event,
    version: place.base + index + 1,
  })),
  // Only streams without a chain are appended to at any version.
  head: expected === 'any' ? { ...head, version: place.base + chained.length } : head,
  repeated: false,
});
