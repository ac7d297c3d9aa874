import type { SideStores } from '@ledger/database/side/side-stores.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { SIDE_STORES } from '@ledger/http/tokens.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { titlesOf } from '../support/titles.js';
import type { SeededTitle, Titles } from '../support/titles.js';

const { bank, lender, secondLender, appraiser } = organisations;
const now = '2026-11-20T02:00:00.000Z';

let cluster: TestCluster;
let registry: RunningApp;
let titles: Titles;
let clockNow = now;

beforeAll(async () => {
  const clock = { now: () => clockNow };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  registry = await cluster.startRegistry();
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});
beforeEach(() => {
  clockNow = now;
});

const post = async (who: [string, CallerRole], path: string, body: object, headers: object = {}) =>
  registry.http
    .post(path)
    .set({ authorization: await cluster.bearer(...who), ...headers })
    .send(body);

const get = async (who: [string, CallerRole], path: string) =>
  registry.http.get(path).set('authorization', await cluster.bearer(...who));

const holder: [string, CallerRole] = [bank, 'manager'];
const firm: [string, CallerRole] = [appraiser, 'appraiser'];

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const report = {
  reportNumber: '评报字〔2026〕第001号',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [
    { approach: 'cost', value: cny('677120.00') },
    { approach: 'income', value: cny('791178.47') },
  ],
  value: cny('740000'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
};

const valuationsOf = ({ assetId }: SeededTitle) => `/v1/assets/${assetId}/valuations`;

/** An asset whose holder has named the firm. */
const named = async () => {
  const title = await titles.open(bank);
  const naming = { firmPartyId: partyIdOf('uscc', appraiser), until: '2027-06-30' };
  const answer = await post(holder, `/v1/assets/${title.assetId}/appraisers`, naming);
  expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  return title;
};

describe('an appraisal', () => {
  it('is recorded by the firm that the holder named, and valid for a year', async () => {
    const title = await named();
    const recorded = await post(firm, valuationsOf(title), report);
    expect(recorded).toMatchObject({ status: 201, headers: { etag: '"2"' } });
    const listed = await get(holder, valuationsOf(title));
    expect(listed.headers['etag']).toBe('"2"');
    expect(listed.body).toEqual({
      items: [
        {
          ...report,
          id: recorded.body.id,
          assetId: title.assetId,
          firmPartyId: partyIdOf('uscc', appraiser),
          results: report.results.map((one) => ({ ...one, model: 'external', modelVersion: 1 })),
          value: cny('740000.00'),
          validUntil: '2027-10-30',
          standing: 'valid',
          validNow: true,
          assumptions: [],
          limitations: [],
          titleVersion: 1,
          version: 2,
        },
      ],
      spreads: [
        {
          ...{ valueType: 'market', rightsValued: ['operation'], count: 1, ratio: '0.0000' },
          ...{ lowest: cny('740000.00'), highest: cny('740000.00'), difference: cny('0.00') },
        },
      ],
    });
    clockNow = '2027-10-30T16:00:00.000Z';
    expect((await get(holder, valuationsOf(title))).body).toMatchObject({
      ...{ items: [{ standing: 'runOut', validNow: false }], spreads: [] },
    });
  });

  it('is refused to a firm that nobody named, as if there were no asset', async () => {
    const title = await titles.open(bank);
    const answers = [
      await post(firm, valuationsOf(title), report),
      await post(firm, valuationsOf({ ...title, assetId: newId() }), report),
      await get(firm, valuationsOf(title)),
    ];
    for (const { body } of answers) {
      expect(body).toMatchObject({ status: 404, code: 'asset_not_found' });
    }
  });

  it('needs two approaches or a reason, and a conclusion from among the results', async () => {
    const title = await named();
    const code = async (more: object) =>
      (await post(firm, valuationsOf(title), { ...report, ...more })).body.code as string;
    expect(await code({ results: report.results.slice(0, 1) })).toBe('second_approach_missing');
    expect(await code({ value: cny('800000.00') })).toBe('value_outside_results');
    expect(await code({ signatories: ['a', 'a'] })).toBe('two_signatories_needed');
    expect(await code({ rightsValued: ['holding'] })).toBe('valued_right_not_on_title');
    expect(await code({ issuedOn: '2026-11-21' })).toBe('issued_in_future');
    expect(await code({ validUntil: '2027-10-31' })).toBe('validity_out_of_range');
    expect(await code({ signatories: ['a'] })).toBe('invalid_request');
    const [cost] = report.results;
    expect(await code({ results: [cost, cost] })).toBe('approach_repeated');
    const reason = { singleApproachReason: '无可比案例' };
    expect(await code(reason)).toBe('single_approach_reason_contradicted');
    const nothing = { results: [{ ...cost, value: cny('0.00') }], value: cny('0.00'), ...reason };
    expect(await code(nothing)).toBe('value_not_positive');
    expect(await code({ issuedOn: '2026-10-30' })).toBe('issued_before_base_date');
    expect((await get(holder, valuationsOf(title))).body.items).toEqual([]);
  });

  it('gives the first answer again for the same key', async () => {
    const title = await named();
    const key = { 'idempotency-key': newId() };
    const record = (more: object = {}) =>
      post(firm, valuationsOf(title), { ...report, ...more }, key);
    const answers = await Promise.all([record(), record(), record()]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await get(holder, valuationsOf(title))).body.items).toHaveLength(1);
    expect((await record({ reportNumber: '别的' })).status).toBe(422);
  });

  it('has a number of its own, and comes while the naming stands', async () => {
    const title = await named();
    expect((await post(firm, valuationsOf(title), report)).status).toBe(201);
    const code = async () => (await post(firm, valuationsOf(title), report)).body.code as string;
    expect(await code()).toBe('report_number_taken');
    clockNow = '2027-06-30T16:00:00.000Z';
    expect(await code()).toBe('appraiser_naming_ended');
  });

  it('is shown to those concerned; a lender says why, and that is kept', async () => {
    const title = await named();
    await post(firm, valuationsOf(title), report);
    const path = valuationsOf(title);
    const loan: [string, CallerRole] = [lender, 'lender'];
    expect((await get(loan, `${path}?purpose=look`)).status).toBe(404);
    await titles.act(title.assetId, { org: bank, role: 'manager' }, 'AuthoriseLender', {
      authorisationId: newId(),
      holdingId: title.holdingId,
      lenderPartyId: partyIdOf('uscc', lender),
      purpose: 'inspect',
      until: '2026-12-31',
    });
    expect((await get(loan, path)).body).toMatchObject({ status: 400, code: 'invalid_request' });
    const seen = await get(loan, `${path}?purpose=${encodeURIComponent('贷前调查')}`);
    expect(seen.body.items).toHaveLength(1);
    const stores = registry.app.get<SideStores>(SIDE_STORES);
    expect((await stores.accessRecords.list(0, 10)).at(-1)).toMatchObject({
      partyId: partyIdOf('uscc', lender),
      role: 'lender',
      purpose: '贷前调查',
      subjects: [title.assetId],
    });
    for (const who of [firm, [secondLender, 'auditor'], holder] as [string, CallerRole][]) {
      expect((await get(who, path)).body.items).toHaveLength(1);
    }
    const others: [string, CallerRole][] = [
      [secondLender, 'lender'],
      [secondLender, 'appraiser'],
      [secondLender, 'manager'],
      [bank, 'admin'],
    ];
    for (const who of others) expect((await get(who, `${path}?purpose=x`)).status).toBe(404);
    expect((await registry.http.get(path)).status).toBe(401);
  });

  it('is listed page by page, the latest first', async () => {
    const title = await named();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      const reportNumber = `评报字〔2026〕第${n}号`;
      const { body } = await post(firm, valuationsOf(title), { ...report, reportNumber });
      ids.unshift(body.id as string);
    }
    const first = await get(holder, `${valuationsOf(title)}?limit=2`);
    const next = encodeURIComponent(first.body.next as string);
    const second = await get(holder, `${valuationsOf(title)}?limit=2&cursor=${next}`);
    const found = [...first.body.items, ...second.body.items] as { id: string }[];
    expect(found.map(({ id }) => id)).toEqual(ids);
    expect(second.body.next).toBeUndefined();
  });
});

describe('naming an appraiser', () => {
  it('is for a holder, with If-Match on the valuations', async () => {
    const title = await titles.open(bank);
    const path = `/v1/assets/${title.assetId}/appraisers`;
    const naming = { firmPartyId: partyIdOf('uscc', appraiser), until: '2027-06-30' };
    expect((await post([lender, 'manager'], path, naming)).body.code).toBe('asset_not_found');
    expect((await post(firm, path, naming)).status).toBe(403);
    const own = { ...naming, firmPartyId: partyIdOf('uscc', bank) };
    expect((await post(holder, path, own)).body.code).toBe('appraiser_is_the_holder');
    const past = { ...naming, until: '2026-11-19' };
    expect((await post(holder, path, past)).body.code).toBe('naming_until_past');
    expect((await post(holder, path, naming, { 'if-match': '"3"' })).status).toBe(412);
    expect((await post(holder, path, naming, { 'if-match': '"0"' })).status).toBe(200);
  });
});
