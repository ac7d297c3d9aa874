import fc from 'fast-check';
import type { UsageEvent, UsageLine } from './usage.events.js';
import { underQuota, UsageSum, noUse } from './usage.totals.js';
import type { UsageState } from './usage.state.js';
import { UsageChain } from './testing/usage-chain.js';
import { correction, use } from './testing/usage-samples.js';

/** Instants of use around the term (1 March to 30 June), and of recording in four months. */
const instants = [
  '2026-02-27T03:00:00.000Z',
  '2026-03-02T03:00:00.000Z',
  '2026-03-31T16:00:00.000Z',
  '2026-05-05T03:00:00.000Z',
  '2026-06-30T15:59:59.000Z',
  '2026-06-30T16:00:00.000Z',
];
const recordings = ['2026-07-02T02:00:00.000Z', '2026-08-02T02:00:00.000Z'];
const meters = ['gateway-1', 'gateway-2', 'gateway-3'];

interface Measured {
  readonly meterId: string;
  readonly line: UsageLine;
}

/** Uses of some meters, numbered by each, and corrections of some of them. */
const measured = fc
  .array(
    fc.record({
      meterId: fc.constantFrom(...meters),
      usedAt: fc.constantFrom(...instants),
      quantity: fc.integer({ min: 0, max: 9 }),
      takenBack: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) =>
    meters.flatMap((meterId): Measured[] => {
      const own = list.filter((one) => one.meterId === meterId);
      const plain = own.map(({ usedAt, quantity }, at) => use(at + 1, { usedAt, quantity }));
      const corrections = own.flatMap(({ usedAt, quantity, takenBack }, at) => {
        const back = Math.min(takenBack ?? 0, quantity);
        return back === 0 ? [] : [{ usedAt, back, corrects: at + 1 }];
      });
      const later = corrections.map(({ usedAt, back, corrects }, at) =>
        correction(own.length + at + 1, corrects, -back, { usedAt }),
      );
      return [...plain, ...later].map((line) => ({ meterId, line }));
    }),
  );

/** The same in some order, some of it more than once, cut into batches, each recorded some time. */
const delivered = measured.chain((all) =>
  fc
    .record({
      order: fc.shuffledSubarray(all, { minLength: all.length }),
      again: fc.subarray(all),
      cuts: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 60, maxLength: 60 }),
      months: fc.array(fc.nat({ max: 9 }), { minLength: 60, maxLength: 60 }),
    })
    .map(({ order, again, cuts, months }) => ({ all, stream: [...order, ...again], cuts, months })),
);

type Delivered = typeof delivered extends fc.Arbitrary<infer T> ? T : never;

/**
 * Sends batches until none is refused. A correction that comes before its use holds up its batch, so
 * what was refused is sent again line by line.
 */
const send = (chain: UsageChain, { stream, cuts, months }: Delivered): void => {
  let waiting = batchesOf(stream, cuts);
  for (let round = 0; waiting.length > 0; round++) {
    expect(round).toBeLessThan(4);
    const refused = waiting.filter(([meterId, lines], at) => {
      // Months of recording only go forward; the second begins somewhere in the stream.
      const isLater = round > 0 || at >= (months[0] ?? 0);
      const recordedAt = recordings[isLater ? 1 : 0];
      return chain.record(lines, { meterId, ...(recordedAt && { at: recordedAt }) }) !== undefined;
    });
    waiting = refused.flatMap(([meterId, lines]) => lines.map((line): Batch => [meterId, [line]]));
  }
};

type Batch = readonly [meterId: string, lines: readonly UsageLine[]];

const batchesOf = (stream: readonly Measured[], cuts: readonly number[]): readonly Batch[] => {
  const batches: Batch[] = [];
  for (let [at, cut] = [0, 0]; at < stream.length; cut++) {
    const size = cuts[cut % cuts.length] ?? 1;
    const part = stream.slice(at, at + size);
    for (const meterId of meters) {
      const lines = part.filter((one) => one.meterId === meterId).map(({ line }) => line);
      if (lines.length > 0) batches.push([meterId, lines]);
    }
    at += size;
  }
  return batches;
};

