import { canonicalJson } from '../canonical-json.js';
import type { ChainedEvent, EventMetadata, JsonObject, RecordedEvent } from '../event.js';
import { categoryOf } from '../event.js';
import type { EventJson } from '../digest.js';
import { instantOf } from '../instant.js';
import { Unreadable } from './failures.js';
import type { RawEvent, RawNewEvent, StreamFilter } from './wire.js';

/** Category of the streams that only this adapter writes and nobody follows. */
export const barrierCategory = 'barrier';

/** The ledger's own streams: neither the server's nor the barriers. */
export const ledgerStreams: StreamFilter = { regex: `^(?!\\$|${barrierCategory}-)` };

/** Whether an event of `$all` belongs to the ledger. A `$` marks what the server writes itself. */
export const isOfLedger = (raw: RawEvent): boolean => {
  const stream = streamOf(raw);
  return (
    !stream.startsWith('$') &&
    !typeOf(raw).startsWith('$') &&
    categoryOf(stream) !== barrierCategory
  );
};

export const streamOf = (raw: RawEvent): string =>
  Buffer.from(raw.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();

export const typeOf = (raw: RawEvent): string => raw.getMetadataMap().get('type') ?? '';

/** Place in its stream, from 1. */
export const versionOf = (raw: RawEvent): number => Number(raw.getStreamRevision()) + 1;

/** Commit position as a number. Throws where the server gave none or one beyond 2^53. */
export const positionOf = (raw: RawEvent): number => {
  const position = Number(raw.getCommitPosition());
  if (!Number.isSafeInteger(position))
    throw new Unreadable(`Stream ${streamOf(raw)}: an event has no usable position.`);
  return position;
};

export const idOf = (raw: RawEvent): string => raw.getId()?.getString() ?? '';

/** What stands beside an event's data: all of the envelope that the server has no place for. */
interface Envelope {
  /** Names the call that wrote the event, so that whoever writes it again learns who was first. */
  readonly append: string;
  readonly confidentialSalt?: string;
  readonly metadata: EventMetadata;
  readonly previousDigest: string;
  /** Only of an event that was moved here: when it was recorded first. */
  readonly recordedAt?: string;
  readonly salt: string;
  readonly schemaVersion: number;
}

/** An event as bytes: canonical JSON, so that they are the same whoever writes them. */
export const bytesOf = (
  event: ChainedEvent & { readonly recordedAt?: string },
  { dataJson, metadataJson }: EventJson,
  append: string,
): RawNewEvent => {
  const { id, type, salt, schemaVersion, previousDigest, confidentialSalt, recordedAt } = event;
  const members = { append, confidentialSalt, previousDigest, recordedAt, salt, schemaVersion };
  // `metadata` is canonical already; members are in the order of their names.
  const rest = canonicalJson(members);
  const at = rest.indexOf('"previousDigest"');
  const metadata = `${rest.slice(0, at)}"metadata":${metadataJson},${rest.slice(at)}`;
  return { id, type, data: dataJson, metadata };
};

const envelopeOf = (raw: RawEvent): Envelope => {
  const text = Buffer.from(raw.getCustomMetadata_asU8()).toString();
  try {
    const envelope = JSON.parse(text) as Partial<Envelope>;
    if (Number.isSafeInteger(envelope.schemaVersion) && envelope.metadata)
      return envelope as Envelope;
  } catch {
    // Falls through: the same is wrong with it.
  }
  throw new Unreadable(
    `Event ${idOf(raw)} in stream ${streamOf(raw)} was not written by this ledger, which needs ` +
      'an event store of its own.',
  );
};

/** The call that wrote an event. */
export const writerOf = (raw: RawEvent): string => envelopeOf(raw).append;

/** An event of the ledger. Throws where something else wrote it. */
export const eventOf = (raw: RawEvent): RecordedEvent => {
  const envelope = envelopeOf(raw);
  const { confidentialSalt } = envelope;
  return {
    id: idOf(raw),
    type: typeOf(raw),
    schemaVersion: envelope.schemaVersion,
    data: JSON.parse(Buffer.from(raw.getData_asU8()).toString()) as JsonObject,
    metadata: envelope.metadata,
    salt: envelope.salt,
    ...(confidentialSalt === undefined ? {} : { confidentialSalt }),
    stream: streamOf(raw),
    version: versionOf(raw),
    previousDigest: envelope.previousDigest,
    position: positionOf(raw),
    recordedAt: envelope.recordedAt ?? createdOf(raw),
  };
};

/** When the server wrote it: it says so in units of 100 ns since 1970. */
const createdOf = (raw: RawEvent): string => {
  const ticks = BigInt(raw.getMetadataMap().get('created') ?? '0');
  return instantOf(Number(ticks / 10n));
};
