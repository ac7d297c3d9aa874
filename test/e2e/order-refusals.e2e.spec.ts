import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations } from '../support/apps.js';
import type { TestCluster } from '../support/apps.js';
import { type SeededTitle, titlesOf, type Titles } from '../support/titles.js';
import { contractDigest, digestOf, Trade } from '../support/trade.js';

const { bank, buyer, lender } = organisations;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const start = '2026-11-20T02:00:00.000Z';

let cluster: TestCluster;
let titles: Titles;
let trade: Trade;
let orderId: string;
let clockNow = start;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  trade = new Trade(cluster, await cluster.startExchange(), titles);
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(async () => {
  clockNow = start;
  orderId = await trade.place((await trade.offer('100.00')).offerId);
});

/** The code with which a step of the order is refused. */
const refused = async (org: string, step: string, body: object = {}, role?: CallerRole) => {
  const { status, body: problem } = await trade.post(
    org,
    `/v1/orders/${orderId}/${step}`,
    body,
    role,
  );
  return `${status} ${problem.code}`;
};
const payment = (amount: string) => ({ amount: cny(amount), reference: 'R' });
const batch = { contentDigest: digestOf('d'), isLast: true };
const claim = { ground: 'quality', claim: '减价' };
const rejection = { ground: 'quality', explanation: '有误' };
const ending = (reason: string) => ({ reason, explanation: '解除' });

