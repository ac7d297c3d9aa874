import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { ordersOf } from '../support/orders.js';
import type { Orders, Wanted } from '../support/orders.js';

const { bank: seller, buyer, secondLender: stranger } = organisations;
const requestLogDigest = 'e'.repeat(64);

/** 10:00 on 20 November 2026 in Shanghai. */
const start = '2026-11-20T02:00:00.000Z';
let now = start;
let cluster: TestCluster;
let exchange: RunningApp;
let orders: Orders;

beforeAll(async () => {
  const clock = { now: () => now };
  cluster = await createCluster({ clock });
  orders = ordersOf(cluster, clock);
  exchange = await cluster.startExchange();
});
afterAll(async () => {
  await orders.close();
  await cluster.close();
});
beforeEach(() => {
  now = start;
});

type Who = readonly [org: string, ...roles: CallerRole[]];
const theSeller: Who = [seller, 'manager'];
const theBuyer: Who = [buyer, 'manager'];

const post = async (as: Who, path: string, body: object, headers: object = {}, on = exchange) =>
  on.http
    .post(path)
    .set({ authorization: await cluster.bearer(...as), 'accept-language': 'en', ...headers })
    .send(body);

const get = async (as: Who, path: string, on = exchange) =>
  on.http.get(path).set('authorization', await cluster.bearer(...as));

interface Line {
  readonly sequence: number;
  readonly quantity?: number;
  readonly usedAt?: string;
  readonly corrects?: number;
  readonly result?: 'hit' | 'miss';
}

const line = (one: number | Line) => ({
  usedAt: '2026-11-20T01:30:00Z',
  quantity: 1,
  ...(typeof one === 'number' ? { sequence: one } : one),
});

const batch = (lines: readonly (number | Line)[], meterId = 'gateway-1') => ({
  meterId,
  events: lines.map(line),
  requestLogDigest,
});

const open = (wanted: Partial<Wanted> = {}) => orders.open({ seller, buyer, ...wanted });
const report = (orderId: string, lines: readonly (number | Line)[], as: Who = theSeller) =>
  post(as, `/v1/orders/${orderId}/usage`, batch(lines));
const totals = async (orderId: string, as: Who = theBuyer) =>
  (await get(as, `/v1/orders/${orderId}/usage`)).body as Record<string, unknown>;

const check = (orderId: string, more: object = {}, as: Who = theSeller) =>
  post(as, '/v1/entitlements/check', {
    orderId,
    party: buyer,
    purpose: orders.purpose,
    ...more,
  });

/** What a refusal says. */
const refused = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
  body['obstacles'],
];

