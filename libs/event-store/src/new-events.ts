import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { EventBody } from '@ledger/domain/decider.js';
import { hash } from 'node:crypto';
import type { CommandContext, Idempotency } from './command-context.js';
import type { EventMetadata, IdempotencyMark, NewEvent } from './event.js';
import { derivedId, newId } from './ids.js';

/** Who decided what, when, and on which stream: all that an envelope is made of. */
export interface Decided<E extends EventBody> {
  readonly stream: string;
  readonly commandType: string;
  readonly context: CommandContext;
  /** RFC 3339 UTC. */
  readonly now: string;
  readonly events: readonly E[];
  readonly schemaVersions: Readonly<Record<string, number>>;
}

/**
 * The id of the n-th event that a repeatable request records on a stream. The stream is part of it,
 * because one request may write to several.
 */
export const idOf = ({ scope, key }: Idempotency, stream: string, ordinal: number): string =>
  derivedId('event', scope, stream, key, String(ordinal));

/**
 * What is remembered of a repeatable request. The command's name is mixed in, so that a second
 * command under the same key on the same stream is an error and not taken for the first.
 */
export const markOf = (idempotency: Idempotency, commandType: string): IdempotencyMark => ({
  key: idempotency.key,
  fingerprint: hash('sha256', `${idempotency.fingerprint}\n${commandType}`, 'hex'),
});

/** Puts what was decided into envelopes, ready to be appended; `salt` gives 16 random bytes (hex). */
export const newEvents = <E extends EventBody>(
  decided: Decided<E>,
  salt: () => string,
): NewEvent[] => {
  const { stream, context, schemaVersions } = decided;
  const metadata = metadataOf(decided);
  return decided.events.map(({ type, data }, ordinal) => {
    const schemaVersion = schemaVersions[type];
    if (schemaVersion === undefined) throw new Error(`Event ${type} has no schema version.`);
    return {
      id: context.idempotency === undefined ? newId() : idOf(context.idempotency, stream, ordinal),
      type,
      schemaVersion,
      data,
      metadata,
      salt: salt(),
      ...(data['confidential'] === undefined ? {} : { confidentialSalt: salt() }),
    };
  });
};

const metadataOf = <E extends EventBody>({
  context,
  commandType,
  now,
}: Decided<E>): EventMetadata => ({
  effectiveOn: context.effectiveOn ?? shanghaiDate(now),
  actor: context.actor,
  correlationId: context.correlationId,
  ...(context.causationId === undefined ? {} : { causationId: context.causationId }),
  ...(context.idempotency === undefined
    ? {}
    : { idempotency: markOf(context.idempotency, commandType) }),
});
