import { ProtocolCluster } from '../../../../test/support/eventstoredb/protocol-cluster.js';
import { follower, headAfter, positionsOf, wholeLog } from '../contract/log-under-test.js';
import { noStream, type StreamHead } from '../digest.js';
import type { RecordedEvent } from '../event.js';
import { type EventLog, LogOverloaded, LogUnavailable } from '../event-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

/** More than any machine takes to answer: whatever comes again was cut off. */
const patience = { answerMsMax: 60_000, retriedMsMax: 120_000 };
/** For servers that never answer. */
const impatience = { answerMsMax: 1_500, retriedMsMax: 120_000 };
const idsOf = (events: readonly RecordedEvent[]): string[] => events.map(({ id }) => id);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends one event after another; answers what the log said it recorded. */
const write = async (log: EventLog, appends: number): Promise<RecordedEvent[]> => {
  const stream = newStream();
  const recorded: RecordedEvent[] = [];
  let head: StreamHead = noStream;
  for (let n = 0; n < appends; n++) {
    const appended = await log.append(stream, head, newEvents(1 + (n % 2)));
    expect(appended.repeated).toBe(false);
    ({ head } = appended);
    recorded.push(...appended.events);
  }
  return recorded;
};

describe('EventStoreDB failing', () => {
  let server: ProtocolCluster;
  let log: EventStoreDbEventLog;
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);

  const open = async (nodes: number, limits = patience): Promise<void> => {
    server = await ProtocolCluster.start({ nodes });
    log = new EventStoreDbEventLog(server.url(), limits);
  };

  beforeEach(() => {
    rejections.length = 0;
    process.on('unhandledRejection', note);
  });

  afterEach(async () => {
    await log.close();
    await server.stop();
    await pause(20);
    process.off('unhandledRejection', note);
    // Outside of a test such a rejection ends the process.
    expect(rejections).toEqual([]);
  });

  describe('a connection lost', () => {
    it('with the answer to an append: it is recorded once, as not repeated', async () => {
      await open(1);
      const [stream, events] = [newStream(), newEvents(3)];
      server.leader.answersToLose = 2;
      const appended = await log.append(stream, noStream, events);
      expect(server.leader.calls.append).toBe(3);
      expect(appended).toMatchObject({ repeated: false, head: headAfter(stream, ...events) });
      expect(idsOf(await log.read(stream))).toEqual(events.map(({ id }) => id));
    });

    it('with the answer at any version: it is recorded once', async () => {
      await open(1);
      const [stream, event] = [newStream('usage'), newEvent()];
      server.leader.answersToLose = 1;
      const appended = await log.append(stream, 'any', [event]);
      expect(appended).toMatchObject({ repeated: false, head: { version: 1 } });
      expect(await log.read(stream)).toHaveLength(1);
    });

    it('again and again under load: every event once, to every follower', async () => {
      await open(1);
      const seen = follower(log, 0, { batchMax: 7 });
      server.leader.losesEvery = 9;
      const recorded = await Promise.all(Array.from({ length: 8 }, () => write(log, 20)));
      server.leader.losesEvery = 0;
      const whole = await wholeLog(log);
      expect(idsOf(whole).sort()).toEqual(idsOf(recorded.flat()).sort());
      await seen.reached(whole.at(-1)?.position ?? 0);
      expect(seen.events).toEqual(whole);
      await seen.following.stop();
    });
  });

  describe('a change of the leader', () => {
    it('does not stop writers, followers and looks', async () => {
      await open(3);
      const seen = follower(log, 0, { batchMax: 5 });
      const writing = Promise.all(Array.from({ length: 4 }, () => write(log, 25)));
      for (const n of [1, 2, 0, 1]) {
        await pause(40);
        server.elect(n);
        const known = seen.events.at(-1)?.position ?? 0;
        expect((await log.versions([])).head).toBeGreaterThanOrEqual(known);
      }
      const recorded = (await writing).flat();
      const whole = await wholeLog(log);
      expect(idsOf(whole).sort()).toEqual(idsOf(recorded).sort());
      await seen.reached(whole.at(-1)?.position ?? 0);
      expect(seen.events).toEqual(whole);
      await seen.following.stop();
    });

    it('is waited for while no node leads', async () => {
      await open(3);
      await log.ready();
      server.loseLeader();
      const appending = log.append(newStream(), noStream, [newEvent()]);
      await expect(log.ready()).rejects.toThrow(/does not serve: No leader info/);
      server.elect(2);
      expect((await appending).head.version).toBe(1);
      await log.ready();
    });

    it('moves the subscription to the new leader', async () => {
      await open(3);
      const waiting = log.changed(30_000);
      while (server.leader.calls.subscribe === 0) await pause(5);
      server.elect(1);
      await log.append(newStream(), noStream, [newEvent()]);
      await waiting;
      while (server.leader.calls.subscribe === 0) await pause(5);
      expect(server.nodes[1]?.calls.subscribe).toBe(1);
    });
  });

  describe('a deposed leader that still answers', () => {
    it('is not believed by a look', async () => {
      await open(3, impatience);
      const stream = newStream();
      const { head } = await log.append(stream, noStream, [newEvent()]);
      const deposed = server.deposeUnnoticed(1);
      const other = new EventStoreDbEventLog(server.url());
      // Found out by its silence about a quorum: the other writes where there is one.
      const { events } = await other.append(stream, head, [newEvent()]);
      expect(await log.read(stream)).toHaveLength(1);
      const look = await log.versions([stream]);
      expect(look.versions.get(stream)).toBe(2);
      expect(look.head).toBe(events[0]?.position);
      expect(deposed.calls.append).toBeGreaterThan(1);
      await other.close();
    });

    it('records nothing that is lost afterwards', async () => {
      await open(3, impatience);
      await log.ready();
      server.deposeUnnoticed(2);
      const recorded = await write(log, 5);
      expect(await wholeLog(log)).toEqual(recorded);
    });
  });

  describe('a server that is away', () => {
    it('is named by readiness, and followers go on when it is back', async () => {
      await open(1);
      const before = await write(log, 3);
      const seen = follower(log);
      await seen.reached(before.at(-1)?.position ?? 0);
      await server.leader.link.remove();
      await expect(log.ready()).rejects.toThrow(LogUnavailable);
      await expect(log.ready()).rejects.toThrow(/does not serve: .*(ECONNREFUSED|connection)/);
      await server.leader.link.restore();
      const after = await write(log, 3);
      await seen.reached(after.at(-1)?.position ?? 0);
      expect(seen.events).toEqual([...before, ...after]);
      await log.ready();
      await seen.following.stop();
    });

    it('fails what is asked of it, in time, with one sentence', async () => {
      server = await ProtocolCluster.start({ nodes: 3 });
      log = new EventStoreDbEventLog(server.url('&maxDiscoverAttempts=2'), {
        ...patience,
        retriedMsMax: 600,
      });
      await log.ready();
      for (const { link } of server.nodes) await link.remove();
      const asked = Array.from({ length: 30 }, (_, n) =>
        n % 3 === 0
          ? log.append(newStream(), noStream, [newEvent()])
          : n % 3 === 1
            ? log.read(newStream())
            : log.versions([newStream()]),
      );
      for (const outcome of await Promise.allSettled(asked)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailable' } });
      }
    });

    it('that says nothing at all is left for another', async () => {
      await open(3, impatience);
      const stream = newStream();
      const { head } = await log.append(stream, noStream, [newEvent()]);
      const silent = server.leader;
      silent.link.hold();
      server.elect(1);
      const second = await log.append(stream, head, [newEvent()]);
      expect(second.head.version).toBe(2);
      expect((await log.versions([stream])).versions.get(stream)).toBe(2);
      silent.link.release();
    });
  });

  it('too many appends at once are refused, not kept', async () => {
    server = await ProtocolCluster.start();
    log = new EventStoreDbEventLog(server.url(), { ...patience, waitingMax: 10 });
    const appends = Array.from({ length: 100 }, () =>
      log.append(newStream(), noStream, [newEvent()]),
    );
    const settled = await Promise.allSettled(appends);
    const refused = settled.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(LogOverloaded);
    const recorded = await wholeLog(log);
    expect(recorded).toHaveLength(100 - refused.length);
    expect(positionsOf(recorded)).toHaveLength(new Set(positionsOf(recorded)).size);
  });

  it('is left at once when the log is closed, whatever is under way', async () => {
    await open(1, { answerMsMax: 3_600_000, retriedMsMax: 3_600_000 });
    const seen = follower(log);
    await write(log, 1);
    server.leader.link.hold();
    // What is held answers nobody, and the log's patience is longer than this test's.
    await log.close();
    await seen.following.done;
    await expect(log.read(newStream())).rejects.toThrow('closed');
    server.leader.link.release();
  });
});