describe('use of an order', () => {
  it('is counted once, whatever is sent twice and in whatever order, and both sides see one total', async () => {
    const orderId = await open({
      metering: { unit: 'call', quota: { quantity: 10, per: 'term' } },
    });
    const first = await report(orderId, [1, 2, { sequence: 5, quantity: 3 }]);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ accepted: 3, duplicates: 0, flagged: [], remaining: 5 });
    expect(first.headers['etag']).toBe(`"${first.body.version}"`);
    const again = await report(orderId, [4, 2, 1]);
    expect(again.body).toMatchObject({ accepted: 1, duplicates: 2, remaining: 4 });
    const nothing = await report(orderId, [4]);
    expect(nothing.body).toMatchObject({ accepted: 0, duplicates: 1, version: again.body.version });
    const seen = await totals(orderId, theSeller);
    expect(await totals(orderId, theBuyer)).toEqual(seen);
    expect(await totals(orderId, [seller, 'operator'])).toEqual(seen);
    expect(seen).toMatchObject({
      unit: 'call',
      from: '2026-11-20',
      counted: 6,
      withinQuota: 6,
      overQuota: 0,
      remaining: 4,
      months: [{ month: '2026-11', counted: 6, uses: 4, corrected: 0 }],
      meters: [{ meterId: 'gateway-1', highest: 5, missing: '3' }],
      position: again.body.position,
    });
  });

  it('is corrected by negative events, late and after the last day recorded and flagged', async () => {
    const orderId = await open({ terms: { until: '2026-11-20' } });
    now = '2026-12-02T02:00:00.000Z';
    const late = await report(orderId, [
      { sequence: 1, quantity: 9, usedAt: '2026-11-20T15:59:59Z' },
      { sequence: 2, usedAt: '2026-11-20T16:00:00Z' },
      { sequence: 3, usedAt: '2026-11-19T15:59:59Z' },
      { sequence: 4, quantity: -4, corrects: 1, usedAt: '2026-11-20T15:59:59Z' },
    ]);
    expect(late.body).toMatchObject({
      accepted: 4,
      flagged: [
        { sequence: 2, ground: 'afterExpiry' },
        { sequence: 3, ground: 'beforeTerm' },
      ],
    });
    expect(await totals(orderId)).toMatchObject({
      until: '2026-11-20',
      counted: 5,
      uncounted: { afterExpiry: 1, beforeTerm: 1, noResult: 0 },
      months: [{ month: '2026-11', counted: 5, uses: 1, corrected: 4 }],
    });
  });

  it('in units of results counts what was found', async () => {
    const orderId = await open({ metering: { unit: 'result' } });
    const lines: Line[] = [
      { sequence: 1, result: 'hit' },
      { sequence: 2, result: 'miss' },
    ];
    await report(orderId, lines);
    expect(await totals(orderId)).toMatchObject({ counted: 1, uncounted: { noResult: 1 } });
    const silent = await report(orderId, [3]);
    expect(refused(silent)).toEqual([409, 'usage_result_missing', { sequences: [3] }]);
  });

  it('goes on in the next month, which knows what came before, on every process', async () => {
    const orderId = await open();
    const other = await cluster.startExchange();
    const path = `/v1/orders/${orderId}/usage`;
    expect((await report(orderId, [1, 2])).body.accepted).toBe(2);
    expect((await post(theSeller, path, batch([2, 3]), {}, other)).body.accepted).toBe(1);
    now = '2026-12-01T02:00:00.000Z';
    const december = { sequence: 4, usedAt: '2026-12-01T01:00:00Z' };
    expect((await report(orderId, [3, december])).body).toMatchObject({ accepted: 1 });
    now = '2027-03-01T02:00:00.000Z';
    const march = { sequence: 5, usedAt: '2027-03-01T01:00:00Z' };
    const [one, two] = await Promise.all([
      report(orderId, [4, march]),
      post(theSeller, path, batch([1, march]), {}, other),
    ]);
    expect([one.body.accepted + two.body.accepted, one.status, two.status]).toEqual([1, 200, 200]);
    const seen = await totals(orderId);
    expect((await get(theBuyer, path, other)).body).toEqual(seen);
    expect(seen).toMatchObject({
      counted: 5,
      months: [
        { month: '2026-11', counted: 3 },
        { month: '2026-12', counted: 1 },
        { month: '2027-03', counted: 1 },
      ],
      meters: [{ highest: 5 }],
    });
    await other.close();
  });

  it('that is sent again under its key is answered as before, also across a month’s end', async () => {
    const orderId = await open();
    const path = `/v1/orders/${orderId}/usage`;
    const headers = { 'idempotency-key': 'usage-1' };
    const first = await post(theSeller, path, batch([1, 2]), headers);
    const again = await post(theSeller, path, batch([1, 2]), headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    now = '2026-12-01T02:00:00.000Z';
    await report(orderId, [3]);
    const late = await post(theSeller, path, batch([1, 2]), headers);
    expect([late.body, late.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    const other = await post(theSeller, path, batch([7]), headers);
    expect(other.body).toMatchObject({ accepted: 1 });
  });

  it('is there to be reconciled batch by batch, page by page', async () => {
    const orderId = await open();
    for (const sequence of [1, 2, 3]) await report(orderId, [sequence]);
    now = '2026-12-01T02:00:00.000Z';
    await report(orderId, [{ sequence: 4, quantity: 7 }]);
    const path = `/v1/orders/${orderId}/usage/batches`;
    const found: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body } = await get(theBuyer, `${path}?limit=1${cursor}`);
      found.push(...(body.items as object[]));
      if (body.next === undefined) break;
      cursor = `&cursor=${body.next as string}`;
    }
    expect(found).toMatchObject([
      { id: '2026-12.1.3', first: 4, last: 4, counted: 7, requestLogDigest },
      { id: '2026-11.1.4', first: 3 },
      { id: '2026-11.1.3', first: 2 },
      { id: '2026-11.1.2', first: 1, meterId: 'gateway-1', uses: 1, flagged: 0 },
    ]);
    const one = await get(theBuyer, `${path}/2026-12.1.3`);
    expect(one.body.events).toEqual([{ sequence: 4, quantity: 7, usedAt: '2026-11-20T01:30:00Z' }]);
    for (const id of ['2026-12.1.1', '2026-12.1.99', '2026-12.2.1', 'x']) {
      expect((await get(theBuyer, `${path}/${id}`)).status).toBe(404);
    }
    expect((await get([stranger, 'manager'], path)).body.code).toBe('order_not_found');
    expect((await get(theBuyer, `${path}?cursor=x`)).body.code).toBe('invalid_cursor');
  });
});

