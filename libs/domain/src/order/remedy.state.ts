import { minorUnits } from '../money.js';
import { withClocks } from './order.clocks.js';
import type { OrderEvent } from './order.events.js';
import type { PlacedOrder } from './placed-order.js';
import type { RemedyEvent } from './remedy.events.js';

const types: ReadonlySet<string> = new Set<RemedyEvent['type']>([
  'DisputeOpened',
  'DisputeResolved',
  'RefundGranted',
  'UseEndProven',
  'RefundPosted',
  'RefundWithdrawn',
  'RefundDecided',
  'OrderRefunded',
  'TerminationProposed',
  'OrderTerminated',
  'LicenceEnded',
]);

export const isRemedy = (event: OrderEvent): event is RemedyEvent => types.has(event.type);

/** The order after an event about what went wrong. */
export const remediedAfter = (order: PlacedOrder, { type, data }: RemedyEvent): PlacedOrder => {
  switch (type) {
    case 'DisputeOpened': {
      const dispute = { ...data, resumes: order.stage };
      return { ...order, stage: 'disputed', disputes: data.disputeNo, dispute };
    }
    case 'DisputeResolved': {
      const { dispute, ...rest } = order;
      return withClocks({ ...rest, stage: dispute?.resumes ?? order.stage }, data);
    }
    case 'RefundGranted': {
      const refund = { ...data, resumes: order.stage };
      return { ...order, stage: 'refunding', refunds: data.refundNo, refund };
    }
    case 'UseEndProven':
      return order;
    case 'RefundPosted': {
      const { refund, ...rest } = withClocks(order, data);
      const amount = minorUnits(data.amount);
      const stage = refund?.resumes ?? order.stage;
      // Before settlement the price itself is less; after it, so much of it was given back.
      return order.settled === undefined
        ? { ...rest, stage, ...lessDue(order, amount) }
        : { ...rest, stage, refunded: order.refunded + amount };
    }
    case 'RefundWithdrawn':
    case 'RefundDecided': {
      const { refund, ...rest } = withClocks(order, data);
      return { ...rest, stage: refund?.resumes ?? order.stage };
    }
    case 'OrderRefunded':
      return { ...order, stage: 'refunded', useEndedOn: data.on };
    case 'TerminationProposed':
      return { ...order, terminationBy: data.side };
    case 'OrderTerminated':
      return { ...order, stage: 'terminated', useEndedOn: data.on };
    case 'LicenceEnded':
      return { ...order, isLicenceEnded: true, useEndedOn: data.on };
  }
};

/** What was paid in beyond the new price has been given back with it. */
const lessDue = (
  { due, received }: PlacedOrder,
  amount: bigint,
): { readonly due: bigint; readonly received: bigint } => {
  const less = due - amount;
  return { due: less, received: received > less ? less : received };
};