/** What the uses come to, counted without any of the machinery. */
const plainSum = (all: readonly Measured[]) => {
  const sums: Record<string, number> = {};
  for (const { line } of all) {
    const day = new Date(Date.parse(line.usedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
    const name =
      day < '2026-03-01' ? 'beforeTerm' : day > '2026-06-30' ? 'afterExpiry' : day.slice(0, 7);
    sums[name] = (sums[name] ?? 0) + line.quantity;
  }
  return sums;
};

const sumsOf = (state: UsageState): Record<string, number> => {
  const { months, uncounted } = state?.totals ?? noUse;
  const counted = [...months.values()].map(({ month, counted: sum }) => [month, sum] as const);
  return Object.fromEntries([...counted, ...Object.entries(uncounted)]);
};

const withoutNone = (sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));

describe('totals of use', () => {
  it('are the same in whatever order, batches, months and however often uses are reported', () => {
    fc.assert(
      fc.property(delivered, (one) => {
        const chain = new UsageChain();
        send(chain, one);
        expect(withoutNone(sumsOf(chain.last))).toEqual(withoutNone(plainSum(one.all)));
        for (const [, { seen }] of chain.last?.meters ?? []) expect(seen.ranges).toBe(1);
        const recorded = [...chain.streams.values()].flat().flatMap(usesIn);
        expect(recorded).toHaveLength(one.all.length);
      }),
      { numRuns: 300 },
    );
  });

  it('never come to less than nothing, whatever is sent', () => {
    const any = fc.array(
      fc.record({
        sequence: fc.integer({ min: 1, max: 12 }),
        usedAt: fc.constantFrom(...instants),
        quantity: fc.integer({ min: -5, max: 5 }),
        corrects: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(any, (lines) => {
        const chain = new UsageChain();
        for (const { corrects, ...line } of lines) {
          const at = recordings[0];
          chain.record([{ ...line, ...(corrects && { corrects }) }], { ...(at && { at }) });
          for (const sum of Object.values(sumsOf(chain.last)))
            expect(sum).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const usesIn = ({ type, data }: UsageEvent): readonly UsageLine[] =>
  type === 'UsageRecorded' ? data.events : [];

describe('what lies within a quota', () => {
  const month = fc.record({
    month: fc.constantFrom('2026-03', '2026-04', '2026-05', '2026-06'),
    quantity: fc.integer({ min: 0, max: 50 }),
  });

  it('and beyond it is all that was used, never more than the quota, the earlier months first', () => {
    const per = fc.constantFrom('term' as const, 'month' as const);
    const quantity = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(fc.array(month), fc.record({ quantity, per }), (all, quota) => {
        const sum = new UsageSum(noUse);
        for (const one of all) sum.add(one);
        const parts = underQuota(sum.totals, quota);
        const shuffled = new UsageSum(noUse);
        for (const one of [...all].reverse()) shuffled.add(one);
        expect(underQuota(shuffled.totals, quota)).toEqual(parts);
        let within = 0;
        for (const part of parts) {
          expect(part.withinQuota + part.overQuota).toBe(part.counted);
          within = (quota.per === 'month' ? 0 : within) + part.withinQuota;
          expect(within).toBeLessThanOrEqual(quota.quantity);
          if (part.overQuota > 0) expect(within).toBe(quota.quantity);
        }
      }),
    );
  });

  it('is everything where there is none', () => {
    const sum = new UsageSum(noUse);
    sum.add({ month: '2026-03', quantity: 7 });
    expect(underQuota(sum.totals, undefined)).toMatchObject([{ withinQuota: 7, overQuota: 0 }]);
  });
});
