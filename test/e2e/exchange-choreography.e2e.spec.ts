import { partyIdOf } from '@ledger/event-store/ids.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { titlesOf } from '../support/titles.js';
import type { SeededTitle, Titles } from '../support/titles.js';
import { digestOf, Trade } from '../support/trade.js';

const { bank, lender, secondLender, buyer } = organisations;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const terms = { exclusive: true, from: '2026-11-01', until: '2099-12-31', sublicenceDepth: 0 };
const until = '2027-12-31';
const now = '2026-11-20T02:00:00.000Z';

let cluster: TestCluster;
let exchange: RunningApp;
let registry: RunningApp;
let titles: Titles;
let trade: Trade;
let clockNow = now;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  [registry, exchange] = await Promise.all([cluster.startRegistry(), cluster.startExchange()]);
  trade = new Trade(cluster, exchange, titles);
  for (const [org, name] of [
    [bank, '某银行'],
    [buyer, '某数据公司'],
  ] as const) {
    const identifier = { kind: 'uscc', value: org };
    await onRegistry(org, '/v1/parties', { identifier, name, partyClass: 'enterprise' });
  }
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});

const onRegistry = async (
  org: string,
  path: string,
  body: object,
  role: 'manager' | 'lender' | 'registrar' = 'manager',
) => {
  const authorization = await cluster.bearer(org, role);
  const answer = await registry.http.post(path).set({ authorization }).send(body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as { readonly id: string };
};

const ruling = { authority: '某市中级人民法院', documentDigest: digestOf('f') };

/** What is sold; all but exclusive licences name their number, or the right itself. */
interface Sold {
  readonly kind: string;
  readonly terms: object;
  readonly limits: object;
}
const exclusive: Sold = { kind: 'exclusive', terms, limits: {} };
const wholeRight: Sold = {
  kind: 'transfer',
  terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 },
  limits: { transfer: {} },
};

/** A draft of the bank's on a title. */
const drafted = async (title: SeededTitle, { kind, terms: sold, limits } = exclusive) => {
  const content = {
    name: '企业登记信息',
    summary: '按日更新的企业登记信息',
    ...title,
    kind,
    terms: sold,
    ...limits,
    price: { amount: cny('1060.00'), vatIncluded: true },
    delivery: 'file',
  };
  return (await trade.post(bank, '/v1/offers', content)).body.id;
};

/** An offer of the bank, exclusive where nothing else is said, listed on a title of its own. */
const listed = async (
  sold = exclusive,
  before: (offer: SeededTitle & { readonly offerId: string }) => Promise<unknown> = () =>
    Promise.resolve(),
): Promise<SeededTitle & { readonly offerId: string }> => {
  const title = await titles.open(bank);
  const offerId = await drafted(title, sold);
  await before({ ...title, offerId });
  const body = { id: offerId };
  const leave = { holdingId: title.holdingId, offerId, terms: sold.terms, ...sold.limits, until };
  await onRegistry(bank, `/v1/assets/${title.assetId}/licensing`, leave);
  const standing = await trade.post(bank, `/v1/offers/${body.id}/listing`, { until });
  expect([standing.status, standing.body.code]).toEqual([200, undefined]);
  return { ...title, offerId: body.id };
};

const pledge = async ({ assetId, holdingId }: SeededTitle, by: string, amount: string) => {
  const leave = { holdingId, lenderPartyId: partyIdOf('uscc', by), purpose: 'pledge', until };
  await onRegistry(bank, `/v1/assets/${assetId}/lender-authorisations`, leave);
  const secured = {
    holdingId,
    kind: 'ordinary',
    amount: cny(amount),
    until,
    contractDigest: digestOf('a'),
  };
  return (await onRegistry(by, `/v1/assets/${assetId}/pledges`, secured, 'lender')).id;
};

const consent = (
  { assetId, holdingId }: SeededTitle,
  by: string,
  pledgeId: string,
  proceeds: string,
  more: object = { disposal: 'exclusiveGrant' },
) => {
  const agreed = { holdingId, capacity: 'pledgee', pledgeId, proceeds, until, ...more };
  return onRegistry(by, `/v1/assets/${assetId}/consents`, agreed, 'lender');
};

/** Placed, reserved, signed by both, granted. */
const sold = async (offerId: string): Promise<string> => {
  const orderId = await trade.place(offerId);
  await cluster.settled();
  await trade.sign(orderId);
  await cluster.settled();
  expect((await trade.order(orderId))['licence']).toHaveProperty('grantId');
  return orderId;
};

