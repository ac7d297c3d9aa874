import { addDays } from '../calendar.js';
import { monthOf, monthsBetween } from '../month.js';
import type { OrderData } from '../order/order.events.js';
import { refuse } from '../refusal.js';

type ChargePosted = OrderData<'ChargePosted'>;

/** What orders that go on are charged for month by month: a fee, use, results, a share of revenue. */
export const monthlyGrounds = ['fee', 'use', 'results', 'share'] as const;
export type MonthlyGround = (typeof monthlyGrounds)[number];

/**
 * What an appraiser reads of single deals (市场法的可比案例). Amounts in fen, without VAT.
 */

/** How many took part in a group of deals. */
export interface Participation {
  readonly deals: number;
  readonly sellers: number;
  readonly buyers: number;
}

/**
 * Whether prices of a group may be told: three deals between the same two are still their own
 * business, so that as many sellers and as many buyers must have taken part as deals are asked for.
 */
export const mayTellPrices = (
  { deals, sellers, buyers }: Participation,
  dealsMin: number,
): boolean => Math.min(deals, sellers, buyers) >= dealsMin;

/** Single prices are told of a group only, or they would tell whose they are. */
export const checkComparables = (
  { deals, sellers, buyers }: Participation,
  dealsMin: number,
): void => {
  if (mayTellPrices({ deals, sellers, buyers }, dealsMin)) return;
  refuse('market_comparables_few', { deals, sellers, buyers, dealsMin });
};

/** Half of the deals lie between the two. */
export interface Quartiles {
  readonly lower: bigint;
  readonly upper: bigint;
}

/** Prices outside are looked at twice. */
export interface Fences {
  readonly lowest: bigint;
  readonly highest: bigint;
}

/**
 * As far outside the quartiles as so many tenths of the distance between them (Tukey's fences; 15
 * tenths is his figure). A price is not negative, so neither is a fence.
 */
export const fencesOf = ({ lower, upper }: Quartiles, fenceTenths: number): Fences => {
  const reach = ((upper - lower) * BigInt(fenceTenths)) / 10n;
  const lowest = lower - reach;
  return { lowest: lowest < 0n ? 0n : lowest, highest: upper + reach };
};

export const isOutlier = (price: bigint, { lowest, highest }: Fences): boolean =>
  price < lowest || price > highest;

/**
 * The power of ten that a count reaches, e.g. 100000 for 123456: the count itself would name the
 * product, whose sheet is public. `undefined` for none.
 */
export const magnitudeOf = (count: string): string | undefined => {
  const digits = count.replace(/^0+/u, '');
  return digits === '' ? undefined : `1${'0'.repeat(digits.length - 1)}`;
};

/** The ten points of quality in which a score lies, by its lower end: 80 for `87.50`. */
export const qualityBandOf = (score: string): number => {
  const whole = Math.trunc(Number(score));
  return whole - (whole % 10);
};

/**
 * Whole months that a charge is for; 0 where it is no price of months: a package is for units, and a
 * part of a fee for some days.
 */
export const monthsCharged = ({
  ground,
  period: { from, until },
  lines,
}: Pick<ChargePosted, 'ground' | 'period' | 'lines'>): number => {
  const isOfDays = lines.some(({ item, perUnits }) => item === 'fee' && perUnits !== 1);
  if (isOfDays || !(monthlyGrounds as readonly string[]).includes(ground)) return 0;
  return monthsBetween(monthOf(from), monthOf(addDays(until, 1)));
};

/** Months of use, begun ones counted; both days inclusive. */
export const monthsOfUse = (from: string, until: string): number =>
  monthsBetween(monthOf(from), monthOf(until)) + (until.slice(8) >= from.slice(8) ? 1 : 0);
