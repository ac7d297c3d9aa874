import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import ExcelJS from 'exceljs';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { actorOf } from '../support/orders.js';
import { titlesOf, type Titles } from '../support/titles.js';
import { digestOf, Trade } from '../support/trade.js';

const { bank, buyer, lender } = organisations;
const [seller, customer] = [partyIdOf('uscc', bank), partyIdOf('uscc', buyer)];
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const start = '2026-11-20T02:00:00.000Z';
const on = (date: string) => `${date}T02:00:00.000Z`;

let clockNow = start;
let cluster: TestCluster;
let exchange: RunningApp;
let titles: Titles;
let trade: Trade;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  exchange = await cluster.startExchange();
  trade = new Trade(cluster, exchange, titles);
  const party = exchange.app.get(CommandLoop, { strict: false }).handler(partyKind);
  const identifier = { kind: 'uscc', value: buyer } as const;
  const data = { partyId: customer, identifier, name: '买方', partyClass: 'enterprise' } as const;
  const context = { actor: actorOf(buyer), correlationId: newId() };
  await party(partyStream(customer), { type: 'RegisterParty', data }, context);
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(() => {
  clockNow = start;
});

/** An order under a plan of the offer, signed by both. */
const contracted = async (pricePlan: object, more: object = {}): Promise<string> => {
  const { offerId } = await trade.offer('', { pricePlan, ...more });
  const orderId = await trade.place(offerId);
  await trade.sign(orderId);
  await cluster.settled();
  return orderId;
};

interface Charge {
  readonly chargeNo: number;
  readonly state: string;
  readonly gross: { readonly amount: string };
}

const chargesOf = async (orderId: string, org: string = buyer): Promise<readonly Charge[]> => {
  await cluster.settled();
  const { body } = await trade.get(org, `/v1/orders/${orderId}/charges`);
  return body['items'] as readonly Charge[];
};

const said = async (orderId: string) =>
  (await chargesOf(orderId)).map(({ state, gross }) => `${state} ${gross.amount}`);

/** The clock comes to a day, and what is due is charged. */
const comes = async (date: string): Promise<void> => {
  clockNow = on(date);
  await cluster.settled();
  await exchange.readModels.runDue('charge-due');
  await cluster.settled();
};

const used = (orderId: string, quantity: number, usedAt: string, sequence = 1) =>
  trade.step(bank, orderId, 'usage', {
    ...{ meterId: 'gateway-1', requestLogDigest: digestOf('e') },
    events: [{ sequence, usedAt, quantity }],
  });

const balanced = async (): Promise<void> => {
  const { body } = await trade.get(bank, '/v1/accounts/totals', 'operator');
  expect(body['isBalanced']).toBe(true);
};

const refused = async (org: string, path: string, body: object = {}) => {
  const { status, body: problem } = await trade.post(org, path, body);
  return `${status} ${problem.code}`;
};

