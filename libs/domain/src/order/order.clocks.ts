import { addDays, daysBetween, shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { closesAfter } from './charge.state.js';
import type { OrderStage, PlacedOrder } from './placed-order.js';
import type { ClocksMoved } from './remedy.events.js';

/** Whether the time to sign an ordinary order is over; the title's reservation ends all others. */
export const isSigningOver = ({ stage, signUntil }: PlacedOrder, now: string): boolean =>
  stage === 'licensed' && signUntil !== undefined && shanghaiDate(now) > signUntil;

/** What was placed or proposed stands open for so long (Civil Code art. 481). */
export const checkSigning = (order: PlacedOrder, now: string): void => {
  const { orderId, signUntil: until = '' } = order;
  if (isSigningOver(order, now)) refuse('order_signing_over', { orderId, until });
};

/** Whether what a deposit left open is late: then the data is not used before it is paid. */
export const isBalanceOverdue = (
  { stage, received, due, balanceUntil }: PlacedOrder,
  today: string,
): boolean =>
  stage === 'accepted' && received < due && balanceUntil !== undefined && today > balanceUntil;

/**
 * Last days of what stood still while a dispute or a refund was open: each is later by as many days,
 * or who could not go on would be in default for it.
 */
export const stoodStill = (
  order: PlacedOrder,
  { resumes, on: from }: { readonly resumes: OrderStage; readonly on: string },
  today: string,
): ClocksMoved => {
  const days = daysBetween(from, today);
  if (days === 0) return {};
  const later = (until: string) => addDays(until, days);
  const { deliveryUntil, cureUntil, acceptanceUntil, balanceUntil, settled } = order;
  switch (resumes) {
    case 'funded':
    case 'delivering':
      return {
        ...(deliveryUntil !== undefined && { deliveryUntil: later(deliveryUntil) }),
        ...(cureUntil !== undefined && { cureUntil: later(cureUntil) }),
      };
    case 'delivered':
      return acceptanceUntil === undefined ? {} : { acceptanceUntil: later(acceptanceUntil) };
    case 'accepted':
      return balanceUntil === undefined ? {} : { balanceUntil: later(balanceUntil) };
    case 'settled': {
      const until = settled?.afterSaleUntil ?? '';
      const isLast = until !== '' && closesAfter(order, until) === until;
      return isLast ? { afterSaleUntil: later(until) } : {};
    }
    case 'placed':
    case 'licensed':
    case 'licenceReserved':
    case 'contracted':
    case 'closed':
    case 'disputed':
    case 'refunding':
    case 'refused':
    case 'cancelled':
    case 'refunded':
    case 'terminated':
      return {};
  }
};

/** The order with its clocks moved on. */
export const withClocks = (
  order: PlacedOrder,
  { deliveryUntil, cureUntil, acceptanceUntil, balanceUntil, afterSaleUntil }: ClocksMoved,
): PlacedOrder => ({
  ...order,
  ...(deliveryUntil !== undefined && { deliveryUntil }),
  ...(cureUntil !== undefined && { cureUntil }),
  ...(acceptanceUntil !== undefined && { acceptanceUntil }),
  ...(balanceUntil !== undefined && { balanceUntil }),
  ...(afterSaleUntil !== undefined &&
    order.settled && { settled: { ...order.settled, afterSaleUntil } }),
});
