import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { postingsOf } from '../settlement/posting.js';
import type { Calendar } from './command-parts.js';
import { chargeOf, credited } from './charge.rules.js';
import { closesAfter } from './charge.state.js';
import {
  checkNotMoving,
  checkRoom,
  checkStage,
  lastDay,
  orderOfSide,
  partOf,
  placedOrder,
  refundsMax,
} from './order.conditions.js';
import { stoodStill } from './order.clocks.js';
import type { OrderData, OrderEvent } from './order.events.js';
import { reduced, reversedPostings } from './order.money.js';
import type { OrderState, PlacedOrder } from './order.state.js';
import type {
  GrantRefund,
  OpenDispute,
  ProveUseEnd,
  ResolveDispute,
  WithdrawDispute,
  WithdrawRefund,
} from './remedy.commands.js';
import type { RefundCause, RefundKind } from './remedy.events.js';

/** Stages in which something may be wrong that was not wrong before. */
const disputable = ['funded', 'delivering', 'delivered', 'accepted', 'settled'] as const;

/** Either side; the clocks of inspection and after-sale stand still until it is resolved. */
export const openDispute = ({ data, meta }: OpenDispute, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, ground, claim, evidenceDigest, chargeNo } = data;
  checkStage(order, ...disputable);
  checkAfterSale(order, meta);
  if (chargeNo !== undefined) chargeOf(order, chargeNo);
  checkRoom(order);
  const on = shanghaiDate(meta.now);
  const { partyId } = meta.actor;
  const disputeNo = order.disputes + 1;
  const evidence = evidenceDigest === undefined ? {} : { evidenceDigest };
  const about = chargeNo === undefined ? {} : { chargeNo };
  const opened = { orderId, disputeNo, side, partyId, ground, claim, ...evidence, ...about, on };
  return [{ type: 'DisputeOpened', data: opened }];
};

/** An order that is charged goes on: its after-sale begins when that has ended. */
const checkAfterSale = (order: PlacedOrder, { now }: Meta): void => {
  const { orderId, stage, settled } = order;
  const until = closesAfter(order, settled?.afterSaleUntil ?? '');
  if (stage === 'settled' && until !== undefined && shanghaiDate(now) > until) {
    refuse('order_after_sale_over', { orderId, until });
  }
};

export const resolveDispute = ({ data, meta }: ResolveDispute, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, disputeNo, outcome, amount, reason, documentDigest } = data;
  const resolved = ending(order, disputeNo, meta);
  const event: OrderEvent = {
    type: 'DisputeResolved',
    data: {
      ...resolved,
      outcome,
      ...(amount && { amount }),
      reason,
      ...(documentDigest !== undefined && { documentDigest }),
    },
  };
  if (outcome === 'dismissed') return [event];
  const chargeNo = order.dispute?.chargeNo;
  if (chargeNo !== undefined) {
    const minor = outcome === 'fullRefund' ? undefined : minorUnits(amount ?? fromMinorUnits(0n));
    return [event, ...credited(order, { chargeNo, minor, reason, disputeNo }, meta)];
  }
  const kind = refundOf[outcome];
  const cause: RefundCause = { by: 'dispute', disputeNo };
  const resumed = { ...order, stage: order.dispute?.resumes ?? order.stage };
  const { calendar } = data;
  const wanted = { orderId, kind, amount, cause, reason, ...(calendar && { calendar }) };
  return [event, ...refunding(resumed, wanted, meta)];
};

const refundOf = {
  fullRefund: 'full',
  partialRefund: 'partial',
  priceReduction: 'priceReduction',
} as const;

/** Who opened it takes it back. */
export const withdrawDispute = (
  { data, meta }: WithdrawDispute,
  state: OrderState,
): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, disputeNo, reason } = data;
  const resolved = ending(order, disputeNo, meta);
  if (order.dispute?.side !== side) return refuse('order_dispute_of_the_other', { orderId });
  return [{ type: 'DisputeResolved', data: { ...resolved, outcome: 'withdrawn', reason } }];
};

