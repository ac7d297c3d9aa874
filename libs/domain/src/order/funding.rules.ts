import { shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { refuse } from '../refusal.js';
import { postingsOf } from '../settlement/posting.js';
import { least } from '../whole.js';
import { chargesPaid } from './charge.rules.js';
import { outstandingOf } from './charge.state.js';
import { isConfirmed } from './deal.js';
import type { FundOrder } from './order.commands.js';
import { checkRoom, checkStage, lastDay, placedOrder } from './order.conditions.js';
import type { OrderEvent } from './order.events.js';
import { paidIn } from './order.money.js';
import { dueFirst } from './order.state.js';
import type { OrderState, PlacedOrder } from './order.state.js';

/** Stages in which the price itself is paid. */
const payable = ['contracted', 'funded', 'delivering', 'delivered', 'accepted'] as const;

/**
 * Money comes in for this order and stays with it: for its price first, then for charges, the oldest
 * first; more than is due is not taken.
 */
export const fundOrder = ({ data, meta }: FundOrder, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, fundingId, reference } = data;
  if (order.fundingIds.has(fundingId)) return [];
  const outstanding = outstandingOf(order.charging);
  if (outstanding === 0n) checkStage(order, ...payable);
  // A right moves when it is paid for; a licence is paid for when it stands.
  if (order.kind !== 'transfer' && !isConfirmed(order)) {
    return refuse('order_not_granted', { orderId });
  }
  const total = minorUnits(data.amount);
  if (total <= 0n) return refuse('order_amount_not_positive', { orderId });
  const open = payable.some((stage) => stage === order.stage) ? order.due - order.received : 0n;
  if (total > open + outstanding) {
    const missing = fromMinorUnits(open + outstanding).amount;
    return refuse('order_overpaid', { orderId, missing });
  }
  checkRoom(order);
  const minor = least(total, open);
  const rest = total - minor;
  return [
    ...(minor > 0n ? pricePaid(order, minor, { data, meta }) : []),
    ...(rest > 0n ? chargesPaid(order, { fundingId, minor: rest, reference }, meta) : []),
  ];
};

/** So much of the price itself. */
const pricePaid = (
  order: PlacedOrder,
  minor: bigint,
  { data, meta }: Pick<FundOrder, 'data' | 'meta'>,
): OrderEvent[] => {
  const { orderId, fundingId, reference, calendar } = data;
  const received = order.received + minor;
  const isEnough = order.stage === 'contracted' && received >= dueFirst(order);
  return [
    {
      type: 'OrderFunded',
      data: {
        orderId,
        fundingId,
        amount: fromMinorUnits(minor),
        reference,
        received: fromMinorUnits(received),
        due: fromMinorUnits(order.due),
        ...(isEnough && { deliveryUntil: lastDay(meta, order.terms.deliveryDays, calendar) }),
        on: shanghaiDate(meta.now),
        ...postingsOf(paidIn(order, minor)),
      },
    },
  ];
};
