import { shanghaiDate } from '../calendar.js';
import { checkExport } from '../cross-border/export-gate.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { refuse } from '../refusal.js';
import { postingsOf } from '../settlement/posting.js';
import { divide, sellerPart } from '../settlement/settlement.js';
import { participantsOf } from '../sharing/sharing.terms.js';
import { closesAfter, overdueCharge } from './charge.state.js';
import type {
  AcceptBySilence,
  AcceptOrder,
  CloseOrder,
  DeliverData,
  ReceiveDelivery,
  RejectDelivery,
  SettleOrder,
} from './order.commands.js';
import { isConfirmed } from './deal.js';
import {
  checkRoom,
  checkStage,
  lastDay,
  orderOfSide,
  partOf,
  placedOrder,
} from './order.conditions.js';
import type { OrderData, OrderEvent } from './order.events.js';
import { settledPostings } from './order.money.js';
import { dueFirst } from './order.state.js';
import type { OrderState, PlacedOrder } from './order.state.js';

/** Days to deliver anew where the policy was not read. */
const cureDaysShipped = 10;

/** Nothing is delivered before the title has given what the order is about. */
const checkConfirmed = (order: PlacedOrder): void => {
  if (!isConfirmed(order)) refuse('order_not_granted', { orderId: order.orderId });
};

/** Nothing more is delivered to a buyer who is late in paying what he used before. */
const checkPaid = ({ orderId, charging, dispute }: PlacedOrder, today: string): void => {
  const overdue = overdueCharge(charging, today, dispute?.chargeNo);
  if (overdue === undefined) return;
  const { chargeNo, payUntil = '' } = overdue;
  refuse('charge_overdue', { orderId, chargeNo, payUntil });
};

/** A batch leaves the seller, once the title and the asset have been looked at again (pattern 2). */
export const deliverData = ({ data, meta }: DeliverData, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'seller');
  const { orderId, gate, isLast, calendar, standsFor: _, ...batch } = data;
  checkStage(order, 'funded', 'delivering');
  checkConfirmed(order);
  if (order.received < dueFirst(order)) {
    const missing = fromMinorUnits(dueFirst(order) - order.received).amount;
    return refuse('order_underfunded', { orderId, missing });
  }
  checkPaid(order, shanghaiDate(meta.now));
  if (gate.obstacles !== undefined) return refuse('order_delivery_barred', gate.obstacles);
  const exported = gate.abroad && checkExport(orderId, gate.abroad);
  checkRoom(order);
  const { titleVersion } = gate;
  return [
    {
      type: 'DataDelivered',
      data: {
        orderId,
        deliveryNo: order.deliveries.length + 1,
        ...batch,
        isLast,
        titleVersion,
        ...(exported && { exported }),
        on: shanghaiDate(meta.now),
        ...(isLast && { acceptanceUntil: lastDay(meta, order.terms.acceptanceDays, calendar) }),
      },
    },
  ];
};

/** The buyer says what reached him; another digest than the seller's is kept as it is. */
export const receiveDelivery = (
  { data, meta }: ReceiveDelivery,
  state: OrderState,
): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'buyer');
  const { orderId, deliveryNo, contentDigest } = data;
  const found = order.deliveries.find((one) => one.deliveryNo === deliveryNo);
  if (found === undefined) return refuse('order_delivery_not_found', { orderId, deliveryNo });
  const matches = found.contentDigest === contentDigest;
  if (found.matches === matches) return [];
  if (found.matches !== undefined) {
    return refuse('order_delivery_received', { orderId, deliveryNo });
  }
  checkStage(order, 'delivering', 'delivered', 'accepted', 'settled', 'disputed', 'refunding');
  const on = shanghaiDate(meta.now);
  return [{ type: 'DeliveryReceived', data: { orderId, deliveryNo, contentDigest, matches, on } }];
};

/** No notice in the agreed period means conforming: rejecting ends with it (Civil Code art. 621). */
export const rejectDelivery = ({ data, meta }: RejectDelivery, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'buyer');
  const { orderId, ground, explanation, deliveryNos, calendar } = data;
  checkStage(order, 'delivering', 'delivered');
  const unknown = deliveryNos.find((no) => no > order.deliveries.length || no < 1);
  if (unknown !== undefined || order.deliveries.length === 0) {
    return refuse('order_delivery_not_found', { orderId, deliveryNo: unknown ?? 1 });
  }
  if (isInspected(order, meta.now)) {
    const { acceptanceUntil: until = '' } = order;
    return refuse('order_acceptance_over', { orderId, until });
  }
  checkRoom(order);
  const cureUntil = lastDay(meta, data.cureDays ?? cureDaysShipped, calendar);
  const on = shanghaiDate(meta.now);
  const rejected = { orderId, ground, explanation, deliveryNos, cureUntil, on };
  return [{ type: 'DeliveryRejected', data: rejected }];
};

