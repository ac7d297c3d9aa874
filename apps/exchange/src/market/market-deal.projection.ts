import { minorUnits } from '@ledger/domain/money.js';
import type { OrderData, OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { MarketDealView } from './market-deal.view.js';

type Row = Omit<MarketDealView, 'lastPosition'>;

/** One row per order; it counts from its settlement on. */
export const marketDealFold: RowFold<OrderEvent, MarketDealView> = {
  name: 'market-deal',
  categories: ['order'],
  types: ['OrderPlaced', 'OrderSigned', 'OrderSettled', 'OrderRefunded', 'RefundPosted'],
  table: MarketDealView,
  key: 'orderId',
  keysOf: (event) => (concerns(event) ? [event.data.orderId] : []),
  evolve: (row, event) => (event.type === 'OrderPlaced' ? placed(event.data) : after(row, event)),
};

const always: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'OrderPlaced',
  'OrderSettled',
  'OrderRefunded',
]);

/** Most orders touch their row twice. */
const concerns = ({ type, data }: OrderEvent): boolean => {
  if (type === 'OrderSigned') return data.isRelated === true;
  // Before the settlement the price itself is less, and the settlement says how much it was.
  if (type === 'RefundPosted') return data.refunded !== undefined;
  return always.has(type);
};

const placed = (data: OrderData<'OrderPlaced'>): Row => {
  const { orderId, offerId, sellerPartyId, buyerPartyId, content } = data;
  const { kind, delivery, product = null, terms } = content;
  const told = { orderId, offerId, sellerPartyId, buyerPartyId, kind, delivery, product, terms };
  return { ...told, isRelated: false, ...unsettled };
};

const unsettled = { comparableId: null, settledMonth: null, netMinor: null } as const;

const after = (row: Row | undefined, { id, type, data }: RecordedOf<OrderEvent>) => {
  if (row === undefined) return undefined;
  if (type === 'OrderSigned') return { ...row, isRelated: true };
  if (type === 'OrderRefunded') return { ...row, ...unsettled };
  if (type === 'RefundPosted') {
    if (row.netMinor === null || data.vat === undefined) return row;
    const back = minorUnits(data.amount) - minorUnits(data.vat);
    return { ...row, netMinor: String(BigInt(row.netMinor) - back) };
  }
  if (type !== 'OrderSettled') return row;
  const { on, division } = data;
  const net = minorUnits(division.gross) - minorUnits(division.vat);
  // What is only charged by periods has no one price: its charges are counted by themselves.
  if (data.isCharging === true && net === 0n) return row;
  return { ...row, comparableId: id, settledMonth: on.slice(0, 7), netMinor: String(net) };
};
