import { checkedAppend } from '../append-check.js';
import { type Clock, systemClock } from '../clock.js';
import { chain, eventDigest, isChained, noDigest, type StreamHead } from '../digest.js';
import type { ChainedEvent, NewEvent, RecordedEvent } from '../event.js';
import {
  type Appended,
  type Batch,
  type EventFilter,
  EventIdTaken,
  type EventLog,
  type Following,
  type FollowOptions,
  isWanted,
  LogUnavailable,
  type Snapshot,
  VersionConflict,
} from '../event-log.js';
import { Followings } from '../following.js';
import { instantOf, microsOf } from '../instant.js';
import { Wake } from '../wake.js';

/** The event log in this process's memory: for tests and trials; it ends with the process. */
export class InMemoryEventLog implements EventLog {
  private readonly all: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly byId = new Map<string, RecordedEvent>();
  private readonly wake = new Wake();
  private readonly followings = new Followings();
  private lastMicros = 0;
  private closed = false;

  constructor(private readonly clock: Clock = systemClock) {}

  async read(stream: string, from = 1, upTo = Infinity): Promise<readonly RecordedEvent[]> {
    await this.ready();
    return (this.streams.get(stream) ?? []).slice(Math.max(from, 1) - 1, Math.max(upTo, 0));
  }

  async append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    await this.ready();
    const written = checkedAppend(stream, expected, events);
    const earlier = this.earlier(stream, expected, events);
    if (earlier) return { events: earlier, head: headOf(earlier), repeated: true };
    const actual = this.streams.get(stream)?.length ?? 0;
    if (expected !== 'any' && expected.version !== actual)
      throw new VersionConflict(stream, expected.version, actual);
    this.refuseKnownIds(events);
    const base = expected === 'any' ? { version: actual, digest: noDigest } : expected;
    const { chained, head } = chain(
      stream,
      base,
      written.map(({ event }) => event),
      written,
    );
    const recorded = chained.map((event) => this.record(event));
    this.wake.wakeAll();
    return { events: recorded, head, repeated: false };
  }

  async versions(streams: readonly string[]): Promise<Snapshot> {
    await this.ready();
    const versions = streams.map((name) => [name, this.streams.get(name)?.length ?? 0] as const);
    return { head: this.all.length, versions: new Map(versions) };
  }

  follow(
    after: number,
    options: FollowOptions,
    onBatch: (batch: Batch) => Promise<void>,
  ): Following {
    const source = {
      wake: this.wake,
      readAll: (from: number, limit: number) => this.readAll(from, limit, options),
    };
    return this.followings.start(source, after, options, onBatch);
  }

  async readAll(after: number, limit: number, filter: EventFilter = {}): Promise<Batch> {
    await this.ready();
    const events: RecordedEvent[] = [];
    let through = after;
    while (through < this.all.length && events.length < limit) {
      const event = this.all[through];
      if (event && isWanted(filter, event)) events.push(event);
      through += 1;
    }
    return { events, through, isEnd: through === this.all.length };
  }

  changed(timeoutMs: number): Promise<void> {
    return this.wake.after(this.wake.count, timeoutMs);
  }

  async ready(): Promise<void> {
    if (this.closed) throw new LogUnavailable('The event log is closed.');
  }

  async close(): Promise<void> {
    await this.followings.stopAll();
    this.closed = true;
  }

  /** What the same event ids recorded before: those given, as far as they follow one another. */
  private earlier(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): readonly RecordedEvent[] | undefined {
    const past = this.streams.get(stream) ?? [];
    const first = this.byId.get(events[0]?.id ?? '');
    if (first?.stream !== stream) return undefined;
    if (expected !== 'any' && first.version !== expected.version + 1) return undefined;
    const start = first.version - 1;
    const same = events.findIndex((event, index) => past[start + index]?.id !== event.id);
    return past.slice(start, start + (same === -1 ? events.length : same));
  }

  private refuseKnownIds(events: readonly NewEvent[]): void {
    const seen = new Set<string>();
    for (const { id } of events) {
      if (this.byId.has(id) || seen.has(id)) throw new EventIdTaken(id);
      seen.add(id);
    }
  }

  private record(event: ChainedEvent): RecordedEvent {
    this.lastMicros = Math.max(microsOf(this.clock.now()), this.lastMicros + 1);
    const recordedAt = instantOf(this.lastMicros);
    const recorded = { ...event, position: this.all.length + 1, recordedAt };
    this.all.push(recorded);
    this.byId.set(recorded.id, recorded);
    const stream = this.streams.get(recorded.stream);
    if (stream) stream.push(recorded);
    else this.streams.set(recorded.stream, [recorded]);
    return recorded;
  }
}

const headOf = (events: readonly RecordedEvent[]): StreamHead => {
  const last = events.at(-1);
  if (!last) throw new Error('An append that was recorded has events.');
  const digest = isChained(last.stream) ? eventDigest(last) : noDigest;
  return { version: last.version, digest };
};