const ending = (order: PlacedOrder, disputeNo: number, { now }: Meta) => {
  const { orderId, dispute } = order;
  if (order.stage !== 'disputed' || dispute?.disputeNo !== disputeNo) {
    return refuse('order_dispute_not_open', { orderId, disputeNo });
  }
  const on = shanghaiDate(now);
  return { orderId, disputeNo, on, ...stoodStill(order, dispute, on) };
};

/** The seller gives back all or a part of his own accord. */
export const grantRefund = ({ data, meta }: GrantRefund, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'seller');
  const { orderId, kind, amount, reason } = data;
  checkStage(order, ...disputable);
  checkAfterSale(order, meta);
  checkRoom(order);
  const cause = { by: 'seller' } as const;
  const { calendar } = data;
  const wanted = { orderId, kind, amount, cause, reason, ...(calendar && { calendar }) };
  return refunding(order, wanted, meta);
};

interface Refunding extends Calendar {
  readonly orderId: string;
  readonly kind: RefundKind;
  readonly amount: Money | undefined;
  readonly cause: RefundCause;
  readonly reason: string;
}

/** What was delivered for the money is given up first, and proven; otherwise it is posted at once. */
export const refunding = (order: PlacedOrder, wanted: Refunding, meta: Meta): OrderEvent[] => {
  checkNotMoving(order);
  const { orderId, kind, cause, reason } = wanted;
  const left = refundable(order);
  const minor = kind === 'full' ? left : minorUnits(wanted.amount ?? fromMinorUnits(0n));
  if (kind !== 'full') {
    if (minor <= 0n) return refuse('order_amount_not_positive', { orderId });
    const most = fromMinorUnits(left).amount;
    if (minor >= left) return refuse('order_refund_exceeds_price', { orderId, most });
    if (order.refunds >= refundsMax) return refuse('order_refunds_exhausted', { orderId });
  }
  const refundNo = order.refunds + 1;
  const amount = fromMinorUnits(minor);
  const needsProof = kind !== 'priceReduction' && hasParted(order, kind);
  const on = shanghaiDate(meta.now);
  const { proofDays } = order.terms;
  const proof =
    needsProof && proofDays !== undefined
      ? { proofUntil: lastDay(meta, proofDays, wanted.calendar) }
      : {};
  const refund = { orderId, refundNo, kind, amount, cause, needsProof, reason, on, ...proof };
  const granted: OrderEvent = { type: 'RefundGranted', data: refund };
  return needsProof ? [granted] : [granted, ...refundPosted(order, refund, meta)];
};

/** Whether the buyer has what he has to give up first: data, or for all of the price the right. */
export const hasParted = ({ deliveries, transfer }: PlacedOrder, kind: RefundKind): boolean =>
  deliveries.length > 0 || (kind === 'full' && transfer !== undefined);

/** Fen of the price that have not been given back. */
export const refundable = ({ settled, due, refunded }: PlacedOrder): bigint =>
  settled === undefined ? due : minorUnits(settled.division.gross) - refunded;

/** So much goes back; all of it ends the order. */
export const refundPosted = (
  order: PlacedOrder,
  refund: OrderData<'RefundGranted'>,
  meta: Meta,
): OrderEvent[] => {
  const { orderId, refundNo, kind, amount, cause } = refund;
  const minor = minorUnits(amount);
  const on = shanghaiDate(meta.now);
  const division = order.settled?.division;
  const reversed = division && reversedPostings(order, division, minor);
  const posted: OrderEvent = {
    type: 'RefundPosted',
    data: {
      orderId,
      refundNo,
      kind,
      amount,
      sellerPartyId: order.sellerPartyId,
      buyerPartyId: order.buyerPartyId,
      ...(reversed && {
        vat: fromMinorUnits(reversed.vat),
        vatRate: division?.vatRate ?? '0',
        refunded: fromMinorUnits(order.refunded + minor),
      }),
      on,
      ...(kind !== 'full' && order.refund && stoodStill(order, order.refund, on)),
      ...postingsOf(reversed?.postings ?? reduced(order, minor)),
    },
  };
  if (kind !== 'full') return [posted];
  return [posted, ended(orderId, cause, refund.reason, on)];
};

