import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { OrderView } from './order.view.js';

type Row = Omit<OrderView, 'lastPosition'>;

/** One row per order. */
export const orderFold: RowFold<OrderEvent, OrderView> = {
  name: 'order-view',
  categories: ['order'],
  table: OrderView,
  key: 'orderId',
  keysOf: ({ data }) => [data.orderId],
  evolve: (row, event) => after(row, event),
};

/** The row that an order's events make, for who reads one order from the log. */
export const orderOf = (events: readonly RecordedOf<OrderEvent>[]): Row =>
  known(events.reduce<Row | undefined>(after, undefined));

const after = (row: Row | undefined, event: RecordedOf<OrderEvent>): Row => ({
  ...evolved(row, event),
  version: event.version,
});

const evolved = (row: Row | undefined, event: RecordedOf<OrderEvent>): Row => {
  const { type, data } = event;
  switch (type) {
    case 'OrderPlaced':
      return placed(event);
    case 'OrderLicensed': {
      const { licenceId, titleVersion } = data;
      return { ...known(row), state: 'licensed', licence: { licenceId, titleVersion } };
    }
    case 'LicenceReservationNoted': {
      const { reservationId, expiresAt, titleVersion } = data;
      const licence = { reservationId, expiresAt, titleVersion };
      return { ...known(row), state: 'licenceReserved', licence };
    }
    case 'LicenceRefused': {
      const { code, obstacles, titleVersion } = data;
      return { ...known(row), state: 'refused', refusal: { code, obstacles, titleVersion } };
    }
    case 'OrderSigned': {
      const order = known(row);
      return { ...order, signatures: { ...order.signatures, [data.side]: data.contractDigest } };
    }
    case 'OrderContracted':
      return { ...known(row), state: 'contracted' };
    case 'LicenceGrantNoted': {
      const order = known(row);
      const { grantId, titleVersion } = data;
      return { ...order, licence: { ...order.licence, grantId, titleVersion } };
    }
    case 'OrderCancelled':
      return { ...known(row), state: 'cancelled', cancellation: data.reason };
  }
};

type Placed = Extract<RecordedOf<OrderEvent>, { type: 'OrderPlaced' }>;

const placed = ({ data, metadata, version, position }: Placed): Row => ({
  orderId: data.orderId,
  offerId: data.offerId,
  offerVersion: data.offerVersion,
  sellerPartyId: data.sellerPartyId,
  buyerPartyId: data.buyerPartyId,
  state: 'placed',
  content: data.content,
  purpose: data.purpose,
  placedOn: metadata.effectiveOn,
  licence: null,
  signatures: {},
  refusal: null,
  cancellation: null,
  version,
  firstPosition: position,
});

const known = (row: Row | undefined): Row => {
  if (row === undefined) throw new Error('An order does not begin with OrderPlaced.');
  return row;
};