describe('a batch is refused as a whole', () => {
  it('from others than the seller, and where there is nothing to meter', async () => {
    const orderId = await open();
    expect(refused(await report(orderId, [1], theBuyer))).toEqual([
      403,
      'not_the_metering_side',
      { orderId },
    ]);
    expect((await report(orderId, [1], [stranger, 'manager'])).body.code).toBe('order_not_found');
    expect((await report(orderId, [1], [stranger, 'operator'])).status).toBe(200);
    const placed = await open({ until: 'placed' });
    const early = await report(placed, [1]);
    expect(refused(early)).toEqual([
      409,
      'order_not_in_use',
      { orderId: placed, state: 'licensed' },
    ]);
    expect((await totals(placed))['months']).toEqual([]);
    const unpaid = await open({ until: 'contracted' });
    expect((await report(unpaid, [1])).body.accepted).toBe(1);
  });

  it.each<[string, readonly (number | Line)[], object]>([
    ['usage_sequence_conflict', [5, { sequence: 5, quantity: 2 }], { sequences: [5] }],
    ['usage_quantity_unsound', [{ sequence: 5, quantity: -1 }], { sequences: [5] }],
    ['usage_in_the_future', [{ sequence: 5, usedAt: '2026-11-20T02:05:01Z' }], { sequences: [5] }],
    [
      'usage_too_late',
      [{ sequence: 5, usedAt: '2025-10-01T00:00:00Z' }],
      { sequences: [5], earliest: '2025-10-16' },
    ],
    ['corrected_usage_not_found', [{ sequence: 5, quantity: -1, corrects: 4 }], { sequences: [5] }],
    ['usage_already_corrected', [{ sequence: 5, quantity: -1, corrects: 2 }], { sequences: [5] }],
    [
      'correction_exceeds_usage',
      [{ sequence: 5, quantity: -9, corrects: 1 }],
      { sequences: [5], month: '2026-11', recorded: 2 },
    ],
  ])('%s', async (code, lines, obstacles) => {
    const orderId = await open();
    await report(orderId, [1, 2, { sequence: 3, quantity: -1, corrects: 2 }]);
    expect(refused(await report(orderId, [9, ...lines]))).toEqual([409, code, obstacles]);
    expect(await totals(orderId)).toMatchObject({ counted: 1, meters: [{ highest: 3 }] });
  });

  it('usage_too_scattered: what has to be remembered is bounded', async () => {
    const orderId = await open();
    const answers: number[] = [];
    for (let from = 0; answers.at(-1) !== 409 && from < 40; from++) {
      const gaps = Array.from({ length: 500 }, (_, at) => (from * 500 + at) * 2 + 1);
      const { status, body } = await report(orderId, gaps);
      answers.push(status);
      if (status === 409) expect(body.code).toBe('usage_too_scattered');
    }
    expect(answers.at(-1)).toBe(409);
    // A gap that is filled makes room.
    expect((await report(orderId, [2])).status).toBe(200);
  });

  it('of a shape that is none (400), and of more than it may hold', async () => {
    const orderId = await open();
    const path = `/v1/orders/${orderId}/usage`;
    for (const wrong of [
      { ...batch([1]), meterId: 'a b' },
      { ...batch([1]), meterId: '计' },
      { ...batch([0]) },
      { ...batch([1.5]) },
      batch([]),
      batch(Array.from({ length: 501 }, (_, at) => at + 1)),
    ]) {
      expect((await post(theSeller, path, wrong)).status).toBe(400);
    }
    expect(
      (await post(theSeller, path, batch(Array.from({ length: 500 }, (_, at) => at + 1)))).body,
    ).toMatchObject({ accepted: 500 });
  });
});

