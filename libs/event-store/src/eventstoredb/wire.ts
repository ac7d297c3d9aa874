import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';

/** An event as the server sends it. */
export type RawEvent = ReadResp.ReadEvent.RecordedEvent;

/** An event as the server takes it: bytes of JSON. */
export interface RawNewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Which streams of `$all` an answer holds, as the server's own filter says it. */
export interface StreamFilter {
  readonly regex: string;
}

const empty = () => new sharedPb.Empty();

const identifier = (stream: string) =>
  new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

/** The messages of one append; `expected` is a version of ours, from 0. */
export const appendRequests = (
  stream: string,
  expected: number | 'any',
  events: readonly RawNewEvent[],
): AppendReq[] => {
  const options = new streamsPb.AppendReq.Options().setStreamIdentifier(identifier(stream));
  if (expected === 'any') options.setAny(empty());
  else if (expected === 0) options.setNoStream(empty());
  else options.setRevision(String(expected - 1));
  const header = new streamsPb.AppendReq().setOptions(options);
  return [header, ...events.map(proposed)];
};

const proposed = ({ id, type, data, metadata }: RawNewEvent): AppendReq => {
  const message = new streamsPb.AppendReq.ProposedMessage()
    .setId(new sharedPb.UUID().setString(id))
    .setData(Buffer.from(data).toString('base64'))
    .setCustomMetadata(Buffer.from(metadata).toString('base64'));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return new streamsPb.AppendReq().setProposedMessage(message);
};

const readOptions = (isBackwards: boolean): ReadReq.Options =>
  new streamsPb.ReadReq.Options()
    .setUuidOption(new streamsPb.ReadReq.Options.UUIDOption().setString(empty()))
    .setResolveLinks(false)
    .setReadDirection(isBackwards ? 1 : 0);

const request = (options: ReadReq.Options): ReadReq => new streamsPb.ReadReq().setOptions(options);

/** Reads `count` events of a stream onwards from a version. */
export const streamForwards = (stream: string, from: number, count: number): ReadReq => {
  const part = new streamsPb.ReadReq.Options.StreamOptions()
    .setStreamIdentifier(identifier(stream))
    .setRevision(String(from - 1));
  const options = readOptions(false).setStream(part).setCount(String(count));
  return request(options.setNoFilter(empty()));
};

/** Reads `count` events of a stream back from a version, or from its end. */
export const streamBackwards = (stream: string, from: number | 'end', count: number): ReadReq => {
  const part = new streamsPb.ReadReq.Options.StreamOptions().setStreamIdentifier(
    identifier(stream),
  );
  if (from === 'end') part.setEnd(empty());
  else part.setRevision(String(from - 1));
  const options = readOptions(true).setStream(part).setCount(String(count));
  return request(options.setNoFilter(empty()));
};

/** Reads `count` events of `$all` from a position on, that of `from` included. */
export const allForwards = (from: number, count: number): ReadReq =>
  request(readOptions(false).setAll(allFrom(from)).setCount(String(count)).setNoFilter(empty()));

/** Reads the last event before a position among those of some streams. */
export const lastOfAllBefore = (position: number, filter: StreamFilter): ReadReq =>
  request(
    readOptions(true).setAll(allFrom(position)).setCount('1').setFilter(filterOptions(filter)),
  );

/** Subscribes to what will come to some streams. */
export const allFromNowOn = (filter: StreamFilter): ReadReq =>
  request(
    readOptions(false)
      .setAll(new streamsPb.ReadReq.Options.AllOptions().setEnd(empty()))
      .setSubscription(new streamsPb.ReadReq.Options.SubscriptionOptions())
      .setFilter(filterOptions(filter)),
  );

const allFrom = (position: number): ReadReq.Options.AllOptions => {
  const all = new streamsPb.ReadReq.Options.AllOptions();
  if (position === 0) return all.setStart(empty());
  const at = new streamsPb.ReadReq.Options.Position()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return all.setPosition(at);
};

const filterOptions = ({ regex }: StreamFilter): ReadReq.Options.FilterOptions =>
  new streamsPb.ReadReq.Options.FilterOptions()
    .setStreamIdentifier(new streamsPb.ReadReq.Options.FilterOptions.Expression().setRegex(regex))
    .setCount(empty())
    // A checkpoint for every 32 × this many events passed over; nobody here listens to them.
    .setCheckpointintervalmultiplier(1_000);
