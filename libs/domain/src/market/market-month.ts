import { addToMonth } from '../month.js';

/** What was settled in a month (Shanghai) of one group of deals; amounts in fen, without VAT. */
export interface MarketMonth {
  /** `yyyy-MM`. */
  readonly month: string;
  readonly deals: number;
  /** Absent where so few deals were made that a price would be somebody's own. */
  readonly prices?: {
    readonly volume: bigint;
    readonly lowest: bigint;
    readonly median: bigint;
    readonly highest: bigint;
  };
}

/** Longest span that is told at once. */
export const monthsMax = 36;

/** Every month of a span, those without a deal included, in order. */
export const everyMonth = (
  from: string,
  to: string,
  found: readonly MarketMonth[],
): readonly MarketMonth[] => {
  const known = new Map(found.map((each) => [each.month, each]));
  const months: MarketMonth[] = [];
  for (let month = from; month <= to; month = addToMonth(month, 1)) {
    months.push(known.get(month) ?? { month, deals: 0 });
  }
  return months;
};
