import { withClient } from '@ledger/database/connection.js';
import { positionsOf, wholeLog } from '@ledger/event-store/contract/log-under-test.js';
import { eventDigest, noStream, type StreamHead } from '@ledger/event-store/digest.js';
import type { NewEvent, RecordedEvent } from '@ledger/event-store/event.js';
import {
  type Appended,
  type EventFilter,
  type EventLog,
  isWanted,
} from '@ledger/event-store/event-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { newEvents, newStream } from '@ledger/event-store/testing/new-event.js';
import fc from 'fast-check';
import { createTestDatabase } from '../support/database.js';
import { ProtocolCluster } from '../support/eventstoredb/protocol-cluster.js';
import { Interrupted, LogProcess, Refused } from './support/log-process.js';

/** A store, and how all its connections are broken at once. */
interface Store {
  readonly url: string;
  readonly look: EventLog;
  readonly isDense: boolean;
  readonly cut: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

const inPostgres = async (): Promise<Store> => {
  const { appUrl, adminUrl, drop } = await createTestDatabase();
  const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'ledger log %'`;
  return {
    url: appUrl,
    look: new PostgresEventLog(appUrl, { readers: 1 }),
    isDense: true,
    cut: () => withClient(adminUrl, (client) => client.query(terminate)),
    close: drop,
  };
};

const inEventStoreDb = async (): Promise<Store> => {
  const server = await ProtocolCluster.start({ nodes: 3 });
  let leader = 0;
  return {
    url: server.url(),
    look: new EventStoreDbEventLog(server.url(), { retriedMsMax: 30_000 }),
    isDense: false,
    cut: async () => {
      for (const { link } of server.nodes) link.cut();
      server.elect((leader = (leader + 1) % 3));
    },
    close: () => server.stop(),
  };
};

const writers = 3;
/** One follows everything, one only what is metered. */
const filters: readonly EventFilter[] = [{}, { categories: ['usage'] }];
/** Streams of a history to which several append at once, each at the version it found. */
const sharedStreams = 2;

type Target = 'a new stream' | 'a shared stream' | 'the hot stream';

type Step =
  /** Appends at once, spread over the writers. */
  | { readonly is: 'append'; readonly to: Target; readonly times: number; readonly events: number }
  | { readonly is: 'kill a writer' | 'kill a follower'; readonly which: number }
  /** Every connection is broken; on EventStoreDB another node leads, too. */
  | { readonly is: 'cut' }
  /** Until no more than so many appends are without answer. */
  | { readonly is: 'wait'; readonly open: number };

const append = fc.record({
  is: fc.constant('append' as const),
  to: fc.constantFrom<Target>('a new stream', 'a shared stream', 'the hot stream'),
  times: fc.integer({ min: 1, max: 10 }),
  events: fc.integer({ min: 1, max: 4 }),
});
const killed = (is: 'kill a writer' | 'kill a follower', count: number) =>
  fc.record({ is: fc.constant(is), which: fc.nat(count - 1) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: append },
  { weight: 2, arbitrary: killed('kill a writer', writers) },
  { weight: 1, arbitrary: killed('kill a follower', filters.length) },
  { weight: 1, arbitrary: fc.constant({ is: 'cut' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('wait' as const), open: fc.nat(12) }),
  },
);

/** A follower that is killed and goes on from the place it had come to. */
class FollowingProcess {
  readonly handed: RecordedEvent[] = [];
  private process: LogProcess;
  private arrived: () => void = () => undefined;

  constructor(
    private readonly url: string,
    private readonly filter: EventFilter,
    private place: number,
  ) {
    this.process = this.start();
  }

  async kill(): Promise<void> {
    await this.process.kill();
    this.process = this.start();
  }

  async upTo(position: number): Promise<readonly RecordedEvent[]> {
    while (this.place < position) await new Promise<void>((resolve) => (this.arrived = resolve));
    return this.handed;
  }

  end(): Promise<void> {
    return this.process.kill();
  }

  private start(): LogProcess {
    const process = new LogProcess(this.url);
    process.follow(this.place, { ...this.filter, batchMax: 7 }, ({ events, through }) => {
      this.handed.push(...events);
      this.place = through;
      this.arrived();
    });
    return process;
  }
}

/** Several processes that append; what one of them was killed over, the next one sends again. */
class WritingProcesses {
  /** Each append that was acknowledged, as it was answered. */
  readonly acknowledged: Appended[] = [];
  private readonly processes: LogProcess[];
  private readonly killing: Promise<void>[] = [];
  private readonly sent: Promise<void>[] = [];
  private open = 0;
  private answered: () => void = () => undefined;

  constructor(private readonly store: Store) {
    this.processes = Array.from({ length: writers }, () => new LogProcess(store.url));
  }

  kill(which: number): void {
    this.killing.push(this.processes[which]!.kill());
    this.processes[which] = new LogProcess(this.store.url);
  }

  send(to: Target, stream: string, events: readonly NewEvent[]): void {
    const persist = async (): Promise<void> => {
      this.open += 1;
      this.acknowledged.push(await this.append(to, stream, events, this.sent.length));
      this.open -= 1;
      this.answered();
    };
    this.sent.push(persist());
  }

  async untilOpen(max: number): Promise<void> {
    while (this.open > max)
      await Promise.race([
        Promise.all(this.sent),
        new Promise<void>((resolve) => (this.answered = resolve)),
      ]);
  }

  /** All that was sent is acknowledged, and nothing runs any more. */
  async settled(): Promise<void> {
    await Promise.all(this.sent);
    await this.end();
  }

  async end(): Promise<void> {
    await Promise.all([...this.killing, ...this.processes.map((process) => process.kill())]);
  }

  /** At the version found, and anew from there when others were first. */
  private async append(
    to: Target,
    stream: string,
    events: readonly NewEvent[],
    writer: number,
  ): Promise<Appended> {
    if (to === 'the hot stream') return this.repeat(stream, 'any', events, writer);
    for (;;) {
      const expected = to === 'a new stream' ? noStream : await this.headOf(stream);
      try {
        return await this.repeat(stream, expected, events, writer);
      } catch (error) {
        const isLate = error instanceof Refused && error.name === 'VersionConflict';
        if (!isLate || to === 'a new stream') throw error;
      }
    }
  }

  /** The same append, by one process after another, until one of them hears what became of it. */
  private async repeat(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
    writer: number,
  ): Promise<Appended> {
    for (let attempt = writer; ; attempt++) {
      try {
        return await this.processes[attempt % writers]!.append(stream, expected, events);
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
      }
    }
  }

  private async headOf(stream: string): Promise<StreamHead> {
    const last = (await this.store.look.read(stream)).at(-1);
    return last ? { version: last.version, digest: eventDigest(last) } : noStream;
  }
}

/** Plays the steps; answers all events that were sent. */
const perform = async (
  store: Store,
  steps: readonly Step[],
  writing: WritingProcesses,
  following: readonly FollowingProcess[],
): Promise<readonly NewEvent[]> => {
  const shared = Array.from({ length: sharedStreams }, () => newStream());
  const hot = newStream('usage');
  const streamFor: Readonly<Record<Target, (n: number) => string>> = {
    'a new stream': () => newStream(),
    'a shared stream': (n) => shared[n % sharedStreams]!,
    'the hot stream': () => hot,
  };
  const sent: NewEvent[] = [];
  for (const one of steps) {
    if (one.is === 'append')
      for (let n = 0; n < one.times; n++) {
        const events = newEvents(one.events);
        sent.push(...events);
        writing.send(one.to, streamFor[one.to](n), events);
      }
    if (one.is === 'kill a writer') writing.kill(one.which);
    if (one.is === 'kill a follower') await following[one.which]!.kill();
    if (one.is === 'cut') await store.cut();
    if (one.is === 'wait') await writing.untilOpen(one.open);
  }
  await writing.settled();
  // What a killed process had sent may still be committing: an append waits for it.
  const last = newEvents(1);
  await store.look.append(newStream('usage'), 'any', last);
  return [...sent, ...last];
};

const play = async (store: Store, steps: readonly Step[]): Promise<void> => {
  const { head: start } = await store.look.versions([]);
  const writing = new WritingProcesses(store);
  const following = filters.map((filter) => new FollowingProcess(store.url, filter, start));
  try {
    const sent = await perform(store, steps, writing, following);
    await expectOnceInOrder(store, start, sent, writing.acknowledged, following);
  } finally {
    await Promise.all([...following, writing].map((processes) => processes.end()));
  }
};

const expectOnceInOrder = async (
  store: Store,
  start: number,
  sent: readonly NewEvent[],
  acknowledged: readonly Appended[],
  following: readonly FollowingProcess[],
): Promise<void> => {
  const all = await wholeLog(store.look, start);
  expectOrder(all, { start, isDense: store.isDense });
  expect(all.map(({ id }) => id).toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
  expectAsAnswered(all, acknowledged);
  for (const [index, filter] of filters.entries()) {
    const handed = await following[index]!.upTo(all.at(-1)!.position);
    expect(handed).toEqual(all.filter((event) => isWanted(filter, event)));
  }
};

/** Positions and, in each stream, versions: each once, in order. */
const expectOrder = (
  all: readonly RecordedEvent[],
  { start, isDense }: { readonly start: number; readonly isDense: boolean },
): void => {
  const positions = positionsOf(all);
  if (isDense) expect(positions).toEqual(positions.map((_, n) => start + 1 + n));
  expect(positions).toEqual([...new Set(positions)].toSorted((one, two) => one - two));
  const reached = new Map<string, number>();
  for (const { stream, version } of all) {
    expect(version).toBe((reached.get(stream) ?? 0) + 1);
    reached.set(stream, version);
  }
};

/** Every answer says what stands in the log, and its events stand side by side in their stream. */
const expectAsAnswered = (
  all: readonly RecordedEvent[],
  acknowledged: readonly Appended[],
): void => {
  const byId = new Map(all.map((event) => [event.id, event]));
  for (const { events, head } of acknowledged) {
    expect(events).toEqual(events.map(({ id }) => byId.get(id)));
    const first = events[0]!.version;
    expect(events.map(({ version }) => version)).toEqual(events.map((_, n) => first + n));
    expect(head.version).toBe(events.at(-1)!.version);
  }
};

describe.each([
  ['Postgres', inPostgres],
  ['EventStoreDB', inEventStoreDb],
])('processes that append and follow, killed at any moment, on %s', (_, open) => {
  it('leave each event once, in one order, which every follower was handed', async () => {
    const store = await open();
    const steps = fc.array(step, { minLength: 20, maxLength: 40 });
    const property = fc.asyncProperty(steps, (history) => play(store, history));
    try {
      await fc.assert(property, { numRuns: 4, endOnFailure: true });
    } finally {
      await store.look.close();
      await store.close();
    }
  });
});
