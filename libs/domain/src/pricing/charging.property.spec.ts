import fc from 'fast-check';
import { minorUnits } from '../money.js';
import { computed } from './charging.js';
import { exactOf, inFen, nothing, plus, times } from './exact.js';
import type { PlanOf, TierMethod } from './price-plan.js';

const price = fc
  .integer({ min: 0, max: 5_000_000 })
  .map((micro) => `${Math.floor(micro / 1e6)}.${String(micro % 1e6).padStart(6, '0')}`);

const tiers = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 5 }), fc.array(price))
  .chain(([ends, _]) =>
    fc.tuple(
      fc.constant(ends.toSorted((a, b) => a - b)),
      fc.array(price, { minLength: ends.length + 1, maxLength: ends.length + 1 }),
    ),
  )
  .map(([ends, prices]) =>
    prices.map((unitPrice, at) => {
      const upTo = ends[at];
      return { ...(upTo !== undefined && { upTo }), unitPrice };
    }),
  );

const planOf =
  (method: TierMethod) =>
  (steps: PlanOf<'tiered'>['tiers']): PlanOf<'tiered'> => ({
    ...{ kind: 'tiered', method, tiers: steps, perUnits: 1, vatIncluded: true },
  });
const quantity = fc.integer({ min: 0, max: 12_000 });
const fenOf = (plan: PlanOf<'tiered'>, units: number): bigint =>
  minorUnits(computed(plan, { is: 'use', quantity: units }).stated);

describe('graduated tiers', () => {
  it('are the sum over all units, each at the price of its tier, rounded once', () => {
    fc.assert(
      fc.property(tiers.map(planOf('graduated')), quantity, (plan, units) => {
        let begins = 0;
        let sum = nothing;
        for (const { upTo = Infinity, unitPrice } of plan.tiers) {
          const width = Math.max(0, Math.min(units, upTo) - begins);
          sum = plus(sum, times(exactOf(unitPrice), BigInt(width)));
          begins = Math.min(upTo, Number.MAX_SAFE_INTEGER);
        }
        expect(fenOf(plan, units)).toBe(inFen(sum));
      }),
      { numRuns: 200 },
    );
  });

  it('rise with the quantity, and come to the same however a month is charged in parts', () => {
    fc.assert(
      fc.property(
        tiers.map(planOf('graduated')),
        fc.array(quantity, { minLength: 1, maxLength: 6 }),
        (plan, parts) => {
          let [units, charged] = [0, 0n];
          for (const part of parts) {
            units += part;
            // A following charge is what the period comes to now less what was charged before.
            const change = fenOf(plan, units) - charged;
            expect(change >= 0n).toBe(true);
            charged += change;
          }
          expect(charged).toBe(fenOf(plan, units));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('give back by a correction what the units taken off had cost', () => {
    fc.assert(
      fc.property(tiers.map(planOf('graduated')), quantity, quantity, (plan, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const change = fenOf(plan, less) - fenOf(plan, more);
        expect(change <= 0n).toBe(true);
        expect(fenOf(plan, more) + change).toBe(fenOf(plan, less));
      }),
      { numRuns: 200 },
    );
  });
});

describe('volume tiers', () => {
  it('rise within a tier; where a cheaper one begins the total may fall', () => {
    fc.assert(
      fc.property(tiers.map(planOf('volume')), quantity, (plan, units) => {
        const isBoundary = plan.tiers.some(({ upTo }) => upTo === units);
        const [now, next] = [fenOf(plan, units), fenOf(plan, units + 1)];
        if (!isBoundary) expect(next >= now).toBe(true);
        const tier = plan.tiers.find(({ upTo = Infinity }) => units <= upTo);
        expect(now).toBe(inFen(times(exactOf(tier?.unitPrice ?? '0'), BigInt(units))));
      }),
      { numRuns: 200 },
    );
  });
});
