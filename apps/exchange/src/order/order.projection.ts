import type { ChargeEvent } from '@ledger/domain/order/charge.events.js';
import { isCharging } from '@ledger/domain/order/charge.state.js';
import type { ContractEvent } from '@ledger/domain/order/contract.events.js';
import { isAgreement } from '@ledger/domain/order/contract.state.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { PerformanceEvent } from '@ledger/domain/order/performance.events.js';
import { isPerformance } from '@ledger/domain/order/performance.state.js';
import type { RemedyEvent } from '@ledger/domain/order/remedy.events.js';
import { isRemedy } from '@ledger/domain/order/remedy.state.js';
import { listedTerms } from '@ledger/domain/order/terms.js';
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
  fixed: [
    'offerId',
    'offerVersion',
    'sellerPartyId',
    'buyerPartyId',
    'content',
    'purpose',
    'placedOn',
    'firstPosition',
  ],
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
  const { type } = event;
  if (type === 'OrderPlaced') return placed(event);
  const order = known(row);
  if (isAgreement(event)) return agreedRow(order, event);
  if (isPerformance(event)) return performedRow(order, event);
  if (isRemedy(event)) return remediedRow(order, event);
  if (isCharging(event)) return chargedRow(order, event);
  return licensedRow(order, event);
};

type Licensing = Exclude<
  OrderEvent,
  ContractEvent | PerformanceEvent | RemedyEvent | ChargeEvent | { type: 'OrderPlaced' }
>;

const licensedRow = (row: Row, { type, data }: Licensing): Row => {
  switch (type) {
    case 'OrderLicensed': {
      const { licenceId, titleVersion } = data;
      const dueAfter = data.signUntil ?? null;
      return { ...row, state: 'licensed', licence: { licenceId, titleVersion }, dueAfter };
    }
    case 'LicenceReservationNoted': {
      const { reservationId, expiresAt, titleVersion } = data;
      const licence = { reservationId, expiresAt, titleVersion };
      const state = row.state === 'placed' ? 'licenceReserved' : row.state;
      return { ...row, state, licence };
    }
    case 'LicenceRefused': {
      const { code, obstacles, titleVersion } = data;
      const refusal = { code, obstacles, titleVersion };
      return { ...row, ...over('refused', 'licenceRefused'), refusal };
    }
    case 'LicenceGrantNoted': {
      const { grantId, titleVersion } = data;
      return { ...row, licence: { ...row.licence, grantId, titleVersion } };
    }
    case 'RightTransferNoted': {
      const { transferId, toHoldingId, titleVersion } = data;
      return { ...row, licence: { ...row.licence, transferId, toHoldingId, titleVersion } };
    }
    case 'ProceedsBound':
      return row;
    case 'OrderCancelled':
      return { ...row, ...over('cancelled', data.reason), cancellation: data.reason };
  }
};

const agreedRow = (row: Row, { type, data }: ContractEvent): Row => {
  switch (type) {
    case 'TermsProposed': {
      const { terms, signUntil } = data;
      const dueAfter = signUntil ?? row.dueAfter;
      return { ...row, gross: terms.price.gross.amount, signatures: {}, dueAfter };
    }
    case 'OrderSigned':
      return { ...row, signatures: { ...row.signatures, [data.side]: data.contractDigest } };
    case 'OrderContracted': {
      const state = data.deliveryUntil === undefined ? 'contracted' : 'funded';
      return { ...row, state, dueAfter: data.fundingUntil ?? null };
    }
    case 'ContractAmended': {
      const { terms, deliveryUntil, fundingUntil } = data;
      const amended = { ...row, gross: terms.price.gross.amount };
      if (deliveryUntil !== undefined) return { ...amended, state: 'funded', dueAfter: null };
      return fundingUntil === undefined ? amended : { ...amended, dueAfter: fundingUntil };
    }
    case 'AmendmentProposed':
    case 'AmendmentDeclined':
      return row;
  }
};

const performedRow = (row: Row, { type, data }: PerformanceEvent): Row => {
  switch (type) {
    case 'OrderFunded':
      return data.deliveryUntil === undefined ? row : { ...row, state: 'funded', dueAfter: null };
    case 'DataDelivered': {
      const state = data.isLast ? 'delivered' : 'delivering';
      return { ...row, state, dueAfter: data.acceptanceUntil ?? null };
    }
    case 'DeliveryReceived':
      return row;
    case 'DeliveryRejected':
      return { ...row, state: 'delivering', dueAfter: null };
    case 'OrderAccepted':
      return { ...row, state: 'accepted', dueAfter: null };
    case 'OrderSettled':
      return { ...row, state: 'settled', dueAfter: data.isCharging ? null : data.afterSaleUntil };
    case 'OrderClosed':
      return { ...row, ...over('closed', data.reason) };
  }
};

/** An order that goes on is closed when nothing is left to charge and to pay. */
const chargedRow = (row: Row, { type, data }: ChargeEvent): Row =>
  type === 'ChargesSettled' || type === 'ChargeDivided' || (row.resumes ?? row.state) !== 'settled'
    ? row
    : { ...row, dueAfter: data.closesAfter ?? null };

const remediedRow = (row: Row, { type, data }: RemedyEvent): Row => {
  switch (type) {
    case 'DisputeOpened':
      return { ...row, state: 'disputed', resumes: row.state };
    case 'DisputeResolved':
    case 'RefundPosted':
    case 'RefundWithdrawn':
    case 'RefundDecided': {
      const dueAfter = data.acceptanceUntil ?? data.afterSaleUntil ?? row.dueAfter;
      return { ...row, state: row.resumes ?? row.state, resumes: null, dueAfter };
    }
    case 'RefundGranted':
      return { ...row, state: 'refunding', resumes: row.state };
    case 'OrderRefunded':
      return { ...row, ...over('refunded', data.reason) };
    case 'OrderTerminated':
      return { ...row, ...over('terminated', data.reason) };
    case 'UseEndProven':
    case 'TerminationProposed':
    case 'LicenceEnded':
      return row;
  }
};

/** An end, with the reason that reaches both sides. */
const over = (state: Row['state'], ending: string) => ({
  state,
  ending,
  resumes: null,
  dueAfter: null,
});

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
  gross: (data.terms ?? listedTerms(data.content)).price.gross.amount,
  resumes: null,
  ending: null,
  dueAfter: null,
  version,
  firstPosition: position,
});

const known = (row: Row | undefined): Row => {
  if (row === undefined) throw new Error('An order does not begin with OrderPlaced.');
  return row;
};
