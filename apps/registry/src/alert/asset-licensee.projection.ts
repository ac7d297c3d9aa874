import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetLicenseeView } from './asset-licensee.view.js';

/** One row per order that was placed and neither refused nor called off. */
export const assetLicenseeFold: RowFold<OrderEvent, AssetLicenseeView> = {
  name: 'asset-licensee',
  categories: ['order'],
  table: AssetLicenseeView,
  key: 'orderId',
  keysOf: ({ type, data }) =>
    type === 'OrderPlaced' || type === 'OrderCancelled' || type === 'LicenceRefused'
      ? [data.orderId]
      : [],
  evolve: (_, { type, data }) =>
    type === 'OrderPlaced'
      ? {
          orderId: data.orderId,
          assetId: data.content.assetId,
          buyerPartyId: data.buyerPartyId,
          until: data.content.terms.until ?? null,
        }
      : undefined,
};
