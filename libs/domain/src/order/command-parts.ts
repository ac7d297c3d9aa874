import type { WorkingDays } from '../calendar.js';
import type { Meta } from '../decider.js';
import type { Money } from '../money.js';
import type { StatedPlan } from '../pricing/plan.rules.js';
import type { StatedPrice } from '../pricing/price-plan.js';
import type { SettlementTerms, TradingTerms } from '../settlement/trading.policies.js';

/** What the commands on orders are made of. */
export type Of<Type extends string, Data extends object = object> = {
  readonly type: Type;
  readonly data: Data & { readonly orderId: string };
  readonly meta: Meta;
};

/** Pattern 2: in whose place the actor's organisation stands by now; absent: in its own only. */
export interface InPlaceOf {
  readonly standsFor?: readonly string[];
}

/** Pattern 2: the calendar by which last days are moved; absent: the State Council's. */
export interface Calendar {
  readonly calendar?: WorkingDays;
}

/** Pattern 2: policies in force, and their versions. */
export interface OrderRules {
  readonly trading: { readonly version: number; readonly terms: TradingTerms };
  readonly settlement: { readonly version: number; readonly terms: SettlementTerms };
}

/** What a counter-offer changes; what it leaves out stays. */
export type TermsChange = {
  /** Alone: one-off, in the place of whatever plan there was. */
  readonly price?: StatedPrice;
  readonly pricePlan?: StatedPlan;
  /** `null`: none any more, the whole price is due first. */
  readonly deposit?: Money | null;
  readonly signingDays?: number;
  readonly fundingDays?: number;
  readonly deliveryDays?: number;
  readonly acceptanceDays?: number;
  readonly balanceDays?: number;
  readonly proofDays?: number;
  readonly afterSaleDays?: number;
  readonly note?: string;
};
