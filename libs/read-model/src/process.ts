import type { RecordedEvent } from '@ledger/event-store/event.js';

/**
 * Reacts to events with commands. Delivered at least once and in order per correlation, so what it
 * sends must carry the idempotency of `reactionTo(event, name)`.
 */
export interface Process {
  readonly name: string;
  readonly categories: readonly string[];
  /** Event types it reacts to; others are passed over without a call. */
  readonly reactsTo: readonly string[];
  /**
   * Outages (`LogOverloaded`, `LogUnavailable`, `Busy`, lost connections) are waited out, and so is
   * `NotYet`, within limits. A rule's refusal is for the process itself to turn into an outcome
   * event. Anything else parks this one correlation; the others go on. A long reaction looks at `signal`:
   * once it is aborted the event comes again elsewhere, so it may end early with `NotYet`.
   */
  react(event: RecordedEvent, signal: AbortSignal): Promise<void>;
}

/** Work that time brings about, tried at an interval by one runner of the cluster at a time. */
export interface Sweep {
  readonly name: string;
  readonly everySeconds: number;
  /** Does what is due at `now` (RFC 3339 UTC), at most a bounded amount; answers how much it did. */
  run(now: string): Promise<number>;
}
