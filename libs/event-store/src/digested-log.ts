import { eventDigest, isChained } from './digest.js';
import { categoryOf, type RecordedEvent } from './event.js';
import type { EventLog } from './event-log.js';

/** What proofs need of an event: where it stands and what it hashes to, not what it says. */
export interface DigestedEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  /** `eventDigest`, hex. */
  readonly digest: string;
  readonly previousDigest: string;
  readonly recordedAt: string;
  /** Whether events of the stream carry the digest of the one before. */
  readonly isChained: boolean;
}

export interface DigestedBatch {
  readonly events: readonly DigestedEvent[];
  /** Position up to which the log has been read. */
  readonly through: number;
}

/** Reads the log as digests, in log order. Errors as those of the log. */
export interface DigestedLog {
  readAll(after: number, limit: number): Promise<DigestedBatch>;
  /** Position of the last event; 0 for an empty log. */
  head(): Promise<number>;
  /** Resolves when something may have been recorded since the call, or after `timeoutMs`. */
  changed(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Barriers of linearizable reads say nothing and are dropped by their store: they are not sealed. */
export const isSealed = (stream: string): boolean => categoryOf(stream) !== 'barrier';

/** A page of at least so many events is not the last one of its log. */
const largePage = 1_000;

/**
 * Any log, its digests made from what it reads. It stays open when this is closed. A store may answer
 * with less than was asked for: after a large page the next one is read at once, so that whoever has
 * much to catch up with gets full batches.
 */
export const digestsOf = (log: EventLog): DigestedLog => ({
  readAll: async (after, limit) => {
    const digests: DigestedEvent[] = [];
    for (let [from, left] = [after, limit]; ;) {
      const { events, through } = await log.readAll(from, left);
      for (const event of events) if (isSealed(event.stream)) digests.push(digestedEvent(event));
      left -= events.length;
      if (left === 0 || events.length < largePage) return { events: digests, through };
      from = through;
    }
  },
  head: async () => (await log.versions([])).head,
  changed: (timeoutMs) => log.changed(timeoutMs),
  close: () => Promise.resolve(),
});

/** What proofs need of an event at hand. */
export const digestedEvent = (event: RecordedEvent): DigestedEvent => ({
  position: event.position,
  stream: event.stream,
  version: event.version,
  digest: eventDigest(event),
  previousDigest: event.previousDigest,
  recordedAt: event.recordedAt,
  isChained: isChained(event.stream),
});
