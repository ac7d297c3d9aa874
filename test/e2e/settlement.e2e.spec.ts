import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import ExcelJS from 'exceljs';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { titlesOf, type Titles } from '../support/titles.js';
import { digestOf, Trade } from '../support/trade.js';

const { bank, buyer, lender, appraiser } = organisations;
const [seller, holder] = [partyIdOf('uscc', bank), partyIdOf('uscc', lender)];
const customer = partyIdOf('uscc', buyer);
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const now = '2026-11-20T02:00:00.000Z';
const period = 'from=2026-11-01&to=2026-11-30';

let cluster: TestCluster;
let exchange: RunningApp;
let titles: Titles;
let trade: Trade;
let clockNow = now;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  exchange = await cluster.startExchange();
  trade = new Trade(cluster, exchange, titles);
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(() => {
  clockNow = now;
});

const terms = (base: string) => ({
  base,
  first: [],
  tiers: [
    {
      shares: [
        { partyId: seller, role: 'operator', ratio: '11/20' },
        { partyId: holder, role: 'holder', ratio: '3/10' },
        { partyId: partyIdOf('uscc', appraiser), role: 'broker', ratio: '1/10' },
        { partyId: partyIdOf('uscc', organisations.secondLender), role: 'platform', ratio: '1/20' },
      ],
    },
  ],
  guarantees: [],
});

const agreement = (base = 'gross') => ({
  name: '收益分配',
  from: '2026-11-20',
  terms: terms(base),
  contractDigest: digestOf('a'),
});

interface Account {
  readonly id: string;
  readonly balance: { readonly amount: string };
  readonly side: string;
}

const accountsOf = async (org: string, owner = '', role: 'manager' | 'operator' = 'manager') => {
  await cluster.settled();
  const filter = owner === '' ? '' : `&owner=${owner}`;
  const { body } = await trade.get(org, `/v1/accounts?limit=200${filter}`, role);
  return (body['items'] as Account[]).map(
    ({ id, balance, side }) => `${id} ${balance.amount} ${side}`,
  );
};

const balanced = async () => {
  const { body } = await trade.get(bank, '/v1/accounts/totals', 'operator');
  expect(body['isBalanced']).toBe(true);
};

