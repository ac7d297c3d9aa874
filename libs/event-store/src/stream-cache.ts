import type { Command, EventBody, StreamKind } from '@ledger/domain/decider.js';
import { LRUCache } from 'lru-cache';
import { eventDigest, isChained, noDigest, noStream, type StreamHead } from './digest.js';
import type { RecordedEvent } from './event.js';
import { ownText } from './own-text.js';
import { upcast } from './upcast.js';

/** Where a request was recorded: the version of its first event, and what the request was. */
export interface RecordedMark {
  readonly version: number;
  readonly fingerprint: string;
}

/** A stream up to one version: what a decision needs, without its events. */
export interface Folded<S> {
  readonly state: S;
  readonly head: StreamHead;
  /** Position of the event at `head`; 0 where there is no stream. */
  readonly lastPosition: number;
  /**
   * By event id, every event that carries an idempotency mark. Shared between the folds of a stream
   * and only ever added to: a later fold's marks are facts for an earlier one too.
   */
  readonly marks: Map<string, RecordedMark>;
  /** The stream stood exactly here at some instant after this many requests had arrived. */
  readonly asOf: number;
}

/** The fold of a stream that does not exist. */
export const foldOfNothing = <C extends Command, E extends EventBody, S>(
  kind: StreamKind<C, E, S>,
): Folded<S> => ({
  state: kind.decider.initialState(),
  head: noStream,
  lastPosition: 0,
  marks: new Map(),
  asOf: 0,
});

/**
 * Folds further events on. Throws a plain `Error` where the events do not follow the fold, the chain
 * is broken, or the stream is longer than its kind allows: the log would be corrupt.
 */
export const foldOn = <C extends Command, E extends EventBody, S>(
  kind: StreamKind<C, E, S>,
  folded: Folded<S>,
  events: readonly RecordedEvent[],
  asOf: number,
  head?: StreamHead,
): Folded<S> => {
  const last = events.at(-1);
  if (last === undefined) return { ...folded, asOf: Math.max(asOf, folded.asOf) };
  assertFollows(folded.head, events, kind.eventsMax);
  let { state } = folded;
  for (const event of events) {
    state = kind.decider.evolve(state, upcast(kind, event));
    const mark = event.metadata.idempotency;
    if (mark === undefined) continue;
    folded.marks.set(ownText(event.id), { version: event.version, fingerprint: mark.fingerprint });
  }
  return {
    state,
    head: head?.version === last.version ? head : headAt(last),
    lastPosition: last.position,
    marks: folded.marks,
    asOf,
  };
};

const headAt = (event: RecordedEvent): StreamHead => ({
  version: event.version,
  digest: isChained(event.stream) ? eventDigest(event) : noDigest,
});

const assertFollows = (
  head: StreamHead,
  events: readonly RecordedEvent[],
  eventsMax: number,
): void => {
  let expected = head.version;
  for (const { stream, version } of events) {
    expected += 1;
    if (version !== expected) {
      throw new Error(`Stream ${stream} has version ${version} where ${expected} should be.`);
    }
    if (version > eventsMax) throw new Error(`Stream ${stream} has more than ${eventsMax} events.`);
  }
  const [first] = events;
  if (first !== undefined && first.previousDigest !== head.digest) {
    throw new Error(`Stream ${first.stream} is not chained at version ${first.version}.`);
  }
};

type AnyFolded = { readonly kind: object; readonly folded: Folded<unknown> };

/** The folds of the streams used last. An entry is only ever replaced by a later one. */
export class StreamCache {
  private readonly entries: LRUCache<string, AnyFolded>;
  hits = 0;
  misses = 0;

  constructor(streamsMax: number) {
    this.entries = new LRUCache({ max: streamsMax });
  }

  get<S>(kind: object, stream: string): Folded<S> | undefined {
    const folded = this.peek<S>(kind, stream);
    if (folded === undefined) this.misses += 1;
    else this.hits += 1;
    return folded;
  }

  /** The same for who has asked before and was counted then. */
  peek<S>(kind: object, stream: string): Folded<S> | undefined {
    const entry = this.entries.get(stream);
    return entry?.kind === kind ? (entry.folded as Folded<S>) : undefined;
  }

  /** Keeps the fold unless a later one is there; answers the one that stays. */
  keep<S>(kind: object, stream: string, folded: Folded<S>): Folded<S> {
    const entry = this.entries.get(stream);
    if (entry?.kind === kind) {
      const there = entry.folded as Folded<S>;
      const ahead = there.head.version - folded.head.version;
      if (ahead > 0 || (ahead === 0 && there.asOf >= folded.asOf)) return there;
    }
    this.entries.set(stream, { kind, folded });
    return folded;
  }

  drop(stream: string): void {
    this.entries.delete(stream);
  }

  get size(): number {
    return this.entries.size;
  }
}
