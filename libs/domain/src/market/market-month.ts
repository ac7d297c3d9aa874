import { addToMonth, monthsFromTo } from '../month.js';
import { refuse } from '../refusal.js';

/** Figures of one month (Shanghai) of one group of deals; amounts in fen, without VAT. */
export interface MonthFigures {
  /** `yyyy-MM`. */
  readonly month: string;
  readonly deals: number;
  /** Absent where so few took part that a price would be somebody's own. */
  readonly prices?: {
    readonly volume: bigint;
    readonly lowest: bigint;
    readonly median: bigint;
    readonly highest: bigint;
  };
}

/**
 * What was settled in a month and, apart from it, what orders that go on were charged for periods
 * beginning in it: there `deals` are orders, and a price is what one of them came to in the month.
 */
export interface MarketMonth extends MonthFigures {
  /** Absent where nothing was charged. */
  readonly charged?: MonthFigures;
}

/** Longest span that is told at once. */
export const monthsMax = 36;

/** The months asked for, both inclusive: a year up to this month where nothing else is said. */
export const spanOf = (
  { from, to }: { readonly from?: string; readonly to?: string },
  thisMonth: string,
): { readonly first: string; readonly last: string } => {
  const last = to ?? thisMonth;
  const first = from ?? addToMonth(last, -11);
  return first > last || addToMonth(first, monthsMax - 1) < last
    ? refuse('market_span_wrong', { from: first, to: last, months: monthsMax })
    : { first, last };
};

/** Every month of a span, those without a deal included, in order. */
export const everyMonth = (
  from: string,
  to: string,
  found: { readonly deals: readonly MonthFigures[]; readonly charged: readonly MonthFigures[] },
): readonly MarketMonth[] => {
  const known = new Map(found.deals.map((each) => [each.month, each]));
  const charges = new Map(found.charged.map((each) => [each.month, each]));
  return monthsFromTo(from, to).map((month) => {
    const charged = charges.get(month);
    return { ...(known.get(month) ?? { month, deals: 0 }), ...(charged && { charged }) };
  });
};
