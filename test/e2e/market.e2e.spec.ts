import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { actorOf, ordersOf } from '../support/orders.js';
import type { Orders } from '../support/orders.js';

const { bank, buyer } = organisations;

let cluster: TestCluster;
let exchange: RunningApp;
let orders: Orders;
beforeAll(async () => {
  const clock = { now: () => '2026-11-20T02:00:00.000Z' };
  cluster = await createCluster({ clock });
  orders = ordersOf(cluster, clock);
  exchange = await cluster.startExchange();
});
afterAll(async () => {
  await orders.close();
  await cluster.close();
});

/** An order that is paid, delivered and accepted; the exchange settles it by itself. */
const dealt = async (): Promise<void> => {
  const orderId = await orders.open({ seller: bank, buyer });
  const contentDigest = 'd'.repeat(64);
  await orders.act(orderId, actorOf(bank), {
    type: 'DeliverData',
    data: { orderId, contentDigest, isLast: true, gate: { titleVersion: 7 } },
  });
  await orders.act(orderId, actorOf(buyer), { type: 'AcceptOrder', data: { orderId } });
};

/** Read by nobody in particular: the market is open. */
const read = async (path: string) => exchange.http.get(path).set('accept-language', 'en');

describe('the market', () => {
  it('tells how many deals there were, and a price only of several', async () => {
    await dealt();
    await dealt();
    await cluster.settled();
    const few = await read('/v1/market/prices?from=2026-10');
    expect([few.status, few.body]).toEqual([
      200,
      {
        dealsMin: 3,
        months: [
          { month: '2026-10', deals: 0 },
          { month: '2026-11', deals: 2 },
        ],
      },
    ]);
    await dealt();
    await cluster.settled();
    const price = { amount: '113207.55', currency: 'CNY' };
    const volume = { amount: '339622.65', currency: 'CNY' };
    const prices = { volume, lowest: price, median: price, highest: price };
    expect((await read('/v1/market/prices?from=2026-11')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 3, prices }],
    });
    expect((await read('/v1/market/prices?from=2026-11&delivery=file')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 0 }],
    });
    expect((await read('/v1/market/prices')).body.months).toHaveLength(12);
  });

  it('is shown as a picture and as a page that loads nothing', async () => {
    const picture = await read('/v1/market/prices.svg?from=2026-11');
    expect(picture.headers['content-type']).toMatch(/^image\/svg\+xml/u);
    expect(String(picture.body)).toContain('<svg');
    const page = await read('/v1/market.html?from=2026-11');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/u);
    expect(page.text).toContain('<td>113,207.55</td>');
  });

  it('tells apart what is charged by periods, by the month in which they begin', async () => {
    const fee = { amount: '1060.00', currency: 'CNY' } as const;
    const plan = { kind: 'subscription', amount: fee, every: 'month', vatIncluded: true } as const;
    for (let count = 0; count < 3; count++) {
      await orders.open({ seller: bank, buyer, until: 'contracted', pricePlan: plan });
    }
    await cluster.settled();
    const net = { amount: '1000.00', currency: 'CNY' };
    const volume = { amount: '3000.00', currency: 'CNY' };
    const prices = { volume, lowest: net, median: net, highest: net };
    expect((await read('/v1/market/prices?from=2026-11')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 3, charged: { orders: 3, prices } }],
    });
    const page = await read('/v1/market.html?from=2026-11');
    expect(page.text).toContain('<h2>Charged by period</h2>');
  });

  it('refuses a span that is reversed or too long, by its code', async () => {
    for (const span of ['from=2026-12&to=2026-11', 'from=2023-11&to=2026-11']) {
      const { status, body } = await read(`/v1/market/prices?${span}`);
      expect([status, body.code]).toEqual([400, 'market_span_wrong']);
    }
    expect((await read('/v1/market/prices?from=2023-12&to=2026-11')).status).toBe(200);
  });
});
