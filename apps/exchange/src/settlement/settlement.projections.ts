import { minorUnits, sumMoney } from '@ledger/domain/money.js';
import type { OrderData, OrderEvent } from '@ledger/domain/order/order.events.js';
import type { PayDown } from '@ledger/domain/settlement/pay-down.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { MadeRows } from '@ledger/read-model/made-projection.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { quantityOf, unitPricesOf } from './charge.answer.js';
import { chargeIdOf } from './charge.projection.js';
import { InvoiceView, PledgeProceedsView } from './settlement.views.js';

type Event = RecordedOf<OrderEvent>;

/** One row per settled order, per refund of it, per charge, and per charge that one takes back. */
export const invoices: MadeRows<OrderEvent, InvoiceView> = {
  name: 'invoice',
  categories: ['order'],
  table: InvoiceView,
  key: 'invoiceId',
  concerns: ({ type }) => invoiced.has(type),
  rowsOf: (event) => invoicesOf(event),
};

const invoiced: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'OrderSettled',
  'RefundPosted',
  'ChargePosted',
]);

type Invoice = Omit<InvoiceView, 'lastPosition'>;

const invoicesOf = (event: Event): readonly Invoice[] => {
  if (event.type === 'ChargePosted') return chargeInvoices(event.data, event.position);
  const invoice = invoiceOf(event);
  return invoice === undefined ? [] : [invoice];
};

/** Of the price there is no more to say than what it comes to. */
const ofThePrice = {
  ...{ chargeNo: null, periodFrom: null, periodUntil: null },
  ...{ quantity: null, unit: null, unitPrice: null },
} as const;

const chargeInvoices = (data: OrderData<'ChargePosted'>, position: number): readonly Invoice[] => {
  const { orderId, chargeNo, sellerPartyId, buyerPartyId, on, vatRate, period } = data;
  const about = {
    ...{ orderId, chargeNo, sellerPartyId, buyerPartyId, onDate: on, vatRate, position },
    ...{ periodFrom: period.from, periodUntil: period.until },
    quantity: quantityOf(data),
    unit: data.unit ?? null,
    unitPrice: data.lines.length === 0 ? null : unitPricesOf(data),
  };
  const invoiceId = chargeIdOf(orderId, chargeNo);
  const gross = minorUnits(data.gross);
  if (gross > 0n) {
    const amounts = { grossMinor: String(gross), vatMinor: String(minorUnits(data.vat)) };
    return [{ ...about, ...amounts, invoiceId, kind: 'blue', blueInvoiceId: null }];
  }
  return (data.credits ?? []).map(({ chargeNo: taken, amount, vat }) => ({
    ...about,
    invoiceId: `${invoiceId}.${taken}`,
    kind: 'red',
    blueInvoiceId: chargeIdOf(orderId, taken),
    grossMinor: String(-minorUnits(amount)),
    vatMinor: String(-minorUnits(vat)),
  }));
};

const invoiceOf = (event: Event): Invoice | undefined => {
  const { type, data, position } = event;
  if (type === 'OrderSettled') {
    const { orderId, sellerPartyId, buyerPartyId, division, on } = data;
    if (minorUnits(division.gross) === 0n) return undefined;
    return {
      invoiceId: `${orderId}.0`,
      kind: 'blue',
      orderId,
      blueInvoiceId: null,
      sellerPartyId,
      buyerPartyId,
      onDate: on,
      vatRate: division.vatRate,
      grossMinor: String(minorUnits(division.gross)),
      vatMinor: String(minorUnits(division.vat)),
      position,
      ...ofThePrice,
    };
  }
  // What was given back before settlement was never invoiced.
  if (type !== 'RefundPosted' || data.vat === undefined) return undefined;
  const { orderId, refundNo, sellerPartyId, buyerPartyId, amount, vat, vatRate = '0', on } = data;
  return {
    invoiceId: `${orderId}.${refundNo}`,
    kind: 'red',
    orderId,
    blueInvoiceId: `${orderId}.0`,
    sellerPartyId,
    buyerPartyId,
    onDate: on,
    vatRate,
    grossMinor: String(-minorUnits(amount)),
    vatMinor: String(-minorUnits(vat)),
    position,
    ...ofThePrice,
  };
};

/** One row per order whose proceeds are bound. */
export const pledgeProceedsFold: RowFold<OrderEvent, PledgeProceedsView> = {
  name: 'pledge-proceeds',
  categories: ['order'],
  table: PledgeProceedsView,
  key: 'orderId',
  keysOf: ({ type, data }) => (concerned.has(type) ? [data.orderId] : []),
  evolve: (row, event) => proceedsAfter(row, event),
};

const concerned: ReadonlySet<string> = new Set<OrderEvent['type']>([
  'ProceedsBound',
  'OrderSettled',
  'ChargesSettled',
  'OrderRefunded',
  'OrderTerminated',
  'LicenceRefused',
  'OrderCancelled',
]);

type Row = Omit<PledgeProceedsView, 'lastPosition'>;

const proceedsAfter = (row: Row | undefined, event: Event): Row | undefined => {
  if (event.type === 'ProceedsBound') {
    const { orderId, pledges } = event.data;
    const pledgeeIds = [...new Set(pledges.map(({ pledgeePartyId }) => pledgeePartyId))];
    return { orderId, state: 'bound', pledgeeIds, pledges, firstPosition: event.position };
  }
  if (row === undefined) return undefined;
  const paid = payDownsIn(event);
  if (paid === undefined) {
    // What a pledgee was paid he keeps; the seller gives the price back himself.
    return row.state === 'due' ? row : { ...row, state: 'released' };
  }
  const pledges = row.pledges.map((pledge) => {
    const had = { amount: pledge.amount ?? '0.00', currency: 'CNY' } as const;
    const more = paid.filter(({ pledgeId }) => pledgeId === pledge.pledgeId);
    return { ...pledge, amount: sumMoney([had, ...more.map(({ amount }) => amount)]).amount };
  });
  return { ...row, state: 'due', pledges };
};

/** What pledgees are due of a settlement, of the price or of charges; undefined: it is none. */
const payDownsIn = ({ type, data }: Event): readonly PayDown[] | undefined => {
  if (type === 'OrderSettled') return data.payDowns;
  return type === 'ChargesSettled' ? data.charges.flatMap(({ payDowns }) => payDowns) : undefined;
};
