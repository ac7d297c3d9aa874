import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import type { LogRecord, RecordLog } from './record-log.js';
import { rpcErrors } from './rpc-errors.js';

/** What a node can see of the log: all, or as far as a leader that was cut off got. */
export interface Sight {
  readonly log: RecordLog;
  /** Position from which on it sees nothing. */
  readonly end: () => number;
}

/** Sends one answer; resolves when there is room for the next. */
export type Send = (answer: ReadResp) => Promise<void>;

type Matches = (record: LogRecord) => boolean;

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/**
 * Streams.Read: Services/Transport/Grpc/Streams.Read.cs and the enumerators it makes, in
 * Services/Transport/Enumerators. Ends when there is no more to send; a subscription, when aborted.
 */
export const answerRead = async (
  request: ReadReq,
  sight: Sight,
  send: Send,
  signal: AbortSignal,
): Promise<void> => {
  const options = request.getOptions();
  if (!options?.hasUuidOption()) throw rpcErrors.invalidArgument('`uuidOption` is required.');
  if (options.hasStream()) return readStream(options, sight, send, signal);
  const matches = filterOf(options);
  if (options.hasSubscription()) return subscribe(options, sight, matches, send, signal);
  return readAll(options, sight, matches, send, signal);
};

/** ReadStreamForwards and ReadStreamBackwards; IndexReader.ReadStreamEvents… for $maxCount. */
const readStream = async (
  options: ReadReq.Options,
  { log, end }: Sight,
  send: Send,
  signal: AbortSignal,
): Promise<void> => {
  const part = options.getStream();
  const name = textOf(part?.getStreamIdentifier()?.getStreamName_asU8());
  const records = log.stream(name).filter(({ position }) => position < end());
  if (records.length === 0) {
    const notFound = new streamsPb.ReadResp.StreamNotFound();
    const identifier = new sharedPb.StreamIdentifier().setStreamName(Buffer.from(name));
    return send(
      new streamsPb.ReadResp().setStreamNotFound(notFound.setStreamIdentifier(identifier)),
    );
  }
  const maxCount = log.maxCount(name);
  const seen = maxCount === 0 ? records : records.slice(-maxCount);
  const from = part?.hasRevision() ? Number(part.getRevision()) : part?.hasEnd() ? Infinity : 0;
  const isBackwards = options.getReadDirection() === 1;
  const ordered = isBackwards
    ? seen.filter(({ revision }) => revision <= from).reverse()
    : seen.filter(({ revision }) => revision >= from);
  await sendAll(ordered.slice(0, Number(options.getCount())), send, signal);
};

/** ReadAllForwards, ReadAllBackwards and their filtered forms. */
const readAll = async (
  options: ReadReq.Options,
  { log, end }: Sight,
  matches: Matches,
  send: Send,
  signal: AbortSignal,
): Promise<void> => {
  const from = startOf(options, log);
  const count = Number(options.getCount());
  const isBackwards = options.getReadDirection() === 1;
  if (from < end() && from > 0 && !isBoundary(log, from)) throw rpcErrors.invalidPosition();
  const found: LogRecord[] = [];
  // AllReader: forwards takes records from a position on, backwards those that end before it.
  if (isBackwards) {
    for (let at = firstFrom(log, Math.min(from, end())) - 1; at >= 0; at--) {
      const record = log.records[at];
      if (found.length === count || !record) break;
      if (matches(record)) found.push(record);
    }
  } else {
    for (let at = firstFrom(log, from); at < log.records.length; at++) {
      const record = log.records[at];
      if (found.length === count || !record || record.position >= end()) break;
      if (matches(record)) found.push(record);
    }
  }
  await sendAll(found, send, signal);
};

/** AllSubscription and AllSubscriptionFiltered: confirmed, caught up, then live. */
const subscribe = async (
  options: ReadReq.Options,
  { log, end }: Sight,
  matches: Matches,
  send: Send,
  signal: AbortSignal,
): Promise<void> => {
  const start = options.getAll();
  // After the position given; `end` means after what is there now.
  let next = start?.hasEnd() ? end() : start?.hasPosition() ? startOf(options, log) + 1 : 0;
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  await send(new streamsPb.ReadResp().setConfirmation(confirmation));
  let wake = (): void => undefined;
  log.onGrown(() => wake(), signal);
  signal.addEventListener('abort', () => wake(), { once: true });
  for (let isCaughtUp = false; !signal.aborted;) {
    const grown = new Promise<void>((resolve) => {
      wake = resolve;
    });
    for (let at = firstFrom(log, next); at < log.records.length && !signal.aborted; at++) {
      const record = log.records[at];
      if (!record || record.position >= end()) break;
      if (matches(record)) await send(eventAnswer(record));
      next = record.postPosition;
    }
    if (!isCaughtUp)
      await send(new streamsPb.ReadResp().setCaughtUp(new streamsPb.ReadResp.CaughtUp()));
    isCaughtUp = true;
    await grown;
  }
};

const startOf = (options: ReadReq.Options, log: RecordLog): number => {
  const all = options.getAll();
  if (all?.hasEnd()) return log.end;
  return all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : 0;
};

/** Index of the first record at or after a position. */
const firstFrom = ({ records }: RecordLog, position: number): number => {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A read elsewhere than at a record's edge meets garbage (StorageReaderWorker: InvalidPosition). */
const isBoundary = (log: RecordLog, position: number): boolean =>
  log.records[firstFrom(log, position)]?.position === position;

/** Data/EventFilter: by name of stream or type, a regular expression or prefixes. */
const filterOf = (options: ReadReq.Options): Matches => {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => {
    const name = byStream ? record.stream : record.type;
    return regex ? regex.test(name) : prefixes.some((prefix) => name.startsWith(prefix));
  };
};

const sendAll = async (
  records: readonly LogRecord[],
  send: Send,
  signal: AbortSignal,
): Promise<void> => {
  for (const record of records) {
    if (signal.aborted) return;
    await send(eventAnswer(record));
  }
};

/** ConvertToReadEvent in Streams.Read.cs; links are not resolved here, as no client asks for it. */
const eventAnswer = (record: LogRecord): ReadResp => {
  const position = String(record.position);
  const event = new streamsPb.ReadResp.ReadEvent.RecordedEvent()
    .setId(new sharedPb.UUID().setString(record.id))
    .setStreamIdentifier(new sharedPb.StreamIdentifier().setStreamName(Buffer.from(record.stream)))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('created', String(record.created))
    .set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  const read = new streamsPb.ReadResp.ReadEvent().setEvent(event).setCommitPosition(position);
  return new streamsPb.ReadResp().setEvent(read);
};
