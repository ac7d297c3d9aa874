import { minorUnits, normalMoney, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { ratePattern } from '../settlement/price.js';
import { plainMetering, quantityMax, type Metering } from '../usage/metering.js';
import { exactOf, exactText } from './exact.js';
import {
  planKinds,
  planPeriods,
  priceAtContract,
  tierMethods,
  unitScales,
  type PlanKind,
  type PlanPeriod,
  type PricePlan,
  type PriceTier,
  type StatedPrice,
  type TierMethod,
} from './price-plan.js';

export const tiersMax = 20;
export const periodsMax = 120;
export const validDaysMax = 3_650;

/** A plan as somebody states it: what of it is there must be what its kind asks for. */
export interface StatedPlan {
  readonly kind: PlanKind;
  readonly vatIncluded: boolean;
  readonly amount?: Money;
  readonly every?: PlanPeriod;
  readonly periods?: number;
  readonly unitPrice?: string;
  readonly perUnits?: number;
  readonly method?: TierMethod;
  readonly tiers?: readonly PriceTier[];
  readonly counting?: 'metered' | 'declared';
  readonly units?: number;
  readonly validDays?: number;
  readonly rate?: string;
  readonly minimum?: Money;
}

type Member = Exclude<keyof StatedPlan, 'kind' | 'vatIncluded'>;

/** What each kind must say, and what it may. */
const membersOf: Readonly<
  Record<PlanKind, { readonly must: readonly Member[]; readonly may: readonly Member[] }>
> = {
  oneOff: { must: ['amount'], may: [] },
  subscription: { must: ['amount', 'every'], may: ['periods'] },
  perUse: { must: ['unitPrice'], may: ['perUnits'] },
  tiered: { must: ['method', 'tiers'], may: ['perUnits'] },
  perResult: { must: ['unitPrice', 'counting'], may: [] },
  package: { must: ['amount', 'units', 'validDays'], may: [] },
  revenueShare: { must: ['rate', 'every'], may: ['minimum'] },
  negotiated: { must: [], may: ['amount'] },
};

const invalid = (kind: string, field: string): never =>
  refuse('price_plan_invalid', { kind, field });

/** The plan in the form that events carry; refuses `price_plan_invalid` with the member at fault. */
export const pricePlanOf = (stated: StatedPlan): PricePlan => {
  const { kind, vatIncluded } = stated;
  if (!planKinds.includes(kind)) invalid(kind, 'kind');
  const { must, may } = membersOf[kind];
  const lacking = must.find((member) => stated[member] === undefined);
  if (lacking !== undefined) invalid(kind, lacking);
  for (const [member, value] of Object.entries(stated)) {
    const isOwn = [...must, ...may, 'kind', 'vatIncluded'].includes(member);
    if (value !== undefined && !isOwn) invalid(kind, member);
  }
  checkMembers(stated);
  return normalPlan(stated, vatIncluded);
};

/** Every member by its own range, whatever plan it stands in. */
const checkMembers = (stated: StatedPlan): void => {
  const { kind, amount, minimum, rate, unitPrice, tiers } = stated;
  if (amount !== undefined && !isPriced(kind, amount)) invalid(kind, 'amount');
  if (minimum !== undefined && minorUnits(minimum) <= 0n) invalid(kind, 'minimum');
  if (rate !== undefined && !isRate(rate)) invalid(kind, 'rate');
  if (unitPrice !== undefined && !(isUnitPrice(unitPrice) && exactOf(unitPrice).numerator > 0n)) {
    invalid(kind, 'unitPrice');
  }
  if (tiers !== undefined && !areTiers(tiers)) invalid(kind, 'tiers');
  const { perUnits = 1, periods = 1, units = 1, validDays = 1 } = stated;
  if (!unitScales.some((scale) => scale === perUnits)) invalid(kind, 'perUnits');
  if (!isWithin(periods, periodsMax)) invalid(kind, 'periods');
  if (!isWithin(units, quantityMax)) invalid(kind, 'units');
  if (!isWithin(validDays, validDaysMax)) invalid(kind, 'validDays');
  const { every = 'month', method = 'volume', counting = 'metered' } = stated;
  if (!planPeriods.includes(every)) invalid(kind, 'every');
  if (!tierMethods.includes(method)) invalid(kind, 'method');
  if (counting !== 'metered' && counting !== 'declared') invalid(kind, 'counting');
};

const isWithin = (value: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= 1 && value <= max;

/** Only the whole price of a licence may be nothing: data is given away, too. */
const isPriced = (kind: PlanKind, amount: Money): boolean =>
  kind === 'oneOff' ? minorUnits(amount) >= 0n : minorUnits(amount) > 0n;

const isRate = (text: string): boolean =>
  new RegExp(ratePattern).test(text) && exactOf(text).numerator > 0n;

const isUnitPrice = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text);

/** Ends rise, exactly the last tier has none, and something costs something. */
const areTiers = (tiers: readonly PriceTier[]): boolean => {
  const ends = tiers.slice(0, -1).map(({ upTo }) => upTo ?? 0);
  const rise = ends.every((end, at) => isWithin(end, quantityMax) && end > (ends[at - 1] ?? 0));
  const prices = tiers.map(({ unitPrice }) => unitPrice);
  return (
    tiers.length >= 1 &&
    tiers.length <= tiersMax &&
    rise &&
    tiers.at(-1)?.upTo === undefined &&
    prices.every(isUnitPrice) &&
    prices.some((price) => exactOf(price).numerator > 0n)
  );
};

/** Equal plans are equal text. */
const normalPlan = (stated: StatedPlan, vatIncluded: boolean): PricePlan => {
  const { kind, every = 'month', method = 'graduated', counting = 'metered' } = stated;
  const { periods, units = 1, validDays = 1, rate = '', minimum } = stated;
  const amount = normalMoney(stated.amount ?? { amount: '0.00', currency: 'CNY' });
  const perUnits = unitScales.find((scale) => scale === stated.perUnits) ?? 1;
  const unitPrice = normalUnitPrice(stated.unitPrice ?? '0');
  switch (kind) {
    case 'oneOff':
      return { kind, amount, vatIncluded };
    case 'subscription':
      return { kind, amount, every, ...(periods !== undefined && { periods }), vatIncluded };
    case 'perUse':
      return { kind, unitPrice, perUnits, vatIncluded };
    case 'tiered': {
      const tiers = (stated.tiers ?? []).map(({ upTo, unitPrice: price }) => ({
        ...(upTo !== undefined && { upTo }),
        unitPrice: normalUnitPrice(price),
      }));
      return { kind, method, tiers, perUnits, vatIncluded };
    }
    case 'perResult':
      return { kind, unitPrice, counting, vatIncluded };
    case 'package':
      return { kind, amount, units, validDays, vatIncluded };
    case 'revenueShare': {
      const least = minimum && { minimum: normalMoney(minimum) };
      return { kind, rate, every, ...least, vatIncluded };
    }
    case 'negotiated':
      return { kind, ...(stated.amount && { amount }), vatIncluded };
  }
};

const normalUnitPrice = (text: string): string => exactText(exactOf(text));

/** A price, a plan, or both where they say the same. */
export interface StatedPricing {
  readonly price?: StatedPrice;
  readonly pricePlan?: StatedPlan;
}

/** What falls due with the contract, and the plan where there is more to it than that. */
export const pricedBy = ({
  price,
  pricePlan,
}: StatedPricing): { readonly price: StatedPrice; readonly pricePlan?: PricePlan } => {
  if (pricePlan === undefined) {
    const { amount, vatIncluded } = price ?? invalid('oneOff', 'price');
    return { price: { amount: normalMoney(amount), vatIncluded } };
  }
  const plan = pricePlanOf(pricePlan);
  const atContract = priceAtContract(plan);
  const isSame =
    price === undefined ||
    (minorUnits(price.amount) === minorUnits(atContract.amount) &&
      price.vatIncluded === atContract.vatIncluded);
  if (!isSame) invalid(plan.kind, 'price');
  return plan.kind === 'oneOff' ? { price: atContract } : { price: atContract, pricePlan: plan };
};

/**
 * A contract that runs keeps its kind of plan and its periods: prices, tiers, rates and terms may
 * change. Refuses `price_plan_kind_fixed`.
 */
export const checkSameKind = (before: PricePlan, after: PricePlan): void => {
  const periodOf = (plan: PricePlan): string | undefined =>
    'every' in plan ? plan.every : 'counting' in plan ? plan.counting : undefined;
  if (before.kind === after.kind && periodOf(before) === periodOf(after)) return;
  refuse('price_plan_kind_fixed', { kind: before.kind, wanted: after.kind });
};

/** Whether what the plan counts is what is metered; refuses `price_plan_contradicts_metering`. */
export const checkMetering = (plan: PricePlan, metering: Metering = plainMetering): void => {
  const { kind } = plan;
  const { unit, quota } = metering;
  const isResult = unit === 'result';
  const isSound =
    kind === 'perResult' ? isResult : kind === 'perUse' ? !isResult : kind !== 'package' || !quota;
  if (!isSound) refuse('price_plan_contradicts_metering', { kind, unit });
};
