import { addDays, shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { barStands } from '../title/bars.standing.js';
import { entrySpan, entryStands, pledgeStanding } from '../title/title.standing.js';
import type { Title } from '../title/title.js';
import { countingOn, type CountingFor } from '../valuation/valuation.counting.js';
import type { ValuationState } from '../valuation/valuation.state.js';
import { lineOn } from './coverage.js';
import type { LendingTerms } from './lending.policy.js';

/** What a line on one asset rests on, whoever lends: made before anybody asks. */
export type CreditBase = {
  readonly value: Money;
  readonly valuationId?: string;
  /** Still secured by standing pledges and claims. */
  readonly secured: Money;
  readonly barred: boolean;
  /** Whether an operation entry stands. */
  readonly pledgeable: boolean;
  /** First day (Asia/Shanghai) for which it was made. */
  readonly from: string;
  /** Inclusive last day for which it holds without another event; absent: there is no end. */
  readonly through?: string;
};

/** What could be lent on one asset now. */
export interface AssetCredit {
  readonly assetId: string;
  readonly value: Money;
  readonly valuationId?: string;
  readonly secured: Money;
  readonly line: Money;
  readonly barred: boolean;
  readonly certified: boolean;
}

/** The base as of a day, and the days for which it stays so; for nobody, or for a lender who chose. */
export const creditBaseOn = (
  title: Title,
  valuations: ValuationState,
  at: string,
  lender: Pick<CountingFor, 'lenderPartyIds'> = {},
): CreditBase => {
  const date = shanghaiDate(at);
  const latest = countingOn(valuations, date, lender)?.report;
  const secured = [...title.pledges.values()]
    .filter((pledge) => ['registered', 'claimed'].includes(pledgeStanding(pledge, at)))
    .reduce((sum, { remaining }) => sum + minorUnits(remaining), 0n);
  const through = lastDayOf(title, valuations, date);
  return {
    value: latest?.value ?? fromMinorUnits(0n),
    ...(latest !== undefined && { valuationId: latest.valuationId }),
    secured: fromMinorUnits(secured),
    barred: [...title.bars.values()].some((bar) => barStands(title, bar, at)),
    pledgeable: [...title.entries.values()].some(
      (entry) => entry.right === 'operation' && entryStands(entry, at),
    ),
    from: date,
    ...(through !== undefined && { through }),
  };
};

/** Whether a base that was made before holds on a day. */
export const holdsOn = ({ from, through }: CreditBase, date: string): boolean =>
  from <= date && (through === undefined || date <= through);

/** The day before the clock alone may change what the base rests on; absent: it never does. */
const lastDayOf = (
  title: Title,
  { valuations }: ValuationState,
  date: string,
): string | undefined => {
  const bars = [...title.bars.values()];
  // How long a freeze lasts that is counted in months hangs on those before it: day by day.
  if (bars.some(({ months, ended }) => months !== undefined && ended === undefined)) return date;
  const spans = [
    ...valuations.map(({ issuedOn, validUntil }) => ({ from: issuedOn, until: validUntil })),
    ...[...title.pledges.values()].flatMap(({ from, terms, claim }) => [
      { from, until: terms.until },
      { from, until: claim?.lapsesAfter },
    ]),
    ...[...title.entries.values()].map(entrySpan),
    ...bars.map(({ from, until }) => ({ from, until })),
  ];
  const [next] = spans
    .flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [addDays(until, 1)])])
    .filter((day) => day > date)
    .sort();
  return next === undefined ? undefined : addDays(next, -1);
};

/**
 * Value valid now × (1 − haircut) × ratio, less what standing pledges and claims secure; nothing
 * where a bar stands, no operation entry does, or the registration is not in force.
 */
export const creditOf = (
  assetId: string,
  { value, valuationId, secured, barred, pledgeable }: CreditBase,
  certified: boolean,
  { haircut, ratioMax }: LendingTerms,
): AssetCredit => {
  const free = minorUnits(lineOn([value], haircut, ratioMax)) - minorUnits(secured);
  const isOpen = certified && pledgeable && !barred && free > 0n;
  return {
    assetId,
    value,
    ...(valuationId !== undefined && { valuationId }),
    secured,
    line: fromMinorUnits(isOpen ? free : 0n),
    barred,
    certified,
  };
};
