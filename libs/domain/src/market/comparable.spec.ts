import fc from 'fast-check';
import type { ChargeGround } from '../order/charge.events.js';
import {
  checkComparables,
  fencesOf,
  isOutlier,
  magnitudeOf,
  mayTellPrices,
  monthlyGrounds,
  monthsCharged,
  monthsOfUse,
  qualityBandOf,
} from './comparable.js';

describe('who must have taken part before prices are told', () => {
  it.each([
    [{ deals: 3, sellers: 3, buyers: 3 }, true],
    [{ deals: 9, sellers: 1, buyers: 1 }, false],
    [{ deals: 9, sellers: 2, buyers: 9 }, false],
    [{ deals: 9, sellers: 9, buyers: 2 }, false],
    [{ deals: 2, sellers: 2, buyers: 2 }, false],
    [{ deals: 0, sellers: 0, buyers: 0 }, false],
  ])('%j of three: %s', (group, told) => expect(mayTellPrices(group, 3)).toBe(told));

  it('is said in the refusal of single prices', () => {
    const group = { deals: 3, sellers: 3, buyers: 3 };
    expect(() => checkComparables(group, 3)).not.toThrow();
    const refused = { code: 'market_comparables_few', obstacles: { ...group, dealsMin: 4 } };
    expect(() => checkComparables(group, 4)).toThrow(expect.objectContaining(refused));
  });
});

describe('the fences of prices', () => {
  it('lie one and a half times the middle half outside of it', () => {
    const fences = fencesOf({ lower: 100n, upper: 200n }, 15);
    expect(fences).toEqual({ lowest: 0n, highest: 350n });
    expect([350n, 351n].map((price) => isOutlier(price, fences))).toEqual([false, true]);
    const narrow = fencesOf({ lower: 1_000n, upper: 1_010n }, 15);
    expect([984n, 985n].map((price) => isOutlier(price, narrow))).toEqual([true, false]);
  });

  it('hold the middle half of any prices', () => {
    const price = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(price, price, fc.integer({ min: 0, max: 100 }), (one, other, tenths) => {
        const [lower, upper] = one < other ? [one, other] : [other, one];
        const fences = fencesOf({ lower, upper }, tenths);
        expect(fences.lowest).toBeGreaterThanOrEqual(0n);
        expect([lower, upper].some((each) => isOutlier(each, fences))).toBe(false);
      }),
    );
  });
});

describe('what would name the product', () => {
  it.each([
    ['0', undefined],
    ['1', '1'],
    ['9', '1'],
    ['10', '10'],
    ['123456', '100000'],
    ['999999999999999999999', '100000000000000000000'],
  ])('of %s records is told %s', (count, told) => expect(magnitudeOf(count)).toBe(told));

  it.each([
    ['0', 0],
    ['9.99', 0],
    ['87.50', 80],
    ['90', 90],
    ['100', 100],
  ])('of a score of %s the band from %s', (score, band) => expect(qualityBandOf(score)).toBe(band));
});

describe('the months of a charge', () => {
  const charged = (from: string, until: string, ground: ChargeGround = 'fee', perUnits = 1) => {
    const line = {
      item: 'fee',
      quantity: '1',
      unitPrice: '1.00',
      perUnits,
      amount: '1.00',
    } as const;
    return monthsCharged({ ground, period: { from, until }, lines: [line] });
  };

  it.each([
    ['2026-11-01', '2026-11-30', 1],
    ['2026-11-15', '2026-12-14', 1],
    ['2026-01-31', '2026-02-27', 1],
    ['2026-11-15', '2027-02-14', 3],
    ['2024-02-29', '2025-02-27', 12],
  ])('from %s until %s are %d', (from, until, months) => expect(charged(from, until)).toBe(months));

  it('are none where it is for some days, for units, or for what is taken back', () => {
    const november = ['2026-11-01', '2026-11-30'] as const;
    expect(charged(...november, 'fee', 30)).toBe(0);
    expect(charged(...november, 'package')).toBe(0);
    expect(charged(...november, 'adjustment')).toBe(0);
    for (const ground of monthlyGrounds) expect(charged(...november, ground)).toBe(1);
  });
});

describe('the months of use', () => {
  it.each([
    ['2026-11-01', '2027-10-31', 12],
    ['2026-11-15', '2026-12-14', 1],
    ['2026-11-15', '2026-12-15', 2],
    ['2026-11-15', '2026-11-15', 1],
    ['2024-02-29', '2025-02-28', 12],
  ])('from %s until %s are %d', (from, until, months) =>
    expect(monthsOfUse(from, until)).toBe(months),
  );
});
