import { withClient } from '@ledger/database/connection.js';
import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase } from '../../../test/support/database.js';
import { ProtocolCluster } from '../../../test/support/eventstoredb/protocol-cluster.js';
import { follower, type Follower, positionsOf, wholeLog } from './contract/log-under-test.js';
import { noStream } from './digest.js';
import type { NewEvent, RecordedEvent } from './event.js';
import { type EventLog, LogUnavailable } from './event-log.js';
import { EventStoreDbEventLog } from './eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { newEvents, newStream } from './testing/new-event.js';

/** A store, and how its connections are broken. */
interface Store {
  readonly open: () => EventLog;
  readonly cut: () => Promise<unknown>;
  readonly isDense: boolean;
  readonly close: () => Promise<unknown>;
}

const inPostgres = async (): Promise<Store> => {
  const { appUrl, adminUrl, drop } = await createTestDatabase();
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'ledger log %'`;
  return {
    open: () => new PostgresEventLog(appUrl, { readers: 1 }),
    cut: () => withClient(adminUrl, (client) => client.query(kill)),
    isDense: true,
    close: drop,
  };
};

const inEventStoreDb = async (): Promise<Store> => {
  const server = await ProtocolCluster.start({ nodes: 3, linksByCategory: true });
  let leader = 0;
  return {
    open: () => new EventStoreDbEventLog(server.url(), { retriedMsMax: 30_000 }),
    cut: async () => {
      for (const { link } of server.nodes) link.cut();
      server.elect((leader = (leader + 1) % 3));
    },
    isDense: false,
    close: () => server.stop(),
  };
};

const writers = 3;
const followers = 2;

type Step =
  | { readonly is: 'append'; readonly writer: number; readonly events: number }
  /** A writer is closed in the midst of its work, and another one takes its place. */
  | { readonly is: 'restart'; readonly writer: number }
  /** Every connection is broken, of writers and followers; on EventStoreDB another node leads, too. */
  | { readonly is: 'cut' }
  | { readonly is: 'refollow'; readonly follower: number }
  | { readonly is: 'pause'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constant('append' as const),
      writer: fc.nat(writers - 1),
      events: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('restart' as const), writer: fc.nat(writers - 1) }),
  },
  { weight: 1, arbitrary: fc.constant({ is: 'cut' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('refollow' as const),
      follower: fc.nat(followers - 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('pause' as const), ms: fc.nat(8) }),
  },
);

/** Reads on, over its own restarts: what it was handed, all in all. */
class Reader {
  private readonly earlier: RecordedEvent[] = [];
  private current: Follower;

  constructor(
    private readonly log: EventLog,
    private from: number,
  ) {
    this.current = follower(log, from, { batchMax: 5 });
  }

  async restart(): Promise<void> {
    const { following, events, batches } = this.current;
    await following.stop();
    this.earlier.push(...events);
    this.from = batches.at(-1)?.through ?? this.from;
    this.current = follower(this.log, this.from, { batchMax: 7 });
  }

  async upTo(position: number): Promise<readonly RecordedEvent[]> {
    await this.current.reached(position);
    await this.current.following.stop();
    return [...this.earlier, ...this.current.events];
  }
}

/** Plays the steps; whoever is interrupted sends the same append again until it is acknowledged. */
const play = async (store: Store, steps: readonly Step[]): Promise<void> => {
  const look = store.open();
  const { head: start } = await look.versions([]);
  const logs = Array.from({ length: writers }, () => store.open());
  const readers = Array.from({ length: followers }, () => new Reader(look, start));
  const closed: Promise<void>[] = [];
  const sent: Promise<readonly NewEvent[]>[] = [];
  const persist = async (writer: number, count: number): Promise<readonly NewEvent[]> => {
    const [stream, events] = [newStream(), newEvents(count)];
    for (;;) {
      try {
        const { head } = await logs[writer]!.append(stream, noStream, events);
        expect(head.version).toBe(count);
        return events;
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        await delay(5);
      }
    }
  };
  for (const one of steps) {
    if (one.is === 'append') sent.push(persist(one.writer, one.events));
    if (one.is === 'restart') {
      closed.push(logs[one.writer]!.close());
      logs[one.writer] = store.open();
    }
    if (one.is === 'cut') await store.cut();
    if (one.is === 'refollow') await readers[one.follower]!.restart();
    if (one.is === 'pause') await delay(one.ms);
  }
  const ids = (await Promise.all(sent)).flat().map(({ id }) => id);
  const all = await wholeLog(look, start);
  const positions = positionsOf(all);
  if (store.isDense) expect(positions).toEqual(positions.map((_, n) => start + 1 + n));
  expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
  expect(all.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  for (const reader of readers) expect(await reader.upTo(positions.at(-1) ?? start)).toEqual(all);
  await Promise.all([...closed, look.close(), ...logs.map((log) => log.close())]);
};

describe.each([
  ['Postgres', inPostgres],
  ['EventStoreDB', inEventStoreDb],
])('any interleaving of appends, restarts and broken connections, on %s', (_, open) => {
  it('leaves each event once, in one order, which every follower was handed', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) =>
        play(store, steps),
      ),
      { numRuns: 10, endOnFailure: true },
    );
    await store.close();
  });
});
