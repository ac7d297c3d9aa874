import type { Clock } from '@ledger/event-store/clock.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { cny, idOf, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, lender, secondLender, appraiser, buyer: secondAppraiser } = organisations;
const borrower = by('manager', bank);
const theLender = lenderOf(lender);
/** Another person of the lender's: people are told apart by their tokens. */
const another: typeof theLender = [lender, 'lender', 'auditor'];
const stranger = lenderOf(secondLender);
const contractDigest = 'ab'.repeat(32);
const start = Date.parse('2026-11-20T02:00:00.000Z');
const clock: Clock = { now: () => new Date(start).toISOString() };

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1, clock);
});
afterAll(() => story.close());

/** Records an appraisal of an asset by the firm that its holder named. */
const appraised = async (
  asset: StoryAsset,
  amount: string,
  reportNumber: string,
  firm: string = appraiser,
  more: object = {},
): Promise<string> => {
  await story.post(borrower, `${asset.path}/appraisers`, {
    firmPartyId: idOf(firm),
    until: '2027-06-30',
  });
  const answer = await story.post(by('appraiser', firm), `${asset.path}/valuations`, {
    reportNumber,
    signatories: ['9c1f6f0e', '5d2b7a44'],
    reportDigest: 'b'.repeat(64),
    purpose: 'pledge',
    valueType: 'market',
    rightsValued: ['operation'],
    results: [{ approach: 'cost', value: cny(amount) }],
    singleApproachReason: '无可比案例',
    value: cny(amount),
    baseDate: reportNumber === '一' ? '2026-10-31' : '2026-11-01',
    issuedOn: '2026-11-20',
    ...more,
  });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return (answer.body as { id: string }).id;
};

const step = (id: string, what: string, body: object, who = theLender) =>
  story.post(who, `/v1/financings/${id}/${what}`, body);

const facility = async (id: string, who = theLender) =>
  (await story.get(who, `/v1/financings/${id}`)).body as Record<string, unknown>;

const requested = async (asset: StoryAsset): Promise<string> => {
  const answer = await story.post(borrower, '/v1/financings', {
    lenderPartyId: idOf(lender),
    amount: cny('1000000.00'),
    purpose: '流动资金周转',
    until: '2027-11-20',
    collateral: [{ assetId: asset.assetId, holdingId: asset.operation }],
  });
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
};

const terms = {
  creditLine: cny('1000000.00'),
  haircut: '0',
  ratio: '0.5',
  rate: '0.0435',
  until: '2027-11-20',
  openUntil: '2026-12-20',
};

