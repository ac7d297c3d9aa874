import { computed, type ChargeBasis } from './charging.js';
import { exactOf, exactText, inFen, times } from './exact.js';
import type { PlanOf, PricePlan } from './price-plan.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const use = (quantity: number): ChargeBasis => ({ is: 'use', quantity });
const whole = { used: 30, of: 30 };

const tiered = (method: 'graduated' | 'volume'): PlanOf<'tiered'> => ({
  kind: 'tiered',
  method,
  tiers: [
    { upTo: 100, unitPrice: '1.00' },
    { upTo: 1_000, unitPrice: '0.80' },
    { unitPrice: '0.50' },
  ],
  perUnits: 1,
  vatIncluded: true,
});

const statedOf = (plan: PricePlan, basis: ChargeBasis) => computed(plan, basis).stated.amount;

describe('use', () => {
  const perUse: PricePlan = {
    ...{ kind: 'perUse', unitPrice: '0.0035', perUnits: 1, vatIncluded: true },
  };

  it('is charged by the unit and rounded once, half a fen up', () => {
    expect(computed(perUse, use(1_234))).toEqual({
      lines: [
        {
          ...{ item: 'use', quantity: '1234', unitPrice: '0.0035', perUnits: 1 },
          amount: '4.319',
        },
      ],
      exact: '4.319',
      stated: cny('4.32'),
    });
    expect(statedOf(perUse, use(1))).toBe('0.00');
    expect(statedOf(perUse, use(2))).toBe('0.01');
    expect(statedOf(perUse, use(0))).toBe('0.00');
  });

  it('may be priced by the thousand million', () => {
    const byGigabyte: PricePlan = { ...perUse, unitPrice: '10.00', perUnits: 1_000_000_000 };
    expect(computed(byGigabyte, use(1_500_000_001))).toMatchObject({
      exact: '15.00000001',
      stated: cny('15.00'),
    });
  });

  it('of results is a line of its own', () => {
    const plan: PricePlan = {
      ...{ kind: 'perResult', unitPrice: '0.50', counting: 'metered', vatIncluded: false },
    };
    expect(computed(plan, use(7))).toMatchObject({
      lines: [{ item: 'result', quantity: '7', unitPrice: '0.50', amount: '3.50' }],
    });
  });
});

describe('graduated tiers', () => {
  it.each([
    [0, '0.00', ['0']],
    [1, '1.00', ['1']],
    [100, '100.00', ['100']],
    [101, '100.80', ['100', '1']],
    [1_000, '820.00', ['100', '900']],
    [1_001, '820.50', ['100', '900', '1']],
  ])('%i units come to %s', (quantity, stated, quantities) => {
    const found = computed(tiered('graduated'), use(quantity));
    expect(found.stated.amount).toBe(stated);
    expect(found.lines.map((line) => line.quantity)).toEqual(quantities);
  });

  it('say which units each took', () => {
    expect(computed(tiered('graduated'), use(1_001)).lines.map(({ tier }) => tier)).toEqual([
      { from: 1, upTo: 100 },
      { from: 101, upTo: 1_000 },
      { from: 1_001 },
    ]);
  });
});

describe('volume tiers', () => {
  it.each([
    [0, '0.00', '1.00'],
    [100, '100.00', '1.00'],
    [101, '80.80', '0.80'],
    [1_000, '800.00', '0.80'],
    [1_001, '500.50', '0.50'],
  ])('%i units come to %s, all at %s', (quantity, stated, unitPrice) => {
    const found = computed(tiered('volume'), use(quantity));
    expect(found.stated.amount).toBe(stated);
    expect(found.lines).toMatchObject([{ quantity: String(quantity), unitPrice }]);
  });
});

describe('a subscription', () => {
  const plan: PricePlan = {
    ...{ kind: 'subscription', amount: cny('1000.00'), every: 'month', vatIncluded: true },
  };

  it('is its fee, and of a part of a period that part by days', () => {
    expect(computed(plan, { is: 'period', days: whole })).toMatchObject({
      lines: [{ item: 'fee', quantity: '1', unitPrice: '1000.00', amount: '1000.00' }],
      stated: cny('1000.00'),
    });
    expect(computed(plan, { is: 'period', days: { used: 11, of: 30 } })).toEqual({
      lines: [
        {
          ...{ item: 'fee', quantity: '11', unitPrice: '1000.00', perUnits: 30 },
          amount: '366.666666666666667',
        },
      ],
      exact: '366.666666666666667',
      stated: cny('366.67'),
    });
  });
});

describe('a share of revenue', () => {
  const plan: PricePlan = {
    ...{ kind: 'revenueShare', rate: '0.05', every: 'quarter', vatIncluded: true },
    minimum: cny('1000.00'),
  };
  const of = (revenue: string, days = whole): ChargeBasis => ({
    is: 'revenue',
    revenue: cny(revenue),
    days,
  });

  it.each([
    ['20000.00', '1000.00', 1],
    ['20000.20', '1000.01', 1],
    ['19999.80', '1000.00', 2],
    ['0.00', '1000.00', 2],
  ])('of %s is %s', (revenue, stated, lines) => {
    const found = computed(plan, of(revenue));
    expect(found.stated.amount).toBe(stated);
    expect(found.lines).toHaveLength(lines);
  });

  it('shows what the minimum adds, and asks for it by days in a part of a period', () => {
    expect(computed(plan, of('19999.80')).lines.at(-1)).toMatchObject({
      ...{ item: 'minimum', amount: '0.01' },
    });
    expect(statedOf(plan, of('0.00', { used: 45, of: 90 }))).toBe('500.00');
  });

  it('without a minimum is nothing of nothing', () => {
    const bare: PricePlan = {
      ...{ kind: 'revenueShare', rate: '0.05', every: 'month', vatIncluded: true },
    };
    expect(computed(bare, of('0.00')).stated).toEqual(cny('0.00'));
  });
});

describe('packages', () => {
  it('cost so many times their price', () => {
    const plan: PricePlan = {
      ...{ kind: 'package', amount: cny('8000.00'), units: 100, validDays: 30, vatIncluded: true },
    };
    expect(statedOf(plan, { is: 'packages', count: 3 })).toBe('24000.00');
  });
});

describe('what no plan charges', () => {
  it.each<[PricePlan, ChargeBasis]>([
    [{ kind: 'oneOff', amount: cny('1.00'), vatIncluded: true }, use(1)],
    [{ kind: 'negotiated', vatIncluded: true }, use(1)],
    [tiered('volume'), { is: 'packages', count: 1 }],
  ])('%j by %j is a mistake of ours', (plan, basis) =>
    expect(() => computed(plan, basis)).toThrow('charges nothing'),
  );
});

describe('an exact amount', () => {
  it('is shown with two decimals at least and fifteen at most', () => {
    expect(exactText(exactOf('3'))).toBe('3.00');
    expect(exactText(exactOf('0.123456'))).toBe('0.123456');
    expect(exactText(times(exactOf('1'), 2n, 3n))).toBe('0.666666666666667');
    expect(() => exactOf('-1')).toThrow('Not a decimal');
  });

  it.each([
    ['0.004', 0n],
    ['0.005', 1n],
    ['0.0149', 1n],
    ['0.015', 2n],
  ])('%s is %i fen', (text, fen) => expect(inFen(exactOf(text))).toBe(fen));
});
