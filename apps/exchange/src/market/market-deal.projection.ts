import { minorUnits } from '@ledger/domain/money.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { MarketDealView } from './market-deal.view.js';

type Row = Omit<MarketDealView, 'lastPosition'>;

const concerned: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'OrderPlaced',
  'OrderSettled',
  'OrderRefunded',
]);

/** One row per order; it counts from its settlement on. */
export const marketDealFold: RowFold<OrderEvent, MarketDealView> = {
  name: 'market-deal',
  categories: ['order'],
  table: MarketDealView,
  key: 'orderId',
  keysOf: ({ type, data }) => (concerned.has(type) ? [data.orderId] : []),
  evolve: (row, event) => after(row, event),
};

const after = (row: Row | undefined, { type, data }: RecordedOf<OrderEvent>): Row | undefined => {
  if (type === 'OrderPlaced') {
    const { orderId, content } = data;
    const { kind, delivery } = content;
    return { orderId, kind, delivery, settledMonth: null, netMinor: null };
  }
  if (type === 'OrderSettled') {
    const { on, division } = data;
    const net = minorUnits(division.gross) - minorUnits(division.vat);
    // What is only charged by periods has no one price: its charges are counted by themselves.
    if (data.isCharging === true && net === 0n) return row;
    return row && { ...row, settledMonth: on.slice(0, 7), netMinor: String(net) };
  }
  return row && { ...row, settledMonth: null, netMinor: null };
};
