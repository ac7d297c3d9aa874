import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import {
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  Server,
  type ServerCredentials,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { once } from 'node:events';
import { appendAnswer, commandOf } from './append-call.js';
import { answerRead, type Sight } from './read-call.js';
import type { RecordLog } from './record-log.js';
import { rpcErrors } from './rpc-errors.js';
import { TcpLink } from './tcp-link.js';

/** What a node is asked about the others. */
export interface NodeSurroundings {
  readonly log: RecordLog;
  /** The node that leads, as this one believes; undefined while there is none. */
  leader(of: ProtocolNode): ProtocolNode | undefined;
  gossip(of: ProtocolNode): ClusterInfo;
}

export interface NodeOptions {
  readonly credentials: ServerCredentials;
  /** Who may do anything, as `name:password`; undefined: nobody is asked (an insecure server). */
  readonly admin?: string;
}

/** How long a leader waits for its quorum before it gives up (CommitTimeoutMs; 2 s by default). */
const quorumMsMax = 150;
/** What it says of itself, as ServerFeatures.cs makes it out of its endpoints. */
const serverVersion = '24.10.6';
const methods = [
  ['event_store.client.streams.streams', 'read', ['position', 'events']],
  ['event_store.client.streams.streams', 'append', []],
  ['event_store.client.gossip.gossip', 'read', []],
] as const;

/** One node of the protocol server: the calls that the ledger makes, over real sockets. */
export class ProtocolNode {
  link!: TcpLink;
  /** Position at which this node was cut off from the others; it still takes itself for the leader. */
  cutOffAt: number | undefined;
  /** Appends that will be recorded and never answered: the connection breaks first. */
  answersToLose = 0;
  /** The same for every so many-th append; 0 for none. */
  losesEvery = 0;
  /** Calls that have come in, by name. */
  readonly calls = { append: 0, read: 0, subscribe: 0 };
  private readonly server = new Server({ 'grpc.max_concurrent_streams': 100 });
  private readonly stopping = new AbortController();

  constructor(
    private readonly surroundings: NodeSurroundings,
    private readonly options: NodeOptions,
  ) {}

  async start(): Promise<void> {
    const { server } = this;
    server.addService(streamsGrpc.StreamsService, {
      read: this.read,
      append: this.append,
    } satisfies UntypedServiceImplementation);
    server.addService(gossipGrpc.GossipService, { read: this.gossip });
    server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: this.features });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', this.options.credentials, (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.link = await TcpLink.to(port);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.link.remove();
    this.server.forceShutdown();
  }

  private get sight(): Sight {
    const { log } = this.surroundings;
    return { log, end: () => this.cutOffAt ?? log.end };
  }

  /** ClusterVNodeController: who is not the leader sends away whoever asks for it. */
  private assertServes(headers: Metadata): void {
    this.assertAllowed(headers);
    const leader = this.surroundings.leader(this);
    if (leader === this || headers.get('requires-leader')[0] !== 'true') return;
    throw leader ? rpcErrors.notLeader('127.0.0.1', leader.link.port) : rpcErrors.noLeaderInfo();
  }

  private assertAllowed(headers: Metadata): void {
    const { admin } = this.options;
    if (admin === undefined) return;
    const given = headers.get('authorization')[0];
    if (given === undefined) throw rpcErrors.accessDenied();
    const expected = `Basic ${Buffer.from(admin).toString('base64')}`;
    if (given !== expected) throw rpcErrors.unauthenticated();
  }

  private readonly append: handleClientStreamingCall<AppendReq, AppendResp> = (call, answer) => {
    this.calls.append += 1;
    const requests: AppendReq[] = [];
    call.on('data', (request: AppendReq) => requests.push(request));
    call.on('error', () => undefined);
    call.on('end', () => {
      this.decide(call.metadata, requests).then(
        (response) => response && answer(null, response),
        (error: ServiceError) => answer(error),
      );
    });
  };

  private async decide(
    headers: Metadata,
    requests: readonly AppendReq[],
  ): Promise<AppendResp | undefined> {
    this.assertServes(headers);
    const { stream, expected, events } = commandOf(requests);
    if (this.cutOffAt !== undefined) {
      // Written here and nowhere else, and taken back when the node joins the others again.
      await new Promise((resolve) => setTimeout(resolve, quorumMsMax));
      throw rpcErrors.timeout('Commit phase timeout.');
    }
    // A quorum is a trip away.
    await new Promise((resolve) => setImmediate(resolve));
    const written = this.surroundings.log.append(stream, expected, events);
    if (this.isLost(stream)) {
      this.link.cut();
      return undefined;
    }
    return appendAnswer(written, expected);
  }

  private isLost(stream: string): boolean {
    if (this.losesEvery > 0 && this.calls.append % this.losesEvery === 0) return true;
    if (this.answersToLose === 0 || stream.startsWith('barrier-')) return false;
    this.answersToLose -= 1;
    return true;
  }

  private readonly read: handleServerStreamingCall<ReadReq, ReadResp> = (call) => {
    this.calls[call.request.getOptions()?.hasSubscription() ? 'subscribe' : 'read'] += 1;
    const cancelled = new AbortController();
    call.on('cancelled', () => cancelled.abort());
    call.on('error', () => cancelled.abort());
    const signal = AbortSignal.any([cancelled.signal, this.stopping.signal]);
    const send = async (answer: ReadResp): Promise<void> => {
      if (signal.aborted || call.write(answer)) return;
      await once(call, 'drain', { signal }).catch(() => undefined);
    };
    const answered = async (): Promise<void> => {
      this.assertServes(call.metadata);
      await answerRead(call.request, this.sight, send, signal);
      call.end();
    };
    answered().catch((error: ServiceError) => {
      if (!signal.aborted) call.emit('error', error);
    });
  };

  private readonly gossip: handleUnaryCall<Empty, ClusterInfo> = (_, answer) => {
    answer(null, this.surroundings.gossip(this));
  };

  private readonly features: handleUnaryCall<Empty, SupportedMethods> = (_, answer) => {
    const supported = new featuresPb.SupportedMethods().setEventStoreServerVersion(serverVersion);
    for (const [service, name, features] of methods) {
      const method = new featuresPb.SupportedMethod().setServiceName(service).setMethodName(name);
      supported.addMethods(method.setFeaturesList([...features]));
    }
    answer(null, supported);
  };
}