describe('trading under a plan', () => {
  it('subscription: the fee falls due as each period begins; buyer and seller see the same', async () => {
    const orderId = await contracted({
      ...{ kind: 'subscription', amount: cny('1060.00'), every: 'month', periods: 2 },
      vatIncluded: true,
    });
    expect(await said(orderId)).toEqual(['due 1060.00']);
    await trade.fund(orderId, '1060.00');
    await comes('2026-12-19');
    expect(await said(orderId)).toEqual(['settled 1060.00']);
    await comes('2026-12-20');
    expect(await chargesOf(orderId, bank)).toEqual(await chargesOf(orderId));
    expect(await said(orderId)).toEqual(['due 1060.00', 'settled 1060.00']);
    expect(await trade.order(orderId)).toMatchObject({
      content: { pricePlan: { kind: 'subscription', every: 'month' } },
      course: { charging: { charges: 2, outstanding: cny('1060.00'), hasEnded: false } },
    });
    await trade.fund(orderId, '1060.00');
    await comes('2027-01-20');
    expect(await trade.order(orderId)).toMatchObject({ course: { charging: { hasEnded: true } } });
    await balanced();
  });

  it('use: what was metered in a month is charged when it is over, later news by the difference', async () => {
    const orderId = await contracted(
      { kind: 'perUse', unitPrice: '0.0035', vatIncluded: false },
      { metering: { unit: 'call', quota: { quantity: 100_000, per: 'month' } } },
    );
    await used(orderId, 120_000, '2026-11-20T01:00:00Z');
    await comes('2026-12-01');
    const [charge] = await chargesOf(orderId);
    // What lies beyond the quota is flagged and not billed.
    expect(charge).toMatchObject({
      ...{ quantity: '100000', exact: '350.00', gross: cny('371.00'), vat: cny('21.00') },
      ...{ unit: 'call', state: 'due', payUntil: '2026-12-11' },
      lines: [{ item: 'use', unitPrice: '0.0035', amount: '350.00' }],
    });
    const taken = [{ sequence: 2, usedAt: '2026-11-20T01:00:00Z', quantity: -70_000, corrects: 1 }];
    const correction = { meterId: 'gateway-1', requestLogDigest: digestOf('e'), events: taken };
    await trade.step(bank, orderId, 'usage', correction);
    const { charges } = await trade.step(bank, orderId, 'charges');
    expect(charges).toEqual([{ chargeNo: 2, gross: cny('-185.50') }]);
    expect(await said(orderId)).toEqual(['credit -185.50', 'due 371.00']);
    const late = on('2026-12-12');
    clockNow = late;
    const asked = { orderId, party: buyer, purpose: '信贷风险评估' };
    expect(await refused(bank, '/v1/entitlements/check', asked)).toBe('403 charge_overdue');
    await trade.fund(orderId, '185.50');
    await cluster.settled();
    expect(await said(orderId)).toEqual(['credit -185.50', 'settled 371.00']);
    await balanced();
  });

  it.each([
    ['graduated', '80.80', ['80.00', '0.80']],
    ['volume', '64.80', ['64.80']],
  ])('tiers, %s: a month comes to %s', async (method, gross, amounts) => {
    const tiers = [{ upTo: 80, unitPrice: '1.00' }, { unitPrice: '0.80' }];
    const orderId = await contracted({ kind: 'tiered', method, tiers, vatIncluded: true });
    await used(orderId, 81, '2026-11-20T01:00:00Z');
    await comes('2026-12-01');
    const lines = amounts.map((amount) => ({ amount }));
    expect(await chargesOf(orderId)).toMatchObject([{ gross: cny(gross), lines }]);
  });

  it('results: metered ones by the clock, others as the seller declares them', async () => {
    const plan = { kind: 'perResult', unitPrice: '2.00', vatIncluded: true };
    const metering = { metering: { unit: 'result' } };
    const metered = await contracted({ ...plan, counting: 'metered' }, metering);
    await trade.step(bank, metered, 'usage', {
      ...{ meterId: 'm', requestLogDigest: digestOf('e') },
      events: ['hit', 'miss', 'hit'].map((result, at) => ({
        ...{ sequence: at + 1, usedAt: '2026-11-20T01:00:00Z', quantity: 1, result },
      })),
    });
    const declared = await contracted({ ...plan, counting: 'declared' }, metering);
    await comes('2026-12-01');
    expect(await said(metered)).toEqual(['due 4.00']);
    const report = { from: '2026-11-01', results: 9, reportDigest: digestOf('9') };
    const path = `/v1/orders/${declared}/charges`;
    expect(await refused(buyer, path, report)).toBe('403 order_not_this_side');
    expect(await refused(bank, path, { ...report, from: '2026-12-01' })).toBe(
      '409 charge_period_unsound',
    );
    await trade.step(bank, declared, 'charges', report);
    expect(await said(declared)).toEqual(['due 18.00']);
  });

  it('packages: paid out of the wallet, used up, and bought again', async () => {
    const wallet = `/v1/wallets/${buyer}`;
    const paidIn = { amount: cny('300.00'), ground: 'topUp', reference: 'B-1' };
    await trade.post(bank, `${wallet}/credits`, paidIn, 'operator');
    const plan = { kind: 'package', amount: cny('100.00'), units: 5, validDays: 20 };
    const orderId = await contracted({ ...plan, vatIncluded: true });
    const hold = { orderId, ground: 'prepaid', amount: cny('250.00') };
    expect((await trade.post(buyer, `${wallet}/holds`, hold)).status).toBe(201);
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({ state: 'funded' });
    await used(orderId, 5, '2026-11-20T01:00:00Z');
    const asked = { orderId, party: buyer, purpose: '信贷风险评估' };
    const check = async () => (await trade.post(bank, '/v1/entitlements/check', asked)).body;
    expect((await check()).code).toBe('quota_exhausted');
    await trade.step(buyer, orderId, 'packages', { packages: 1 });
    await cluster.settled();
    expect(await said(orderId)).toEqual(['settled 100.00']);
    expect((await check()).code).toBeUndefined();
    const { body } = await trade.get(buyer, wallet);
    expect(body).toMatchObject({ available: cny('50.00'), held: cny('50.00') });
    await balanced();
  });

  it('share of revenue: the minimum by the clock, what is declared on top, corrected in a dispute', async () => {
    const orderId = await contracted({
      ...{ kind: 'revenueShare', rate: '0.05', every: 'month', minimum: cny('100.00') },
      vatIncluded: true,
    });
    await comes('2026-12-20');
    expect(await said(orderId)).toEqual(['due 100.00']);
    const revenue = { from: '2026-11-20', revenue: cny('10000.00'), reportDigest: digestOf('9') };
    await trade.step(bank, orderId, 'charges', revenue);
    expect(await said(orderId)).toEqual(['due 400.00', 'due 100.00']);
    const claim = { ground: 'payment', claim: '收入有误', chargeNo: 2 };
    await trade.step(buyer, orderId, 'disputes', claim);
    const half = { outcome: 'priceReduction', amount: cny('150.00'), reason: '核对' };
    await trade.step(bank, orderId, 'disputes/1/resolution', half, 'operator');
    expect(await said(orderId)).toEqual(['credit -150.00', 'due 400.00', 'due 100.00']);
    const given = { amount: cny('50.00'), reason: '商誉' };
    await trade.step(bank, orderId, 'charges/1/credit', given);
    const more = { ...given, amount: cny('50.01') };
    const path = `/v1/orders/${orderId}/charges`;
    expect(await refused(bank, `${path}/1/credit`, more)).toBe('409 charge_credit_exceeds');
    expect(await refused(bank, `${path}/9/credit`, given)).toBe('404 charge_not_found');
    await trade.fund(orderId, '300.00');
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({
      course: { charging: { outstanding: cny('0.00') } },
    });
    await balanced();
  });

  it('negotiated: a plan is agreed before anybody signs; one-off stays as it was', async () => {
    const { offerId } = await trade.offer('', {
      pricePlan: { kind: 'negotiated', vatIncluded: true },
    });
    const orderId = await trade.place(offerId);
    const contract = { contractDigest: digestOf('c') };
    const path = `/v1/orders/${orderId}/signatures`;
    expect(await refused(bank, path, contract)).toBe('409 price_not_agreed');
    const pricePlan = { kind: 'oneOff', amount: cny('500.00'), vatIncluded: true };
    await trade.step(buyer, orderId, 'proposals', { pricePlan });
    await trade.sign(orderId, { termsVersion: 2 });
    await trade.fund(orderId, '500.00');
    expect(await trade.order(orderId)).toMatchObject({ state: 'funded', price: cny('500.00') });
    expect(await refused(bank, `/v1/orders/${orderId}/charges`)).toBe('409 charge_not_by_plan');
  });
});

