import type { StreamHead } from './digest.js';
import { categoryOf, type NewEvent, type RecordedEvent } from './event.js';

/** Limits of the port; what lies beyond is refused with `AppendTooLarge` (HTTP 413). */
export const eventBytesMax = 64 * 1024;
export const appendEventsMax = 100;
export const appendBytesMax = 512 * 1024;

/** What an append recorded: the events as they stand in the log, whether by this call or before. */
export interface Appended {
  readonly events: readonly RecordedEvent[];
  readonly head: StreamHead;
  /** True when the same event ids were there already: nothing was recorded again. */
  readonly repeated: boolean;
}

/** One consistent look: the head of the whole log, and the version of each stream asked for. */
export interface Snapshot {
  readonly head: number;
  /** Version by stream name; 0 where there is no such stream. Others' streams may be in it too. */
  readonly versions: ReadonlyMap<string, number>;
}

/** Which events are wanted; what is absent leaves nothing out. */
export interface EventFilter {
  /** Only events of these categories. */
  readonly categories?: readonly string[];
  /** Only events of these types. */
  readonly types?: readonly string[];
}

/** Whether a filter lets an event of a type in a stream through. */
export const isWanted = (
  { categories, types }: EventFilter,
  { stream, type }: Pick<RecordedEvent, 'stream' | 'type'>,
): boolean => (types?.includes(type) ?? true) && (categories?.includes(categoryOf(stream)) ?? true);

export interface FollowOptions extends EventFilter {
  /** Events handed over at once, at most. Default 500. */
  readonly batchMax?: number;
  /**
   * Events handed over at once, at most, while the follower is behind and the store tells how large
   * they are. Default: as `batchMax`.
   */
  readonly batchMaxBehind?: number;
  /**
   * Whether who is behind gets the next batch read while he works on this one; absent: always. Events
   * that wait for a follower who rests outlive several clearings of memory.
   */
  readonly mayReadAhead?: () => boolean;
}

/**
 * A run of events in log order. `through` is the position up to which the log has been scanned:
 * with a filter it moves on even where nothing matched, so `events` may be empty.
 */
export interface Batch {
  readonly events: readonly RecordedEvent[];
  readonly through: number;
  /** How much text the events were, in characters, where the store counts it. */
  readonly size?: number;
  /** Whether there was no more just then, where the store can tell. */
  readonly isEnd?: boolean;
}

export interface Following {
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
  /** Settles when following ends; rejects with what `onBatch` threw. */
  readonly done: Promise<void>;
}

/**
 * The one append-only log. Errors: `VersionConflict`, `EventIdTaken`, `AppendTooLarge`,
 * `LogOverloaded` (the queue is full, HTTP 503), `LogUnavailable` (the store does not answer,
 * HTTP 503).
 */
export interface EventLog {
  /** Events of a stream in order, from version `from` (default 1) up to `upTo` inclusive. */
  read(stream: string, from?: number, upTo?: number): Promise<readonly RecordedEvent[]>;
  /**
   * Records events at the end of a stream, all or none, if the stream stands at `expected`
   * (`'any'`: wherever it stands; only for `usage-` streams). When the first event's id is already
   * recorded at `expected.version + 1` (`'any'`: anywhere in the stream), the earlier result is
   * answered and nothing is written: of the events given, those that follow one another there.
   */
  append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended>;
  /** Head and stream versions in one snapshot that sees everything acknowledged before the call. */
  versions(streams: readonly string[]): Promise<Snapshot>;
  /** Hands over every event after a position, in order, once, then waits for more. */
  follow(
    after: number,
    options: FollowOptions,
    onBatch: (batch: Batch) => Promise<void>,
  ): Following;
  /** Events after a position in log order, at most `limit`; for reading the log page by page. */
  readAll(after: number, limit: number, options?: EventFilter): Promise<Batch>;
  /** Resolves when something may have been recorded since the call, or after `timeoutMs`. */
  changed(timeoutMs: number): Promise<void>;
  /** Throws `LogUnavailable` with the reason when the log cannot serve. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The stream moved on: somebody else appended first. */
export class VersionConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at version ${actual}, not ${expected}.`);
    this.name = 'VersionConflict';
  }
}

/** An event id that the log holds already, elsewhere: ids are never given twice. */
export class EventIdTaken extends Error {
  constructor(readonly id: string) {
    super(`An event with id ${id} is recorded elsewhere in the log.`);
    this.name = 'EventIdTaken';
  }
}

/** More than one append may carry. */
export class AppendTooLarge extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AppendTooLarge';
  }
}

/** Too much is waiting to be written; try again after `retryAfterSeconds`. */
export class LogOverloaded extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('The event log has too many appends waiting.');
    this.name = 'LogOverloaded';
  }
}

/** The store behind the log does not answer. */
export class LogUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogUnavailable';
  }
}
