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
import { requestOf } from './append-request.js';
import { Channel } from './channel.js';
import { asTexts, type Statement } from './text-query.js';
import { Reader } from './reader.js';
import { Sequencer, type SequencerOptions } from './sequencer.js';
import { Snapshots } from './snapshots.js';
import { Tail } from './tail.js';

export interface PostgresLogOptions extends SequencerOptions {
  /** Connections that read. Default 4. */
  readonly readers?: number;
}

const mayAppend: Statement = {
  name: 'may_append',
  text: `SELECT coalesce(bool_or(has_function_privilege(p.oid, 'EXECUTE')), false),
      pg_is_in_recovery()
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = 'ledger' AND p.proname = 'append'`,
};

/**
 * The event log in Postgres. Connects as the application's role when first used; the database must
 * have been migrated. Uses `writers` + `readers` + 2 connections at most.
 */
export class PostgresEventLog implements EventLog {
  private readonly wake = new Wake();
  private readonly reader: Reader;
  private readonly tail: Tail;
  private readonly sequencer: Sequencer;
  private readonly snapshots: Snapshots;
  private readonly channel: Channel;
  private readonly followings = new Followings();
  private closing: Promise<void> | undefined;

  constructor(url: string, options: PostgresLogOptions = {}) {
    this.reader = new Reader(url, options.readers ?? 4);
    this.tail = new Tail(this.reader, this.wake);
    this.channel = new Channel(url, this.wake);
    const onRecorded = (): void => {
      this.wake.wakeAll();
      this.channel.announce();
    };
    this.sequencer = new Sequencer(url, this.reader, onRecorded, options);
    this.snapshots = new Snapshots(url);
  }

  async read(stream: string, from = 1, upTo = Infinity): Promise<readonly RecordedEvent[]> {
    this.assertOpen();
    return this.tail.ofStream(stream, from, upTo) ?? this.reader.stream(stream, from, upTo);
  }

  async append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const request = requestOf(stream, expected, events);
    const appended = await this.sequencer.append(request);
    if (!appended.repeated) this.tail.offer(appended.events, request.bytes);
    return appended;
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
    this.channel.listen();
    const source = {
      wake: this.wake,
      readAll: (from: number, limit: number) => this.tail.read(from, limit, options),
    };
    return this.followings.start(source, after, options, onBatch);
  }

  async readAll(after: number, limit: number, filter: EventFilter = {}): Promise<Batch> {
    this.assertOpen();
    return this.reader.pageOf(after, limit, filter);
  }

  changed(timeoutMs: number): Promise<void> {
    this.channel.listen();
    return this.wake.after(this.wake.count, timeoutMs);
  }

  async ready(): Promise<void> {
    this.assertOpen();
    const [row] = await this.reader.rows(mayAppend, [], asTexts);
    if (row?.[0] !== 't')
      throw new LogUnavailable('The database holds no event log that this role may append to.');
    if (row[1] === 't') throw new LogUnavailable('The database is a standby: it cannot record.');
  }

  /** Ends the following, writes what waits, closes every connection. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    await this.followings.stopAll();
    await this.sequencer.close();
    this.snapshots.close();
    this.channel.close();
    await this.reader.close();
  }

  private assertOpen(): void {
    if (this.closing) throw new LogUnavailable('The event log is closed.');
  }
}
