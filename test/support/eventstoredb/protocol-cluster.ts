import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import { ServerCredentials } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { type NodeOptions, ProtocolNode } from './protocol-node.js';
import { type LogRecord, RecordLog } from './record-log.js';

export interface ClusterSettings extends Partial<NodeOptions> {
  /** Default 1: a server by itself. */
  readonly nodes?: number;
  /** Whether every event is linked to from `$ce-<category>`, as the by-category projection does. */
  readonly linksByCategory?: boolean;
  /** How far its clock is ahead, in milliseconds. */
  readonly aheadMs?: number;
}

const { VNodeState } = gossipPb.MemberInfo;

/**
 * A small server that speaks the protocol of EventStoreDB 24.10 for the calls that the ledger
 * makes: enough for its specs, no database. What it answers was taken from the server's public
 * source; each file says from where.
 */
export class ProtocolCluster {
  readonly nodes: ProtocolNode[] = [];
  private readonly log: RecordLog;
  private led: ProtocolNode | undefined;

  private constructor(aheadMs: number) {
    // Instants of the server have 100 ns; its clock gives what it gives.
    this.log = new RecordLog(() => BigInt(Date.now() + aheadMs) * 10_000n + 1_234n);
  }

  static async start(settings: ClusterSettings = {}): Promise<ProtocolCluster> {
    const { nodes = 1, linksByCategory = false, aheadMs = 0, admin } = settings;
    const cluster = new ProtocolCluster(aheadMs);
    const credentials = settings.credentials ?? ServerCredentials.createInsecure();
    const options = { credentials, ...(admin === undefined ? {} : { admin }) };
    const surroundings = {
      log: cluster.log,
      leader: (of: ProtocolNode) => (of.cutOffAt === undefined ? cluster.led : of),
      gossip: (of: ProtocolNode) => cluster.gossip(of),
    };
    for (let n = 0; n < nodes; n++) {
      const node = new ProtocolNode(surroundings, options);
      await node.start();
      cluster.nodes.push(node);
    }
    cluster.led = cluster.nodes[0];
    cluster.writeAsServer('$$$settings', '$metadata', '{}');
    cluster.writeAsServer('$users', '$User', '"admin"');
    if (linksByCategory) cluster.linkByCategory();
    return cluster;
  }

  get leader(): ProtocolNode {
    if (!this.led) throw new Error('No node leads.');
    return this.led;
  }

  /** Address of one server, or of all nodes for discovery by gossip. */
  url(options = ''): string {
    const hosts = this.nodes.map(({ link }) => `127.0.0.1:${link.port}`).join(',');
    const quick = 'discoveryInterval=20&gossipTimeout=1';
    return `esdb://${hosts}?tls=false&${quick}${options}`;
  }

  /** Another node leads from now on; the one before follows it. */
  elect(n: number): void {
    this.led = this.nodes[n];
  }

  /** No node leads until one is elected. */
  loseLeader(): void {
    this.led = undefined;
  }

  /**
   * Cuts the leader off from the others, which elect another: it goes on believing that it leads,
   * reads what it has and gets no quorum for what it writes.
   */
  deposeUnnoticed(n: number): ProtocolNode {
    const deposed = this.leader;
    deposed.cutOffAt = this.log.end;
    this.elect(n);
    return deposed;
  }

  /** Something in the log that no client wrote. */
  writeAsServer(stream: string, type: string, json: string): void {
    const data = Buffer.from(json);
    const event = { id: randomUUID(), type, isJson: true, data, metadata: new Uint8Array() };
    this.log.append(stream, 'any', [event]);
  }

  /** Changes the log as whoever can write to the servers' files would; answers how to undo it. */
  tamper(change: (records: LogRecord[]) => void): () => void {
    const { records } = this.log;
    const whole = [...records];
    change(records);
    return () => void records.splice(0, records.length, ...whole);
  }

  /** Events in the log, of whatever kind. */
  eventsOf(stream: string): number {
    return this.log.stream(stream).length;
  }

  /** Forgets all ids, as a server does that was started again. */
  forgetIds(): void {
    this.log.forgetIds();
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  private linkByCategory(): void {
    let linked = 0;
    const link = (): void => {
      // Links are written after the event they point to, by a projection that follows the log.
      const records = this.log.records.slice(linked);
      linked = this.log.records.length;
      for (const { stream, revision } of records) {
        if (stream.startsWith('$')) continue;
        const category = stream.slice(0, stream.indexOf('-'));
        this.writeAsServer(`$ce-${category}`, '$>', `${revision}@${stream}`);
      }
    };
    this.log.onGrown(() => setImmediate(link), new AbortController().signal);
  }

  /** Gossip.Read.cs; a node that was cut off takes the others for dead. */
  private gossip(of: ProtocolNode): ClusterInfo {
    const members = this.nodes.map((node) => {
      const isLeader = node === (of.cutOffAt === undefined ? this.led : of);
      const isAlive = node === of || (of.cutOffAt === undefined && node.cutOffAt === undefined);
      const endpoint = new gossipPb.EndPoint().setAddress('127.0.0.1').setPort(node.link.port);
      return new gossipPb.MemberInfo()
        .setInstanceId(new sharedPb.UUID().setString(randomUUID()))
        .setTimeStamp('0')
        .setState(isLeader ? VNodeState.LEADER : VNodeState.FOLLOWER)
        .setIsAlive(isAlive)
        .setHttpEndPoint(endpoint);
    });
    return new gossipPb.ClusterInfo().setMembersList(members);
  }
}
