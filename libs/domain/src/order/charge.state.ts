import { minorUnits } from '../money.js';
import type { ChargePeriod } from '../pricing/periods.js';
import { isRunning, type PricePlan } from '../pricing/price-plan.js';
import type { Division } from '../settlement/settlement.js';
import type { ChargeEvent, ChargeGround } from './charge.events.js';
import type { ContractTerms } from './contract.events.js';

/** One charge of an order. Amounts are fen. */
export interface Charge {
  readonly chargeNo: number;
  readonly ground: ChargeGround;
  readonly period: ChargePeriod;
  readonly quantity: string;
  /** Below 0 where it took back. */
  readonly gross: bigint;
  readonly division?: Division;
  /** It is not divided before it is known what it gives towards the recovery of costs. */
  readonly awaitsRecovery: boolean;
  /** What later charges took back of it. */
  readonly credited: bigint;
  readonly isSettled: boolean;
  readonly payUntil?: string;
}

/** What a period came to when it was charged last. */
interface ChargedPeriod {
  readonly gross: bigint;
  readonly quantity: string;
  /** Its first charge. */
  readonly chargeNo: number;
}

/** What was charged under an order. */
export interface Charging {
  /** In order: the first has the number 1. */
  readonly charges: readonly Charge[];
  /** By the first day of the period. */
  readonly periods: ReadonlyMap<string, ChargedPeriod>;
  /** Paid in for charges and not divided yet. */
  readonly pool: bigint;
  /** The seller's parts of what was divided. */
  readonly proceeds: bigint;
  /** Plans that an amendment has replaced: each for the periods that began by its last day. */
  readonly replaced: readonly { readonly until: string; readonly plan: PricePlan }[];
  /** Set when the licence is over and charged through: last day of after-sale. */
  readonly afterSaleUntil?: string;
}

export const nothingCharged: Charging = {
  charges: [],
  periods: new Map(),
  pool: 0n,
  proceeds: 0n,
  replaced: [],
};

/** The plan that is agreed; terms of before there were plans state a one-off price. */
export const agreedPlan = ({ plan, price }: Pick<ContractTerms, 'plan' | 'price'>): PricePlan =>
  plan ?? { kind: 'oneOff', amount: price.gross, vatIncluded: true };

/** The plan by which a period is charged: an amendment counts for those that begin after its day. */
export const planFor = (
  { terms, charging }: { readonly terms: ContractTerms; readonly charging: Charging },
  from: string,
): PricePlan => charging.replaced.find(({ until }) => from <= until)?.plan ?? agreedPlan(terms);

/** What of a charge is still to be paid, whether or not some money is there for it. */
export const openOf = ({ gross, credited, isSettled }: Charge): bigint =>
  isSettled || gross <= 0n ? 0n : gross - credited;

/** Unpaid of all charges, in fen; never below 0. */
export const outstandingOf = ({ charges, pool }: Charging): bigint =>
  charges.reduce((sum, charge) => sum + openOf(charge), 0n) - pool;

/** The oldest charge whose last day to pay has passed; the one in dispute is not counted. */
export const overdueCharge = (
  { charges }: Charging,
  today: string,
  disputed?: number,
): Charge | undefined =>
  charges.find(
    (charge) =>
      openOf(charge) > 0n &&
      charge.payUntil !== undefined &&
      charge.payUntil < today &&
      charge.chargeNo !== disputed,
  );

/** Units and last day of the packages that were bought later and are paid for. */
export const furtherPackages = ({ charges }: Charging): readonly Charge[] =>
  charges.filter(
    ({ ground, isSettled, credited }) => ground === 'package' && isSettled && credited === 0n,
  );

/**
 * Last day after which an order can be closed; undefined while something is still to be charged or
 * paid.
 */
export const closesAfter = (
  { terms, charging }: { readonly terms: ContractTerms; readonly charging: Charging },
  settledUntil: string,
): string | undefined => {
  const { afterSaleUntil } = charging;
  if (outstandingOf(charging) > 0n) return undefined;
  if (afterSaleUntil === undefined) {
    return isRunning(agreedPlan(terms)) ? undefined : settledUntil;
  }
  return afterSaleUntil > settledUntil ? afterSaleUntil : settledUntil;
};

const types: ReadonlySet<string> = new Set<ChargeEvent['type']>([
  'ChargePosted',
  'ChargeDivided',
  'ChargesPaid',
  'ChargesSettled',
  'ChargingEnded',
]);

export const isCharging = (event: { readonly type: string }): event is ChargeEvent =>
  types.has(event.type);

/** What was charged after an event about it; `proceeds` of a settlement come from its postings. */
export const chargedAfter = (
  charging: Charging,
  { type, data }: ChargeEvent,
  sellerAccount: string,
): Charging => {
  switch (type) {
    case 'ChargePosted':
      return postedAfter(charging, data);
    case 'ChargeDivided': {
      const { chargeNo, division } = data;
      const charges = charging.charges.map((charge) =>
        charge.chargeNo === chargeNo ? { ...charge, division, awaitsRecovery: false } : charge,
      );
      return { ...charging, charges };
    }
    case 'ChargesPaid':
      return { ...charging, pool: charging.pool + minorUnits(data.amount) };
    case 'ChargesSettled': {
      const numbers = new Set(data.charges.map(({ chargeNo }) => chargeNo));
      const gross = data.charges.reduce((sum, one) => sum + minorUnits(one.gross), 0n);
      const own = (data.postings ?? []).reduce(
        (sum, { credit, amount }) => (credit === sellerAccount ? sum + minorUnits(amount) : sum),
        0n,
      );
      const paidDown = data.charges
        .flatMap(({ payDowns }) => payDowns)
        .reduce(
          (sum, one) => (one.proceeds === 'asAgreed' ? sum : sum + minorUnits(one.amount)),
          0n,
        );
      return {
        ...charging,
        charges: charging.charges.map((charge) =>
          numbers.has(charge.chargeNo) ? { ...charge, isSettled: true } : charge,
        ),
        pool: charging.pool - gross,
        proceeds: charging.proceeds + own + paidDown,
      };
    }
    case 'ChargingEnded':
      return { ...charging, afterSaleUntil: data.afterSaleUntil };
  }
};

type Posted = Extract<ChargeEvent, { readonly type: 'ChargePosted' }>['data'];

const postedAfter = (charging: Charging, data: Posted): Charging => {
  const { chargeNo, ground, period, quantity, division, payUntil, credits = [] } = data;
  const taken = new Map(credits.map((one) => [one.chargeNo, minorUnits(one.amount)]));
  const gross = minorUnits(data.gross);
  const charge: Charge = {
    ...{ chargeNo, ground, period, quantity, gross, credited: 0n, isSettled: gross <= 0n },
    awaitsRecovery: data.awaitsRecovery === true,
    ...(division && { division }),
    ...(payUntil !== undefined && { payUntil }),
  };
  const isOfPeriod = ground !== 'adjustment' && ground !== 'package';
  const known = charging.periods.get(period.from);
  const whole = {
    gross: minorUnits(data.whole.gross),
    quantity,
    chargeNo: known?.chargeNo ?? chargeNo,
  };
  return {
    ...charging,
    charges: [
      ...charging.charges.map((one) => ({
        ...one,
        credited: one.credited + (taken.get(one.chargeNo) ?? 0n),
      })),
      charge,
    ],
    periods: isOfPeriod ? new Map(charging.periods).set(period.from, whole) : charging.periods,
    pool: charging.pool - (data.returned === undefined ? 0n : minorUnits(data.returned)),
  };
};
