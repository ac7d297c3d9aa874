import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { setMaxListeners } from 'node:events';
import { LogUnavailable } from '../event-log.js';
import { asUnavailable, isOfThisNode, NoAnswer, persistently } from './failures.js';

/** How long the server is waited for. */
export interface Patience {
  /**
   * Milliseconds that an append, the next answer of a read, or finding the leader may take: more
   * than the server's own limit for a quorum (2 s). Default 5,000.
   */
  readonly answerMsMax?: number;
  /** Milliseconds during which a call is made again, an election among them. Default 10,000. */
  readonly retriedMsMax?: number;
}

type Channel = ReturnType<StreamsClient['getChannel']>;

/** The connection that a call went over. Equal ones are the same node without interruption. */
export type Node = object;

export interface Answered<T> {
  readonly answer: T;
  readonly node: Node;
}

export interface ReadOptions {
  /** Ends the read; without it a silent server does after some seconds. */
  readonly signal?: AbortSignal;
}

/**
 * Calls to the leader. `@eventstore/db-client` finds it, connects with the URL's TLS and
 * credentials, and moves on to another node when one fails; the calls are its own generated ones,
 * because its wrappers drop the fractions of `created`, order the keys of JSON anew and can end the
 * process when a connection is lost in the middle of an append (docs/guides/eventstoredb.md).
 */
export class Connection {
  private readonly client: EventStoreDBClient;
  private channel: Channel | undefined;
  private readonly closing = new AbortController();
  private readonly appends = new Set<Promise<unknown>>();
  private readonly answerMsMax: number;
  private readonly retriedMsMax: number;
  /** Called when calls go to another node than before. */
  onMoved: () => void = () => undefined;

  constructor(url: string, { answerMsMax = 5_000, retriedMsMax = 10_000 }: Patience = {}) {
    this.answerMsMax = answerMsMax;
    this.retriedMsMax = retriedMsMax;
    this.client = clientOf(url);
    // Every read under way listens.
    setMaxListeners(0, this.closing.signal);
    // The client does not wait for this one; where it fails, the process would end.
    const { client } = this;
    const handleError = client['handleError'];
    client['handleError'] = (failed, error) => handleError(failed, error).catch(() => undefined);
  }

  /** One append, in whole. Fails with what gRPC says. */
  append(requests: readonly AppendReq[]): Promise<Answered<AppendResp>> {
    const run = (streams: StreamsClient): Promise<AppendResp> =>
      new Promise((resolve, reject) => {
        const [metadata, options] = this.client['callArguments']({
          requiresLeader: true,
          deadline: this.answerMsMax,
        });
        const call = streams.append(metadata, options, (error, answer) =>
          error ? reject(error) : resolve(answer),
        );
        call.on('error', reject);
        for (const request of requests) call.write(request);
        call.end();
      });
    const appending = this.call(run);
    const done = (): boolean => this.appends.delete(appending);
    this.appends.add(appending);
    appending.then(done, done);
    return appending;
  }

  /** Hands over answers until `take` says that it has enough (false), or the read ends. */
  read(
    request: ReadReq,
    take: (answer: ReadResp) => boolean,
    { signal }: ReadOptions = {},
  ): Promise<Answered<void>> {
    const run = (streams: StreamsClient): Promise<void> =>
      new Promise((resolve, reject) => {
        const [metadata, options] = this.client['callArguments'](
          { requiresLeader: true },
          { deadline: Infinity },
        );
        const call = streams.read(request, metadata, options);
        let silence: NodeJS.Timeout | undefined;
        let isOver = false;
        const end = (error?: Error): void => {
          isOver = true;
          clearTimeout(silence);
          signal?.removeEventListener('abort', enough);
          this.closing.signal.removeEventListener('abort', leave);
          if (error) reject(error);
          else resolve();
        };
        const breakOff = (error?: Error): void => {
          end(error);
          call.cancel();
        };
        const enough = (): void => breakOff();
        const leave = (): void => breakOff(closedLog());
        const listen = (): void => {
          clearTimeout(silence);
          if (signal) return;
          const ms = this.answerMsMax;
          silence = setTimeout(() => breakOff(new NoAnswer(ms)), ms);
        };
        call.on('data', (answer: ReadResp) => {
          // What was on its way when enough was had.
          if (isOver) return;
          listen();
          if (!take(answer)) enough();
        });
        call.on('end', () => end());
        call.on('error', end);
        signal?.addEventListener('abort', enough);
        this.closing.signal.addEventListener('abort', leave);
        listen();
        if (signal?.aborted === true) enough();
      });
    return this.call(run);
  }

  /** Runs something again while it fails for a passing reason. */
  persistently<T>(work: () => Promise<T>, msMax = this.retriedMsMax): Promise<T> {
    return persistently(work, Math.min(msMax, this.retriedMsMax));
  }

  /** The server's version, and whether it tells the positions of events in streams. */
  async server(): Promise<{ readonly version: string; readonly hasPositions: boolean }> {
    this.assertOpen();
    const features = await inTime(this.client['capabilities'], this.answerMsMax);
    const hasPositions = features.supports(StreamsService.read, 'position');
    return { version: features.serverVersion, hasPositions };
  }

  /** Breaks reads off and waits for appends under way, as long as these may take. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.appends);
    this.channel?.close();
  }

  private call<T>(run: (streams: StreamsClient) => Promise<T>): Promise<Answered<T>> {
    return new Promise((resolve, reject) => {
      this.assertOpen();
      const { answerMsMax } = this;
      const late = setTimeout(() => reject(new NoAnswer(answerMsMax)), answerMsMax);
      const connected = async (streams: StreamsClient): Promise<Answered<T>> => {
        clearTimeout(late);
        const node = streams.getChannel();
        this.noteNode(node);
        try {
          return { answer: await run(streams), node };
        } catch (error) {
          // Only such a failure makes the client look for the leader anew.
          throw isOfThisNode(error) ? asUnavailable(error) : error;
        }
      };
      this.client['execute'](StreamsClient, 'streams', connected)
        .finally(() => clearTimeout(late))
        .then(resolve, reject);
    });
  }

  private noteNode(channel: Channel): void {
    if (this.channel === channel) return;
    const isFirst = this.channel === undefined;
    this.channel = channel;
    if (!isFirst) this.onMoved();
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw closedLog();
  }
}

const closedLog = (): LogUnavailable => new LogUnavailable('The event log is closed.');

/** A client for an address; what is wrong with it is said without repeating any of it. */
const clientOf = (url: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    const { message } = error as Error;
    // The parser quotes the part it stumbled over, which may be the password.
    const expected = /expected .*$/s.exec(message)?.[0];
    const reason = expected === undefined ? message : `${expected} somewhere in it`;
    throw new Error(`EVENT_STORE_URL cannot be used: ${reason}.`);
  }
};

const inTime = async <T>(work: Promise<T>, msMax: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(msMax)), msMax);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
