import { partyIdOf } from '@ledger/event-store/ids.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { storyClock } from '../support/clock.js';
import { titlesOf } from '../support/titles.js';
import type { SeededTitle, Titles } from '../support/titles.js';

const { bank, lender, buyer } = organisations;
const contractDigest = 'c'.repeat(64);

let cluster: TestCluster;
let exchange: RunningApp;
let secondExchange: RunningApp;
let registry: RunningApp;
let titles: Titles;
let ahead = 0;
const clock = storyClock(() => ahead);

beforeAll(async () => {
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  [registry, exchange, secondExchange] = await Promise.all([
    cluster.startRegistry(),
    cluster.startExchange(),
    cluster.startExchange(),
    // A second registry: reservations compete between processes too.
    cluster.startRegistry(),
  ]);
  const holder = { identifier: { kind: 'uscc', value: bank }, name: '某银行' };
  await post(registry, bank, '/v1/parties', { ...holder, partyClass: 'enterprise' });
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(() => {
  ahead = 0;
});

const post = async (
  app: RunningApp,
  org: string,
  path: string,
  body: object,
  role: 'manager' | 'lender' = 'manager',
) =>
  app.http
    .post(path)
    .set('authorization', await cluster.bearer(org, role))
    .send(body);

const get = async (app: RunningApp, org: string, path: string) =>
  app.http.get(path).set('authorization', await cluster.bearer(org, 'manager'));

/** An exclusive offer, or one of so many licences, listed on a title of its own. */
const listed = async (cap?: number): Promise<SeededTitle & { readonly offerId: string }> => {
  const title = await titles.open(bank);
  const { assetId, holdingId } = title;
  const term = { from: '2026-01-01', until: '2099-12-31', sublicenceDepth: 0 };
  const terms = { exclusive: cap === undefined, ...term };
  const limits = cap === undefined ? {} : { cap };
  const { body } = await post(exchange, bank, '/v1/offers', {
    name: '企业登记信息（独占）',
    summary: '按日更新的企业登记信息',
    assetId,
    holdingId,
    kind: cap === undefined ? 'exclusive' : 'capped',
    terms,
    ...limits,
    price: { amount: { amount: '5000000.00', currency: 'CNY' }, vatIncluded: true },
    delivery: 'file',
  });
  const offerId = body.id as string;
  const authorisation = { holdingId, offerId, terms, ...limits, until: '2099-12-31' };
  const licensing = await post(registry, bank, `/v1/assets/${assetId}/licensing`, authorisation);
  expect(licensing.status).toBe(201);
  const until = { until: '2099-12-31' };
  const listing = await post(exchange, bank, `/v1/offers/${offerId}/listing`, until);
  expect(listing.status).toBe(200);
  return { ...title, offerId };
};

const place = async (offerId: string, app = exchange) =>
  post(app, buyer, '/v1/orders', { offerId, purpose: '信贷风险评估' });

/** Asks as a client would: again, when the bounded wait has ended without an answer. */
const decided = async (orderId: string, app = exchange) => {
  for (;;) {
    const { body } = await get(app, buyer, `/v1/orders/${orderId}?waitFor=decided`);
    if (body.state !== 'placed') return body;
  }
};

const sign = (orderId: string, org: string) =>
  post(exchange, org, `/v1/orders/${orderId}/signatures`, { contractDigest });

/** Reads an order until it looks as expected: what comes after the contract is not waited for. */
const becomes = async (orderId: string, expected: object) => {
  await cluster.settled();
  expect((await get(exchange, buyer, `/v1/orders/${orderId}`)).body).toMatchObject(expected);
};

const pledge = async ({ assetId, holdingId }: SeededTitle): Promise<string> => {
  const lenderPartyId = partyIdOf('uscc', lender);
  const until = '2099-12-31';
  const leave = { holdingId, lenderPartyId, purpose: 'pledge', until };
  await post(registry, bank, `/v1/assets/${assetId}/lender-authorisations`, leave);
  const terms = {
    holdingId,
    kind: 'ordinary',
    amount: { amount: '1000000.00', currency: 'CNY' },
    until,
    contractDigest: 'a'.repeat(64),
  };
  const path = `/v1/assets/${assetId}/pledges`;
  const registered = await post(registry, lender, path, terms, 'lender');
  expect(registered.body).toMatchObject({ state: 'registered' });
  return registered.body.id as string;
};

describe('an exclusive order', () => {
  it('is refused while pledged and goes on to the grant after the release', async () => {
    const offer = await listed();
    const pledgeId = await pledge(offer);
    const refusedOrder = await place(offer.offerId);
    expect(refusedOrder.status).toBe(201);
    expect(await decided(refusedOrder.body.id as string)).toMatchObject({
      state: 'refused',
      refusal: { code: 'entry_pledged', obstacles: { pledgeIds: [pledgeId] } },
    });

    const release = `/v1/pledges/${pledgeId}/release`;
    const released = await post(registry, lender, release, { reason: '清偿' }, 'lender');
    expect(released.status).toBe(200);
    const orderId = (await place(offer.offerId)).body.id as string;
    const reserved = await decided(orderId);
    expect(reserved).toMatchObject({ state: 'licenceReserved' });
    const { reservationId } = reserved.licence as { reservationId: string };

    expect((await sign(orderId, bank)).status).toBe(200);
    expect((await sign(orderId, buyer)).status).toBe(200);
    await becomes(orderId, { state: 'contracted', licence: { grantId: reservationId } });

    const late = await decided((await place(offer.offerId)).body.id as string);
    expect(late).toMatchObject({
      state: 'refused',
      refusal: { code: 'entry_exclusively_granted', obstacles: { grantId: reservationId } },
    });
  });

  it('called off by a side sets the entry free for the next', async () => {
    const { offerId } = await listed();
    const first = (await place(offerId)).body.id as string;
    expect(await decided(first)).toMatchObject({ state: 'licenceReserved' });
    await post(exchange, bank, `/v1/orders/${first}/cancellation`, {});
    await becomes(first, { state: 'cancelled', cancellation: 'withdrawnBySeller' });
    const second = (await place(offerId)).body.id as string;
    expect(await decided(second)).toMatchObject({ state: 'licenceReserved' });
  });

  it('lapses with its reservation after 24 hours', async () => {
    const { offerId } = await listed();
    const orderId = (await place(offerId)).body.id as string;
    expect(await decided(orderId)).toMatchObject({ state: 'licenceReserved' });
    await cluster.settled();
    ahead = 24 * 60 * 60 * 1000;
    expect((await sign(orderId, buyer)).body.code).toBe('reservation_expired');
    await registry.readModels.runDue('title-lapse');
    await becomes(orderId, { state: 'cancelled', cancellation: 'reservationLapsed' });
  });

  it('of 200 at once exactly one goes on; 199 name the winner’s reservation', async () => {
    const { offerId } = await listed();
    const placed = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        place(offerId, n % 2 === 0 ? exchange : secondExchange),
      ),
    );
    expect(placed.map(({ status }) => status)).toEqual(placed.map(() => 201));
    const orders = await Promise.all(
      placed.map(({ body }, n) =>
        decided(body.id as string, n % 2 === 0 ? secondExchange : exchange),
      ),
    );
    const winners = orders.filter(({ state }) => state === 'licenceReserved');
    const refused = orders.filter(({ state }) => state === 'refused');
    expect([winners.length, refused.length]).toEqual([1, 199]);
    const { reservationId } = winners[0].licence as { reservationId: string };
    for (const { refusal } of refused) {
      expect(refusal).toMatchObject({
        code: 'entry_exclusively_reserved',
        obstacles: { reservationId },
      });
    }
  });
});

