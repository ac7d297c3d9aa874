import type { OfferContent } from '../offer/offer.events.js';
import type { OrderCommand } from '../order/order.commands.js';
import type { PlacedOrder } from '../order/order.state.js';
import { after, fund, stateOf } from '../order/testing/course-samples.js';
import { buyer, orderId, outsider, place, seller, sign } from '../order/testing/order-samples.js';
import { Refused } from '../refusal.js';
import type { Metering } from '../usage/metering.js';
import { noUse, UsageSum } from '../usage/usage.totals.js';
import { allowedUse, entitlementOf, type WantedUse } from './entitlement.js';

const purpose = '信贷风险评估';
/** 10:00 on 16 March 2026 in Shanghai. */
const now = '2026-03-16T02:00:00.000Z';

const contracted: readonly OrderCommand[] = [place('ordinary'), sign(seller), sign(buyer)];
const funded = [...contracted, fund('120000.00')];

const orderAfter = (
  commands: readonly OrderCommand[],
  terms: Partial<OfferContent['terms']> = {},
  metering?: Metering,
): PlacedOrder => {
  const order = stateOf(after(...commands));
  if (order === undefined) throw new Error('Nothing was placed.');
  const { content } = order;
  const more = { terms: { ...content.terms, ...terms }, ...(metering && { metering }) };
  return { ...order, content: { ...content, ...more } };
};

/** Units used in March and April. */
const used = (march: number, april = 0) => {
  const sum = new UsageSum(noUse);
  sum.add({ month: '2026-03', quantity: march });
  sum.add({ month: '2026-04', quantity: april });
  return sum.totals;
};

const want = (more: Partial<WantedUse> = {}): WantedUse => ({
  standsFor: [buyer],
  purpose,
  quantity: 1,
  ...more,
});

const answer = (order: PlacedOrder, wanted = want(), at = now, totals = noUse): unknown => {
  try {
    return allowedUse(order, totals, wanted, at).remaining ?? 'allowed';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

describe('the licence of an order', () => {
  it('is there with the contract, from its day, and says who, what for and until when', () => {
    expect(entitlementOf(orderAfter([place('ordinary')]))).toBeUndefined();
    expect(entitlementOf(orderAfter(contracted, { until: '2026-06-30' }))).toMatchObject({
      orderId,
      sellerPartyId: seller,
      buyerPartyId: buyer,
      purpose,
      from: '2026-03-02',
      until: '2026-06-30',
      metering: { unit: 'call' },
    });
    expect(entitlementOf(orderAfter(contracted, { from: '2026-05-01' }))?.from).toBe('2026-05-01');
  });

  it('ends on the day on which the contract ended, where that comes before its term', () => {
    const order = orderAfter(funded, { until: '2026-06-30' });
    const ended = (useEndedOn: string) => entitlementOf({ ...order, useEndedOn })?.until;
    expect([ended('2026-04-05'), ended('2026-07-05')]).toEqual(['2026-04-05', '2026-06-30']);
    const open = orderAfter(funded);
    expect(entitlementOf({ ...open, useEndedOn: '2026-04-05' })?.until).toBe('2026-04-05');
  });

  it('exclusive, waits for the title', () => {
    const order = orderAfter(contracted);
    expect(entitlementOf({ ...order, kind: 'exclusive' })).toBeUndefined();
    expect(entitlementOf({ ...order, kind: 'exclusive', grantId: 'g' })).toBeDefined();
  });
});

describe('the gate', () => {
  it('lets the buyer, or who stands in his place, use it for what it was bought', () => {
    const order = orderAfter(funded);
    expect(answer(order)).toBe('allowed');
    expect(answer(order, want({ standsFor: [outsider, buyer] }))).toBe('allowed');
    expect(answer(order, want({ standsFor: [outsider] }))).toBe('not_the_licensee');
    expect(answer(order, want({ standsFor: [seller] }))).toBe('not_the_licensee');
    expect(answer(order, want({ purpose: '营销' }))).toBe('purpose_not_licensed');
  });

  it('stays shut while the order gives no right to use', () => {
    expect(answer(orderAfter([place('ordinary')]))).toBe('entitlement_not_active');
    expect(answer(orderAfter(contracted))).toBe('entitlement_not_active');
    expect(answer({ ...orderAfter(funded), isLicenceEnded: true })).toBe('entitlement_not_active');
  });

  it.each([
    ['2026-03-15T15:59:59.999Z', 'entitlement_not_started'],
    ['2026-03-15T16:00:00.000Z', 'allowed'],
    ['2026-03-20T15:59:59.999Z', 'allowed'],
    ['2026-03-20T16:00:00.000Z', 'entitlement_expired'],
  ])('opens and shuts with the days of the term in Shanghai: at %s it says %s', (at, expected) => {
    const order = orderAfter(funded, { from: '2026-03-16', until: '2026-03-20' });
    expect(answer(order, want(), at)).toBe(expected);
  });

  it('counts against a quota of the whole term', () => {
    const quota = { quantity: 100, per: 'term' } as const;
    const order = orderAfter(funded, {}, { unit: 'call', quota });
    expect(answer(order, want(), now, used(60, 39))).toBe(1);
    expect(answer(order, want({ quantity: 2 }), now, used(60, 39))).toBe('quota_exhausted');
    expect(answer(order, want(), now, used(60, 40))).toBe('quota_exhausted');
    // What lies beyond it already is not made up for by what is not asked for.
    expect(answer(order, want({ quantity: 0 }), now, used(60, 70))).toBe(0);
  });

  it('counts against a quota of the month in which it is asked', () => {
    const quota = { quantity: 100, per: 'month' } as const;
    const order = orderAfter(funded, {}, { unit: 'call', quota });
    expect(answer(order, want(), now, used(100, 3))).toBe('quota_exhausted');
    expect(answer(order, want(), '2026-04-01T02:00:00.000Z', used(100, 3))).toBe(97);
  });
});