const ended = (
  orderId: string,
  cause: RefundCause,
  explanation: string,
  on: string,
): OrderEvent => {
  switch (cause.by) {
    case 'termination': {
      const { reason, documentDigest } = cause;
      const byAuthority =
        documentDigest === undefined ? {} : ({ documentDigest, right: 'returns' } as const);
      return {
        type: 'OrderTerminated',
        data: { orderId, reason, explanation, ...byAuthority, on },
      };
    }
    case 'dispute':
      return { type: 'OrderRefunded', data: { orderId, reason: 'disputeResolved', on } };
    case 'seller':
      return { type: 'OrderRefunded', data: { orderId, reason: 'grantedBySeller', on } };
  }
};

/**
 * Data cannot be handed back: the buyer proves that it is deleted, or used no more. A right can: he
 * transfers it to the seller, and the title is the proof (pattern 2). Where an authority's order
 * asked for that, nobody needs to say so.
 */
export const proveUseEnd = ({ data, meta }: ProveUseEnd, state: OrderState): OrderEvent[] => {
  const isSystem = meta.actor.role === 'system';
  const order = isSystem
    ? placedOrder(state, data.orderId)
    : orderOfSide(state, data, meta, 'buyer');
  const { orderId, refundNo, how, proofDigest, returned } = data;
  const { refund } = order;
  if (isSystem && refund?.refundNo !== refundNo) return [];
  if (order.stage !== 'refunding' || refund?.refundNo !== refundNo) {
    return refuse('order_refund_not_open', { orderId, refundNo });
  }
  const isReturn = refund.kind === 'full' && order.transfer !== undefined;
  if (isReturn !== (how === 'returnTransfer') || isReturn !== (returned !== undefined)) {
    return refuse('order_right_not_returned', { orderId, ...order.transfer });
  }
  const on = shanghaiDate(meta.now);
  const { resumes: _, ...granted } = refund;
  const proof = { how, proofDigest, ...(returned && { returned }) };
  return [
    { type: 'UseEndProven', data: { orderId, refundNo, ...proof, on } },
    ...refundPosted(order, granted, meta),
  ];
};

/**
 * The buyer kept what he was to give up: after the last day of his proof the seller need not give
 * anything back, and the order goes on where it stood. A contract that has ended stays so: of what was
 * paid the operator decides then. A right that is the seller's again is a proof (pattern 2).
 */
export const withdrawRefund = ({ data, meta }: WithdrawRefund, state: OrderState): OrderEvent[] => {
  const isOperator = meta.actor.role === 'operator';
  const order = isOperator
    ? placedOrder(state, data.orderId)
    : orderOfSide(state, data, meta, 'seller');
  const { orderId, refundNo, reason, isReturned = false } = data;
  const { refund } = order;
  if (order.stage !== 'refunding' || refund?.refundNo !== refundNo) {
    return refuse('order_refund_not_open', { orderId, refundNo });
  }
  const because = refund.cause.by === 'termination' ? 'terminated' : isReturned && 'rightReturned';
  if (because !== false) return refuse('order_refund_stands', { orderId, refundNo, because });
  const { proofUntil: until } = refund;
  const on = shanghaiDate(meta.now);
  if (until === undefined || on <= until) {
    return refuse('order_not_due', { orderId, until: until ?? '' });
  }
  const moved = stoodStill(order, refund, on);
  return [{ type: 'RefundWithdrawn', data: { orderId, refundNo, reason, on, ...moved } }];
};