describe('a facility', () => {
  it('goes from the request over pledge, drawdown and margin to its closing', async () => {
    const asset = await story.asset();
    await appraised(asset, '2000000.00', '一');
    await story.letIn(asset);
    const id = await requested(asset);
    const tooMuch = await step(id, 'offer', { ...terms, creditLine: cny('1000000.01') });
    expect(tooMuch).toMatchObject({
      status: 409,
      body: { code: 'financing_line_above_ratio', obstacles: { largest: '1000000.00' } },
    });
    expect((await step(id, 'offer', terms)).status).toBe(200);
    const wrongSide = await step(id, 'acceptance', { contractDigest }, by('manager', lender));
    expect(wrongSide.body).toMatchObject({ code: 'financing_not_the_borrower' });
    expect((await step(id, 'acceptance', { contractDigest }, borrower)).status).toBe(200);

    const early = await step(id, 'drawdowns', { amount: cny('1.00') });
    expect(early.status).toBe(201);
    expect(await facility(id)).toMatchObject({
      status: 'accepted',
      outsideTerms: [{ grounds: ['not_perfected'] }],
    });

    const pledged = await story.pledge(asset, theLender);
    expect(pledged.status).toBe(201);
    await story.cluster.settled();
    expect(await facility(id, borrower)).toMatchObject({
      status: 'perfected',
      perfected: [{ pledgeId: pledged.body.pledgeId as string }],
      available: '999999.00',
    });

    expect((await step(id, 'drawdowns', { amount: cny('899999.00') })).status).toBe(201);
    const call = { amount: cny('100000.00'), until: '2026-12-04' };
    expect((await step(id, 'margin-call', call)).body).toMatchObject({
      code: 'financing_coverage_sufficient',
    });
    await appraised(asset, '1000000.00', '二');
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({ coverageBreached: true, balance: cny('900000.00') });
    expect((await step(id, 'margin-call', call)).status).toBe(201);
    expect(await facility(id)).toMatchObject({ marginCallUntil: '2026-12-04' });

    const closing = { reason: '本息结清' };
    expect((await step(id, 'closing', closing)).body).toMatchObject({
      code: 'financing_balance_outstanding',
    });
    expect((await step(id, 'repayments', { amount: cny('900000.01') })).body).toMatchObject({
      code: 'financing_repayment_above_balance',
    });
    expect((await step(id, 'repayments', { amount: cny('900000.00') })).status).toBe(201);
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({ coverageBreached: false, balance: cny('0.00') });
    expect((await step(id, 'cure', { how: 'repayment' })).status).toBe(200);
    const picture = await story.get(theLender, `/v1/financings/${id}/coverage.svg`);
    expect(picture.headers['content-type']).toContain('image/svg+xml');
    expect(String(picture.body)).toContain('</svg>');
    expect((await step(id, 'closing', closing)).status).toBe(200);
    expect(await facility(id)).toMatchObject({ status: 'closed' });
  });

  it('finds the pledge that was registered before it was accepted', async () => {
    const asset = await story.asset();
    await appraised(asset, '2000000.00', '一');
    await story.letIn(asset);
    const id = await requested(asset);
    await step(id, 'offer', terms);
    await story.pledge(asset, theLender);
    await step(id, 'acceptance', { contractDigest }, borrower);
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({ status: 'perfected' });
    expect((await step(id, 'drawdowns', { amount: cny('5.00') })).status).toBe(201);
    const outcome = { ground: 'notRepaid', explanation: '到期未还' };
    expect((await step(id, 'default', outcome)).status).toBe(200);
    expect(await facility(id)).toMatchObject({ status: 'defaulted' });
  });

  it('is covered by what its pledges stand on, and by nothing once they are released', async () => {
    const asset = await story.asset();
    await appraised(asset, '2000000.00', '一');
    await story.letIn(asset);
    const id = await requested(asset);
    expect((await step(id, 'offer', terms)).status).toBe(200);
    expect(await facility(id)).toMatchObject({ value: cny('2000000.00') });
    expect((await step(id, 'acceptance', { contractDigest }, borrower)).status).toBe(200);
    expect(await facility(id)).toMatchObject({ value: cny('0.00') });
    await story.letIn(asset, secondLender);
    const first = { amount: cny('600000.00') };
    expect((await story.pledge(asset, lenderOf(secondLender), first)).status).toBe(201);
    const pledged = await story.pledge(asset, theLender);
    await story.cluster.settled();
    expect((await step(id, 'drawdowns', { amount: cny('500000.00') })).status).toBe(201);
    await story.cluster.settled();
    const ranks = [{ ahead: cny('600000.00'), secured: cny('1000000.00') }];
    expect(await facility(id)).toMatchObject({
      ...{ value: cny('1400000.00'), realisable: cny('1000000.00'), coverage: '2.8000' },
      ...{ coverageBreached: false, covering: [{ assetId: asset.assetId, ranks }] },
    });
    const interest = { amount: cny('0.00'), interest: cny('5437.50') };
    expect((await step(id, 'repayments', interest)).status).toBe(201);
    expect(await facility(id)).toMatchObject({ balance: cny('500000.00') });
    const pledge = `/v1/pledges/${pledged.body.pledgeId as string}`;
    const fixing = { ground: 'noNewClaims', claims: cny('500000.00') };
    expect((await story.post(theLender, `${pledge}/claims-fixing`, fixing)).status).toBe(200);
    expect((await step(id, 'drawdowns', { amount: cny('1.00') })).status).toBe(201);
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({
      ...{ realisable: cny('500000.00'), coverageBreached: true },
      outsideTerms: [{ grounds: ['claims_fixed'] }],
    });
    const release = `${pledge}/release`;
    expect((await story.post(theLender, release, { reason: '置换担保' })).status).toBe(200);
    await story.cluster.settled();
    const bare = { value: cny('0.00'), coverage: '0.0000', coverageBreached: true };
    expect(await facility(id)).toMatchObject(bare);
  });

  it('is put right by two persons where a payment was recorded wrongly, and says so', async () => {
    const asset = await story.asset();
    await appraised(asset, '2000000.00', '一');
    await story.letIn(asset);
    const id = await requested(asset);
    await step(id, 'offer', terms);
    await step(id, 'acceptance', { contractDigest }, borrower);
    await story.pledge(asset, theLender);
    await story.cluster.settled();
    const made = async (what: string, amount: string): Promise<string> =>
      ((await step(id, what, { amount: cny(amount) })).body as { id: string }).id;
    const drawdown = await made('drawdowns', '1700000.00');
    const repayment = await made('repayments', '100000.00');
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({
      ...{ balance: cny('1600000.00'), coverageBreached: true },
      outsideTerms: [{ drawdownId: drawdown, grounds: ['line_exceeded'] }],
    });

    const right = { amount: cny('170000.00'), on: '2026-11-19', reference: '放款通知书第1号' };
    const wrong = { paymentId: drawdown, to: right, reason: '金额多录一位' };
    const fail = async (body: object) => (await step(id, 'corrections', body)).body as object;
    expect(await fail({ ...wrong, paymentId: 'none' })).toMatchObject({
      code: 'financing_payment_not_found',
    });
    expect(await fail({ ...wrong, to: { ...right, amount: cny('99999.99') } })).toMatchObject({
      ...{ code: 'financing_correction_overpaid', obstacles: { overpaid: '0.01' } },
    });
    const same = { ...wrong, to: { amount: cny('1700000.00'), on: '2026-11-20' } };
    expect(await fail(same)).toMatchObject({ code: 'financing_correction_empty' });
    const proposed = await step(id, 'corrections', wrong);
    expect(proposed.status).toBe(201);
    const correctionId = (proposed.body as { id: string }).id;
    expect(await facility(id)).toMatchObject({ corrections: [{ correctionId, to: right }] });
    expect(await facility(id, borrower)).toMatchObject({ corrections: [] });
    const approval = (who: typeof theLender, of = correctionId) =>
      step(id, `corrections/${of}/approval`, {}, who);
    expect((await approval(theLender)).body).toMatchObject({ code: 'four_eyes_required' });
    expect((await approval(another, 'none')).body).toMatchObject({
      code: 'financing_correction_not_found',
    });
    expect((await approval(another)).status).toBe(200);
    const no = await step(id, `corrections/${correctionId}/rejection`, { reason: '无' }, another);
    expect(no.body).toMatchObject({ code: 'financing_correction_decided' });

    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({
      ...{ balance: cny('70000.00'), coverageBreached: false },
      ...{ outsideTerms: [], corrections: [] },
    });
    const { body: list } = await story.get(theLender, `/v1/financings?party=${bank}&limit=200`);
    expect(list).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id, balance: cny('70000.00') })]),
    });
    const page = async (query: string) =>
      (await story.get(borrower, `/v1/financings/${id}/payments${query}`)).body as {
        readonly items: readonly object[];
        readonly next?: string;
      };
    const [first, second] = [
      { ...right, id: drawdown, balance: '170000.00', earlier: [{ correctionId }] },
      { id: repayment, kind: 'repayment', balance: '70000.00', earlier: [] },
    ];
    expect(await page('')).toMatchObject({ items: [first, second] });
    const { items, next = '' } = await page('?limit=1');
    expect(items).toMatchObject([first]);
    expect(await page(`?limit=1&cursor=${next}`)).toMatchObject({ items: [second] });
    expect(await page('?from=2026-11-20')).toMatchObject({ items: [second] });
    expect(await page('?until=2026-11-19')).toMatchObject({ items: [first] });
  });

  it('goes with its pledge to whom that is assigned', async () => {
    const asset = await story.asset();
    await appraised(asset, '2000000.00', '一');
    await story.letIn(asset);
    const id = await requested(asset);
    await step(id, 'offer', terms);
    await step(id, 'acceptance', { contractDigest }, borrower);
    const pledged = await story.pledge(asset, theLender);
    await story.cluster.settled();
    expect((await step(id, 'drawdowns', { amount: cny('900000.00') })).status).toBe(201);
    const to = { toPartyId: idOf(secondLender), contractDigest: 'cd'.repeat(32) };
    const assignment = `/v1/pledges/${pledged.body.pledgeId as string}/assignment`;
    const assigned = await story.post(theLender, assignment, to);
    expect(assigned.status).toBe(200);
    await story.cluster.settled();
    expect(await facility(id, stranger)).toMatchObject({
      ...{ status: 'perfected', lenderPartyId: idOf(secondLender), value: cny('2000000.00') },
      ...{ realisable: cny('1000000.00'), coverageBreached: false },
    });
    expect(await facility(id)).toMatchObject({ code: 'financing_not_found' });
    const payment = { amount: cny('100000.00') };
    expect((await step(id, 'repayments', payment)).body).toMatchObject({
      code: 'financing_not_found',
    });
    expect((await step(id, 'repayments', payment, stranger)).status).toBe(201);
    await appraised(asset, '900000.00', '二');
    await story.cluster.settled();
    const breached = async (who: typeof theLender) => {
      const { body } = await story.get(who, `/v1/alerts?assetId=${asset.assetId}`);
      return (body as { items: { kind: string }[] }).items.map(({ kind }) => kind);
    };
    expect(await breached(stranger)).toContain('coverageBelow');
    expect(await breached(theLender)).not.toContain('coverageBelow');
    // It was recorded by mistake: two persons of his give it back, and the facility goes along.
    const pledge = `/v1/pledges/${pledged.body.pledgeId as string}`;
    const wrong = { correctedEvent: assigned.body.version as number, reason: '受让人误录' };
    const { proposalId } = (await story.post(stranger, `${pledge}/corrections`, wrong)).body;
    const approval = `${pledge}/proposals/${proposalId as string}/approval`;
    const second = [secondLender, 'lender', 'auditor'] as const;
    expect((await story.post([...second], approval)).status).toBe(200);
    await story.cluster.settled();
    expect(await facility(id)).toMatchObject({ lenderPartyId: idOf(lender) });
    expect(await facility(id, stranger)).toMatchObject({ code: 'financing_not_found' });
  });

  it('is there for its two sides alone', async () => {
    const asset = await story.asset();
    const id = await requested(asset);
    expect(await facility(id, stranger)).toMatchObject({ code: 'financing_not_found' });
    expect((await step(id, 'offer', terms, stranger)).status).toBe(404);
    const lists = await Promise.all(
      [borrower, theLender, stranger].map(async (who) => {
        const { body } = await story.get(who, '/v1/financings');
        return (body as { items: { id: string }[] }).items.some((one) => one.id === id);
      }),
    );
    await story.cluster.settled();
    expect(lists[2]).toBe(false);
    const { body } = await story.get(theLender, `/v1/financings?party=${bank}`);
    expect(JSON.stringify(body)).toContain(id);
    const notHis = await story.post(by('manager', lender), '/v1/financings', {
      lenderPartyId: idOf(secondLender),
      amount: cny('1.00'),
      purpose: '周转',
      until: '2027-11-20',
      collateral: [{ assetId: asset.assetId, holdingId: asset.operation }],
    });
    expect(notHis.body).toMatchObject({ code: 'financing_collateral_missing' });
  });
});

