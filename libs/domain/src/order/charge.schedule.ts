import { addDays } from '../calendar.js';
import { firstDayOf, addToMonth, monthOf } from '../month.js';
import { periodAt, type UseTerm } from '../pricing/periods.js';
import { isMetered, isRunning } from '../pricing/price-plan.js';
import { agreedPlan } from './charge.state.js';
import type { PlacedOrder } from './placed-order.js';
import { useTermOf } from './use-term.js';

/**
 * The first day on which the clock has something to do: a fee falls due, a month of use or a period
 * with a minimum is over and not charged, or the licence is over. Undefined where it never has.
 */
export const chargeDueOn = (order: PlacedOrder): string | undefined => {
  const term = useTermOf(order);
  if (term === undefined || order.charging.afterSaleUntil !== undefined) return undefined;
  if (!isRunning(agreedPlan(order.terms))) return undefined;
  return nextPeriodOn(order, term) ?? (term.until && addDays(term.until, 1));
};

/** The same for periods alone: undefined where all are charged that the term will ever have. */
export const nextPeriodOn = (order: PlacedOrder, term: UseTerm): string | undefined => {
  const plan = agreedPlan(order.terms);
  const { periods } = order.charging;
  const isOver = (day: string): boolean => term.until !== undefined && day > term.until;
  if (isMetered(plan)) {
    let month = monthOf(term.from);
    while (periods.has(firstDayOf(month))) month = addToMonth(month, 1);
    return isOver(firstDayOf(month)) && month > monthOf(term.from)
      ? undefined
      : firstDayOf(addToMonth(month, 1));
  }
  const every = plan.kind === 'subscription' || hasMinimum(order) ? plan : undefined;
  if (every === undefined || !('every' in every)) return undefined;
  let index = 0;
  while (periods.has(periodAt(term.from, every.every, index).from)) index++;
  const { from, until } = periodAt(term.from, every.every, index);
  if (isOver(from)) return undefined;
  if (plan.kind === 'subscription') return from;
  return addDays(term.until !== undefined && term.until < until ? term.until : until, 1);
};

/** Whether something is due for a period of which no revenue was declared. */
export const hasMinimum = ({ terms }: Pick<PlacedOrder, 'terms'>): boolean => {
  const plan = agreedPlan(terms);
  return plan.kind === 'revenueShare' && plan.minimum !== undefined;
};
