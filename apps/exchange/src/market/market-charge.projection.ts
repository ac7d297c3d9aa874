import { minorUnits } from '@ledger/domain/money.js';
import { monthOf } from '@ledger/domain/month.js';
import type { OrderData, OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { monthsCharged } from '@ledger/domain/market/comparable.js';
import { MarketChargeView } from './market-charge.view.js';

/**
 * One row per order and month in which it was charged for something. A later charge for the same
 * period is the difference, so the row holds what the period came to in the end.
 */
export const marketChargeFold: RowFold<OrderEvent, MarketChargeView> = {
  name: 'market-charge',
  categories: ['order'],
  types: ['ChargePosted'],
  table: MarketChargeView,
  key: 'chargeMonthId',
  keysOf: ({ type, data }) => (type === 'ChargePosted' ? [keyOf(data)] : []),
  evolve: (row, { id, type, data }, chargeMonthId) => {
    if (type !== 'ChargePosted') return row;
    const { orderId, period, net } = data;
    const netMinor = String(BigInt(row?.netMinor ?? 0) + minorUnits(net));
    const { comparableId, ground } = row ?? { comparableId: id, ground: data.ground };
    // What takes back a part of a charge says nothing of its period.
    const months = data.ground === 'adjustment' ? (row?.months ?? 0) : monthsCharged(data);
    const told = { chargeMonthId, orderId, month: monthOf(period.from) };
    return { ...told, comparableId, ground, months, netMinor };
  },
};

const keyOf = ({ orderId, period }: OrderData<'ChargePosted'>): string =>
  `${orderId}.${monthOf(period.from)}`;