const proceedsOf = async (org: string, orderId: string) => {
  const { body } = await trade.get(org, '/v1/pledge-proceeds', 'lender');
  const items = body['items'] as { orderId: string }[];
  return items.find((one) => one.orderId === orderId);
};

const lastOnTitle = async (assetId: string) => {
  const log = cluster.openLog();
  const events = await log.read(`title-${assetId}`);
  await log.close();
  return events.at(-1);
};

describe('a pledged right that is sold', () => {
  it('needs every pledgee’s consent, and pays them down by rank before the seller', async () => {
    const offer = await listed();
    const first = await pledge(offer, lender, '300.00');
    const second = await pledge(offer, secondLender, '5000.00');
    await consent(offer, lender, first, 'payDown');
    const early = await trade.place(offer.offerId);
    await cluster.settled();
    expect(await trade.order(early)).toMatchObject({
      state: 'refused',
      ending: { reason: 'licenceRefused' },
      refusal: { code: 'entry_pledged', obstacles: { pledgeIds: [second] } },
    });

    await consent(offer, secondLender, second, 'deposit');
    const orderId = await sold(offer.offerId);
    expect(await proceedsOf(lender, orderId)).toEqual({
      orderId,
      state: 'bound',
      pledges: [
        {
          pledgeId: first,
          pledgeePartyId: partyIdOf('uscc', lender),
          proceeds: 'payDown',
          secured: cny('300.00'),
        },
      ],
    });
    await trade.fund(orderId, '1060.00');
    await trade.deliver(orderId);
    await trade.step(buyer, orderId, 'acceptance');
    await cluster.settled();
    expect(await proceedsOf(lender, orderId)).toMatchObject({
      state: 'due',
      pledges: [{ amount: cny('300.00') }],
    });
    expect(await proceedsOf(secondLender, orderId)).toMatchObject({
      state: 'due',
      pledges: [{ amount: cny('700.00') }],
    });
    const account = `payDown:${partyIdOf('uscc', lender)}`;
    const entries = await trade.get(lender, `/v1/accounts/${account}/entries`, 'lender');
    expect(entries.body['items']).toMatchObject([{ side: 'credit', amount: cny('300.00') }]);
    const { body } = await trade.get(bank, '/v1/accounts/totals', 'operator');
    expect(body['isBalanced']).toBe(true);
  });
});

describe('a contract that ends', () => {
  it('ends the grant on the title, and the entry is free for the next', async () => {
    const offer = await listed();
    const orderId = await sold(offer.offerId);
    const { licence } = await trade.order(orderId);
    for (const org of [buyer, bank]) {
      await trade.step(org, orderId, 'termination', { reason: 'agreed', explanation: '解除' });
    }
    await cluster.settled();
    expect(await lastOnTitle(offer.assetId)).toMatchObject({
      type: 'GrantEnded',
      data: { grantId: (licence as { grantId: string }).grantId },
    });
    expect(await trade.order(orderId)).toMatchObject({
      state: 'terminated',
      course: { entitles: false },
    });
    await sold(offer.offerId);
  });

  it('and a grant that ends on the title ends the contract, with what was paid given back', async () => {
    const offer = await listed();
    const orderId = await sold(offer.offerId);
    await trade.fund(orderId, '1060.00');
    const { licence } = await trade.order(orderId);
    const { grantId } = licence as { grantId: string };
    const path = `/v1/assets/${offer.assetId}/grants/${grantId}/end`;
    await onRegistry(bank, path, { reason: '权利争议' });
    await cluster.settled();
    for (const org of [buyer, bank]) {
      expect(await trade.order(orderId, org)).toMatchObject({
        state: 'terminated',
        ending: { reason: 'licenceEnded' },
      });
    }
    const escrow = await trade.get(buyer, `/v1/accounts/escrow:${orderId}/entries`);
    expect(escrow.body['items']).toMatchObject([
      { side: 'debit', counterAccount: `payable:${partyIdOf('uscc', buyer)}` },
      { side: 'credit' },
    ]);
  });
});

