import { partyIdOf } from '@ledger/event-store/ids.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { titlesOf, type Titles } from '../support/titles.js';
import { Trade } from '../support/trade.js';

import.meta.jest.setTimeout(300_000);

const { bank, buyer, lender } = organisations;
const clock = { now: () => '2026-11-20T02:00:00.000Z' };
const path = '/v1/accounting/suggestions';
const fact = /books\/[^/]+\//;
const cny = (amount: string) => ({ amount, currency: 'CNY' });

let cluster: TestCluster;
let registry: RunningApp;
let titles: Titles;
let trade: Trade;
let orderId: string;

beforeAll(async () => {
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  registry = await cluster.startRegistry();
  const exchange = await cluster.startExchange();
  trade = new Trade(cluster, exchange, titles);
  orderId = await trade.settled('106000.00');
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});

const post = async (who: Who, to: string, body: object) => {
  const authorization = await cluster.bearer(...who);
  const answer = await registry.http.post(to).set({ authorization }).send(body);
  expect([to, answer.status, answer.body]).toEqual([
    to,
    fact.test(to) ? 200 : 201,
    expect.anything(),
  ]);
  return answer.body as { readonly id: string; readonly position: number };
};
const list = async (who: Who, query = '') => {
  const authorization = await cluster.bearer(...who);
  const answer = await registry.http.get(`${path}${query}`).set({ authorization });
  expect(answer.status).toBe(200);
  return (answer.body as { items: readonly Record<string, unknown>[] }).items;
};

const theBuyers = by('accountant', buyer);
const theSellers = by('accountant', bank);
const stranger = by('accountant', lender);

describe('a deal on the exchange', () => {
  it('suggests an acquisition to the buyer’s accountant and revenue to the seller’s', async () => {
    const [bought, ...noMore] = await list(theBuyers);
    expect(noMore).toEqual([]);
    expect(bought).toMatchObject({
      id: `${orderId}.buyer`,
      state: 'open',
      fact: 'acquisition',
      on: '2026-11-20',
      price: cny('100000.00'),
      tax: cny('6000.00'),
      entityPartyId: partyIdOf('uscc', buyer),
    });
    const sold = await list(theSellers);
    expect(sold).toMatchObject([
      { id: `${orderId}.seller`, side: 'seller', fact: 'service-revenue' },
    ]);
    expect(await list(stranger)).toEqual([]);
  });

  it('books nothing by itself', async () => {
    const authorization = await cluster.bearer(...theBuyers);
    const books = await registry.http.get('/v1/books').set({ authorization });
    expect(books.body).toEqual({ items: [] });
    const query = '?from=2026-11-01&to=2026-11-30';
    const journal = await registry.http
      .get(`/v1/accounting/journal${query}`)
      .set({ authorization });
    expect((journal.body as { items: object[] }).items).toEqual([]);
  });

  it('is off the list when its own entity books it, and not when another names it', async () => {
    const named = { name: '企业登记信息', source: 'purchased', orderId };
    const foreign = await post(stranger, '/v1/books', named);
    expect(await list(theBuyers, `?after=${foreign.position}`)).toHaveLength(1);
    const own = await post(theBuyers, '/v1/books', named);
    expect(await list(theBuyers, `?after=${own.position}`)).toEqual([]);
    expect(await list(theBuyers, '?state=booked')).toMatchObject([{ bookId: own.id }]);

    const { id } = await post(theSellers, '/v1/books', { name: '登记信息', source: 'selfMade' });
    const inputs = {
      ...{ purpose: 'service', identifiable: true, controlled: false },
      ...{ benefitsProbable: true, costReliable: true },
    };
    const decided = { on: '2026-11-20', basis: '未确认为资产', inputs };
    await post(theSellers, `/v1/books/${id}/recognition`, decided);
    const earned = await post(theSellers, `/v1/books/${id}/service-revenue`, {
      ...{ on: '2026-11-20', revenue: 'main', orderId },
      ...{ amount: cny('100000.00'), outputTax: cny('6000.00') },
    });
    expect(await list(theSellers, `?after=${earned.position}`)).toEqual([]);
    const auditor = by('auditor', lender);
    expect(await list(auditor, '?state=booked')).toHaveLength(2);
  });
});
