import { minorUnits } from '../money.js';
import type { OrderEvent } from './order.events.js';
import type { PlacedOrder } from './placed-order.js';
import type { PerformanceEvent } from './performance.events.js';

const types: ReadonlySet<string> = new Set<PerformanceEvent['type']>([
  'OrderFunded',
  'DataDelivered',
  'DeliveryReceived',
  'DeliveryRejected',
  'OrderAccepted',
  'OrderSettled',
  'OrderClosed',
]);

export const isPerformance = (event: OrderEvent): event is PerformanceEvent =>
  types.has(event.type);

/** The order after an event about what is done. */
export const performedAfter = (
  order: PlacedOrder,
  { type, data }: PerformanceEvent,
): PlacedOrder => {
  switch (type) {
    case 'OrderFunded': {
      const { deliveryUntil, fundingId, amount } = data;
      const funded = {
        ...order,
        received: order.received + minorUnits(amount),
        fundingIds: new Set(order.fundingIds).add(fundingId),
      };
      if (deliveryUntil === undefined) return funded;
      return { ...funded, stage: 'funded', deliveryUntil };
    }
    case 'DataDelivered': {
      const { deliveryNo, contentDigest, isLast, acceptanceUntil } = data;
      const { cureUntil: _, ...rest } = order;
      const deliveries = [...order.deliveries, { deliveryNo, contentDigest }];
      if (!isLast) return { ...order, stage: 'delivering', deliveries };
      const inspected = acceptanceUntil === undefined ? {} : { acceptanceUntil };
      return { ...rest, stage: 'delivered', deliveries, ...inspected };
    }
    case 'DeliveryReceived': {
      const deliveries = order.deliveries.map((one) =>
        one.deliveryNo === data.deliveryNo ? { ...one, matches: data.matches } : one,
      );
      return { ...order, deliveries };
    }
    case 'DeliveryRejected': {
      const { acceptanceUntil: _, ...rest } = order;
      return { ...rest, stage: 'delivering', cureUntil: data.cureUntil };
    }
    case 'OrderAccepted': {
      const { balanceUntil } = data;
      const open = balanceUntil === undefined ? {} : { balanceUntil };
      return { ...order, stage: 'accepted', ...open };
    }
    case 'OrderSettled':
      return { ...order, stage: 'settled', settled: data };
    case 'OrderClosed':
      return { ...order, stage: 'closed' };
  }
};