describe('a settled order', () => {
  it('has divided the price by the agreement in force at the sale, to the fen', async () => {
    const { id: sharingId } = (await trade.post(bank, '/v1/revenue-shares', agreement())).body;
    const revised = { ...agreement('netOfTax'), from: '2026-11-21' };
    await trade.post(bank, `/v1/revenue-shares/${sharingId}/versions`, revised);
    const orderId = await trade.settled('33333.33', sharingId);
    const { state, course } = await trade.order(orderId);
    expect(state).toBe('settled');
    const { settlement } = course as { settlement: { shares: { amount: { amount: string } }[] } };
    expect(settlement).toMatchObject({ base: 'gross', sharingId, sharingVersion: 1, payDowns: [] });
    expect(settlement.shares.map(({ amount }) => amount.amount)).toEqual([
      '18333.33',
      '10000.00',
      '3333.33',
      '1666.67',
    ]);
    expect(await accountsOf(lender)).toContain(`share:${holder} 10000.00 credit`);
    expect(await accountsOf(bank, orderId, 'operator')).toEqual([
      `due:${orderId} 0.00 even`,
      `escrow:${orderId} 0.00 even`,
    ]);
    await balanced();
    const shown = await trade.get(lender, `/v1/revenue-shares/${sharingId}`);
    expect(shown.body).toMatchObject({
      ownerPartyId: seller,
      versions: [{ version: 1 }, { version: 2 }],
    });
    const listed = await trade.get(lender, '/v1/revenue-shares');
    expect(JSON.stringify(listed.body)).toContain(sharingId);
    expect((await trade.get(buyer, `/v1/revenue-shares/${sharingId}`)).body.code).toBe(
      'sharing_not_found',
    );
  });

  it('gives a part back by the same shares, with a red invoice, once the use has ended', async () => {
    const { id: sharingId } = (await trade.post(bank, '/v1/revenue-shares', agreement())).body;
    const orderId = await trade.settled('33333.33', sharingId);
    const before = await accountsOf(lender, holder);
    await trade.step(buyer, orderId, 'disputes', { ground: 'quality', claim: '缺少九月' });
    const half = { outcome: 'partialRefund', amount: cny('16666.67'), reason: '调解' };
    await trade.step(bank, orderId, 'disputes/1/resolution', half, 'operator');
    expect(await trade.order(orderId)).toMatchObject({ state: 'refunding' });
    const proof = { how: 'deletion', proofDigest: digestOf('e') };
    const { position } = await trade.step(buyer, orderId, 'refunds/1/use-end', proof);
    expect(await trade.order(orderId)).toMatchObject({
      state: 'settled',
      course: { refunded: cny('16666.67') },
    });
    const statement = await trade.get(bank, `/v1/statements?${period}&after=${position as number}`);
    const invoices = (
      statement.body['invoices'] as { orderId: string; kind: string; gross: object }[]
    ).filter((one) => one.orderId === orderId);
    expect(invoices).toMatchObject([
      { kind: 'blue', id: `${orderId}.0`, gross: cny('33333.33') },
      { kind: 'red', id: `${orderId}.1`, blueInvoiceId: `${orderId}.0`, gross: cny('-16666.67') },
    ]);
    const amountIn = (lines: string[]) =>
      Number(lines.find((line) => line.startsWith('share'))?.split(' ')[1]);
    const after = await accountsOf(lender, holder);
    expect(amountIn(before) - amountIn(after)).toBeCloseTo(5_000, 5);
    await balanced();
  });

  it('is accepted by silence, and closed when after-sale is over, each by the clock', async () => {
    const { offerId } = await trade.offer('100.00');
    const orderId = await trade.place(offerId);
    const unsigned = await trade.place(offerId);
    await trade.sign(orderId);
    await trade.fund(orderId, '100.00');
    await trade.deliver(orderId);
    await cluster.settled();
    clockNow = '2026-11-27T15:59:59.000Z';
    await exchange.readModels.runDue('order-due');
    expect(await trade.order(orderId)).toMatchObject({
      state: 'delivered',
      course: { acceptanceUntil: '2026-11-27' },
    });
    clockNow = '2026-11-27T16:00:00.000Z';
    await exchange.readModels.runDue('order-due');
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({
      state: 'settled',
      course: { acceptedBy: 'silence' },
    });
    expect(await trade.order(unsigned)).toMatchObject({
      state: 'licensed',
      course: { signUntil: '2026-12-21' },
    });
    clockNow = '2027-01-20T02:00:00.000Z';
    await exchange.readModels.runDue('order-due');
    expect(await trade.order(orderId)).toMatchObject({
      state: 'closed',
      ending: { reason: 'completed' },
    });
    expect(await trade.order(orderId, bank)).toMatchObject({ ending: { reason: 'completed' } });
    expect(await trade.order(unsigned, bank)).toMatchObject({
      state: 'cancelled',
      ending: { reason: 'notSigned' },
    });
  });
});

