import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected, ProposedEvent, Written } from './record-log.js';
import { rpcErrors } from './rpc-errors.js';

/** A whole append as it came in. */
export interface AppendCommand {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
}

/** ClusterVNodeOptions.MaxAppendSize. */
const appendBytesMax = 1024 * 1024;

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** Options first, then events: Services/Transport/Grpc/Streams.Append.cs. */
export const commandOf = (requests: readonly AppendReq[]): AppendCommand => {
  const [header, ...messages] = requests;
  const options = header?.getOptions();
  if (!options) throw rpcErrors.invalidArgument('An append begins with its options.');
  let size = 0;
  const events = messages.map((request) => {
    const event = proposedOf(request);
    // Event.SizeOnDisk
    size += event.data.length + event.metadata.length + 2 * event.type.length;
    if (size > appendBytesMax) throw rpcErrors.maxAppendSize(appendBytesMax);
    return event;
  });
  const stream = textOf(options.getStreamIdentifier()?.getStreamName_asU8());
  return { stream, expected: expectedOf(options), events };
};

const proposedOf = (request: AppendReq): ProposedEvent => {
  const message = request.getProposedMessage();
  const id = message?.getId()?.getString();
  if (!message || !id) throw rpcErrors.invalidArgument('A proposed message has an id.');
  const [type, contentType] = ['type', 'content-type'].map((name) => {
    const value = message.getMetadataMap().get(name);
    if (value === undefined) throw rpcErrors.missingProperty(name);
    return value;
  });
  return {
    id,
    type: type ?? '',
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

const expectedOf = (options: AppendReq.Options): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options.getRevision());
};

/** A conflict is an answer, not a failure. */
export const appendAnswer = (written: Written, expected: Expected): AppendResp => {
  const answer = new streamsPb.AppendResp();
  if (written.kind === 'conflict')
    return answer.setWrongExpectedVersion(conflictOf(written.revision, expected));
  const position = new streamsPb.AppendResp.Position()
    .setCommitPosition(String(written.position))
    .setPreparePosition(String(written.position));
  const success = new streamsPb.AppendResp.Success().setCurrentRevision(String(written.revision));
  return answer.setSuccess(success.setPosition(position));
};

const conflictOf = (revision: number, expected: Expected): AppendResp.WrongExpectedVersion => {
  const conflict = new streamsPb.AppendResp.WrongExpectedVersion();
  if (revision === -1) conflict.setCurrentNoStream(new sharedPb.Empty());
  else conflict.setCurrentRevision(String(revision));
  if (expected === 'any') conflict.setExpectedAny(new sharedPb.Empty());
  else if (expected === 'no_stream') conflict.setExpectedNoStream(new sharedPb.Empty());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(new sharedPb.Empty());
  else conflict.setExpectedRevision(String(expected));
  return conflict;
};