/** Whether the buyer's time to speak is over. */
const isInspected = ({ stage, acceptanceUntil }: PlacedOrder, now: string): boolean =>
  stage === 'delivered' && acceptanceUntil !== undefined && shanghaiDate(now) > acceptanceUntil;

export const acceptOrder = ({ data, meta }: AcceptOrder, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'buyer');
  if (order.stage === 'accepted') return [];
  checkStage(order, 'delivered');
  const how = isInspected(order, meta.now) ? 'silence' : 'declared';
  return [accepted(order, how, { data, meta })];
};

/** From here on the clock counts for what a deposit left open. */
const accepted = (
  order: PlacedOrder,
  how: OrderData<'OrderAccepted'>['how'],
  { data, meta }: Pick<AcceptOrder | AcceptBySilence, 'data' | 'meta'>,
): OrderEvent => {
  const { orderId, received, due, terms } = order;
  const { balanceDays } = terms;
  const isOpen = received < due && balanceDays !== undefined;
  const balanceUntil = isOpen ? { balanceUntil: lastDay(meta, balanceDays, data.calendar) } : {};
  const on = shanghaiDate(meta.now);
  return { type: 'OrderAccepted', data: { orderId, how, on, ...balanceUntil } };
};

/** Sweep: what the clock has done already is written down. */
export const acceptBySilence = (
  { data, meta }: AcceptBySilence,
  state: OrderState,
): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (order.stage !== 'delivered') return [];
  const { orderId, acceptanceUntil: until = '' } = order;
  if (!isInspected(order, meta.now)) return refuse('order_not_due', { orderId, until });
  return [accepted(order, 'silence', { data, meta })];
};

/** The price is divided by the contract, the policy and the agreement in force at the sale. */
export const settleOrder = ({ data, meta }: SettleOrder, state: OrderState): OrderEvent[] => {
  const isOwn = meta.actor.role === 'operator' || meta.actor.role === 'system';
  const order = isOwn ? placedOrder(state, data.orderId) : partOf(state, data, meta).order;
  if (order.stage === 'settled' || order.stage === 'closed') return [];
  const { orderId, sellerPartyId, due, terms } = order;
  const isSilent = isInspected(order, meta.now);
  if (!isSilent) checkStage(order, 'accepted');
  if (order.received < due) {
    const missing = fromMinorUnits(due - order.received).amount;
    return refuse('order_underfunded', { orderId, missing });
  }
  const rules = { ...data.rules.terms, vatRate: terms.price.vatRate };
  const division = divide(due, sellerPartyId, rules, sharingAtSale({ data, meta }, order));
  if (sellerPart(division, sellerPartyId) < 0n) {
    return refuse('order_shares_exceed_price', { orderId });
  }
  const { postings, payDowns } = settledPostings(order, division);
  const { sharing } = data;
  const on = shanghaiDate(meta.now);
  const usualUntil = lastDay(meta, terms.afterSaleDays, data.calendar);
  const afterSaleUntil = closesAfter(order, usualUntil);
  return [
    ...(isSilent
      ? [{ type: 'OrderAccepted', data: { orderId, how: 'silence', on } } as const]
      : []),
    {
      type: 'OrderSettled',
      data: {
        orderId,
        sellerPartyId,
        buyerPartyId: order.buyerPartyId,
        division,
        ...(sharing && { sharing: { sharingId: sharing.sharingId, version: sharing.version } }),
        payDowns,
        policyVersion: data.rules.version,
        on,
        afterSaleUntil: afterSaleUntil ?? usualUntil,
        ...(afterSaleUntil === undefined && { isCharging: true }),
        ...postingsOf(postings),
      },
    },
  ];
};

/** The agreement that the seller named when he signed, as it was in force then. */
const sharingAtSale = ({ data }: Pick<SettleOrder, 'data' | 'meta'>, order: PlacedOrder) => {
  const { orderId, sharingId } = order;
  const { sharing } = data;
  if (sharingId === undefined) return undefined;
  if (sharing === undefined || sharing.sharingId !== sharingId) {
    return refuse('order_sharing_not_in_force', { orderId, sharingId });
  }
  const named = new Set(participantsOf(sharing.terms));
  const recovered = new Map(
    sharing.recovered
      .filter(({ partyId }) => named.has(partyId))
      .map(({ partyId, amount }) => [partyId, minorUnits(amount)]),
  );
  return { terms: sharing.terms, recovered };
};

/** Sweep: after-sale is over; the licence goes on for its own term. */
export const closeOrder = ({ data, meta }: CloseOrder, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (order.stage !== 'settled') return [];
  const { orderId, settled } = order;
  const until = closesAfter(order, settled?.afterSaleUntil ?? '');
  const on = shanghaiDate(meta.now);
  if (until === undefined || on <= until) {
    return refuse('order_not_due', { orderId, until: until ?? '' });
  }
  return [{ type: 'OrderClosed', data: { orderId, reason: 'completed', on } }];
};
