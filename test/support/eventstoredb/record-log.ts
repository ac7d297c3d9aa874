import { EventEmitter } from 'node:events';

/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event in the server's log. Commit and prepare position are one: nothing here is two-phased. */
export interface LogRecord extends ProposedEvent {
  readonly position: number;
  /** Position after it, where the next record begins. */
  readonly postPosition: number;
  readonly stream: string;
  readonly revision: number;
  /** 100 ns since 1970. */
  readonly created: bigint;
}

/** What the caller expects the stream's last revision to be. */
export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export type Written =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly revision: number };

/**
 * The transaction file and index of a cluster, in memory. Sources, in EventStore v24.10.6 below
 * src/EventStore.Core/Services: what an append decides, Storage/ReaderIndex/IndexWriter.cs
 * (CheckCommit); that each event of one append has a position of its own,
 * Storage/StorageWriterService.cs (WritePrepares: every prepare is flagged IsCommitted); how
 * $maxCount hides older events from reads of a stream but not of $all, IndexReader.cs, AllReader.cs.
 */
export class RecordLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  /** The server remembers recent ids only (ESConsts.CommitedEventsMemCacheLimit). */
  private readonly recentIds = new Map<string, LogRecord>();
  private readonly grown = new EventEmitter().setMaxListeners(0);
  /** Where the next record begins. A real log starts with records that are no events. */
  end = 1_517;

  constructor(
    private readonly now: () => bigint,
    private readonly recentIdsMax = 10_000,
  ) {}

  stream(name: string): readonly LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  lastRevision(name: string): number {
    return this.stream(name).length - 1;
  }

  /** Events that $maxCount in a stream's metadata lets readers of the stream see: 0 = all. */
  maxCount(name: string): number {
    const last = this.stream(`$$${name}`).at(-1);
    if (!last) return 0;
    const metadata = JSON.parse(Buffer.from(last.data).toString()) as { $maxCount?: number };
    return metadata.$maxCount ?? 0;
  }

  /** Calls back whenever something was written, until the signal aborts. */
  onGrown(listen: () => void, signal: AbortSignal): void {
    this.grown.on('grown', listen);
    signal.addEventListener('abort', () => this.grown.off('grown', listen), { once: true });
  }

  /** As after a restart: ids are remembered in memory only. */
  forgetIds(): void {
    this.recentIds.clear();
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Written {
    const verdict = this.check(stream, expected, events);
    if (verdict) return verdict;
    let last: LogRecord | undefined;
    for (const event of events) last = this.write(stream, event);
    this.grown.emit('grown');
    return {
      kind: 'written',
      revision: this.lastRevision(stream),
      position: last?.position ?? this.end,
    };
  }

  /** IndexWriter.CheckCommit: undefined means that it is to be written. */
  private check(
    stream: string,
    expected: Expected,
    events: readonly ProposedEvent[],
  ): Written | undefined {
    const current = this.lastRevision(stream);
    const conflict = { kind: 'conflict', revision: current } as const;
    if (expected === 'stream_exists' && current < 0) return conflict;
    if (expected === 'any' || expected === 'stream_exists') {
      const known = events.map(({ id }) => this.recentIds.get(id));
      const firstNew = known.findIndex((record) => record?.stream !== stream);
      if (firstNew === 0 || events.length === 0) return undefined;
      // CorruptedIdempotency is answered as a wrong version (ActOnCommitCheckFailure).
      return firstNew > 0 ? conflict : idempotent(known.at(-1));
    }
    const version = expected === 'no_stream' ? -1 : expected;
    if (version > current) return conflict;
    if (version === current) return undefined;
    const standing = this.stream(stream).slice(version + 1, version + 1 + events.length);
    const same = events.every(({ id }, n) => standing[n]?.id === id);
    return same && events.length > 0 ? idempotent(standing.at(-1)) : conflict;
  }

  private write(stream: string, event: ProposedEvent): LogRecord {
    const records = this.streams.get(stream) ?? [];
    const name = 2 * (stream.length + event.type.length);
    const postPosition = this.end + 97 + name + event.data.length + event.metadata.length;
    const record: LogRecord = {
      ...event,
      stream,
      revision: records.length,
      position: this.end,
      postPosition,
      created: this.now(),
    };
    this.end = postPosition;
    records.push(record);
    this.streams.set(stream, records);
    this.records.push(record);
    this.recentIds.set(event.id, record);
    const [oldest] = this.recentIds.keys();
    if (this.recentIds.size > this.recentIdsMax && oldest) this.recentIds.delete(oldest);
    return record;
  }
}

const idempotent = (last: LogRecord | undefined): Written => ({
  kind: 'written',
  revision: last?.revision ?? -1,
  position: last?.position ?? -1,
});
