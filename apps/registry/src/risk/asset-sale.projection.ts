import { shanghaiDate } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetSaleView } from './asset-sale.view.js';

type Event = RecordedOf<OrderEvent>;
type Row = Omit<AssetSaleView, 'lastPosition'>;

/** What says how much an order earns, and from when; every other fact of an order does not. */
const telling = [
  'OrderPlaced',
  'TermsProposed',
  'OrderContracted',
  'ContractAmended',
  'RefundPosted',
  'OrderRefunded',
  'OrderCancelled',
  'LicenceRefused',
  'OrderTerminated',
  'ChargePosted',
] as const satisfies readonly Event['type'][];

type Telling = Extract<Event, { readonly type: (typeof telling)[number] }>;

const isTelling = (event: Event): event is Telling =>
  (telling as readonly string[]).includes(event.type);

/**
 * One row per order that was neither refused, called off, unwound nor given back whole, and one per
 * charge under it, on its day; gross of tax.
 */
export const assetSaleFold: RowFold<OrderEvent, AssetSaleView> = {
  name: 'asset-sale',
  categories: ['order'],
  table: AssetSaleView,
  key: 'saleId',
  keysOf: (event) => (isTelling(event) ? [saleIdOf(event)] : []),
  evolve: (row, event) => {
    if (!isTelling(event)) return row;
    if (event.type === 'OrderPlaced') return placed(event);
    if (event.type === 'ChargePosted') return charged(event);
    return row && changed(row, event);
  },
};

const saleIdOf = ({ type, data }: Telling): string =>
  type === 'ChargePosted' ? `${data.orderId}.${data.chargeNo}` : data.orderId;

const charged = ({
  data,
  ...event
}: Extract<Event, { readonly type: 'ChargePosted' }>): Row | undefined => {
  const { assetId, gross, on } = data;
  if (assetId === undefined) return undefined;
  const saleId = saleIdOf({ ...event, data });
  return { saleId, assetId, amountMinor: String(minorUnits(gross)), contractedOn: on };
};

const placed = ({ data }: Extract<Event, { readonly type: 'OrderPlaced' }>): Row => {
  const { orderId, content, terms } = data;
  const price = terms?.price.gross ?? content.price.amount;
  const amountMinor = String(minorUnits(price));
  return { saleId: orderId, assetId: content.assetId, amountMinor, contractedOn: null };
};

const changed = (
  row: Row,
  event: Exclude<Telling, { readonly type: 'OrderPlaced' | 'ChargePosted' }>,
): Row | undefined => {
  switch (event.type) {
    case 'TermsProposed':
    case 'ContractAmended':
      return { ...row, amountMinor: String(minorUnits(event.data.terms.price.gross)) };
    case 'OrderContracted':
      return { ...row, contractedOn: event.data.on ?? shanghaiDate(event.recordedAt) };
    case 'RefundPosted': {
      const left = BigInt(row.amountMinor) - minorUnits(event.data.amount);
      return { ...row, amountMinor: String(left > 0n ? left : 0n) };
    }
    case 'OrderTerminated':
      // Unwound with it; what was settled before stays earned.
      return event.data.postings === undefined ? row : undefined;
    case 'OrderRefunded':
    case 'OrderCancelled':
    case 'LicenceRefused':
      return undefined;
  }
};