describe('an order says no', () => {
  it('to terms that cannot be, and to amendments that are none', async () => {
    expect(await refused(buyer, 'proposals', { deposit: cny('100.01') })).toBe(
      '409 order_terms_invalid',
    );
    await trade.step(bank, orderId, 'signatures', { contractDigest });
    const another = { contractDigest: digestOf('6') };
    expect(await refused(bank, 'signatures', another)).toBe('409 already_signed');
    await trade.step(buyer, orderId, 'signatures', { contractDigest });
    const own = { contractDigest, acceptanceDays: 9 };
    expect(await refused(bank, 'amendments', own)).toBe('409 order_amendment_is_the_contract');
    const other = { contractDigest: digestOf('9') };
    expect(await refused(buyer, 'amendments/1/agreement', other)).toBe(
      '404 order_amendment_not_found',
    );
    await trade.step(bank, orderId, 'amendments', { ...other, acceptanceDays: 9 });
    expect(await refused(bank, 'amendments/1/agreement', other)).toBe('409 order_amendment_own');
    const third = { contractDigest: digestOf('7') };
    expect(await refused(buyer, 'amendments/1/agreement', third)).toBe(
      '409 contract_digest_differs',
    );
    expect(await refused(buyer, 'signatures', { contractDigest: digestOf('8') })).toBe(
      '409 order_not_signable',
    );
    expect(await refused(buyer, 'cancellation')).toBe('409 order_not_cancellable');
  });

  it('to money that is none or too much, and to delivery before it', async () => {
    await trade.sign(orderId);
    expect(await refused(bank, 'funding', payment('0.00'), 'operator')).toBe(
      '409 order_amount_not_positive',
    );
    expect(await refused(bank, 'funding', payment('100.01'), 'operator')).toBe(
      '409 order_overpaid',
    );
    expect(await refused(bank, 'deliveries', batch)).toBe('409 order_state_forbids');
    expect(await refused(bank, 'termination', ending('notFunded'))).toBe('409 order_not_due');
    expect(await refused(buyer, 'termination', ending('notFunded'))).toBe(
      '403 order_not_this_side',
    );
    expect(await refused(lender, 'termination', ending('agreed'))).toBe('404 order_not_found');
    expect(await refused(bank, 'termination', ending('byOrder'), 'operator')).toBe(
      '409 order_document_missing',
    );
  });

  it('to what is not this side’s, not there, or said before', async () => {
    await trade.sign(orderId);
    await trade.fund(orderId, '100.00');
    expect(await refused(buyer, 'deliveries', batch)).toBe('403 order_not_this_side');
    await trade.deliver(orderId);
    const received = { contentDigest: digestOf('d') };
    expect(await refused(buyer, 'deliveries/2/receipt', received)).toBe(
      '404 order_delivery_not_found',
    );
    await trade.step(buyer, orderId, 'deliveries/1/receipt', received);
    const differs = { contentDigest: digestOf('e') };
    expect(await refused(buyer, 'deliveries/1/receipt', differs)).toBe(
      '409 order_delivery_received',
    );
    expect(await refused(bank, 'disputes/1/withdrawal', { reason: '无' })).toBe(
      '409 order_dispute_not_open',
    );
    await trade.step(buyer, orderId, 'disputes', claim);
    expect(await refused(bank, 'disputes/1/withdrawal', { reason: '无' })).toBe(
      '403 order_dispute_of_the_other',
    );
    const all = { outcome: 'priceReduction', amount: cny('100.00'), reason: '减价' };
    expect(await refused(bank, 'disputes/1/resolution', all, 'operator')).toBe(
      '409 order_refund_exceeds_price',
    );
    const proof = { how: 'deletion', proofDigest: digestOf('f') };
    expect(await refused(buyer, 'refunds/1/use-end', proof)).toBe('409 order_refund_not_open');
  });

  it('by the clock: rejection after the inspection, a dispute after after-sale', async () => {
    await trade.sign(orderId);
    await trade.fund(orderId, '100.00');
    await trade.deliver(orderId);
    clockNow = '2026-11-28T02:00:00.000Z';
    expect(await refused(buyer, 'rejection', rejection)).toBe('409 order_acceptance_over');
    await trade.step(buyer, orderId, 'acceptance');
    await cluster.settled();
    const part = { kind: 'priceReduction', amount: cny('1.00'), reason: '商誉' };
    for (let times = 0; times < 4; times++) await trade.step(bank, orderId, 'refund', part);
    expect(await refused(bank, 'refund', part)).toBe('409 order_refunds_exhausted');
    clockNow = '2027-01-20T02:00:00.000Z';
    expect(await refused(buyer, 'disputes', claim)).toBe('409 order_after_sale_over');
  });

  it('by the clock: signatures, use before the balance is paid, refunds that are to stand', async () => {
    await trade.step(bank, orderId, 'proposals', { deposit: cny('10.00'), signingDays: 5 });
    clockNow = '2026-11-26T02:00:00.000Z';
    const signature = { contractDigest, termsVersion: 2 };
    expect(await refused(buyer, 'signatures', signature)).toBe('409 order_signing_over');
    expect(await refused(bank, 'proposals', { signingDays: 9 })).toBe('409 order_signing_over');
    clockNow = start;
    await trade.sign(orderId, { termsVersion: 2 });
    await trade.fund(orderId, '10.00');
    await trade.deliver(orderId);
    await trade.step(buyer, orderId, 'acceptance');
    const use = { orderId, party: buyer, purpose: '信贷风险评估' };
    const used = async () => {
      const { status, body } = await trade.post(bank, '/v1/entitlements/check', use);
      return [status, body.code];
    };
    expect(await used()).toEqual([200, undefined]);
    expect(await refused(bank, 'termination', ending('notFunded'))).toBe('409 order_not_due');
    clockNow = '2026-12-01T02:00:00.000Z';
    expect(await used()).toEqual([403, 'balance_overdue']);
    await trade.step(bank, orderId, 'termination', ending('notFunded'));
    clockNow = '2026-12-31T02:00:00.000Z';
    const why = { reason: '逾期未证明删除' };
    expect(await refused(bank, 'refunds/1/withdrawal', why)).toBe('409 order_refund_stands');
    expect(await refused(lender, 'refunds/1/withdrawal', why)).toBe('404 order_not_found');
    const decided = async (amount: string) =>
      refused(bank, 'refunds/1/decision', { ...why, price: cny(amount) }, 'operator');
    expect(await decided('10.01')).toBe('409 order_terms_invalid');
    expect(await trade.order(orderId)).toMatchObject({
      state: 'refunding',
      course: { balanceUntil: '2026-11-30', refunds: [{ proofUntil: '2026-12-11' }] },
    });
    expect(await decided('4.00')).toBe('200 undefined');
    await cluster.settled();
    expect(await trade.order(orderId)).toMatchObject({
      state: 'settled',
      course: {
        due: cny('4.00'),
        acceptedBy: 'decision',
        refunds: [{ decidedPrice: cny('4.00') }],
      },
    });
  });

  it('to a settlement that is not paid for, or shared beyond the price', async () => {
    await trade.step(bank, orderId, 'proposals', { deposit: cny('10.00') });
    await trade.sign(orderId, { termsVersion: 2 });
    await trade.fund(orderId, '10.00');
    await trade.deliver(orderId);
    await trade.step(buyer, orderId, 'acceptance');
    expect(await refused(bank, 'settlement', {}, 'operator')).toBe('409 order_underfunded');
    const shares = [{ partyId: partyIdOf('uscc', lender), role: 'broker', ratio: '1/1' }];
    const terms = { base: 'gross', first: [], tiers: [{ shares }], guarantees: [] };
    const rule = { name: '全归他人', from: '2026-11-20', terms, contractDigest };
    const { id: sharingId } = (await trade.post(bank, '/v1/revenue-shares', rule)).body;
    orderId = await trade.settled('50.00', sharingId);
    expect(await trade.order(orderId)).toMatchObject({ state: 'accepted' });
    expect(await refused(bank, 'settlement', {}, 'operator')).toBe('409 order_shares_exceed_price');
  });

  it('to agreements that look back, do not add up, or are another’s', async () => {
    const shares = [{ partyId: partyIdOf('uscc', lender), role: 'holder', ratio: '1/1' }];
    const terms = { base: 'gross', first: [], tiers: [{ shares }], guarantees: [] };
    const rule = { name: '分配', from: '2026-11-20', terms, contractDigest };
    const code = async (org: string, path: string, body: object) =>
      (await trade.post(org, `/v1/revenue-shares${path}`, body)).body.code;
    expect(await code(bank, '', { ...rule, from: '2026-11-19' })).toBe('sharing_not_prospective');
    const half = { ...terms, tiers: [{ shares: [{ ...shares[0], ratio: '1/2' }] }] };
    expect(await code(bank, '', { ...rule, terms: half })).toBe('sharing_terms_invalid');
    const { id } = (await trade.post(bank, '/v1/revenue-shares', rule)).body;
    expect(await code(lender, `/${id}/versions`, rule)).toBe('sharing_not_the_owner');
    expect(await code(buyer, `/${id}/versions`, rule)).toBe('sharing_not_found');
  });
});

