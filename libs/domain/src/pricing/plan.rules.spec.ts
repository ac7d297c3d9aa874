import { Refused } from '../refusal.js';
import { checkMetering, checkSameKind, pricePlanOf, type StatedPlan } from './plan.rules.js';
import { isMetered, isRunning, planKinds, planOf, priceAtContract } from './price-plan.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const tiers = [{ upTo: 10, unitPrice: '1' }, { unitPrice: '0.5' }];

/** One sound plan of each kind. */
const sound: Readonly<Record<StatedPlan['kind'], StatedPlan>> = {
  oneOff: { kind: 'oneOff', vatIncluded: true, amount: cny('0.00') },
  subscription: { kind: 'subscription', vatIncluded: true, amount: cny('1.00'), every: 'month' },
  perUse: { kind: 'perUse', vatIncluded: true, unitPrice: '0.000001' },
  tiered: { kind: 'tiered', vatIncluded: true, method: 'volume', tiers },
  perResult: { kind: 'perResult', vatIncluded: true, unitPrice: '1', counting: 'declared' },
  package: { kind: 'package', vatIncluded: true, amount: cny('1.00'), units: 1, validDays: 1 },
  revenueShare: { kind: 'revenueShare', vatIncluded: true, rate: '1', every: 'year' },
  negotiated: { kind: 'negotiated', vatIncluded: true },
};

const refusalOf = (run: () => unknown) => {
  try {
    run();
    return 'none';
  } catch (error) {
    if (error instanceof Refused) return [error.code, error.obstacles['field']];
    throw error;
  }
};

const altered = (kind: StatedPlan['kind'], more: Partial<StatedPlan>) =>
  refusalOf(() => pricePlanOf({ ...sound[kind], ...more }));

describe('a plan', () => {
  it.each(planKinds)('%s is taken as it is stated', (kind) => {
    expect(pricePlanOf(sound[kind])).toMatchObject({ kind, vatIncluded: true });
  });

  it('has one spelling', () => {
    expect(pricePlanOf({ ...sound.tiered, tiers: [{ unitPrice: '1.500000' }] })).toMatchObject({
      ...{ perUnits: 1, tiers: [{ unitPrice: '1.50' }] },
    });
    expect(pricePlanOf({ ...sound.oneOff, amount: cny('1') })).toMatchObject({
      amount: cny('1.00'),
    });
  });

  it.each<[StatedPlan['kind'], Partial<StatedPlan>, string]>([
    ['oneOff', { amount: cny('-0.01') }, 'amount'],
    ['oneOff', { units: 3 }, 'units'],
    ['subscription', { amount: cny('0.00') }, 'amount'],
    ['subscription', { periods: 0 }, 'periods'],
    ['subscription', { periods: 121 }, 'periods'],
    ['perUse', { unitPrice: '0.000000' }, 'unitPrice'],
    ['perUse', { unitPrice: '0.0000001' }, 'unitPrice'],
    ['perUse', { perUnits: 10 }, 'perUnits'],
    ['tiered', { tiers: [] }, 'tiers'],
    ['tiered', { tiers: [{ upTo: 10, unitPrice: '1' }] }, 'tiers'],
    ['tiered', { tiers: [{ unitPrice: '1' }, { unitPrice: '2' }] }, 'tiers'],
    ['tiered', { tiers: [{ upTo: 9, unitPrice: '1' }, ...tiers.slice(0, 1)] }, 'tiers'],
    ['tiered', { tiers: [tiers[0]!, { upTo: 10, unitPrice: '1' }, tiers[1]!] }, 'tiers'],
    ['tiered', { tiers: [{ unitPrice: '0' }] }, 'tiers'],
    ['package', { units: 0 }, 'units'],
    ['package', { validDays: 3_651 }, 'validDays'],
    ['revenueShare', { rate: '0' }, 'rate'],
    ['revenueShare', { rate: '1.01' }, 'rate'],
    ['revenueShare', { minimum: cny('0.00') }, 'minimum'],
    ['negotiated', { amount: cny('0.00') }, 'amount'],
  ])('%s with %j is refused for %s', (kind, more, field) =>
    expect(altered(kind, more)).toEqual(['price_plan_invalid', field]),
  );

  it.each(planKinds.filter((kind) => kind !== 'negotiated'))(
    '%s asks for each of its members',
    (kind) => {
      const bare = { kind, vatIncluded: true };
      expect(refusalOf(() => pricePlanOf(bare))).toMatchObject(['price_plan_invalid', {}]);
    },
  );
});

describe('what is counted', () => {
  const plan = (kind: StatedPlan['kind']) => pricePlanOf(sound[kind]);
  const quota = { quantity: 1, per: 'term' } as const;

  it.each([
    ['perUse', 'call', 'none'],
    ['perUse', 'byte', 'none'],
    ['perUse', 'result', 'price_plan_contradicts_metering'],
    ['perResult', 'result', 'none'],
    ['perResult', 'call', 'price_plan_contradicts_metering'],
    ['tiered', 'result', 'none'],
    ['subscription', 'call', 'none'],
  ] as const)('%s in units of %s: %s', (kind, unit, code) => {
    const found = refusalOf(() => checkMetering(plan(kind), { unit }));
    expect(Array.isArray(found) ? found[0] : found).toBe(code);
  });

  it('of a package is its units, and no other quota', () => {
    checkMetering(plan('package'), { unit: 'call' });
    expect(refusalOf(() => checkMetering(plan('package'), { unit: 'call', quota }))).toMatchObject([
      'price_plan_contradicts_metering',
      undefined,
    ]);
  });
});

describe('a plan in a contract', () => {
  const plan = (kind: StatedPlan['kind'], more: Partial<StatedPlan> = {}) =>
    pricePlanOf({ ...sound[kind], ...more });

  it('keeps its kind and its periods, not its prices', () => {
    checkSameKind(plan('subscription'), plan('subscription', { amount: cny('2.00') }));
    const fixed = ['price_plan_kind_fixed', undefined];
    const [monthly, yearly] = [plan('subscription'), plan('subscription', { every: 'year' })];
    expect(refusalOf(() => checkSameKind(monthly, yearly))).toEqual(fixed);
    expect(refusalOf(() => checkSameKind(monthly, plan('perUse')))).toEqual(fixed);
    const metered = plan('perResult', { counting: 'metered' });
    expect(refusalOf(() => checkSameKind(plan('perResult'), metered))).toEqual(fixed);
  });

  it('says what falls due at once, whether it goes on, and whether meters count', () => {
    const said = planKinds.map((kind) => [
      kind,
      priceAtContract(plan(kind)).amount.amount,
      isRunning(plan(kind)),
      isMetered(plan(kind)),
    ]);
    expect(said).toEqual([
      ['oneOff', '0.00', false, false],
      ['subscription', '0.00', true, false],
      ['perUse', '0.00', true, true],
      ['tiered', '0.00', true, true],
      ['perResult', '0.00', true, false],
      ['package', '1.00', true, false],
      ['revenueShare', '0.00', true, false],
      ['negotiated', '0.00', false, false],
    ]);
    expect(isMetered(plan('perResult', { counting: 'metered' }))).toBe(true);
  });

  it('is the one-off price where none is stated', () => {
    const price = { amount: cny('5.00'), vatIncluded: false };
    expect(planOf({ price })).toEqual({ kind: 'oneOff', ...price });
    expect(planOf({ price, pricePlan: plan('perUse') })).toEqual(plan('perUse'));
  });
});
