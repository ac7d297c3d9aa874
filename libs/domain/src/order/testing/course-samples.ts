import type { Money } from '../../money.js';
import type { OrderCommand, TermsChange } from '../order.commands.js';
import { orderKind } from '../order.decider.js';
import type { OrderEvent } from '../order.events.js';
import type { OrderState } from '../order.state.js';
import { buyer, digest, meta, orderId, otherDigest, seller } from './order-samples.js';

/** Commands of an order's course, as literal as they can be; the clock stands at `now`. */
export const day = (date: string): string => `${date}T02:00:00.000Z`;
const today = '2026-03-02T02:00:00.000Z';

export const cny = (amount: string): Money => ({ amount, currency: 'CNY' });
export const operator = meta('exchange', today, 'operator');
export const system = (now = today) => meta('system', now, 'system');

export const propose = (by: string, change: TermsChange): OrderCommand => ({
  type: 'ProposeTerms',
  data: { orderId, change },
  meta: meta(by),
});

export const fund = (amount: string, fundingId = amount, now = today): OrderCommand => ({
  type: 'FundOrder',
  data: { orderId, fundingId, amount: cny(amount), reference: 'R-1' },
  meta: { ...operator, now },
});

export const deliver = (isLast = true, more: { now?: string; by?: string } = {}): OrderCommand => ({
  type: 'DeliverData',
  data: { orderId, contentDigest: digest, isLast, gate: { titleVersion: 7 } },
  meta: meta(more.by ?? seller, more.now),
});

export const receive = (deliveryNo = 1, contentDigest = digest): OrderCommand => ({
  type: 'ReceiveDelivery',
  data: { orderId, deliveryNo, contentDigest },
  meta: meta(buyer),
});

export const reject = (now = today): OrderCommand => ({
  type: 'RejectDelivery',
  data: { orderId, ground: 'incomplete', explanation: '缺少九月', deliveryNos: [] },
  meta: meta(buyer, now),
});

export const accept = (now = today): OrderCommand => ({
  type: 'AcceptOrder',
  data: { orderId },
  meta: meta(buyer, now),
});

/** The clock itself: nobody has signed. */
export const signingLapse = (now = today): OrderCommand => ({
  type: 'NoteSigningLapse',
  data: { orderId },
  meta: system(now),
});

export const silence = (now = today): OrderCommand => ({
  type: 'AcceptBySilence',
  data: { orderId },
  meta: system(now),
});

const terms = { vatRate: '0.06', feeRate: '0.01', feeVatRate: '0.06', feeRefunded: true };

export const settle = (
  now = today,
  more: Partial<Extract<OrderCommand, { type: 'SettleOrder' }>['data']> = {},
): OrderCommand => ({
  type: 'SettleOrder',
  data: { orderId, rules: { version: 1, terms }, ...more },
  meta: system(now),
});

export const close = (now = today): OrderCommand => ({
  type: 'CloseOrder',
  data: { orderId },
  meta: system(now),
});

export const dispute = (by = buyer, now = today): OrderCommand => ({
  type: 'OpenDispute',
  data: { orderId, ground: 'quality', claim: '要求减价' },
  meta: meta(by, now),
});

export const resolve = (
  outcome: Extract<OrderCommand, { type: 'ResolveDispute' }>['data']['outcome'],
  amount?: string,
  now = today,
): OrderCommand => ({
  type: 'ResolveDispute',
  data: {
    orderId,
    disputeNo: 1,
    outcome,
    reason: '调解',
    ...(amount !== undefined && { amount: cny(amount) }),
  },
  meta: { ...operator, now },
});

export const withdraw = (by = buyer): OrderCommand => ({
  type: 'WithdrawDispute',
  data: { orderId, disputeNo: 1, reason: '已协商' },
  meta: meta(by),
});

export const refund = (
  kind: 'full' | 'partial' | 'priceReduction',
  amount?: string,
): OrderCommand => ({
  type: 'GrantRefund',
  data: { orderId, kind, reason: '商誉', ...(amount !== undefined && { amount: cny(amount) }) },
  meta: meta(seller),
});

export const withdrawRefund = (by = seller, now = today, refundNo = 1): OrderCommand => ({
  type: 'WithdrawRefund',
  data: { orderId, refundNo, reason: '逾期未证明删除' },
  meta: by === operator.actor.partyId ? { ...operator, now } : meta(by, now),
});

export const decideRefund = (price: string, now = today, refundNo = 1): OrderCommand => ({
  type: 'DecideRefund',
  data: { orderId, refundNo, price: cny(price), reason: '折价补偿' },
  meta: { ...operator, now },
});

export const prove = (refundNo = 1): OrderCommand => ({
  type: 'ProveUseEnd',
  data: { orderId, refundNo, how: 'deletion', proofDigest: otherDigest },
  meta: meta(buyer),
});

type Termination = Extract<OrderCommand, { type: 'TerminateOrder' }>;

export const terminate = (
  by: string,
  reason: Termination['data']['reason'],
  now = today,
): OrderCommand => ({
  type: 'TerminateOrder',
  data: {
    orderId,
    reason,
    explanation: '解除',
    ...(reason === 'byOrder' && { documentDigest: digest }),
  },
  meta: reason === 'byOrder' ? { ...operator, now } : meta(by, now),
});

export const licenceEnd: OrderCommand = {
  type: 'NoteLicenceEnd',
  data: { orderId, reason: '授权终止', titleVersion: 12 },
  meta: system(),
};

export const amend = (
  by: string,
  change: TermsChange,
  contractDigest = otherDigest,
): OrderCommand => ({
  type: 'ProposeAmendment',
  data: { orderId, change, contractDigest },
  meta: meta(by),
});

export const agree = (by: string, amendmentNo = 1, contractDigest = otherDigest): OrderCommand => ({
  type: 'AgreeAmendment',
  data: { orderId, amendmentNo, contractDigest },
  meta: meta(by),
});

export const decline = (by: string, amendmentNo = 1): OrderCommand => ({
  type: 'DeclineAmendment',
  data: { orderId, amendmentNo, reason: '不同意' },
  meta: meta(by),
});

const { initialState, evolve, decide } = orderKind.decider;

/** What an order's stream holds after these commands, each of which must be allowed. */
export const after = (...commands: readonly OrderCommand[]): readonly OrderEvent[] => {
  const log: OrderEvent[] = [];
  for (const command of commands) log.push(...decide(command, stateOf(log)));
  return log;
};

export const stateOf = (log: readonly OrderEvent[]): OrderState =>
  log.reduce<OrderState>(evolve, initialState());
