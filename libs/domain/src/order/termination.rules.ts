import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { isRunning } from '../pricing/price-plan.js';
import { refuse } from '../refusal.js';
import { postingsOf } from '../settlement/posting.js';
import { agreedPlan, overdueCharge } from './charge.state.js';
import type { Calendar } from './command-parts.js';
import {
  checkNotMoving,
  checkRoom,
  checkStage,
  orderOfSide,
  partOf,
  placedOrder,
} from './order.conditions.js';
import type { OrderEvent } from './order.events.js';
import { unwound } from './order.money.js';
import { isUndone } from './order.state.js';
import type { OrderState, PlacedOrder } from './order.state.js';
import type { NoteLicenceEnd, TerminateOrder } from './remedy.commands.js';
import type { RefundCause, RightByOrder, TerminationReason } from './remedy.events.js';
import { hasParted, refunding } from './remedy.rules.js';

/** The end before its time: by agreement, by default of one side, or by an authority's order. */
export const terminateOrder = ({ data, meta }: TerminateOrder, state: OrderState): OrderEvent[] => {
  const { orderId, reason, explanation } = data;
  const end = { reason, explanation, ...(data.calendar && { calendar: data.calendar }) };
  switch (reason) {
    case 'agreed': {
      const { order, side } = partOf(state, data, meta);
      const during = ['contracted', 'funded', 'delivering', 'delivered', 'accepted'] as const;
      // What is charged period by period goes on when its price is settled: it is ended as well.
      if (isRunning(agreedPlan(order.terms))) checkStage(order, ...during, 'settled');
      else checkStage(order, ...during);
      if (order.terminationBy === side) return [];
      if (order.terminationBy !== undefined) return terminating(order, end, meta);
      checkRoom(order);
      const on = shanghaiDate(meta.now);
      return [{ type: 'TerminationProposed', data: { orderId, side, explanation, on } }];
    }
    case 'notFunded': {
      const isSystem = meta.actor.role === 'system';
      const order = isSystem
        ? placedOrder(state, orderId)
        : orderOfSide(state, data, meta, 'seller');
      if (isSystem && order.stage !== 'contracted') return [];
      if (isUnpaid(order, meta)) return terminating(order, end, meta);
      const isBalance = order.stage === 'accepted' && order.received < order.due;
      if (!isBalance) checkStage(order, 'contracted');
      checkOverdue(order, isBalance ? order.balanceUntil : order.contract?.fundingUntil, meta);
      return terminating(order, end, meta);
    }
    case 'notDelivered': {
      const order = orderOfSide(state, data, meta, 'buyer');
      checkStage(order, 'funded', 'delivering');
      checkOverdue(order, order.cureUntil ?? order.deliveryUntil, meta);
      return terminating(order, end, meta);
    }
    case 'byOrder':
      return byOrder({ data, meta }, placedOrder(state, orderId));
  }
};

/** A charge is overdue, and nothing else is owed to the buyer: what was used stays charged. */
const isUnpaid = (order: PlacedOrder, { now }: Meta): boolean => {
  const { charging, stage, settled, received } = order;
  const isRunningOn = ['funded', 'delivering', 'delivered', 'accepted', 'settled'].includes(stage);
  if (!isRunningOn || (settled === undefined && received > 0n)) return false;
  return overdueCharge(charging, shanghaiDate(now)) !== undefined;
};

/** Both sides are told the default by its date (Civil Code art. 563). */
const checkOverdue = ({ orderId }: PlacedOrder, until: string | undefined, { now }: Meta): void => {
  if (until === undefined || shanghaiDate(now) <= until) {
    refuse('order_not_due', { orderId, until: until ?? '' });
  }
};

/**
 * An authority's order waits for nobody's statement. Only where a right has moved nobody may end up
 * with both the right and the price: the order says whether it returns, and the title that it has.
 */
