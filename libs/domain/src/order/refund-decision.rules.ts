import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { refuse } from '../refusal.js';
import { stoodStill } from './order.clocks.js';
import { placedOrder } from './order.conditions.js';
import type { OrderEvent } from './order.events.js';
import type { OrderState, PlacedOrder } from './order.state.js';
import type { DecideRefund } from './remedy.commands.js';
import { refundable, refundPosted } from './remedy.rules.js';

type Refund = NonNullable<PlacedOrder['refund']>;

/**
 * What cannot be handed back is compensated (折价补偿, Civil Code art. 157, 566): after the last day
 * of a proof that nobody gave, the operator says what the buyer pays for what he keeps. Nothing: all
 * of the refund goes back without a proof. A contract that had ended is accepted at that price and
 * settled; any other goes on where it stood. An authority's order decides for itself, and a right
 * that is the seller's again is a proof (pattern 2).
 */
export const decideRefund = ({ data, meta }: DecideRefund, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, refundNo, reason, documentDigest } = data;
  if (meta.actor.role !== 'operator') return refuse('order_not_found', { orderId });
  const refund = overdueRefund(order, { data, meta });
  const price = decidedPrice(order, refund, minorUnits(data.price));
  const on = shanghaiDate(meta.now);
  const hasEnded = refund.cause.by === 'termination';
  const back = refundable(order) - price;
  const isAll = back === minorUnits(refund.amount);
  const moved = hasEnded || isAll ? {} : stoodStill(order, refund, on);
  const document = documentDigest === undefined ? {} : { documentDigest };
  const decided: OrderEvent = {
    type: 'RefundDecided',
    data: { orderId, refundNo, price: fromMinorUnits(price), reason, ...document, on, ...moved },
  };
  const { resumes: _, ...granted } = refund;
  if (isAll) return [decided, ...refundPosted(order, granted, meta)];
  const less = { ...granted, kind: 'priceReduction', amount: fromMinorUnits(back) } as const;
  // No clock of a contract that had ended goes on.
  const { refund: _open, ...stopped } = order;
  return [
    decided,
    ...(back === 0n ? [] : refundPosted(hasEnded ? stopped : order, less, meta)),
    ...(hasEnded ? [accepted(orderId, on)] : []),
  ];
};

const accepted = (orderId: string, on: string): OrderEvent => ({
  type: 'OrderAccepted',
  data: { orderId, how: 'decision', on },
});

const overdueRefund = (
  { orderId, stage, refund }: PlacedOrder,
  { data, meta }: { readonly data: DecideRefund['data']; readonly meta: Meta },
): Refund => {
  const { refundNo, isReturned = false } = data;
  if (stage !== 'refunding' || refund?.refundNo !== refundNo) {
    return refuse('order_refund_not_open', { orderId, refundNo });
  }
  const { cause, proofUntil: until } = refund;
  const isOrdered = cause.by === 'termination' && cause.documentDigest !== undefined;
  const because = isOrdered ? 'byOrder' : isReturned && 'rightReturned';
  if (because !== false) return refuse('order_refund_stands', { orderId, refundNo, because });
  if (until === undefined || shanghaiDate(meta.now) <= until) {
    return refuse('order_not_due', { orderId, until: until ?? '' });
  }
  return refund;
};

/** Between what the refund would leave of the price and what was paid of it: nobody pays anew. */
const decidedPrice = (order: PlacedOrder, { amount }: Refund, price: bigint): bigint => {
  const { orderId, settled, received } = order;
  const whole = refundable(order);
  const [least, most] = [whole - minorUnits(amount), settled === undefined ? received : whole];
  return price >= least && price <= most
    ? price
    : refuse('order_terms_invalid', { orderId, field: 'price' });
};
