import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { ChainedEvent, NewEvent } from './event.js';
import { categoryOf } from './event.js';

/** What stands before the first event of a stream, and on every event of a stream without chain. */
export const noDigest = '0'.repeat(64);

/** Where a stream stands: the version it has reached and the digest of the event there. */
export interface StreamHead {
  readonly version: number;
  readonly digest: string;
}

/** The head of a stream that does not exist yet. */
export const noStream: StreamHead = { version: 0, digest: noDigest };

/** RFC 8785 canonical JSON. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value without a JSON form cannot be hashed.');
  return text;
};

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Canonical JSON of an event's data and metadata, where it has been made already. */
export interface EventJson {
  readonly dataJson: string;
  readonly metadataJson: string;
}

/** SHA-256(salt ‖ canonical JSON of data and metadata), `data.confidential` replaced by its digest. */
export const contentDigest = (event: NewEvent, json?: EventJson): string => {
  const { confidential, ...open } = event.data;
  const data =
    confidential === undefined
      ? (json?.dataJson ?? canonicalJson(event.data))
      : canonicalJson({
          ...open,
          confidential: sha256(
            Buffer.from(event.confidentialSalt ?? '', 'hex'),
            canonicalJson(confidential),
          ),
        });
  const metadata = json?.metadataJson ?? canonicalJson(event.metadata);
  // Canonical JSON sorts its keys, so the parts can be joined without making them again.
  return sha256(Buffer.from(event.salt, 'hex'), `{"data":${data},"metadata":${metadata}}`);
};

/** SHA-256(canonical JSON of {id, stream, version, type, schemaVersion, previousDigest, contentDigest}). */
export const eventDigest = (event: ChainedEvent, json?: EventJson): string => {
  const { id, stream, version, type, schemaVersion, previousDigest } = event;
  return sha256(
    canonicalJson({
      id,
      stream,
      version,
      type,
      schemaVersion,
      previousDigest,
      contentDigest: contentDigest(event, json),
    }),
  );
};

/** Whether events of this stream carry the digest of the one before: all but metering. */
export const isChained = (stream: string): boolean => categoryOf(stream) !== 'usage';

/**
 * Gives new events their versions and chains them to the head of their stream. `json`, one per
 * event, saves making the canonical JSON again where it is there.
 */
export const chain = (
  stream: string,
  head: StreamHead,
  events: readonly NewEvent[],
  json: readonly EventJson[] = [],
): { readonly chained: readonly ChainedEvent[]; readonly head: StreamHead } => {
  const chained: ChainedEvent[] = [];
  let { version, digest } = head;
  for (const [index, event] of events.entries()) {
    version += 1;
    const next = { ...event, stream, version, previousDigest: digest };
    chained.push(next);
    digest = isChained(stream) ? eventDigest(next, json[index]) : noDigest;
  }
  return { chained, head: { version, digest } };
};