describe('the right itself', () => {
  /** Placed, kept, signed, paid for. */
  const paidFor = async (offerId: string): Promise<string> => {
    const orderId = await trade.place(offerId);
    await cluster.settled();
    await trade.sign(orderId);
    await trade.fund(orderId, '1060.00');
    await cluster.settled();
    return orderId;
  };
  const delivering = (orderId: string, more: object = {}) =>
    trade.post(bank, `/v1/orders/${orderId}/deliveries`, {
      contentDigest: digestOf('d'),
      isLast: true,
      ...more,
    });

  it('is kept, paid for and moved; the seller’s offer of it is taken down', async () => {
    const offer = await listed(wholeRight);
    const orderId = await trade.place(offer.offerId);
    await cluster.settled();
    const rival = await trade.place(offer.offerId);
    await cluster.settled();
    expect(await trade.order(rival)).toMatchObject({
      state: 'refused',
      refusal: { code: 'entry_exclusively_reserved' },
    });
    await trade.sign(orderId);
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({
      state: 'contracted',
      licence: { expiresAt: '2026-12-01T15:59:59.999Z' },
    });
    const early = await delivering(orderId);
    expect(early.body.code).toBe('order_state_forbids');
    await trade.fund(orderId, '1060.00');
    await cluster.settled();
    const { licence } = await trade.order(orderId);
    expect(await lastOnTitle(offer.assetId)).toMatchObject({
      type: 'RightTransferred',
      data: {
        orderId,
        transfereePartyIds: [partyIdOf('uscc', buyer)],
        endedOfferIds: [offer.offerId],
      },
    });
    expect(licence).toMatchObject({ transferId: expect.any(String) });
    const { body } = await trade.get(bank, `/v1/offers/${offer.offerId}`);
    expect(body).toMatchObject({ state: 'delisted' });
  });

  it('pays its pledgee down, and goes back before all of its price does', async () => {
    const offer = await listed(wholeRight, async (draft) => {
      const pledgeId = await pledge(draft, lender, '300.00');
      const more = { disposal: 'transfer', offerId: draft.offerId, pledge: 'discharged' };
      await consent(draft, lender, pledgeId, 'payDown', more);
    });
    const orderId = await paidFor(offer.offerId);
    expect(await proceedsOf(lender, orderId)).toMatchObject({ state: 'bound' });
    await delivering(orderId);
    await trade.step(buyer, orderId, 'acceptance');
    await cluster.settled();
    expect(await proceedsOf(lender, orderId)).toMatchObject({
      state: 'due',
      pledges: [{ amount: cny('300.00') }],
    });
    await trade.step(bank, orderId, 'refund', { kind: 'full', reason: '协商解除' });
    const prove = (how: string) =>
      trade.post(buyer, `/v1/orders/${orderId}/refunds/1/use-end`, {
        how,
        proofDigest: digestOf('e'),
      });
    expect((await prove('deletion')).body.code).toBe('order_right_not_returned');
    expect((await prove('returnTransfer')).body.code).toBe('order_right_not_returned');
    const { toHoldingId } = (await trade.order(orderId))['licence'] as { toHoldingId: string };
    await onRegistry(buyer, `/v1/assets/${offer.assetId}/transfers`, {
      holdingId: toHoldingId,
      transferees: [{ partyId: partyIdOf('uscc', bank) }],
      contractDigest: digestOf('e'),
    });
    expect((await prove('returnTransfer')).status).toBe(200);
    for (const org of [buyer, bank]) {
      expect(await trade.order(orderId, org)).toMatchObject({
        state: 'refunded',
        ending: { reason: 'grantedBySeller' },
      });
    }
    const { body } = await trade.get(bank, '/v1/accounts/totals', 'operator');
    expect(body['isBalanced']).toBe(true);
  });

  it.each([
    ['by its buyer’s act', 'transfers', buyer, 'manager', { contractDigest: digestOf('e') }],
    ['against his will', 'transfers/by-order', bank, 'registrar', { ...ruling }],
  ] as const)(
    'goes back by an order, %s, and the price with it',
    async (...[, by, org, role, how]) => {
      const offer = await listed(wholeRight);
      const orderId = await paidFor(offer.offerId);
      const { documentDigest } = ruling;
      const order = { reason: 'byOrder', explanation: '判决返还', documentDigest };
      const terminate = (more: object) =>
        trade.post(bank, `/v1/orders/${orderId}/termination`, { ...order, ...more }, 'operator');
      const unsaid = await terminate({});
      expect([unsaid.status, unsaid.body.code]).toEqual([409, 'order_right_undecided']);
      expect(unsaid.body['detail']).toContain('第五百六十六条');
      expect((await terminate({ right: 'returns' })).status).toBe(200);
      await cluster.settled();
      const waiting = await trade.order(orderId);
      expect(waiting).toMatchObject({ state: 'refunding' });
      const { toHoldingId } = waiting['licence'] as { toHoldingId: string };
      const transferees = [{ partyId: partyIdOf('uscc', bank) }];
      const back = { holdingId: toHoldingId, transferees, ...how };
      await onRegistry(org, `/v1/assets/${offer.assetId}/${by}`, back, role);
      await cluster.settled();
      for (const side of [buyer, bank]) {
        expect(await trade.order(orderId, side)).toMatchObject({
          state: 'terminated',
          ending: { reason: 'byOrder' },
        });
      }
      const escrow = await trade.get(buyer, `/v1/accounts/escrow:${orderId}/entries`);
      expect(escrow.body['items']).toMatchObject([
        { side: 'debit', counterAccount: `payable:${partyIdOf('uscc', buyer)}` },
        { side: 'credit' },
      ]);
    },
  );

  it('is not undone while the title has yet to record that it moves', async () => {
    const orderId = await trade.place((await listed(wholeRight)).offerId);
    await cluster.settled();
    await trade.sign(orderId);
    await cluster.settled();
    await registry.close();
    await trade.fund(orderId, '1060.00');
    const back = { kind: 'full', reason: '协商解除' };
    const path = `/v1/orders/${orderId}/refund`;
    const refused = await trade.post(bank, path, back);
    expect([refused.status, refused.body.code]).toEqual([409, 'order_transfer_pending']);
    registry = await cluster.startRegistry();
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({
      state: 'funded',
      licence: { transferId: expect.any(String) },
    });
    expect((await trade.post(bank, path, back)).status).toBeLessThan(300);
  });

  it('goes abroad on a declaration of this year that names the order', async () => {
    const orderId = await paidFor((await listed(wholeRight)).offerId);
    const refused = await delivering(orderId, { destination: 'SG' });
    expect([refused.status, refused.body.code]).toEqual([409, 'order_export_undeclared']);
    expect(refused.body['detail']).toContain('第三十五条');
    const said = {
      on: '2026-11-20',
      destination: 'SG',
      receiver: '境外接收方（新加坡）',
      orderId,
      basis: 'noPersonalOrImportant',
      isImportant: false,
      persons: 0,
      sensitivePersons: 0,
    };
    const { body } = await trade.post(bank, '/v1/exports', said);
    expect((await delivering(orderId, { destination: 'HK' })).body.code).toBe(
      'order_export_undeclared',
    );
    expect((await delivering(orderId, { destination: 'SG' })).status).toBe(201);
    expect(await trade.order(orderId)).toMatchObject({
      course: {
        deliveries: [{ exported: { exportId: body.id, year: 2026, destination: 'SG' } }],
      },
    });
  });
});