describe('a capped offer', () => {
  it('of 3 licences sells 3 to 20 buyers at once, and a place that is given up once more', async () => {
    const { assetId, offerId } = await listed(3);
    const placed = await Promise.all(
      Array.from({ length: 20 }, (_, n) => place(offerId, n % 2 === 0 ? exchange : secondExchange)),
    );
    const orders = await Promise.all(placed.map(({ body }) => decided(body.id as string)));
    const winners = orders.filter(({ state }) => state === 'licenceReserved');
    const refused = orders.filter(({ state }) => state === 'refused');
    expect([winners.length, refused.length]).toEqual([3, 17]);
    for (const { refusal } of refused) {
      expect(refusal).toMatchObject({
        code: 'licence_cap_reached',
        obstacles: { offerId, cap: 3 },
      });
    }
    const [one, two] = winners.map(({ id }) => id as string) as [string, string];
    await post(exchange, buyer, `/v1/orders/${one}/cancellation`, {});
    await cluster.settled();
    expect((await sign(two, bank)).status).toBe(200);
    expect((await sign(two, buyer)).status).toBe(200);
    const third = (await place(offerId)).body.id as string;
    expect(await decided(third)).toMatchObject({ state: 'licenceReserved' });
    const fourth = (await place(offerId)).body.id as string;
    expect(await decided(fourth)).toMatchObject({ refusal: { code: 'licence_cap_reached' } });

    const lower = (cap: number) =>
      post(registry, bank, `/v1/assets/${assetId}/licensing/${offerId}/cap`, { cap });
    expect((await lower(2)).body).toMatchObject({ code: 'licence_cap_out_of_range' });
    await post(exchange, bank, `/v1/orders/${third}/cancellation`, {});
    await cluster.settled();
    expect((await lower(2)).status).toBe(200);
    await cluster.settled();
    expect((await get(exchange, bank, `/v1/offers/${offerId}`)).body).toMatchObject({ cap: 2 });
  });
});
