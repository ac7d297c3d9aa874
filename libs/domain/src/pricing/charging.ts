import { fromMinorUnits, type Money } from '../money.js';
import {
  exactMoney,
  exactOf,
  exactText,
  inFen,
  missing,
  nothing,
  plus,
  product,
  times,
  type Exact,
} from './exact.js';
import type { PlanOf, PricePlan, UnitScale } from './price-plan.js';

/** What a line of a charge is for. */
export const chargeItems = ['fee', 'use', 'result', 'package', 'share', 'minimum'] as const;
export type ChargeItem = (typeof chargeItems)[number];

/** One step of a computation: `amount` = `quantity` × `unitPrice` ÷ `perUnits`, not rounded. */
export type ChargeLine = {
  readonly item: ChargeItem;
  /** A decimal: units used, periods, days, or yuan of revenue. */
  readonly quantity: string;
  /** Yuan for each `perUnits` of the quantity; for a share its rate. */
  readonly unitPrice: string;
  readonly perUnits: number;
  /** Which units of the month a tier took: the first and the last, both inclusive. */
  readonly tier?: { readonly from: number; readonly upTo?: number };
  /** Yuan, exact where fifteen decimals are enough to say it. */
  readonly amount: string;
};

/** Days of a period that lie within the licence, of all its days. */
export type PeriodDays = { readonly used: number; readonly of: number };

/** What is to be charged for. */
export type ChargeBasis =
  | { readonly is: 'period'; readonly days: PeriodDays }
  /** Units that count and are billed: within the term, within the quota, corrections taken off. */
  | { readonly is: 'use'; readonly quantity: number }
  | { readonly is: 'revenue'; readonly revenue: Money; readonly days: PeriodDays }
  | { readonly is: 'packages'; readonly count: number };

/** What a basis comes to under a plan, with every step. */
export interface Computed {
  readonly lines: readonly ChargeLine[];
  /** Sum of the lines in yuan, before rounding. */
  readonly exact: string;
  /** The same in fen, half a fen up: rounded once, VAT inside or not as the plan says. */
  readonly stated: Money;
}

interface Step {
  readonly line: ChargeLine;
  readonly amount: Exact;
}

/**
 * What a plan charges for a basis. Pure: the same plan and basis come to the same fen for whoever
 * asks. Throws where the plan does not charge by such a basis: the rules have looked before.
 */
export const computed = (plan: PricePlan, basis: ChargeBasis): Computed => {
  const steps = stepsOf(plan, basis);
  const sum = steps.reduce((total, { amount }) => plus(total, amount), nothing);
  return {
    lines: steps.map(({ line }) => line),
    exact: exactText(sum),
    stated: fromMinorUnits(inFen(sum)),
  };
};

const stepsOf = (plan: PricePlan, basis: ChargeBasis): readonly Step[] => {
  switch (plan.kind) {
    case 'subscription':
      if (basis.is === 'period') return [feeStep(plan.amount, 'fee', basis.days)];
      break;
    case 'perUse':
      if (basis.is === 'use') return [useStep('use', basis.quantity, plan)];
      break;
    case 'perResult':
      if (basis.is === 'use') return [useStep('result', basis.quantity, { ...plan, perUnits: 1 })];
      break;
    case 'tiered':
      if (basis.is === 'use') return tierSteps(plan, basis.quantity);
      break;
    case 'package':
      if (basis.is === 'packages') return [packageStep(plan, basis.count)];
      break;
    case 'revenueShare':
      if (basis.is === 'revenue') return shareSteps(plan, basis);
      break;
    case 'oneOff':
    case 'negotiated':
      break;
  }
  throw new Error(`A plan of the kind ${plan.kind} charges nothing by ${basis.is}.`);
};

const useStep = (
  item: ChargeItem,
  quantity: number,
  { unitPrice, perUnits }: { readonly unitPrice: string; readonly perUnits: UnitScale },
  tier?: ChargeLine['tier'],
): Step => {
  const amount = times(exactOf(unitPrice), BigInt(quantity), BigInt(perUnits));
  const line = { item, quantity: String(quantity), unitPrice, perUnits };
  return { amount, line: { ...line, ...(tier && { tier }), amount: exactText(amount) } };
};

/** A tier that took no units makes no step; a month without use is one step of nothing. */
const tierSteps = (plan: PlanOf<'tiered'>, quantity: number): readonly Step[] => {
  const { tiers, method, perUnits } = plan;
  const bounds = tiers.map(({ upTo, unitPrice }, at) => ({
    tier: { from: (tiers[at - 1]?.upTo ?? 0) + 1, ...(upTo !== undefined && { upTo }) },
    unitPrice,
    last: upTo ?? Infinity,
  }));
  if (method === 'volume') {
    const reached = bounds.find(({ last }) => quantity <= last);
    if (reached === undefined) throw new Error('The last tier has an end.');
    return [useStep('use', quantity, { ...reached, perUnits }, reached.tier)];
  }
  const taken = bounds.filter(({ tier }) => quantity >= tier.from);
  return (taken.length === 0 ? bounds.slice(0, 1) : taken)
    .map(({ tier, unitPrice, last }) =>
      useStep('use', Math.min(quantity, last) - tier.from + 1, { unitPrice, perUnits }, tier),
    )
    .map((step, at) => (quantity === 0 && at === 0 ? emptied(step) : step));
};

const emptied = ({ line }: Step): Step => ({
  amount: nothing,
  line: { ...line, quantity: '0', amount: exactText(nothing) },
});

/** A whole period, or the days of it that lie within the licence. */
const feeStep = (fee: Money, item: ChargeItem, { used, of }: PeriodDays): Step => {
  const isWhole = used === of;
  const [quantity, perUnits] = isWhole ? [1, 1] : [used, of];
  const amount = times(exactMoney(fee), BigInt(quantity), BigInt(perUnits));
  const unitPrice = fee.amount;
  const line = { item, quantity: String(quantity), unitPrice, perUnits };
  return { amount, line: { ...line, amount: exactText(amount) } };
};

const packageStep = ({ amount: price }: PlanOf<'package'>, count: number): Step => {
  const amount = times(exactMoney(price), BigInt(count));
  const unitPrice = price.amount;
  const line = { item: 'package', quantity: String(count), unitPrice, perUnits: 1 } as const;
  return { amount, line: { ...line, amount: exactText(amount) } };
};

/** The share; where it is less than the minimum, what is missing comes on top of it. */
const shareSteps = (
  { rate, minimum }: PlanOf<'revenueShare'>,
  { revenue, days }: Extract<ChargeBasis, { readonly is: 'revenue' }>,
): readonly Step[] => {
  const share = product(exactMoney(revenue), exactOf(rate));
  const line: ChargeLine = {
    item: 'share',
    quantity: revenue.amount,
    unitPrice: rate,
    perUnits: 1,
    amount: exactText(share),
  };
  const least = minimum === undefined ? nothing : feeStep(minimum, 'minimum', days).amount;
  const lacking = missing(share, least);
  if (lacking.numerator === 0n) return [{ line, amount: share }];
  const amount = exactText(lacking);
  const topUp = { item: 'minimum', quantity: '1', unitPrice: amount, perUnits: 1, amount } as const;
  return [
    { line, amount: share },
    { line: topUp, amount: lacking },
  ];
};
