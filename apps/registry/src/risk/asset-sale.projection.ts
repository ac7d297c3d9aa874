import { shanghaiDate } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetSaleView } from './asset-sale.view.js';

/** One row per order that was neither refused nor called off. */
export const assetSaleFold: RowFold<OrderEvent, AssetSaleView> = {
  name: 'asset-sale',
  categories: ['order'],
  table: AssetSaleView,
  key: 'orderId',
  keysOf: ({ type, data }) =>
    type === 'OrderPlaced' ||
    type === 'OrderContracted' ||
    type === 'OrderCancelled' ||
    type === 'LicenceRefused'
      ? [data.orderId]
      : [],
  evolve: (row, { type, data, recordedAt }) => {
    if (type === 'OrderPlaced') {
      const { assetId, price } = data.content;
      const amountMinor = String(minorUnits(price.amount));
      return { orderId: data.orderId, assetId, amountMinor, contractedOn: null };
    }
    if (type !== 'OrderContracted') return undefined;
    return row && { ...row, contractedOn: shanghaiDate(recordedAt) };
  },
};
