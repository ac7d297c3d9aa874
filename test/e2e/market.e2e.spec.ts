import type { SideStores } from '@ledger/database/side/side-stores.js';
import { SIDE_STORES } from '@ledger/http/tokens.js';
import type { PricePlan } from '@ledger/domain/pricing/price-plan.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { actorOf, ordersOf } from '../support/orders.js';
import type { Orders } from '../support/orders.js';

const { bank, buyer, lender, secondLender, appraiser } = organisations;
/** Three sellers, three buyers, nobody twice on one side. */
const pairs = [
  [bank, buyer],
  [lender, appraiser],
  [secondLender, bank],
] as const;

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

type Pair = readonly [seller: string, buyer: string];

/** An order that is paid, delivered and accepted; the exchange settles it by itself. */
const dealt = async ([seller, by]: Pair, isRelated = false): Promise<void> => {
  const orderId = await orders.open({ seller, buyer: by, isRelated });
  const contentDigest = 'd'.repeat(64);
  await orders.act(orderId, actorOf(seller), {
    type: 'DeliverData',
    data: { orderId, contentDigest, isLast: true, gate: { titleVersion: 7 } },
  });
  await orders.act(orderId, actorOf(by), { type: 'AcceptOrder', data: { orderId } });
};

/** Read by nobody in particular: the market is open. */
const read = async (path: string) => exchange.http.get(path).set('accept-language', 'en');

const compared = async (query: string, org = appraiser) =>
  exchange.http
    .get(`/v1/market/comparables?${query}`)
    .set('authorization', await cluster.bearer(org, 'appraiser'));

const price = { amount: '113207.55', currency: 'CNY' };

describe('the market', () => {
  it('tells how many deals there were, and a price only of several between several', async () => {
    for (let count = 0; count < 3; count++) await dealt(pairs[0]);
    await dealt(pairs[1]);
    await cluster.settled();
    const few = await read('/v1/market/prices?from=2026-10');
    expect([few.status, few.body]).toEqual([
      200,
      {
        dealsMin: 3,
        months: [
          { month: '2026-10', deals: 0 },
          { month: '2026-11', deals: 4 },
        ],
      },
    ]);
    const alone = await compared('purpose=valuation');
    expect([alone.status, alone.body.code]).toEqual([409, 'market_comparables_few']);
    await dealt(pairs[2]);
    await dealt([bank, appraiser], true);
    await cluster.settled();
    const volume = { amount: '566037.75', currency: 'CNY' };
    const prices = { volume, lowest: price, median: price, highest: price };
    expect((await read('/v1/market/prices?from=2026-11')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 5, prices }],
    });
    expect((await read('/v1/market/prices?from=2026-11&delivery=file')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 0 }],
    });
    expect((await read('/v1/market/prices')).body.months).toHaveLength(12);
  });

  it('shows an appraiser single deals, page by page, and remembers that he looked', async () => {
    const first = await compared('purpose=valuation&limit=3&delivery=api');
    expect(first.body).toMatchObject({
      group: { deals: 5, sellers: 3, buyers: 3, median: price, highestUsual: price },
    });
    expect(first.body.items[0]).toEqual({
      ...{ comparableId: expect.any(String), month: '2026-11', kind: 'ordinary', delivery: 'api' },
      ...{ price, data: {}, isOutlier: false, isMutual: false },
      rights: {
        ...{ isExclusive: false, isPurposeBound: false, isPartOfFields: false },
        sublicenceDepth: 0,
      },
    });
    const rest = await compared(`purpose=valuation&limit=3&delivery=api&cursor=${first.body.next}`);
    const found = [first, rest].flatMap(({ body }) => body.items as { comparableId: string }[]);
    expect(new Set(found.map(({ comparableId }) => comparableId)).size).toBe(5);
    expect(rest.body.next).toBeUndefined();
    const none = await compared('purpose=valuation&industry=J');
    expect([none.status, none.body.code]).toEqual([409, 'market_comparables_few']);
    const stores = exchange.app.get<SideStores>(SIDE_STORES, { strict: false });
    const looks = await stores.accessRecords.list(0, 1_000);
    expect(looks.filter(({ route }) => route === 'market-comparables')).toHaveLength(2);
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
    const plan = { kind: 'subscription', amount: fee, every: 'month', vatIncluded: true };
    const pricePlan = plan as PricePlan;
    for (const [seller, by] of pairs) {
      await orders.open({ seller, buyer: by, until: 'contracted', pricePlan });
    }
    await cluster.settled();
    const net = { amount: '1000.00', currency: 'CNY' };
    const volume = { amount: '3000.00', currency: 'CNY' };
    const prices = { volume, lowest: net, median: net, highest: net };
    expect((await read('/v1/market/prices?from=2026-11')).body).toMatchObject({
      months: [{ month: '2026-11', deals: 5, charged: { orders: 3, prices } }],
    });
    const page = await read('/v1/market.html?from=2026-11');
    expect(page.text).toContain('<h2>Charged by period</h2>');
  });

  it('compares what is charged by periods by what it comes to in a month', async () => {
    const every = { every: 'quarter', amount: { amount: '3180.00', currency: 'CNY' } };
    const quarterly = { kind: 'subscription', ...every, vatIncluded: true } as PricePlan;
    await orders.open({ seller: bank, buyer, until: 'contracted', pricePlan: quarterly });
    await cluster.settled();
    const fees = await compared('purpose=valuation&chargedFor=fee&limit=1');
    const month = { amount: '1000.00', currency: 'CNY' };
    expect(fees.body).toMatchObject({
      group: { deals: 4, sellers: 3, buyers: 3, median: month, lowestUsual: month },
    });
    const { next } = fees.body as { next: string };
    const rest = await compared(`purpose=valuation&chargedFor=fee&cursor=${next}`);
    const found = [fees, rest].flatMap(({ body }) => body.items as { chargedMonths: number }[]);
    expect(found).toEqual(
      found.map(() =>
        expect.objectContaining({ month: '2026-11', price: month, isOutlier: false }),
      ),
    );
    expect(found.map(({ chargedMonths }) => chargedMonths).sort()).toEqual([1, 1, 1, 3]);
    const used = await compared('purpose=valuation&chargedFor=use');
    expect([used.status, used.body.code]).toEqual([409, 'market_comparables_few']);
    // Deals that have one price are not mixed with them.
    expect((await compared('purpose=valuation')).body.group.deals).toBe(5);
  });

  it('refuses a span that is reversed or too long, by its code', async () => {
    for (const span of ['from=2026-12&to=2026-11', 'from=2023-11&to=2026-11']) {
      const { status, body } = await read(`/v1/market/prices?${span}`);
      expect([status, body.code]).toEqual([400, 'market_span_wrong']);
    }
    expect((await read('/v1/market/prices?from=2023-12&to=2026-11')).status).toBe(200);
  });
});
