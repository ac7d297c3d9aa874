import type { Actor, EventBody } from '@ledger/domain/decider.js';
import type { JsonObject } from '@ledger/domain/json.js';

/** The token a caller sent so that a repeated request records once, and what the request was. */
export interface IdempotencyMark {
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** SHA-256 (hex) of the request's own fingerprint (target and canonical body) and the command. */
  readonly fingerprint: string;
}

/** The circumstances of a fact. All of it but `salt` and the digests of others is hashed. */
export interface EventMetadata {
  /** Calendar date in Asia/Shanghai from which the fact counts. */
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Id of the event that a process reacted to. */
  readonly causationId?: string;
  readonly idempotency?: IdempotencyMark;
}

/** A fact ready to be appended, not yet chained to its stream. */
export interface NewEvent<E extends EventBody = EventBody> {
  /** UUID. The same id is never recorded twice. */
  readonly id: string;
  readonly type: E['type'];
  readonly schemaVersion: number;
  readonly data: E['data'];
  readonly metadata: EventMetadata;
  /** 16 random bytes, hex: keeps digests in public tiles from being guessed. */
  readonly salt: string;
  /** 16 random bytes, hex; there when `data.confidential` is. */
  readonly confidentialSalt?: string;
}

/** A fact with its place in its stream, as it is written. */
export interface ChainedEvent<E extends EventBody = EventBody> extends NewEvent<E> {
  readonly stream: string;
  /** Place in the stream, from 1. */
  readonly version: number;
  /** `eventDigest` of the stream's previous version, hex; 64 zeros at version 1 and on `usage-`. */
  readonly previousDigest: string;
}

/** A fact in the log. */
export interface RecordedEvent<E extends EventBody = EventBody> extends ChainedEvent<E> {
  /** Coordinate in the whole log: ordered; dense from 1 on Postgres. */
  readonly position: number;
  /** RFC 3339 UTC with six decimals. Strictly increasing on Postgres and in memory. */
  readonly recordedAt: string;
}

/** An event of a known union: `type` and `data` belong together, so a switch narrows both. */
export type RecordedOf<E extends EventBody> = E extends EventBody ? RecordedEvent<E> & E : never;

/** The part of a stream's name before the first hyphen. */
export const categoryOf = (stream: string): string => {
  const hyphen = stream.indexOf('-');
  return hyphen === -1 ? stream : stream.slice(0, hyphen);
};

/** Whether a stream is of a category; asked of every stream of every look. */
export const isOfCategory = (stream: string, category: string): boolean =>
  stream.startsWith(category) && (stream[category.length] ?? '-') === '-';

/** The part of a stream's name after the first hyphen. */
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

export type { JsonObject };
