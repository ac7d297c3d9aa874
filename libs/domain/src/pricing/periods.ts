import { addDays, addMonths, daysBetween, type DateText } from '../calendar.js';
import { addToMonth, firstDayOf, lastDayOf, monthOf, monthsBetween } from '../month.js';
import type { PeriodDays } from './charging.js';
import type { PlanPeriod } from './price-plan.js';

/** A period that is charged for; both days inclusive. Its first day is its name. */
export type ChargePeriod = { readonly from: DateText; readonly until: DateText };

/** First and inclusive last day of use; open where the licence names no last one. */
export interface UseTerm {
  readonly from: DateText;
  readonly until?: DateText;
}

const monthsOf: Readonly<Record<PlanPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * A period of a plan, from 0. All are counted from the first day of use, so that the 31st comes back
 * after a shorter month.
 */
export const periodAt = (start: DateText, every: PlanPeriod, index: number): ChargePeriod => {
  const months = monthsOf[every];
  return {
    from: addMonths(start, index * months),
    until: addDays(addMonths(start, (index + 1) * months), -1),
  };
};

/** Inclusive last day of so many periods. */
export const lastDayOfPeriods = (start: DateText, every: PlanPeriod, periods: number): DateText =>
  periodAt(start, every, periods - 1).until;

/** The periods of a plan that have begun by a day, from the n-th on, at most `max`; within the term. */
export const periodsBegun = (
  { from, until }: UseTerm,
  every: PlanPeriod,
  by: DateText,
  first: number,
  max: number,
): readonly ChargePeriod[] => {
  const last = until !== undefined && until < by ? until : by;
  const found: ChargePeriod[] = [];
  for (let index = first; found.length < max; index++) {
    const period = periodAt(from, every, index);
    if (period.from > last) break;
    found.push(period);
  }
  return found;
};

/** The calendar months of use that are over before a day's month, within the term, at most `max`. */
export const monthsOver = (
  { from, until }: UseTerm,
  today: DateText,
  first: number,
  max: number,
): readonly ChargePeriod[] => {
  const begins = monthOf(from);
  const past = addToMonth(monthOf(today), -1);
  const last = until !== undefined && monthOf(until) < past ? monthOf(until) : past;
  const count = Math.min(monthsBetween(begins, last) + 1 - first, max);
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const month = addToMonth(begins, first + at);
    return { from: firstDayOf(month), until: lastDayOf(month) };
  });
};

/** How many days of a period lie within the term. */
export const daysWithin = ({ from, until }: ChargePeriod, term: UseTerm): PeriodDays => {
  const begins = term.from > from ? term.from : from;
  const ends = term.until !== undefined && term.until < until ? term.until : until;
  const used = daysBetween(begins, ends) + 1;
  return { used: Math.max(0, used), of: daysBetween(from, until) + 1 };
};
