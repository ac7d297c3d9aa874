import { orderKind } from '@ledger/domain/order/order.decider.js';
import {
  buyer,
  meta,
  noteReservation,
  orderId,
  place,
} from '@ledger/domain/order/testing/order-samples.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { LogUnavailable } from '@ledger/event-store/event-log.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { OrderWatch } from './order.watch.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
const stream = `order-${orderId}`;
const context = { actor: meta(buyer).actor, correlationId: 'correlation' };
/** Longer than any test may take: what waits so long hangs. */
const longMs = 3_600_000;

let log: InMemoryEventLog;
let watch: OrderWatch;

beforeEach(() => {
  log = new InMemoryEventLog(clock);
  // What wakes is a change alone: the watch does not come to it by looking again after a while.
  const asleep: (() => void)[] = [];
  const append = log.append.bind(log);
  log.changed = () => new Promise((resolve) => asleep.push(resolve));
  log.append = async (...call) => {
    const appended = await append(...call);
    for (const wake of asleep.splice(0)) wake();
    return appended;
  };
  watch = new OrderWatch(log);
});
afterEach(() => log.close());

const handle = () => new CommandLoop(log, clock).handler(orderKind);
const placed = () => handle()(stream, place('exclusive'), context);
const reserved = () => handle()(stream, noteReservation(), context);

/** Time stands still; a moment passes when it is told to. */
const stoppedClock = () => {
  const moments: (() => void)[] = [];
  const timer = (work: () => void, ms?: number): object => {
    if (ms !== longMs) moments.push(work);
    return {};
  };
  const spies = [
    import.meta.jest.spyOn(performance, 'now').mockReturnValue(0),
    import.meta.jest.spyOn(globalThis, 'setTimeout').mockImplementation(timer as never),
  ];
  return {
    pass: () => moments.splice(0).forEach((work) => work()),
    goOn: () => spies.forEach((spy) => spy.mockRestore()),
  };
};

describe('waiting for an order to move on', () => {
  it('ends with the next event of its stream, for all who wait', async () => {
    await placed();
    const waits = Promise.all([1, 1, 1].map((version) => watch.moved(stream, version, longMs)));
    await reserved();
    expect(await waits).toEqual([true, true, true]);
  });

  it('ends at once when the stream has moved on already, also while others wait', async () => {
    await placed();
    await reserved();
    const other = watch.moved('order-elsewhere', 0, longMs);
    expect(await watch.moved(stream, 1, longMs)).toBe(true);
    await handle()('order-elsewhere', place('exclusive'), context);
    await other;
  });

  it('ends after its time when nothing happens', async () => {
    await placed();
    const from = performance.now();
    expect(await watch.moved(stream, 1, 50)).toBe(true);
    expect(performance.now() - from).toBeGreaterThan(40);
  });

  it('looks once for all, not once for each', async () => {
    await placed();
    let looks = 0;
    const versions = log.versions.bind(log);
    log.versions = (streams) => {
      looks += 1;
      return versions(streams);
    };
    const waits = Promise.all(Array.from({ length: 200 }, () => watch.moved(stream, 1, longMs)));
    await reserved();
    await waits;
    expect(looks).toBeLessThan(10);
  });

  it('lets what happens in a moment share a look', async () => {
    await placed();
    const looks = import.meta.jest.spyOn(log, 'versions');
    const clockwork = stoppedClock();
    try {
      const wait = watch.moved(stream, 1, longMs);
      for (let n = 0; n < 50; n += 1) {
        await handle()(`order-other-${n}`, place('exclusive'), context);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(looks).toHaveBeenCalledTimes(1);
      await reserved();
      clockwork.pass();
      expect(await wait).toBe(true);
      expect(looks).toHaveBeenCalledTimes(2);
    } finally {
      clockwork.goOn();
    }
  });

  it('fails with the log, and begins anew afterwards', async () => {
    await placed();
    const versions = log.versions.bind(log);
    log.versions = () => Promise.reject(new LogUnavailable('gone'));
    await expect(watch.moved(stream, 1, longMs)).rejects.toThrow(LogUnavailable);
    log.versions = versions;
    const wait = watch.moved(stream, 1, longMs);
    await reserved();
    expect(await wait).toBe(true);
  });

  it('ends when the service closes, and nobody waits any more', async () => {
    await placed();
    const wait = watch.moved(stream, 1, longMs);
    watch.onModuleDestroy();
    expect(await wait).toBe(false);
    expect(await watch.moved(stream, 1, longMs)).toBe(false);
  });
});
