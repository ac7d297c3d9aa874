import { EntityBooks, yuan } from '@ledger/domain/accounting/testing/entity-books.js';
import {
  buy,
  live,
  reclassify,
  recognise,
  reverse,
  sell,
} from '@ledger/domain/book/testing/book-facts.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { bookFold } from './book.projection.js';
import { suggestionFold } from './suggestion.projection.js';

const [orderId, other] = ['order-1', 'order-2'];

/** As much of recorded events as the folds read. */
const recorded = (
  events: readonly {
    readonly stream: string;
    readonly type: string;
    readonly data: object;
    readonly by?: string;
  }[],
): readonly RecordedEvent[] => {
  const versions = new Map<string, number>();
  return events.map(({ stream, type, data, by = 'entity' }, index) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const metadata = { actor: { partyId: by } };
    return { stream, type, data, metadata, version, position: index + 1 };
  }) as never;
};

describe('the table of books', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(bookFold);
  });
  afterAll(() => check.close());

  it('has the status of the fold, reversals included, however the events come', async () => {
    const entity = new EntityBooks();
    entity.open('book');
    const stream = 'book-book';
    const statuses: string[] = [];
    const facts = [recognise(), buy(), live(), reclassify('inventory'), sell({ on: '2026-07-01' })];
    for (const fact of [...facts, reverse(6), reverse(5)]) {
      entity.record('book', fact);
      const events = recorded(entity.events('book').map((event) => ({ stream, ...event })));
      const [row] = [...foldedRows(bookFold, events).values()] as { readonly status: string }[];
      statuses.push(row?.status ?? '');
      expect(row?.status).toBe(entity.state('book').status);
    }
    expect(statuses).toEqual([
      ...['intangible', 'intangible', 'intangible', 'inventory', 'derecognised'],
      ...['inventory', 'intangible'],
    ]);
    const all = recorded(entity.events('book').map((event) => ({ stream, ...event })));
    await check.apply(all, 1, 3);
    expect(await check.rows()).toEqual(foldedRows(bookFold, all));
    await check.apply(all);
    expect(await check.rows()).toEqual(foldedRows(bookFold, all));
  });
});

describe('the table of suggestions', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(suggestionFold);
  });
  afterAll(() => check.close());

  const placed = (id: string) => ({
    stream: `order-${id}`,
    type: 'OrderPlaced',
    data: {
      orderId: id,
      sellerPartyId: 'seller',
      buyerPartyId: 'entity',
      content: { assetId: 'asset-1', name: '企业登记信息', kind: 'ordinary' },
      terms: { price: { net: yuan(100), vat: yuan(6), gross: yuan(106) } },
    },
  });
  const ofOrder = (type: string, data: object = {}, id = orderId) => ({
    stream: `order-${id}`,
    type,
    data: { orderId: id, ...data },
  });
  const opened = (by: string) => ({
    stream: `book-of-${by}`,
    type: 'BookOpened',
    data: { bookId: `of-${by}`, entityPartyId: by, name: '数据', source: 'purchased', orderId },
    by,
  });
  const rows = (...events: Parameters<typeof recorded>[0]) =>
    Object.fromEntries(
      [...foldedRows(suggestionFold, recorded(events))].map(([key, row]) => {
        const { state, net, bookId } = row as Record<string, unknown>;
        return [key, [state, net, bookId]];
      }),
    );
  const accepted = ofOrder('OrderAccepted', { how: 'declared', on: '2026-11-20' });

  it('opens with acceptance, at the price last agreed, for both sides', () => {
    expect(rows(placed(orderId))).toMatchObject({ 'order-1.buyer': ['pending', '100.00', null] });
    const terms = { price: { net: yuan(90), vat: yuan(5), gross: yuan(95) } };
    expect(rows(placed(orderId), ofOrder('TermsProposed', { terms }), accepted)).toEqual({
      'order-1.buyer': ['open', '90.00', null],
      'order-1.seller': ['open', '90.00', null],
    });
  });

  it('is closed by its own entity alone, before or after acceptance', () => {
    const mine = opened('entity');
    expect(rows(placed(orderId), accepted, opened('stranger'))).toMatchObject({
      'order-1.buyer': ['open', '100.00', null],
    });
    expect(rows(placed(orderId), mine, accepted)).toMatchObject({
      'order-1.buyer': ['booked', '100.00', 'of-entity'],
      'order-1.seller': ['open', '100.00', null],
    });
    const earned = {
      stream: 'book-of-seller',
      type: 'ServiceRevenueEarned',
      data: { bookId: 'of-seller', orderId },
      by: 'seller',
    };
    expect(rows(placed(orderId), accepted, earned)).toMatchObject({
      'order-1.seller': ['booked', '100.00', 'of-seller'],
    });
  });

  it('ends with the order, and wants another look where money goes back after booking', () => {
    expect(rows(placed(orderId), ofOrder('OrderCancelled'))).toMatchObject({
      'order-1.buyer': ['withdrawn', '100.00', null],
    });
    const refund = ofOrder('RefundPosted', { amount: yuan(106) });
    const back = [refund, ofOrder('OrderRefunded')] as const;
    expect(rows(placed(orderId), accepted, ...back)).toMatchObject({
      'order-1.buyer': ['withdrawn', '100.00', null],
    });
    expect(rows(placed(orderId), accepted, opened('entity'), ...back)).toMatchObject({
      'order-1.buyer': ['review', '100.00', 'of-entity'],
      'order-1.seller': ['withdrawn', '100.00', null],
    });
  });

  it('comes out of the table as out of the fold', async () => {
    const events = recorded([placed(orderId), placed(other), accepted, opened('entity')]);
    await check.apply(events, 1, 2);
    expect(await check.rows()).toEqual(foldedRows(suggestionFold, events));
  });
});