describe('costs that come first', () => {
  it('come back out of charges, once, and are open again when a charge is taken back', async () => {
    const partner = partyIdOf('uscc', lender);
    const terms = {
      base: 'netOfFee',
      first: [{ partyId: partner, role: 'holder', kind: 'recovery', amount: cny('1500.00') }],
      tiers: [{ shares: [{ partyId: seller, role: 'operator', ratio: '1/1' }] }],
      guarantees: [],
    };
    const agreement = {
      name: '成本回收',
      from: '2026-11-20',
      terms,
      contractDigest: digestOf('a'),
    };
    const { id: sharingId } = (await trade.post(bank, '/v1/revenue-shares', agreement)).body;
    const plan = {
      kind: 'subscription',
      amount: cny('1060.00'),
      every: 'month',
      vatIncluded: true,
    };
    const { offerId } = await trade.offer('', { pricePlan: plan });
    const orderId = await trade.place(offerId);
    await trade.sign(orderId, { sharingId });
    await cluster.settled();
    await comes('2026-12-20');
    expect(await said(orderId)).toEqual(['due 1060.00', 'due 1060.00']);
    await trade.fund(orderId, '2120.00');
    expect(await said(orderId)).toEqual(['settled 1060.00', 'settled 1060.00']);
    const shares = async (): Promise<unknown> => {
      const { body } = await trade.get(lender, `/v1/accounts/share:${partner}/entries`);
      return (body['items'] as { amount: { amount: string } }[]).map(({ amount }) => amount.amount);
    };
    expect(await shares()).toEqual(['500.00', '1000.00']);
    const less = { amount: cny('1060.00'), reason: '未提供' };
    await trade.step(bank, orderId, 'charges/1/credit', less);
    await comes('2027-01-20');
    await trade.fund(orderId, '1060.00');
    expect((await said(orderId))[0]).toBe('settled 1060.00');
    expect(await shares()).toEqual(['1000.00', '1000.00', '500.00', '1000.00']);
    await balanced();
  });
});

