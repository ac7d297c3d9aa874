import type { Money } from '../money.js';
import type { RateText } from '../settlement/price.js';

/**
 * How a licence is paid for: one union for offers and orders. Whatever the plan, its amounts say
 * whether VAT is inside them. The rules that go with it are in `charging.ts` (what a period comes to)
 * and `plan.rules.ts` (what a plan may say).
 */
export const planKinds = [
  'oneOff',
  'subscription',
  'perUse',
  'tiered',
  'perResult',
  'package',
  'revenueShare',
  'negotiated',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** Periods that fees and shares are counted in, from the first day of use on. */
export const planPeriods = ['month', 'quarter', 'year'] as const;
export type PlanPeriod = (typeof planPeriods)[number];

/** How many units a price is of: one, a thousand, a million, a thousand million. */
export const unitScales = [1, 1_000, 1_000_000, 1_000_000_000] as const;
export type UnitScale = (typeof unitScales)[number];

/** Yuan with up to six decimals as text: a call may cost less than a fen. */
export type UnitPriceText = string;

/** A step of a price by quantity. */
export type PriceTier = {
  /** Inclusive last unit of it; absent: no end, exactly on the last. */
  readonly upTo?: number;
  readonly unitPrice: UnitPriceText;
};

/**
 * `graduated` (分段累进): a tier's price is that of the units inside it. `volume` (阶梯全量): the price
 * of the tier in which the month's quantity ends is that of all its units.
 */
export const tierMethods = ['graduated', 'volume'] as const;
export type TierMethod = (typeof tierMethods)[number];

export type PricePlan =
  /** The whole price with the contract. */
  | { readonly kind: 'oneOff'; readonly amount: Money; readonly vatIncluded: boolean }
  /** A fee that falls due as each period begins. */
  | {
      readonly kind: 'subscription';
      readonly amount: Money;
      readonly every: PlanPeriod;
      /** Agreed number of periods, after which the licence ends; absent: as long as it runs. */
      readonly periods?: number;
      readonly vatIncluded: boolean;
    }
  /** By calendar month, for each unit that was metered: call, record, byte, second, task (按次、按量). */
  | {
      readonly kind: 'perUse';
      readonly unitPrice: UnitPriceText;
      readonly perUnits: UnitScale;
      readonly vatIncluded: boolean;
    }
  /** The same with a price that depends on the month's quantity. */
  | {
      readonly kind: 'tiered';
      readonly method: TierMethod;
      readonly tiers: readonly PriceTier[];
      readonly perUnits: UnitScale;
      readonly vatIncluded: boolean;
    }
  /** By calendar month, for each result (查得计费): metered, or declared by the seller. */
  | {
      readonly kind: 'perResult';
      readonly unitPrice: UnitPriceText;
      readonly counting: 'metered' | 'declared';
      readonly vatIncluded: boolean;
    }
  /** So many units paid for beforehand, to be used within a time; more of them can be bought. */
  | {
      readonly kind: 'package';
      readonly amount: Money;
      readonly units: number;
      /** Days of validity, the first day of use among them. */
      readonly validDays: number;
      readonly vatIncluded: boolean;
    }
  /** A share of what the buyer earns with the data in each period, as declared. */
  | {
      readonly kind: 'revenueShare';
      readonly rate: RateText;
      readonly every: PlanPeriod;
      /** The least that is due for a period. */
      readonly minimum?: Money;
      readonly vatIncluded: boolean;
    }
  /** To be agreed: nothing can be signed before one of the others is. */
  | {
      readonly kind: 'negotiated';
      /** What the seller has in mind. */
      readonly amount?: Money;
      readonly vatIncluded: boolean;
    };

export type PlanOf<Kind extends PlanKind> = Extract<PricePlan, { readonly kind: Kind }>;

/** A one-off price as offers have always carried it. */
export type StatedPrice = { readonly amount: Money; readonly vatIncluded: boolean };

/** What carries a plan: absent, the one-off price. */
interface Priced {
  readonly price: StatedPrice;
  readonly pricePlan?: PricePlan;
}

export const planOf = ({ price, pricePlan }: Priced): PricePlan =>
  pricePlan ?? { kind: 'oneOff', ...price };

/** What of a plan falls due with the contract. */
export const priceAtContract = (plan: PricePlan): StatedPrice => {
  const { vatIncluded } = plan;
  switch (plan.kind) {
    case 'oneOff':
    case 'package':
      return { amount: plan.amount, vatIncluded };
    case 'subscription':
    case 'perUse':
    case 'tiered':
    case 'perResult':
    case 'revenueShare':
    case 'negotiated':
      return { amount: { amount: '0.00', currency: 'CNY' }, vatIncluded };
  }
};

/** Whether the order goes on after the contract was paid and delivered: it is charged, or used up. */
export const isRunning = ({ kind }: Pick<PricePlan, 'kind'>): boolean => {
  switch (kind) {
    case 'subscription':
    case 'perUse':
    case 'tiered':
    case 'perResult':
    case 'revenueShare':
    case 'package':
      return true;
    case 'oneOff':
    case 'negotiated':
      return false;
  }
};

/** Whether the clock charges calendar months of metered use. */
export const isMetered = (plan: PricePlan): boolean => {
  switch (plan.kind) {
    case 'perUse':
    case 'tiered':
      return true;
    case 'perResult':
      return plan.counting === 'metered';
    case 'oneOff':
    case 'subscription':
    case 'package':
    case 'revenueShare':
    case 'negotiated':
      return false;
  }
};