describe('settling by hand', () => {
  it('takes what the clock has accepted, once under one key', async () => {
    const { offerId } = await trade.offer('100.00');
    const orderId = await trade.place(offerId);
    await trade.sign(orderId);
    await trade.fund(orderId, '100.00');
    await trade.deliver(orderId);
    const authorization = await cluster.bearer(bank, 'operator');
    const settle = (key: string) =>
      exchange.http
        .post(`/v1/orders/${orderId}/settlement`)
        .set({ authorization, 'idempotency-key': key });
    const key = newId();
    expect((await settle(key)).body.code).toBe('order_state_forbids');
    clockNow = '2026-11-28T02:00:00.000Z';
    const answers = await Promise.all(Array.from({ length: 5 }, () => settle(key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const first = answers.filter(({ headers }) => headers['idempotency-replayed'] !== 'true');
    expect(first).toHaveLength(1);
    const { history } = await trade.order(orderId);
    const types = (history as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'OrderSettled')).toHaveLength(1);
    const foreign = await trade.post(lender, `/v1/orders/${orderId}/settlement`);
    expect(foreign.body.code).toBe('order_not_found');
  });
});

describe('a statement', () => {
  const path = (more = '') => `/v1/statements${more}?${period}`;

  it('says what there was, what moved, what is left, and what that comes to', async () => {
    const orderId = await trade.settled('10600.00');
    const { body } = await trade.get(bank, path());
    const accounts = body['accounts'] as {
      id: string;
      opening: object;
      closing: { amount: string };
    }[];
    expect(accounts.map(({ id }) => id)).toEqual(
      expect.arrayContaining([`payable:${seller}`, `tax:${seller}`]),
    );
    for (const { opening } of accounts) expect(opening).toEqual(cny('0.00'));
    const parties = body['parties'] as { partyId: string }[];
    expect(parties.map(({ partyId }) => partyId)).toEqual([seller, customer]);
    const lines = body['lines'] as { stream: string; accountId: string; amount: object }[];
    expect(lines.filter(({ stream }) => stream === `order-${orderId}`)).toMatchObject([
      {
        accountId: `payable:${seller}`,
        side: 'credit',
        amount: cny('10000.00'),
        counterAccount: `escrow:${orderId}`,
      },
      { accountId: `tax:${seller}`, side: 'credit', amount: cny('600.00') },
    ]);
    const sum = accounts.reduce((total, { closing }) => total + Number(closing.amount), 0);
    expect(Number((body['netting'] as { net: { amount: string } }).net.amount)).toBeCloseTo(sum, 5);
    const later = await trade.get(bank, '/v1/statements?from=2026-12-01&to=2026-12-31');
    expect((later.body['accounts'] as { opening: object }[]).map(({ opening }) => opening)).toEqual(
      accounts.map(({ closing }) => closing),
    );
    expect(later.body['lines']).toEqual([]);
  });

  it('comes as CSV, workbook and document with every line', async () => {
    const authorization = await cluster.bearer(bank, 'accountant');
    const { body } = await trade.get(bank, path());
    const count = (body['lines'] as unknown[]).length;
    const csv = await exchange.http.get(path('.csv')).set({ authorization });
    expect(csv.text.trim().split('\r\n')).toHaveLength(count + 1);
    const download = async (form: string) =>
      exchange.http
        .get(path(`.${form}`))
        .set({ authorization })
        .buffer(true)
        .parse((answer, done) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => done(null, Buffer.concat(parts)));
        });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await download('xlsx')).body as ArrayBuffer);
    expect(workbook.worksheets[0]?.rowCount).toBe(count + 1);
    expect(((await download('pdf')).body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('and accounts are their owner’s, the operator’s and the auditor’s', async () => {
    const orderId = await trade.settled('1.00');
    const entries = (account: string) => `/v1/accounts/${account}/entries`;
    expect((await trade.get(buyer, entries(`payable:${seller}`))).status).toBe(404);
    expect((await trade.get(buyer, entries('nonsense'))).status).toBe(404);
    expect((await trade.get(lender, entries(`escrow:${orderId}`))).status).toBe(404);
    expect((await trade.get(buyer, entries(`escrow:${orderId}`))).body['items']).toHaveLength(3);
    const page = await trade.get(bank, `${entries(`payable:${seller}`)}?limit=1`);
    expect(page.body['items']).toHaveLength(1);
    const next = await trade.get(
      bank,
      `${entries(`payable:${seller}`)}?limit=1&cursor=${page.body['next'] as string}`,
    );
    expect(next.body['items']).not.toEqual(page.body['items']);
    expect((await trade.get(buyer, `/v1/statements?${period}&party=${seller}`)).status).toBe(404);
    expect(
      (await trade.get(lender, `/v1/statements?${period}&party=${seller}`, 'auditor')).status,
    ).toBe(200);
    expect((await trade.get(buyer, '/v1/accounts/totals')).status).toBe(403);
    expect((await accountsOf(buyer)).every((line) => line.includes(customer))).toBe(true);
  });
});

describe('an order', () => {
  it('is negotiated, amended and ended by agreement, and both sides are told why', async () => {
    const { offerId } = await trade.offer('1000.00');
    const orderId = await trade.place(offerId);
    const lower = { price: { amount: cny('800.00'), vatIncluded: true }, deposit: cny('100.00') };
    expect(await trade.step(buyer, orderId, 'proposals', lower)).toMatchObject({ termsVersion: 2 });
    const early = await trade.post(bank, `/v1/orders/${orderId}/signatures`, {
      contractDigest: digestOf('c'),
    });
    expect(early.body.code).toBe('order_terms_superseded');
    await trade.sign(orderId, { termsVersion: 2 });
    const dearer = {
      price: { amount: cny('900.00'), vatIncluded: true },
      contractDigest: digestOf('9'),
    };
    expect(await trade.step(bank, orderId, 'amendments', dearer)).toMatchObject({ amendmentNo: 1 });
    await trade.step(buyer, orderId, 'amendments/1/agreement', { contractDigest: digestOf('9') });
    await trade.fund(orderId, '100.00');
    expect(await trade.order(orderId)).toMatchObject({
      state: 'funded',
      price: cny('900.00'),
      course: { due: cny('900.00'), received: cny('100.00') },
    });
    const ending = { reason: 'agreed', explanation: '不再需要' };
    await trade.step(buyer, orderId, 'termination', ending);
    await trade.step(bank, orderId, 'termination', ending);
    for (const org of [buyer, bank]) {
      expect(await trade.order(orderId, org)).toMatchObject({
        state: 'terminated',
        ending: { reason: 'agreed' },
        course: { entitles: false },
      });
    }
    await cluster.settled();
    expect(await accountsOf(bank, orderId, 'operator')).toEqual([
      `due:${orderId} 0.00 even`,
      `escrow:${orderId} 0.00 even`,
    ]);
    await balanced();
  });

  it('goes on to its settlement when its offer is taken down', async () => {
    const { offerId } = await trade.offer('100.00');
    const orderId = await trade.place(offerId);
    const taken = await trade.post(bank, `/v1/offers/${offerId}/delisting`, { reason: '停止供应' });
    expect(taken.status).toBe(200);
    await trade.sign(orderId);
    await trade.fund(orderId, '100.00');
    await trade.deliver(orderId);
    await trade.step(buyer, orderId, 'acceptance');
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({ state: 'settled' });
  });

  it('keeps who the sides were, and lets nothing leave that is barred meanwhile', async () => {
    const offer = await trade.offer('10.00');
    const orderId = await trade.place(offer.offerId);
    await trade.sign(orderId);
    await trade.fund(orderId, '10.00');
    const { course } = await trade.order(orderId);
    expect(course).toMatchObject({
      seller: { partyId: seller, isVerified: false },
      buyer: { partyId: customer },
      source: { assetId: offer.assetId },
    });
    const freeze = {
      barId: newId(),
      holdingId: offer.holdingId,
      ground: 'freeze',
      authority: '法院',
    } as const;
    await titles.act(offer.assetId, { org: bank, role: 'registrar' }, 'RaiseBar', freeze);
    const barred = await trade.post(bank, `/v1/orders/${orderId}/deliveries`, {
      contentDigest: digestOf('d'),
      isLast: true,
    });
    expect(barred.body).toMatchObject({
      status: 409,
      code: 'order_delivery_barred',
      obstacles: { barIds: [freeze.barId] },
    });
  });
});

describe('the operator', () => {
  it('sets off a month with one payment, once, after it has ended', async () => {
    const { id: sharingId } = (await trade.post(bank, '/v1/revenue-shares', agreement())).body;
    await trade.settled('33333.33', sharingId);
    const wanted = { party: holder, month: '2026-11', reference: 'B-1' };
    const authorization = await cluster.bearer(bank, 'operator');
    const net = (key: string, body: object = wanted) =>
      exchange.http.post('/v1/nettings').set({ authorization, 'idempotency-key': key }).send(body);
    expect((await net(newId())).body.code).toBe('netting_month_open');
    clockNow = '2026-12-01T02:00:00.000Z';
    const share = (await accountsOf(lender)).find((line) => line.startsWith('share'));
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 5 }, () => net(key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { position } = answers[0]?.body as { position: number };
    const path = `/v1/accounts/share:${holder}/entries?limit=1&after=${position}`;
    const [entry] = (await trade.get(lender, path)).body['items'] as {
      amount: { amount: string };
    }[];
    expect(entry).toMatchObject({
      eventType: 'MonthNetted',
      side: 'debit',
      counterAccount: 'custody:exchange',
    });
    expect(share).toBe(`share:${holder} ${entry?.amount.amount} credit`);
    expect((await accountsOf(lender)).find((line) => line.startsWith('share'))).toBe(
      `share:${holder} 0.00 even`,
    );
    expect((await net(newId())).body.code).toBe('netting_not_in_order');
    expect((await net(newId(), { ...wanted, party: newId() })).body.code).toBe('netting_nothing');
    await balanced();
  });
});