const byOrder = (
  { data, meta }: Pick<TerminateOrder, 'data' | 'meta'>,
  order: PlacedOrder,
): OrderEvent[] => {
  const { orderId, documentDigest, explanation, right, calendar } = data;
  if (meta.actor.role !== 'operator') return refuse('order_not_found', { orderId });
  const during = ['contracted', 'funded', 'delivering', 'delivered', 'accepted'] as const;
  // What is charged period by period goes on when its price is settled: an order ends that as well.
  const goesOn = order.stage === 'settled' && isRunning(agreedPlan(order.terms));
  if (!goesOn) checkStage(order, ...during, 'disputed', 'refunding');
  if (order.settled !== undefined && !goesOn) {
    return refuse('order_state_forbids', { orderId, state: 'settled' });
  }
  checkNotMoving(order);
  if (documentDigest === undefined) return refuse('order_document_missing', { orderId });
  const { transfer } = order;
  if (transfer === undefined) {
    if (right !== undefined) return refuse('order_terms_invalid', { orderId, field: 'right' });
    return [terminated(order, 'byOrder', explanation, meta, { documentDigest })];
  }
  if (right === undefined) return refuse('order_right_undecided', { orderId, ...transfer });
  if (right === 'stays') {
    return [terminated(order, 'byOrder', explanation, meta, { documentDigest, right })];
  }
  const cause: RefundCause = { by: 'termination', reason: 'byOrder', documentDigest };
  return refunding(order, wholeOf(orderId, cause, { explanation, calendar }), meta);
};

interface End extends Calendar {
  readonly reason: TerminationReason;
  readonly explanation: string;
}

/**
 * Where data was delivered for money, its use ends first, and a right that has moved is returned;
 * otherwise the money goes back at once.
 */
const terminating = (
  order: PlacedOrder,
  { reason, explanation, calendar }: End,
  meta: Meta,
): OrderEvent[] => {
  checkNotMoving(order);
  const { orderId, received, transfer } = order;
  // What was settled stays so: only what is charged period by period has an end to come to.
  const isFree = received === 0n && transfer === undefined;
  if (isFree || order.settled !== undefined || !hasParted(order, 'full')) {
    return [terminated(order, reason, explanation, meta)];
  }
  const cause: RefundCause = { by: 'termination', reason };
  return refunding(order, wholeOf(orderId, cause, { explanation, calendar }), meta);
};

/** All of the price goes back. */
const wholeOf = (
  orderId: string,
  cause: RefundCause,
  { explanation: reason, calendar }: Pick<End, 'explanation'> & { calendar: End['calendar'] },
) => {
  const whole = { orderId, kind: 'full', amount: undefined, cause, reason } as const;
  return { ...whole, ...(calendar && { calendar }) };
};

const terminated = (
  order: PlacedOrder,
  reason: TerminationReason,
  explanation: string,
  { now }: Meta,
  byAuthority: { readonly documentDigest?: string; readonly right?: RightByOrder } = {},
): OrderEvent => {
  const { orderId } = order;
  const on = shanghaiDate(now);
  const postings = postingsOf(unwound(order));
  return {
    type: 'OrderTerminated',
    data: { orderId, reason, explanation, ...byAuthority, on, ...postings },
  };
};

/**
 * The right itself has ended on the title. What is not yet delivered and accepted ends with it; what
 * was accepted is settled as agreed.
 */
export const noteLicenceEnd = ({ data, meta }: NoteLicenceEnd, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (isUndone(order) || order.isLicenceEnded || order.contract === undefined) return [];
  // Who has bought the right itself has it from the title, and nobody's licence.
  if (order.kind === 'transfer') return [];
  const { orderId, reason, titleVersion, calendar } = data;
  const end = {
    reason: 'licenceEnded',
    explanation: reason,
    ...(calendar && { calendar }),
  } as const;
  const on = shanghaiDate(meta.now);
  const noted: OrderEvent = { type: 'LicenceEnded', data: { orderId, reason, titleVersion, on } };
  const isRunning = ['contracted', 'funded', 'delivering', 'delivered'].includes(order.stage);
  return isRunning ? [noted, ...terminating(order, end, meta)] : [noted];
};