describe('the gate', () => {
  it('says yes with what is left, for either side and the operator, to others there is no order', async () => {
    const quota = { quantity: 100, per: 'month' } as const;
    const orderId = await open({ metering: { unit: 'call', quota } });
    await report(orderId, [{ sequence: 1, quantity: 40 }]);
    for (const as of [theSeller, theBuyer, [stranger, 'operator'] as const]) {
      const { status, body } = await check(orderId, {}, as);
      expect([status, body]).toEqual([
        200,
        {
          allowed: true,
          orderId,
          buyerPartyId: partyIdOf('uscc', buyer),
          purpose: orders.purpose,
          from: '2026-11-20',
          unit: 'call',
          quota,
          remaining: 60,
          checkedAt: now,
        },
      ]);
    }
    expect((await check(orderId, {}, [stranger, 'manager'])).body.code).toBe('order_not_found');
    const byId = await check(orderId, { party: partyIdOf('uscc', buyer), quantity: 60 });
    expect(byId.status).toBe(200);
  });

  it('stops delivery with a typed 403: who, purpose, time, count', async () => {
    const quota = { quantity: 3, per: 'term' } as const;
    const orderId = await open({
      metering: { unit: 'call', quota },
      terms: { from: '2026-11-20', until: '2026-11-30' },
    });
    const why = async (more: object) => refused(await check(orderId, more)).slice(0, 2);
    expect(await why({ party: seller })).toEqual([403, 'not_the_licensee']);
    expect(await why({ purpose: '营销' })).toEqual([403, 'purpose_not_licensed']);
    await report(orderId, [1, 2]);
    expect(refused(await check(orderId, { quantity: 2 }))).toEqual([
      403,
      'quota_exhausted',
      { orderId, quota, used: 2, remaining: 1, wanted: 2 },
    ]);
    // What slipped through is recorded all the same, flagged as beyond the quota.
    expect((await report(orderId, [3, 4])).body).toMatchObject({ accepted: 2, remaining: 0 });
    expect(await totals(orderId)).toMatchObject({ counted: 4, withinQuota: 3, overQuota: 1 });
    expect(await why({})).toEqual([403, 'quota_exhausted']);
    now = '2026-11-30T16:00:00.000Z';
    expect(await why({})).toEqual([403, 'entitlement_expired']);
    const later = await open({ terms: { from: '2027-01-01' } });
    expect((await check(later)).body.code).toBe('entitlement_not_started');
    const unpaid = await open({ until: 'contracted' });
    expect((await check(unpaid)).body.code).toBe('entitlement_not_active');
  });

  it('sees every use that was acknowledged before the question, on another process too', async () => {
    const quota = { quantity: 1_000, per: 'term' } as const;
    const orderId = await open({ metering: { unit: 'call', quota } });
    const other = await cluster.startExchange();
    for (let sequence = 1; sequence <= 10; sequence++) {
      await report(orderId, [sequence]);
      const body = { orderId, party: buyer, purpose: orders.purpose };
      const answer = await post(theSeller, '/v1/entitlements/check', body, {}, other);
      expect(answer.body.remaining).toBe(1_000 - sequence);
    }
    await other.close();
  });
});
