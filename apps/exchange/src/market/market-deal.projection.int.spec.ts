import type { RecordedEvent } from '@ledger/event-store/event.js';
import { projectionCheck } from '../../../../test/support/projection-check.js';
import { marketDealFold } from './market-deal.projection.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const content = { kind: 'ordinary', delivery: 'api', product: 'dataApi', terms };
const placed = (orderId: string) => {
  const sides = { offerId: 'offer', sellerPartyId: 'seller', buyerPartyId: 'buyer' };
  return ['OrderPlaced', { orderId, ...sides, content }] as const;
};
const settled = (orderId: string, more: object = {}) => {
  const division = { gross: cny('1060.00'), vat: cny('60.00') };
  return ['OrderSettled', { orderId, on: '2026-11-20', division, ...more }] as const;
};
const refunded = (orderId: string, amount: string, more: object = {}) =>
  ['RefundPosted', { orderId, amount: cny(amount), ...more }] as const;

const recorded = (
  events: readonly (readonly [type: string, data: object])[],
): readonly RecordedEvent[] =>
  events.map(([type, data], index) => ({
    ...{ id: `event-${index + 1}`, type, data, stream: 'order-o' },
    ...{ position: index + 1, version: index + 1 },
  })) as never;

describe('what the market knows of deals', () => {
  it('is what their price came to, whether the sides are related, and nothing of the undone', async () => {
    const check = await projectionCheck(marketDealFold);
    try {
      const events = recorded([
        ...['plain', 'related', 'reduced', 'undone', 'charged'].map(placed),
        ['OrderSigned', { orderId: 'related', isRelated: true }],
        ['OrderSigned', { orderId: 'plain' }],
        // Before the settlement the price itself is less: the settlement says what it was.
        refunded('reduced', '10.00'),
        ...['plain', 'related', 'reduced', 'undone'].map((orderId) => settled(orderId)),
        settled('charged', {
          isCharging: true,
          division: { gross: cny('0.00'), vat: cny('0.00') },
        }),
        refunded('reduced', '106.00', { vat: cny('6.00'), refunded: cny('106.00') }),
        refunded('undone', '1060.00', { vat: cny('60.00'), refunded: cny('1060.00') }),
        ['OrderRefunded', { orderId: 'undone' }],
      ]);
      await check.apply(events, 4, 3);
      const rows = await check.rows();
      const dealt = { comparableId: 'event-9', settledMonth: '2026-11', netMinor: '100000' };
      const sides = { sellerPartyId: 'seller', buyerPartyId: 'buyer', product: 'dataApi', terms };
      expect(rows.get('plain')).toMatchObject({ ...dealt, ...sides, isRelated: false });
      expect(rows.get('related')).toMatchObject({ isRelated: true, comparableId: 'event-10' });
      expect(rows.get('reduced')).toMatchObject({ netMinor: '90000' });
      const nothing = { comparableId: null, settledMonth: null, netMinor: null };
      expect(rows.get('undone')).toMatchObject(nothing);
      expect(rows.get('charged')).toMatchObject(nothing);
      expect(await check.rebuilt(events)).toEqual(rows);
    } finally {
      await check.close();
    }
  });
});
