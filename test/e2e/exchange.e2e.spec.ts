import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { titlesOf } from '../support/titles.js';
import type { SeededTitle, Titles } from '../support/titles.js';

const { bank, lender, buyer, secondLender } = organisations;
const now = '2026-11-20T02:00:00.000Z';
const terms = {
  exclusive: false,
  purposes: ['信贷风险评估'],
  from: '2026-11-01',
  sublicenceDepth: 0,
};
const contractDigest = 'c'.repeat(64);

let cluster: TestCluster;
let exchange: RunningApp;
let titles: Titles;
let clockNow = now;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  exchange = await cluster.startExchange();
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(() => {
  clockNow = now;
});

const post = async (org: string, path: string, body: object, headers: object = {}) =>
  exchange.http
    .post(path)
    .set({ authorization: await cluster.bearer(org, 'manager'), ...headers })
    .send(body);

const get = async (org: string, path: string, role: 'manager' | 'operator' = 'manager') =>
  exchange.http.get(path).set('authorization', await cluster.bearer(org, role));

const offerOf = ({ assetId, holdingId }: SeededTitle) => ({
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId,
  holdingId,
  kind: 'ordinary',
  terms,
  price: { amount: { amount: '120000', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
});

/** A drafted offer on a title of its own, authorised by the holder unless the test says no. */
const drafted = async ({ isAuthorised = true } = {}) => {
  const title = await titles.open(bank);
  const { body } = await post(bank, '/v1/offers', offerOf(title));
  const authorisation = {
    holdingId: title.holdingId,
    offerId: body.id,
    terms,
    until: '2026-12-31',
  };
  const holder = { org: bank, role: 'manager' } as const;
  if (isAuthorised) await titles.act(title.assetId, holder, 'AuthoriseLicensing', authorisation);
  return { ...title, offerId: body.id as string, position: body.position as number };
};

const listed = async () => {
  const offer = await drafted();
  const { body } = await post(bank, `/v1/offers/${offer.offerId}/listing`, { until: '2026-11-30' });
  return { ...offer, position: body.position as number };
};

const order = (offerId: string, more: object = {}) => ({
  offerId,
  purpose: '信贷风险评估',
  ...more,
});

const freeze = { barId: newId(), ground: 'freeze', authority: '法院' } as const;

describe('an offer', () => {
  it('is its seller’s while it is a draft, and in the open once listed', async () => {
    const { offerId, position } = await drafted();
    const path = `/v1/offers/${offerId}?after=${position}`;
    expect((await get(bank, path)).body).toMatchObject({
      id: offerId,
      state: 'draft',
      sellerPartyId: partyIdOf('uscc', bank),
      price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
    });
    expect((await get(lender, path, 'operator')).status).toBe(200);
    expect((await get(buyer, path)).body).toMatchObject({ status: 404, code: 'offer_not_found' });
    const listing = await post(bank, `/v1/offers/${offerId}/listing`, { until: '2026-11-30' });
    expect(listing).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    const open = await get(buyer, `/v1/offers/${offerId}?after=${listing.body.position}`);
    expect(open.body).toMatchObject({ state: 'listed', until: '2026-11-30', titleVersion: 2 });
    expect(open.headers['etag']).toBe('"2"');
  });

  it('is refused to list without the holder’s authorisation, and while barred', async () => {
    const { offerId, assetId, holdingId } = await drafted({ isAuthorised: false });
    const list = () => post(bank, `/v1/offers/${offerId}/listing`, { until: '2026-11-30' });
    const refused = (await list()).body;
    expect(refused).toMatchObject({ status: 409, code: 'licensing_not_open' });
    expect(JSON.stringify(refused)).toContain('notAuthorised');
    await titles.act(assetId, { org: bank, role: 'registrar' }, 'RaiseBar', {
      ...freeze,
      holdingId,
    });
    expect(JSON.stringify((await list()).body)).toContain(freeze.barId);
  });

  it('is nobody else’s to list or to take down', async () => {
    const { offerId } = await drafted();
    const listing = `/v1/offers/${offerId}/listing`;
    expect((await post(buyer, listing, { until: '2026-11-30' })).status).toBe(404);
    await post(bank, listing, { until: '2026-11-30' });
    const delisting = await post(buyer, `/v1/offers/${offerId}/delisting`, { reason: '不想' });
    expect(delisting.body).toMatchObject({ status: 403, code: 'not_the_seller' });
  });

  it('honours If-Match and Idempotency-Key', async () => {
    const title = await titles.open(bank);
    const key = { 'idempotency-key': newId() };
    const first = await post(bank, '/v1/offers', offerOf(title), key);
    const again = await post(bank, '/v1/offers', offerOf(title), key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await post(bank, '/v1/offers', { ...offerOf(title), name: '别的' }, key);
    expect(other.status).toBe(422);
    const until = { until: '2026-11-30' };
    const stale = await post(bank, `/v1/offers/${first.body.id}/listing`, until, {
      'if-match': '"7"',
    });
    expect(stale.status).toBe(412);
  });

  it('ends by the clock', async () => {
    const { offerId, position } = await listed();
    const state = async () =>
      (await get(buyer, `/v1/offers/${offerId}?after=${position}`)).body.state as string;
    clockNow = '2026-11-30T15:59:59.999Z';
    expect(await state()).toBe('listed');
    clockNow = '2026-11-30T16:00:00.000Z';
    expect(await state()).toBe('expired');
    expect((await post(buyer, '/v1/orders', order(offerId))).body.code).toBe('offer_expired');
  });

  it('is listed page by page, newest first, drafts only to their sellers', async () => {
    const { assetId, holdingId } = await titles.open(bank);
    const offers: string[] = [];
    let position = 0;
    for (let n = 0; n < 5; n++) {
      const { body } = await post(bank, '/v1/offers', offerOf({ assetId, holdingId }));
      offers.unshift(body.id as string);
      position = body.position as number;
    }
    const path = `/v1/offers?assetId=${assetId}&limit=2&after=${position}`;
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await get(bank, `${path}${cursor}`);
      found.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (body.next === undefined) break;
      cursor = `&cursor=${body.next as string}`;
    }
    expect(found).toEqual(offers);
    expect((await get(buyer, path)).body.items).toEqual([]);
    expect((await get(bank, '/v1/offers?colour=red')).status).toBe(400);
    expect((await get(bank, '/v1/offers?cursor=nonsense')).body.code).toBe('invalid_cursor');
  });

  it.each([
    [
      'a negative price',
      { price: { amount: { amount: '-1', currency: 'CNY' }, vatIncluded: true } },
    ],
    [
      'too many decimals',
      { price: { amount: { amount: '1.005', currency: 'CNY' }, vatIncluded: true } },
    ],
    ['a name of 10,000 characters', { name: '数'.repeat(10_000) }],
    ['a date that does not exist', { terms: { ...terms, from: '2026-02-30' } }],
    ['an unknown field', { colour: 'red' }],
    ['no entry', { holdingId: undefined }],
    ['a number for a text', { summary: 7 }],
  ])('is a 400 with %s', async (_, wrong) => {
    const title = { assetId: newId(), holdingId: newId() };
    const answer = await post(bank, '/v1/offers', { ...offerOf(title), ...wrong });
    expect(answer.status).toBe(400);
  });

  it('takes script and SQL as the text that they are', async () => {
    const summary = `'); DROP TABLE read.offer_view; -- <script>alert(1)</script>`;
    const title = { assetId: newId(), holdingId: newId() };
    const { body } = await post(bank, '/v1/offers', { ...offerOf(title), summary });
    const read = await get(
      bank,
      `/v1/offers/${body.id as string}?after=${body.position as number}`,
    );
    expect(read.body.summary).toBe(summary);
  });
});

describe('an ordinary order', () => {
  it('is licensed at once under the authorisation, signed by both, and seen by both', async () => {
    const { offerId } = await listed();
    const placed = await post(buyer, '/v1/orders', order(offerId));
    expect(placed).toMatchObject({ status: 201, body: { version: 2 } });
    const path = `/v1/orders/${placed.body.id as string}`;
    expect(placed.headers['location']).toBe(path);
    expect((await get(buyer, `${path}?waitFor=decided`)).body).toMatchObject({
      state: 'licensed',
      offerVersion: 2,
      licence: { titleVersion: 2 },
      history: [{ type: 'OrderPlaced' }, { type: 'OrderLicensed' }],
    });
    for (const side of [bank, buyer]) {
      expect((await post(side, `${path}/signatures`, { contractDigest })).status).toBe(200);
    }
    const contracted = (await get(bank, `${path}?waitFor=decided`)).body;
    expect(contracted).toMatchObject({
      state: 'contracted',
      signatures: { seller: contractDigest, buyer: contractDigest },
    });
    expect((await get(lender, path, 'operator')).status).toBe(200);
    expect((await get(secondLender, path)).body.code).toBe('order_not_found');
    expect((await get(secondLender, `${path}?waitFor=decided`)).status).toBe(404);
    expect((await post(buyer, `${path}/cancellation`, {})).body.code).toBe('order_not_cancellable');
  });

  it('is refused while the title is barred, naming the bar, and places nothing', async () => {
    const { offerId, assetId, holdingId } = await listed();
    await titles.act(assetId, { org: bank, role: 'registrar' }, 'RaiseBar', {
      ...freeze,
      holdingId,
    });
    const refused = await post(buyer, '/v1/orders', order(offerId));
    expect(refused.body).toMatchObject({ status: 409, code: 'licensing_not_open' });
    expect(JSON.stringify(refused.body)).toContain(freeze.barId);
    const none = await get(
      buyer,
      `/v1/orders?offerId=${offerId}&after=${refused.body.position ?? 1}`,
    );
    expect(none.body.items).toEqual([]);
  });

  it('is refused to the seller, for another purpose, after delisting, and for no offer', async () => {
    const { offerId } = await listed();
    const code = async (org: string, body: object) =>
      (await post(org, '/v1/orders', body)).body.code as string;
    expect(await code(bank, order(offerId))).toBe('buyer_is_the_seller');
    expect(await code(buyer, order(offerId, { purpose: '营销' }))).toBe('purpose_outside_terms');
    expect(await code(buyer, order(newId()))).toBe('offer_not_found');
    await post(bank, `/v1/offers/${offerId}/delisting`, { reason: '停售' });
    expect(await code(buyer, order(offerId))).toBe('offer_not_listed');
  });

  it('gives the first answer again for the same key, also when the two race', async () => {
    const { offerId } = await listed();
    const key = { 'idempotency-key': newId() };
    const place = () => post(buyer, '/v1/orders', order(offerId), key);
    const answers = await Promise.all(Array.from({ length: 8 }, place));
    await post(bank, `/v1/offers/${offerId}/delisting`, { reason: '停售' });
    answers.push(await place());
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(
      answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true'),
    ).toHaveLength(8);
  });

  it('is listed on its side and in its state', async () => {
    const { offerId } = await listed();
    const { body } = await post(buyer, '/v1/orders', order(offerId));
    const list = async (org: string, filter: string) => {
      const path = `/v1/orders?offerId=${offerId}&after=${body.position as number}${filter}`;
      return ((await get(org, path)).body.items as { id: string }[]).map(({ id }) => id);
    };
    expect(await list(buyer, '')).toEqual([body.id]);
    expect(await list(bank, '&side=seller&state=licensed')).toEqual([body.id]);
    expect(await list(bank, '&side=buyer')).toEqual([]);
    expect(await list(buyer, '&state=contracted')).toEqual([]);
    expect(await list(secondLender, '')).toEqual([]);
  });

  it('asks who is there, and in which role', async () => {
    expect((await exchange.http.get('/v1/orders')).status).toBe(401);
    const auditor = await cluster.bearer(buyer, 'auditor');
    const placing = exchange.http.post('/v1/orders').set('authorization', auditor);
    expect((await placing.send(order(newId()))).status).toBe(403);
  });
});