describe('what connectors have agreed', () => {
  it('is not there for whoever has no part in it', async () => {
    const code = async (path: string) =>
      (await trade.get(bank, `/v1/dataspace/${path}`)).body.code as string;
    expect(await code(`negotiations/${newId()}`)).toBe('negotiation_not_found');
    expect(await code(`transfers/${newId()}`)).toBe('transfer_not_found');
  });
});

describe('an offer says no', () => {
  const contentOf = (title: SeededTitle) => ({
    name: '企业登记信息',
    summary: '按日更新的企业登记信息',
    ...title,
    kind: 'ordinary',
    terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 },
    price: { amount: cny('100.00'), vatIncluded: true },
    delivery: 'api',
  });

  it('to terms that contradict themselves, and to a listing beyond them', async () => {
    const content = contentOf(await titles.open(bank));
    const { terms } = content;
    const drafted = async (more: object) =>
      (await trade.post(bank, '/v1/offers', { ...content, ...more })).body;
    expect((await drafted({ kind: 'exclusive' })).code).toBe('deal_kind_contradicts_terms');
    const reversed = { terms: { ...terms, until: '2026-10-31' } };
    expect((await drafted(reversed)).code).toBe('licence_term_reversed');
    const { id } = await drafted({ terms: { ...terms, until: '2026-12-31' } });
    const listed = async (until: string, offerId = id) =>
      (await trade.post(bank, `/v1/offers/${offerId}/listing`, { until })).body.code;
    for (const until of ['2026-11-19', '2027-01-01']) {
      expect(await listed(until)).toBe('listing_until_out_of_range');
    }
    const theirs = await drafted(await titles.open(lender));
    expect(await listed('2026-12-31', theirs.id)).toBe('seller_holds_no_entry');
    const held = await drafted(await titles.open(bank, 'holding'));
    expect(await listed('2026-12-31', held.id)).toBe('entry_not_licensable');
  });

  it('to what it has become too late for', async () => {
    const { body } = await trade.post(bank, '/v1/offers', contentOf(await titles.open(bank)));
    const code = async (id: string, step: string, sent: object) =>
      (await trade.post(bank, `/v1/offers/${id}/${step}`, sent)).body.code;
    const why = { reason: '停止供应' };
    expect(await code(body.id, 'delisting', why)).toBe('offer_not_standing');
    const { offerId } = await trade.offer('100.00');
    expect(await code(offerId, 'listing', { until: '2026-12-30' })).toBe('offer_already_listed');
    expect(await code(offerId, 'delisting', why)).toBeUndefined();
    expect(await code(offerId, 'listing', { until: '2026-12-30' })).toBe('offer_delisted');
  });

  it('to a number of licences, or a sale of the right, that does not fit its kind', async () => {
    const title = await titles.open(bank);
    const content = { ...contentOf(title), kind: 'capped' };
    const drafted = async (more: object) =>
      (await trade.post(bank, '/v1/offers', { ...content, ...more })).body.code;
    expect(await drafted({})).toBe('offer_cap_wrong');
    expect(await drafted({ kind: 'ordinary', cap: 3 })).toBe('offer_cap_wrong');
    expect(await drafted({ cap: 3, transfer: {} })).toBe('offer_transfer_wrong');
    expect(await drafted({ kind: 'transfer' })).toBe('offer_transfer_wrong');
    expect(await drafted({ cap: 3 })).toBeUndefined();
  });
});