describe('the appraisal that a lender’s figures rest on', () => {
  it('is the latest, or the one that the lender chose; each answer says whose', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const careful = await appraised(asset, '2000000.00', '一', secondAppraiser);
    const latest = await appraised(asset, '3000000.00', '二');
    const id = await requested(asset);
    await step(id, 'offer', { ...terms, creditLine: cny('900000.00') });
    await step(id, 'acceptance', { contractDigest }, borrower);
    const { pledgeId } = (await story.pledge(asset, theLender)).body as { pledgeId: string };
    await story.cluster.settled();
    await step(id, 'drawdowns', { amount: cny('900000.00') });
    const status = async (who = theLender) => {
      const { body } = await story.get(who, `${asset.path}/pledge-status?purpose=x`);
      const { entries } = body as { entries: { holdingId: string; valuation: object }[] };
      return entries.find(({ holdingId }) => holdingId === asset.operation)?.valuation;
    };
    const looks = async () => {
      await story.cluster.settled();
      const { covering, value, coverage } = await facility(id, borrower);
      const pledge = (await story.get(theLender, `/v1/pledges/${pledgeId}`)).body as object;
      const lines = await story.get(theLender, `/v1/credit-lines?party=${bank}&purpose=x`);
      const { items } = lines.body as { items: { assetId: string; valuationId: string }[] };
      const line = items.find(({ assetId }) => assetId === asset.assetId)?.valuationId;
      return { covering, value, coverage, pledge, line };
    };
    const warned = { valuationId: latest, firmPartyId: idOf(appraiser), chosen: false };
    const warnings = ['anotherFirmLower'];
    expect(await status()).toMatchObject({ ...warned, warnings });
    expect(await looks()).toMatchObject({
      ...{ value: cny('3000000.00'), coverage: '3.3333', covering: [{ ...warned, warnings }] },
      pledge: { appraisal: { ...warned, warnings }, realisable: cny('1000000.00') },
      line: latest,
    });

    const choice = `${asset.path}/appraisal-choice`;
    const reason = '该机构在本行准入名单内';
    const chose = await story.post(theLender, choice, { valuationId: careful, reason });
    expect([chose.status, chose.body]).toEqual([
      200,
      expect.objectContaining({ id: asset.assetId }),
    ]);
    const own = { valuationId: careful, firmPartyId: idOf(secondAppraiser), chosen: true };
    expect(await status()).toMatchObject({ ...own, warnings: [] });
    expect(await looks()).toMatchObject({
      ...{ value: cny('2000000.00'), coverage: '2.2222', covering: [{ ...own, warnings: [] }] },
      pledge: { appraisal: own, value: cny('2000000.00') },
      line: careful,
    });
    expect(await status(borrower)).toMatchObject(warned);
    await story.letIn(asset, secondLender);
    expect(await status(stranger)).toMatchObject(warned);

    const back = await story.post(theLender, choice, { reason: '恢复采用最近报告' });
    expect(back.status).toBe(200);
    expect(await looks()).toMatchObject({ covering: [warned], pledge: { appraisal: warned } });
  });

  it('is chosen by lenders with a stake, among valid ones of the right that is pledged', async () => {
    const asset = await story.asset();
    const report = await appraised(asset, '2000000.00', '一');
    const holding = { rightsValued: ['holding'] };
    const other = await appraised(asset, '9000.00', '三', secondAppraiser, holding);
    const choose = async (valuationId: string, who = theLender) => {
      const body = { valuationId, reason: '准入机构' };
      const answer = await story.post(who, `${asset.path}/appraisal-choice`, body);
      return answer.body.code as unknown;
    };
    expect(await choose(report)).toBe('asset_not_found');
    await story.letIn(asset);
    expect(await choose(report, stranger)).toBe('asset_not_found');
    expect(await choose(asset.assetId)).toBe('valuation_not_found');
    expect(await choose(other)).toBe('appraisal_of_another_right');
    expect(await choose(report)).toBeUndefined();
    const withdrawal = `${asset.path}/valuations/${report}/withdrawal`;
    await story.post(by('appraiser', appraiser), withdrawal, { reason: '重要参数有误' });
    const back = await story.post(theLender, `${asset.path}/appraisal-choice`, { reason: '撤回' });
    expect(back.status).toBe(200);
    expect(await choose(report)).toBe('appraisal_not_valid');
  });
});