describe('plans that cannot be', () => {
  it('are refused with the member at fault', async () => {
    const { assetId, holdingId } = await trade.offer();
    const content = {
      ...{ name: '信息', summary: '按日更新', assetId, holdingId, kind: 'ordinary' },
      terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 },
      delivery: 'api',
    };
    const draft = (more: object) => refused(bank, '/v1/offers', { ...content, ...more });
    expect(await draft({})).toBe('409 price_plan_invalid');
    const perUse = { kind: 'perUse', vatIncluded: true };
    expect(await draft({ pricePlan: perUse })).toBe('409 price_plan_invalid');
    const pricePlan = { ...perUse, unitPrice: '1.00' };
    const metering = { unit: 'result' };
    expect(await draft({ pricePlan, metering })).toBe('409 price_plan_contradicts_metering');
    const orderId = await contracted(pricePlan);
    const other = { kind: 'oneOff', amount: cny('1.00'), vatIncluded: true };
    const amendment = { contractDigest: digestOf('9'), pricePlan: other };
    const path = `/v1/orders/${orderId}/amendments`;
    expect(await refused(bank, path, amendment)).toBe('409 price_plan_kind_fixed');
    expect(await refused(lender, `/v1/orders/${orderId}/charges`)).toBe('404 order_not_found');
  });
});

describe('statements and invoices', () => {
  it('show charges with quantity, unit price and tax, the same to both sides', async () => {
    const plan = { kind: 'perUse', unitPrice: '0.50', vatIncluded: true };
    const orderId = await contracted(plan);
    await used(orderId, 212, '2026-11-20T01:00:00Z');
    await comes('2026-12-01');
    const period = 'from=2026-12-01&to=2026-12-31';
    const of = async (org: string, key: 'charges' | 'invoices') => {
      const { body } = await trade.get(org, `/v1/statements?${period}`);
      return (body[key] as { orderId: string }[]).filter((one) => one.orderId === orderId);
    };
    expect(await of(bank, 'charges')).toEqual(await of(buyer, 'charges'));
    expect(await of(buyer, 'invoices')).toMatchObject([
      {
        ...{ id: `${orderId}.c1`, kind: 'blue', chargeNo: 1, sellerPartyId: seller },
        ...{ quantity: '212', unit: 'call', unitPrice: '0.50' },
        ...{ net: cny('100.00'), vat: cny('6.00'), gross: cny('106.00') },
        period: { from: '2026-11-01', until: '2026-11-30' },
      },
    ]);
    const authorization = await cluster.bearer(buyer, 'manager');
    const file = (name: string) =>
      exchange.http.get(`/v1/${name}?${period}`).set({ authorization }).responseType('blob');
    const csv = String((await file('statements/charges.csv')).body);
    expect(csv).toContain(`${orderId}.c1`);
    expect(csv).toContain('212,call,0.50,100.00,0.06,6.00,106.00');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await file('statements.xlsx')).body as ExcelJS.Buffer);
    const rows = workbook.getWorksheet('计费明细')?.getSheetValues() ?? [];
    const row = (rows as unknown[][]).find((cells) => cells?.[2] === `${orderId}.c1`);
    expect(row?.slice(9, 17)).toEqual(['用量', 212, '次', 0.5, 100, 0.06, 6, 106]);
    const pdf = (await file('statements.pdf')).body as Buffer;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
