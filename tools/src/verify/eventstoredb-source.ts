import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { canonical } from './canonical.js';
import type { LoggedEvent, ReadEvent } from './event.js';

/** An event as the server sends it. */
type Raw = ReadResp.ReadEvent.RecordedEvent;

/** What the ledger writes beside an event's data: docs/guides/eventstoredb.md. */
interface Envelope {
  /** Names the call that wrote it: no part of what is sealed. */
  readonly append?: string;
  readonly metadata?: LoggedEvent['metadata'];
  readonly schemaVersion?: number;
  readonly salt?: string;
  readonly confidentialSalt?: string;
  readonly previousDigest?: string;
  readonly recordedAt?: string;
}

const members = /^(append|confidentialSalt|metadata|previousDigest|recordedAt|salt|schemaVersion)$/;
const callName = /^[0-9a-f]{16}$/;

/** The events of a log in EventStoreDB or KurrentDB, and an end to the connection. */
export interface ServedEvents {
  events(): AsyncIterable<ReadEvent>;
  close(): void;
}

/**
 * Reads `$all` from its beginning, from the leader. What the server itself writes is passed over;
 * everything else is taken for the ledger's, also where the ledger would not have written it.
 */
export const eventStoreDbEvents = (url: string): ServedEvents => {
  const client = clientOf(url);
  let channel: { close(): void } | undefined;
  return {
    events: async function* () {
      // Only the generated call tells instants in full: the client's own cut them to milliseconds.
      const { answers } = await client['execute'](StreamsClient, 'verify', (streams) => {
        channel = streams.getChannel();
        const [metadata, options] = client['callArguments'](
          { requiresLeader: true },
          { deadline: Infinity },
        );
        return Promise.resolve({ answers: streams.read(wholeLog(), metadata, options) });
      });
      try {
        for await (const answer of answers as AsyncIterable<ReadResp>) {
          const raw = answer.getEvent()?.getEvent();
          if (raw && !isOfServer(raw)) yield readEvent(raw);
        }
      } finally {
        answers.cancel();
      }
    },
    close: () => channel?.close(),
  };
};

/** The parser quotes what it stumbled over, which may be the password. */
const clientOf = (url: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch {
    throw new Error('EVENT_STORE_URL is no address of an event store.');
  }
};

const wholeLog = () => {
  const empty = new sharedPb.Empty();
  const options = new streamsPb.ReadReq.Options()
    .setAll(new streamsPb.ReadReq.Options.AllOptions().setStart(empty))
    .setReadDirection(0)
    .setResolveLinks(false)
    .setCount(String(Number.MAX_SAFE_INTEGER))
    .setNoFilter(empty)
    .setUuidOption(new streamsPb.ReadReq.Options.UUIDOption().setString(empty));
  return new streamsPb.ReadReq().setOptions(options);
};

const isOfServer = (raw: Raw): boolean =>
  [streamOf(raw), typeOf(raw)].some((one) => one.startsWith('$'));

const streamOf = (raw: Raw): string => utf8(raw.getStreamIdentifier()?.getStreamName_asU8());
const typeOf = (raw: Raw): string => raw.getMetadataMap().get('type') ?? '';
const utf8 = (bytes: Uint8Array = new Uint8Array()): string => Buffer.from(bytes).toString();

const readEvent = (raw: Raw): ReadEvent => {
  const [dataText, envelopeText] = [utf8(raw.getData_asU8()), utf8(raw.getCustomMetadata_asU8())];
  const [data, envelope] = [objectIn(dataText), objectIn(envelopeText) as Envelope];
  const { confidentialSalt, metadata, recordedAt, schemaVersion, salt, previousDigest } = envelope;
  const event: LoggedEvent = {
    position: Number(raw.getCommitPosition()),
    recordedAt: recordedAt ?? createdOf(raw),
    stream: streamOf(raw),
    version: Number(raw.getStreamRevision()) + 1,
    id: raw.getId()?.getString() ?? '',
    type: typeOf(raw),
    schemaVersion: Number(schemaVersion),
    data,
    metadata: metadata ?? {},
    salt: String(salt),
    ...(confidentialSalt === undefined ? {} : { confidentialSalt }),
    previousDigest: String(previousDigest),
  };
  const isCanonical =
    isWritten(data, dataText) &&
    isWritten(envelope, envelopeText) &&
    metadata !== undefined &&
    callName.test(String(envelope.append)) &&
    Object.keys(envelope).every((name) => members.test(name)) &&
    (data['confidential'] !== undefined) === (confidentialSalt !== undefined);
  return { event, isCanonical };
};

/** Nothing in it where it is no JSON object: then it is not in the form that was written either. */
const objectIn = (text: string): LoggedEvent['data'] => {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as LoggedEvent['data']) : {};
  } catch {
    return {};
  }
};

const isWritten = (value: object, text: string): boolean => {
  try {
    return canonical(value) === text;
  } catch {
    return false;
  }
};

/** When the server wrote it, in units of 100 ns since 1970: RFC 3339 with six decimals. */
const createdOf = (raw: Raw): string => {
  const micros = BigInt(raw.getMetadataMap().get('created') ?? '0') / 10n;
  const milliseconds = new Date(Number(micros / 1_000n)).toISOString().slice(0, -1);
  return `${milliseconds}${String(micros % 1_000n).padStart(3, '0')}Z`;
};
