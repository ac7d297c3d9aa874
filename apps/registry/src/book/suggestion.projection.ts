import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { sumMoney } from '@ledger/domain/money.js';
import type { ContractTerms } from '@ledger/domain/order/contract.events.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { listedTerms } from '@ledger/domain/order/terms.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { SuggestionView } from './suggestion.view.js';

type Row = Omit<SuggestionView, 'lastPosition'> & { readonly lastPosition?: number };
type Event = RecordedOf<OrderEvent> | RecordedOf<BookEvent>;

const buyerOf = (orderId: string): string => `${orderId}.buyer`;
const sellerOf = (orderId: string): string => `${orderId}.seller`;

/** Two rows per order. Nothing books itself: a row says what an accountant might record. */
export const suggestionFold: RowFold<OrderEvent | BookEvent, SuggestionView> = {
  name: 'accounting-suggestion',
  categories: ['order', 'book'],
  table: SuggestionView,
  key: 'suggestionId',
  keysOf: (event) => keysOf(event as Event),
  evolve: (row, event, key) => {
    const told = event as Event;
    if (told.type === 'OrderPlaced') return placed(told, key);
    // A book may name an order of which the exchange never told.
    return row === undefined ? undefined : changed(row, told);
  },
};

const keysOf = (event: Event): readonly string[] => {
  const { orderId } = event.data as { readonly orderId?: string };
  // Of an order's course most steps are nothing to accountants: they touch no row.
  if (orderId === undefined || !isTelling(event)) return [];
  if (event.type === 'BookOpened') return [buyerOf(orderId)];
  return isSale(event) ? [sellerOf(orderId)] : [buyerOf(orderId), sellerOf(orderId)];
};

const isSale = ({ type }: Event): boolean => type === 'DataSold' || type === 'ServiceRevenueEarned';

const placed = (
  { data, position }: Extract<Event, { readonly type: 'OrderPlaced' }>,
  key: string,
): Row => {
  const { orderId, content } = data;
  const isBuyer = key === buyerOf(orderId);
  return {
    suggestionId: key,
    orderId,
    side: isBuyer ? 'buyer' : 'seller',
    partyId: isBuyer ? data.buyerPartyId : data.sellerPartyId,
    assetId: content.assetId,
    name: content.name,
    deal: content.kind,
    ...priced(data.terms ?? listedTerms(content)),
    refunded: '0.00',
    state: 'pending',
    dueOn: null,
    bookId: null,
    toldPosition: position,
  };
};

const priced = ({ price }: ContractTerms) => ({ net: price.net.amount, vat: price.vat.amount });

type Changes = {
  readonly [Type in Event['type']]?: (
    row: Row,
    event: Extract<Event, { readonly type: Type }>,
  ) => Row;
};

/** Only by the entity whose accounts it is for: anybody may name an order. */
const booked = (row: Row, { data, metadata }: RecordedOf<BookEvent>): Row =>
  metadata.actor.partyId === row.partyId ? { ...row, state: 'booked', bookId: data.bookId } : row;

const ended = (row: Row): Row => (row.state === 'pending' ? { ...row, state: 'withdrawn' } : row);

/** What events mean for a row; one that is not here leaves it as it is. */
const changes: Changes = {
  TermsProposed: (row, { data }) => ({ ...row, ...priced(data.terms) }),
  ContractAmended: (row, { data }) => ({ ...row, ...priced(data.terms) }),
  OrderAccepted: (row, { data, position }) => {
    const state = row.state === 'pending' ? 'open' : row.state;
    return { ...row, state, dueOn: data.on, toldPosition: position };
  },
  RefundPosted: (row, { data, position }) => {
    const { currency } = data.amount;
    const refunded = sumMoney([{ amount: row.refunded, currency }, data.amount]).amount;
    return reviewed({ ...row, refunded }, position);
  },
  OrderRefunded: (row, { position }) =>
    row.state === 'open' ? { ...row, state: 'withdrawn' } : reviewed(row, position),
  OrderCancelled: ended,
  LicenceRefused: ended,
  OrderTerminated: ended,
  BookOpened: booked,
  DataSold: booked,
  ServiceRevenueEarned: booked,
};

const isTelling = ({ type }: Event): boolean => type === 'OrderPlaced' || type in changes;

const changed = (row: Row, event: Event): Row => changes[event.type]?.(row, event as never) ?? row;

/** What was booked before money went back wants another look. */
const reviewed = (row: Row, position: number): Row =>
  row.state === 'booked' ? { ...row, state: 'review', toldPosition: position } : row;
