import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { fund } from '@ledger/domain/order/testing/course-samples.js';
import { buyer, orderId, place, seller, sign } from '@ledger/domain/order/testing/order-samples.js';
import { batchesMax } from '@ledger/domain/usage/usage.decider.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { newId } from '@ledger/event-store/ids.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { UsageBatches } from './usage-batches.js';
import { UsageRecording } from './usage-recording.js';

let now: string;
const clock = { now: () => now };
let log: InMemoryEventLog;

/** A service of its own on the log, with its own cache and its own memory of periods. */
const started = (on: EventLog = log) => {
  const loop = new CommandLoop(on, clock);
  const look = new UsageLook(loop, on, clock);
  const standings = new Standings(loop, clock);
  const recording = new UsageRecording(loop, look, standings, new PoliciesInForce(loop, clock));
  return { loop, look, recording };
};

const contextOf = (partyId: string, key?: string) => ({
  actor: { person: 'token', partyId, role: 'manager' as const },
  correlationId: newId(),
  ...(key !== undefined && {
    idempotency: { scope: 'usage', key, fingerprint: key.padEnd(64, '0') },
  }),
});

const report = (from: number, count: number, usedAt = now) => ({
  meterId: 'gateway-1',
  lines: Array.from({ length: count }, (_, at) => ({ sequence: from + at, usedAt, quantity: 1 })),
  requestLogDigest: 'e'.repeat(64),
});

const inUse: readonly OrderCommand[] = [
  place('ordinary'),
  sign(seller),
  sign(buyer),
  fund('120000.00'),
];

beforeEach(async () => {
  now = '2026-03-02T02:00:00.000Z';
  log = new InMemoryEventLog(clock);
  const handle = started().loop.handler(orderKind);
  for (const { type, data, meta } of inUse) {
    const context = { actor: meta.actor, correlationId: newId() };
    await handle(`order-${orderId}`, { type, data } as never, context);
  }
});
afterEach(() => log.close());

const totalOf = async ({ look }: ReturnType<typeof started>): Promise<number> => {
  const { usage } = await look.of(orderId);
  const months = [...(usage.state?.totals.months.values() ?? [])];
  return months.reduce((sum, { counted }) => sum + counted, 0);
};

/** Names of the streams of use, in order of their parts. */
const streams = async (): Promise<readonly string[]> => {
  const { events } = await log.readAll(0, 100_000, { categories: ['usage'] });
  return [...new Set(events.map(({ stream }) => stream.replace(`usage-${orderId}-`, '')))];
};

describe('use recorded by several processes', () => {
  it('fills part after part and month after month without losing or doubling anything', async () => {
    const processes = [started(), started(), started()];
    const batches = batchesMax + 60;
    const reports = Array.from({ length: batches }, (_, at) => report(at * 2 + 1, 2));
    let next = 0;
    const work = async ({ recording }: (typeof processes)[number]): Promise<void> => {
      for (let at = next++; at < reports.length; at = next++) {
        if (at === 100) now = '2026-04-01T02:00:00.000Z';
        const one = reports[at] ?? report(1, 1);
        await recording.record(orderId, one, contextOf(seller));
        // Sent again at once, to whoever takes it.
        const other = processes[at % processes.length] ?? processes[0];
        await other?.recording.record(orderId, one, contextOf(seller));
      }
    };
    await Promise.all(processes.flatMap((one) => [work(one), work(one)]));
    for (const one of [...processes, started()]) expect(await totalOf(one)).toBe(batches * 2);
    expect(await streams()).toEqual(['2026-03', '2026-04']);
  });

  it('goes on in a further part of a busy month, which a new process finds', async () => {
    const { recording } = started();
    for (let at = 1; at <= batchesMax + 2; at++) {
      await recording.record(orderId, report(at, 1), contextOf(seller));
    }
    expect(await streams()).toEqual(['2026-03', '2026-03-2']);
    const late = started();
    const { period } = await late.look.of(orderId);
    expect(period).toEqual({ month: '2026-03', part: 2 });
    expect(await totalOf(late)).toBe(batchesMax + 2);
    const again = await late.recording.record(orderId, report(1, 3), contextOf(seller));
    expect(again.outcome.events).toEqual([]);
  });

  it('answers a request that was the last of its part as before', async () => {
    const { recording } = started();
    for (let at = 1; at < batchesMax; at++) {
      await recording.record(orderId, report(at, 1), contextOf(seller));
    }
    const [one, key] = [report(batchesMax, 1), contextOf(seller, 'last')];
    const first = await recording.record(orderId, one, key);
    expect(first.outcome.state?.next).toEqual({ month: '2026-03', part: 2 });
    await recording.record(orderId, report(batchesMax + 1, 1), contextOf(seller));
    const again = await recording.record(orderId, one, key);
    expect([again.outcome.replayed, again.outcome.version]).toEqual([true, first.outcome.version]);
  });

  it('finds the last of very many parts in a few looks', async () => {
    const months = Array.from({ length: 300 }, (_, at) => at + 1);
    const names = new Set(
      months.map((part) => `usage-${orderId}-2026-03${part === 1 ? '' : `-${part}`}`),
    );
    let looks = 0;
    const versions: EventLog['versions'] = async (asked) => {
      looks += 1;
      const { head, versions: real } = await log.versions(asked);
      const found = asked.map(
        (name) => [name, names.has(name) ? 1 : (real.get(name) ?? 0)] as const,
      );
      return { head, versions: new Map(found) };
    };
    const on = new Proxy(log, {
      get: (target, name) => {
        if (name === 'versions') return versions;
        const found: unknown = Reflect.get(target, name);
        return typeof found === 'function' ? (found as () => unknown).bind(target) : found;
      },
    });
    const loop = new CommandLoop(log, clock);
    const { period } = await new UsageLook(loop, on, clock).of(orderId);
    expect(period).toEqual({ month: '2026-03', part: 300 });
    expect(looks).toBeLessThan(12);
  });
});

describe('batches of use', () => {
  it('are read back from the end of the chain to its beginning, over months without any', async () => {
    const { recording, look } = started();
    for (const at of [1, 2, 3]) await recording.record(orderId, report(at, 1), contextOf(seller));
    now = '2026-07-02T02:00:00.000Z';
    await recording.record(orderId, report(4, 1), contextOf(seller));
    const { period, usage } = await look.of(orderId);
    const found: number[] = [];
    let place = period && { ...period, before: usage.version + 1 };
    while (place !== undefined) {
      const page = await new UsageBatches(log).before(orderId, place, 2);
      found.push(...page.batches.flatMap(({ batch }) => batch.data.events.map((e) => e.sequence)));
      place = page.next;
    }
    expect(found).toEqual([4, 3, 2, 1]);
  });
});