describe('the credit line of a portfolio', () => {
  it('is value × (1 − haircut) × ratio less what is secured, under the lender’s own policy', async () => {
    const { head: before } = await story.app().readModels.numbers();
    const asset = await story.asset();
    await appraised(asset, '3000000.00', '一');
    await story.letIn(asset);
    const line = async () => {
      await story.cluster.settled();
      const path = `/v1/credit-lines?party=${bank}&purpose=${encodeURIComponent('批量授信')}`;
      const { body } = await story.get(theLender, path);
      const items = (body as { items: { assetId: string }[] }).items;
      return items.find(({ assetId }) => assetId === asset.assetId);
    };
    expect(await line()).toMatchObject({ line: cny('1500000.00'), secured: cny('0.00') });
    const rests = await story.get(theLender, `/v1/credit-lines?party=${bank}&purpose=x`);
    // A table that what follows does not touch says so a moment later: the answer claims no more.
    expect(rests.body.asOf).toBeGreaterThan(before);
    const adopted = await story.post(theLender, '/v1/policies/lending/versions', {
      partyId: idOf(lender),
      content: { haircut: '0.1', ratioMax: '0.5', coverageMin: '1.3' },
      from: '2026-11-20',
      reason: '授信政策',
    });
    expect(adopted.status).toBe(201);
    expect(await line()).toMatchObject({ line: cny('1350000.00') });
    await story.pledge(asset, theLender, { amount: cny('400000.00') });
    expect(await line()).toMatchObject({ line: cny('950000.00'), secured: cny('400000.00') });
    const bar = { ground: 'dispute', authority: '登记机构' };
    const raised = await story.post(by('registrar', bank), `${asset.path}/bars`, bar);
    expect(await line()).toMatchObject({ line: cny('0.00'), barred: true, certified: true });
    const { id: barId } = raised.body as { id: string };
    const lift = { reason: '争议已决' };
    await story.post(by('registrar', bank), `${asset.path}/bars/${barId}/lift`, lift);
    expect(await line()).toMatchObject({ line: cny('950000.00'), barred: false });
    const graded = { label: { grade: 'core' }, reason: '复评' };
    const raisedGrade = await story.post(by('manager'), `${asset.path}/classification`, graded);
    expect(raisedGrade.status).toBe(200);
    expect(await line()).toMatchObject({ line: cny('0.00'), certified: true });
    const unasked = await story.get(theLender, `/v1/credit-lines?party=${bank}`);
    expect(unasked.status).toBe(400);
    const other = await story.get(stranger, `/v1/credit-lines?party=${bank}&purpose=x`);
    expect(JSON.stringify(other.body)).not.toContain(asset.assetId);
  });
});