describe('a contract that nobody pays', () => {
  it('ends by the clock, sets free what the title kept, and both sides are told why', async () => {
    const [licence, right] = [await listed(), await listed(wholeRight)];
    const orders = [await sold(licence.offerId), await trade.place(right.offerId)];
    await cluster.settled();
    await trade.sign(orders[1] ?? '');
    await cluster.settled();
    clockNow = '2026-11-30T15:59:59.000Z';
    await exchange.readModels.runDue('order-due');
    for (const orderId of orders) {
      expect(await trade.order(orderId)).toMatchObject({
        state: 'contracted',
        course: { fundingUntil: '2026-11-30' },
      });
    }
    clockNow = '2026-11-30T16:00:00.000Z';
    await exchange.readModels.runDue('order-due');
    await cluster.settled();
    for (const orderId of orders) {
      for (const org of [buyer, bank]) {
        expect(await trade.order(orderId, org)).toMatchObject({
          state: 'terminated',
          ending: { reason: 'notFunded' },
        });
      }
    }
    expect(await lastOnTitle(licence.assetId)).toMatchObject({ type: 'GrantEnded' });
    expect(await lastOnTitle(right.assetId)).toMatchObject({
      type: 'ReservationReleased',
      data: { orderId: orders[1], reason: 'cancelled' },
    });
    const next = await trade.place(right.offerId);
    await cluster.settled();
    expect(await trade.order(next)).toMatchObject({ state: 'licenceReserved' });
  });
});
