import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
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

/** Canonical JSON of an event's parts, where it has been made already. */
export interface EventJson {
  readonly dataJson: string;
  readonly metadataJson: string;
}

const sha256 = (salt: string, text: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text)]), 'hex');

/** SHA-256(salt ‖ canonical JSON of data and metadata), `data.confidential` replaced by its digest. */
export const contentDigest = (event: NewEvent, json?: EventJson): string => {
  const { confidential } = event.data;
  const data =
    confidential === undefined
      ? (json?.dataJson ?? canonicalJson(event.data))
      : canonicalJson({
          ...event.data,
          confidential: sha256(event.confidentialSalt ?? '', canonicalJson(confidential)),
        });
  const metadata = json?.metadataJson ?? canonicalJson(event.metadata);
  // Canonical JSON sorts its keys, so the parts can be joined without making them again.
  return sha256(event.salt, `{"data":${data},"metadata":${metadata}}`);
};

/** What an event's digest covers beside its content. */
export type EventHeader = Pick<
  ChainedEvent,
  'id' | 'stream' | 'version' | 'type' | 'schemaVersion' | 'previousDigest'
>;

/**
 * SHA-256(canonical JSON of {id, stream, version, type, schemaVersion, previousDigest, contentDigest}).
 * Members stand as canonical JSON sorts them.
 */
export const headerDigest = (event: EventHeader, content: string): string =>
  hash(
    'sha256',
    `{"contentDigest":"${content}","id":"${event.id}"` +
      `,"previousDigest":"${event.previousDigest}","schemaVersion":${event.schemaVersion}` +
      `,"stream":${canonicalJson(event.stream)},"type":${canonicalJson(event.type)}` +
      `,"version":${event.version}}`,
    'hex',
  );

/** `headerDigest` of a whole event. */
export const eventDigest = (event: ChainedEvent, json?: EventJson): string =>
  headerDigest(event, contentDigest(event, json));

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
  let last = head;
  for (const [index, event] of events.entries()) {
    const next = placed(event, stream, last);
    chained.push(next);
    last = headAfter(next, json[index]);
  }
  return { chained, head: last };
};

/** Member by member: the engine takes microseconds to add members to a spread object. */
const placed = (event: NewEvent, stream: string, last: StreamHead): ChainedEvent => ({
  id: event.id,
  type: event.type,
  schemaVersion: event.schemaVersion,
  data: event.data,
  metadata: event.metadata,
  salt: event.salt,
  ...(event.confidentialSalt === undefined ? {} : { confidentialSalt: event.confidentialSalt }),
  stream,
  version: last.version + 1,
  previousDigest: last.digest,
});

/** The head of a stream that ends with an event. */
const headAfter = (event: ChainedEvent, json?: EventJson): StreamHead => {
  const { version } = event;
  if (!isChained(event.stream)) return { version, digest: noDigest };
  // Rare, and its confidential part is not among the texts.
  if (event.data['confidential'] !== undefined)
    return { version, digest: eventDigest(event, json) };
  // As text: whoever folds the event may change what it holds.
  return new LateHead(event, json ?? jsonOf(event));
};

/**
 * A head whose digest is made when first asked for: not before the stream's next event, so that
 * nobody waits for it when this one is appended. A class, for the engine keeps the getter of an
 * object literal, and all that it refers to, until its next full collection.
 */
class LateHead implements StreamHead {
  readonly version: number;
  private made: string | undefined;
  private source: { readonly event: ChainedEvent; readonly json: EventJson } | undefined;

  constructor(event: ChainedEvent, json: EventJson) {
    this.version = event.version;
    this.source = { event, json };
  }

  get digest(): string {
    if (this.source !== undefined) this.made = eventDigest(this.source.event, this.source.json);
    this.source = undefined;
    return this.made ?? noDigest;
  }
}

const jsonOf = ({ data, metadata }: NewEvent): EventJson => ({
  dataJson: canonicalJson(data),
  metadataJson: canonicalJson(metadata),
});
