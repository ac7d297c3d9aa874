import type { StreamHead } from '../digest.js';
import type { NewEvent, RecordedEvent } from '../event.js';
import {
  type Appended,
  type Batch,
  type EventFilter,
  type EventLog,
  type Following,
  type FollowOptions,
  LogUnavailable,
  type Snapshot,
} from '../event-log.js';
import { Followings } from '../following.js';
import { Wake } from '../wake.js';
import { Appender, type AppenderOptions, type MovedEvent } from './appender.js';
import { Barrier } from './barrier.js';
import { Connection, type Patience } from './connection.js';
import { troubleWith } from './diagnosis.js';
import { isSilence, once } from './failures.js';
import { Listener } from './listener.js';
import { Reader } from './reader.js';
import { Snapshots } from './snapshots.js';
import { Tail } from './tail.js';

export interface EventStoreDbLogOptions extends AppenderOptions, Patience {
  /** Names the stream of barriers, `barrier-<cluster>`. Default `ledger`. */
  readonly cluster?: string;
}

/** Milliseconds after which a store that does not answer is said to be away. */
const readyMsMax = 1_500;

/**
 * The event log in EventStoreDB or KurrentDB. Positions are the server's commit positions: ordered
 * and sparse. The server must hold nothing else: see docs/guides/eventstoredb.md. Event ids are
 * unique per place in a stream, not in the whole log. Connects when first used.
 */
export class EventStoreDbEventLog implements EventLog {
  private readonly wake = new Wake();
  private readonly connection: Connection;
  private readonly reader: Reader;
  private readonly tail: Tail;
  private readonly appender: Appender;
  private readonly barrier: Barrier;
  private readonly snapshots: Snapshots;
  private readonly listener: Listener;
  private readonly followings = new Followings();
  private closing: Promise<void> | undefined;

  /** Takes an address `esdb://` or `esdb+discover://`. Throws where it is none. */
  constructor(
    private readonly url: string,
    { cluster = 'ledger', ...options }: EventStoreDbLogOptions = {},
  ) {
    this.connection = new Connection(url, options);
    this.reader = new Reader(this.connection);
    this.tail = new Tail(this.reader);
    this.appender = new Appender(this.connection, this.reader, options);
    this.barrier = new Barrier(this.connection, cluster);
    this.snapshots = new Snapshots(this.connection, this.barrier, this.reader, this.tail);
    this.listener = new Listener(this.connection, this.wake);
  }

  read(stream: string, from = 1, upTo = Infinity): Promise<readonly RecordedEvent[]> {
    return this.connection.persistently(() => this.reader.stream(stream, from, upTo));
  }

  async append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    this.assertOpen();
    return this.woken(await this.appender.append(stream, expected, events));
  }

  /**
   * Appends events of one stream that were recorded in another store, in order: they keep their
   * versions, digests and instants, so that every proof goes on holding. Errors as `append`.
   */
  async appendMoved(stream: string, events: readonly MovedEvent[]): Promise<Appended> {
    this.assertOpen();
    return this.woken(await this.appender.appendMoved(stream, events));
  }

  versions(streams: readonly string[]): Promise<Snapshot> {
    return this.snapshots.versions(streams);
  }

  follow(
    after: number,
    options: FollowOptions,
    onBatch: (batch: Batch) => Promise<void>,
  ): Following {
    this.assertOpen();
    this.listener.start();
    const source = {
      wake: this.wake,
      // A follower asks again by itself.
      readAll: (from: number, limit: number) => once(() => this.tail.read(from, limit, options)),
    };
    return this.followings.start(source, after, options, onBatch);
  }

  async readAll(after: number, limit: number, filter: EventFilter = {}): Promise<Batch> {
    const { events, through } = await this.connection.persistently(() =>
      this.reader.page(after, limit, filter),
    );
    return { events, through };
  }

  changed(timeoutMs: number): Promise<void> {
    this.listener.start();
    return this.wake.after(this.wake.count, timeoutMs);
  }

  /**
   * Raises a barrier and looks for it in `$all`: that takes a leader, a quorum and the rights. Where
   * nobody answers, each node is asked why: an authority that is not trusted is not a lost leader.
   */
  async ready(): Promise<void> {
    this.assertOpen();
    try {
      await this.serve();
    } catch (error) {
      if (!isSilence(error)) throw error;
      const trouble = await troubleWith(this.url).catch(() => undefined);
      if (trouble === undefined) throw error;
      throw new LogUnavailable(`${(error as Error).message} ${trouble}`, { cause: error });
    }
  }

  private async serve(): Promise<void> {
    const { version, hasPositions } = await once(() => this.connection.server());
    if (!hasPositions)
      throw new LogUnavailable(
        `The event store (version ${version}) is too old: 22.6 or later is needed.`,
      );
    await this.connection.persistently(async () => {
      const { position } = await this.barrier.raise();
      await this.tail.lastUpTo(position);
    }, readyMsMax);
  }

  /** Ends the following and waits for appends under way. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    this.listener.close();
    this.snapshots.close();
    const stopped = this.followings.stopAll();
    await this.connection.close();
    await stopped;
  }

  /** The subscription would wake those who wait too, one trip later. */
  private woken(appended: Appended): Appended {
    if (!appended.repeated) this.wake.wakeAll();
    return appended;
  }

  private assertOpen(): void {
    if (this.closing) throw new LogUnavailable('The event log is closed.');
  }
}
