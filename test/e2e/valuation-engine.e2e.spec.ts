import { printed } from '@ledger/documents/testing/printed.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import {
  costExample,
  expertGuideExample,
  shareExample,
  workedExamples,
} from '@ledger/domain/valuation/testing/worked-examples.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations } from '../support/apps.js';
import { application, holdingRight, operationRight } from '../support/asset-api.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { exampleOf, routesOf } from '../support/routes.js';
import { titlesOf } from '../support/titles.js';
import type { Titles } from '../support/titles.js';

const { bank, lender, appraiser, buyer } = organisations;
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

type Who = readonly [org: string, role: CallerRole];
const holder: Who = [bank, 'manager'];
const firm: Who = [appraiser, 'appraiser'];
const otherFirm: Who = [buyer, 'appraiser'];

const post = async (who: Who, path: string, body: object, headers: object = {}) =>
  registry.http
    .post(path)
    .set({ authorization: await cluster.bearer(...who), ...headers })
    .send(body);
const get = async (who: Who, path: string) =>
  registry.http.get(path).set('authorization', await cluster.bearer(...who));

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const report = {
  reportNumber: '评报字〔2026〕第001号',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [
    { approach: 'cost', value: cny('677120.00'), inputs: costExample },
    { approach: 'income', value: cny('791178.47'), inputs: shareExample },
  ],
  value: cny('740000.00'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
};

/** The valuations of a fresh asset whose holder has named both firms. */
const opened = async (): Promise<string> => {
  const { assetId } = await titles.open(bank);
  for (const uscc of [appraiser, buyer]) {
    const naming = { firmPartyId: partyIdOf('uscc', uscc), until: '2027-06-30' };
    const { status } = await post(holder, `/v1/assets/${assetId}/appraisers`, naming);
    expect(status).toBe(200);
  }
  return `/v1/assets/${assetId}/valuations`;
};
const recorded = async (path: string, more: object = {}, who: Who = firm) => {
  const { status, body } = await post(who, path, { ...report, ...more });
  expect([status, body.code]).toEqual([201, undefined]);
  return body as { id: string; position: number; version: number };
};

describe('computing without recording', () => {
  const path = '/v1/valuations/compute';

  it('is for every role, and comes to the fen of every worked example', async () => {
    const roles: CallerRole[] = ['manager', 'lender', 'appraiser', 'auditor', 'accountant'];
    for (const [at, { inputs, amount }] of workedExamples.entries()) {
      const role = roles[at % roles.length] ?? 'lender';
      const { status, body } = await post([lender, role], path, { inputs });
      expect([status, body.value]).toEqual([200, cny(amount)]);
      expect(body).toMatchObject({ inputs, modelVersion: 1, engineVersion: 1 });
      expect(body.steps.at(-1).name).toBe('unroundedValue');
    }
    expect((await registry.http.post(path).send({})).status).toBe(401);
  });

  it('works with the example of the document as it is pasted', async () => {
    const routes = await routesOf(registry, 'registry');
    const route = routes.find(({ path: address }) => address === path);
    const { status, body } = await post(holder, path, exampleOf(route!.body!) as object);
    expect([status, body.value]).toEqual([200, cny('791178.47')]);
  });

  it('names the field that is wrong, in the language of the caller', async () => {
    const { quality: _, ...cost } = costExample.costReplacement!;
    const of = async (inputs: object, language = 'en') => {
      const headers = { 'accept-language': language };
      const { status, body } = await post(holder, path, { inputs }, headers);
      expect([status, body.code]).toEqual([400, 'invalid_request']);
      return body.errors as readonly { pointer: string; message: string }[];
    };
    const percent = { costReplacement: { ...cost, quality: { value: '92' } } };
    const pointer = '/inputs/costReplacement/quality/value';
    expect(await of(percent)).toMatchObject([
      { pointer, message: expect.stringContaining('0.92') },
    ]);
    expect(await of(percent, 'zh')).toMatchObject([
      { pointer, message: expect.stringContaining('百分数') },
    ]);
    expect(await of({ ...costExample, ...shareExample })).toMatchObject([{ pointer: '/inputs' }]);
    const rate = { ...shareExample.incomeShare!, discount: { rate: 'abc', basis: 'preTax' } };
    expect(await of({ incomeShare: rate })).toMatchObject([
      { pointer: '/inputs/incomeShare/discount/rate' },
    ]);
  });
});

describe('a report with inputs', () => {
  it('is recorded with model, versions, inputs and steps, and computes to the same again', async () => {
    const path = await opened();
    await recorded(path, { disclosures: { scenarios: '信贷风险评估' } });
    const { items } = (await get(holder, path)).body as { items: Recorded[] };
    const [{ results, disclosures } = { results: [], disclosures: {} }] = items;
    expect(disclosures).toEqual({ scenarios: '信贷风险评估' });
    expect(results.map(({ model }) => model)).toEqual(['costReplacement', 'incomeShare']);
    for (const { approach: _, ...computed } of results) {
      const again = await post(holder, '/v1/valuations/compute', { inputs: computed.inputs });
      expect(again.body).toEqual(computed);
    }
  });

  it('is refused where its figure is another; both figures are named', async () => {
    const path = await opened();
    const results = [{ approach: 'cost', value: cny('677120.01'), inputs: costExample }];
    const stated = { ...report, results, value: cny('677120.01'), singleApproachReason: '唯一' };
    const { status, body } = await post(firm, path, stated, { 'accept-language': 'en' });
    expect([status, body.code]).toEqual([409, 'value_differs_from_engine']);
    expect(body.obstacles).toEqual({
      ...{ approach: 'cost', stated: cny('677120.01'), computed: cny('677120.00') },
    });
    expect(body.detail).toContain('677120.01 CNY');
    expect(body.detail).toContain('677120.00 CNY');
    const other = { ...stated, results: [{ ...results[0], approach: 'market' }] };
    expect((await post(firm, path, other)).body.code).toBe('model_of_another_approach');
    const unsound = [{ ...results[0], inputs: { ...costExample, ...shareExample } }];
    expect((await post(firm, path, { ...stated, results: unsound })).body).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/results/0/inputs' }] },
    });
    expect((await get(holder, path)).body.items).toEqual([]);
  });

  it('may take its quality from the asset’s latest assessment, which it names', async () => {
    const { quality: _, ...cost } = costExample.costReplacement!;
    const using = (amount: string) => ({
      ...report,
      results: [
        {
          ...{ approach: 'cost', value: cny(amount), usesQualityAssessment: true },
          inputs: { costReplacement: cost },
        },
      ],
      value: cny(amount),
      singleApproachReason: '无可比案例',
    });
    const path = await opened();
    expect((await post(firm, path, using('677120.00'))).body.code).toBe('quality_not_assessed');
    const withAssessment = await assessed();
    const sound = await post(firm, withAssessment.path, using('676384.00'));
    expect([sound.status, sound.body.code]).toEqual([201, undefined]);
    const { items } = (await get(holder, withAssessment.path)).body as { items: Recorded[] };
    expect(items[0]).toMatchObject({
      quality: { assessmentId: withAssessment.assessmentId, score: '91.90' },
      results: [{ inputs: { costReplacement: { quality: { value: '91.90', of: '100' } } } }],
    });
    const { quality: __, ...guide } = expertGuideExample.costExpertGuide!;
    const lively = { ...guide, scarcity: { value: '1' }, risk: { value: '0' } };
    const value = cny('1.00');
    const results = [
      {
        ...{ approach: 'cost', value, usesQualityAssessment: true },
        inputs: { costExpertGuide: lively },
      },
    ];
    const unsound = { ...using('1.00'), reportNumber: '二', results };
    expect((await post(firm, withAssessment.path, unsound)).body).toMatchObject({
      code: 'valuation_inputs_unsound',
      obstacles: { fields: ['/costExpertGuide/aboveOneReason'] },
    });
  });
});

interface Recorded {
  readonly id: string;
  readonly standing: string;
  readonly ended?: object;
  readonly disclosures?: object;
  readonly results: readonly {
    readonly approach: string;
    readonly model: string;
    readonly inputs: object;
  }[];
}

describe('the end of a report', () => {
  it('is withdrawal by its firm: nothing rests on it from then on, and knownAt shows before', async () => {
    const path = await opened();
    const { id, position } = await recorded(path);
    const withdrawal = `${path}/${id}/withdrawal`;
    const reason = { reason: '参数有误' };
    expect((await post(otherFirm, withdrawal, reason)).body.code).toBe('valuation_of_another_firm');
    expect((await post(firm, `${path}/${newId()}/withdrawal`, reason)).body.code).toBe(
      'valuation_not_found',
    );
    expect((await post([lender, 'appraiser'], withdrawal, reason)).body.code).toBe(
      'asset_not_found',
    );
    expect((await post(firm, withdrawal, reason)).status).toBe(200);
    expect((await post(firm, withdrawal, reason)).body.code).toBe('valuation_already_ended');
    expect((await get(holder, path)).body).toMatchObject({
      items: [{ standing: 'withdrawn', validNow: false, ended: { how: 'withdrawn', ...reason } }],
      spreads: [],
    });
    const before = (await get(holder, `${path}?knownAt=${position}`)).body;
    expect(before).toMatchObject({ items: [{ id, standing: 'valid' }], spreads: [{ count: 1 }] });
    expect(before.items[0].ended).toBeUndefined();
    expect((await get(holder, `${path}?knownAt=${position - 1}`)).body.items).toEqual([]);
    expect((await get(holder, `${path}?knownAt=soon`)).status).toBe(400);
    await recorded(path);
  });

  it('is a later report of the same firm in its place', async () => {
    const path = await opened();
    const { id: first } = await recorded(path);
    const second = { reportNumber: '评报字〔2026〕第002号', baseDate: '2026-11-15' };
    const { id: latter } = await recorded(path, second);
    const by = (valuationId: string) => ({ byValuationId: valuationId });
    expect((await post(firm, `${path}/${latter}/supersession`, by(first))).body.code).toBe(
      'superseding_report_older',
    );
    expect((await post(firm, `${path}/${first}/supersession`, by(latter))).status).toBe(200);
    const { items } = (await get(holder, path)).body as { items: Recorded[] };
    expect(items.map(({ id, standing }) => [id, standing])).toEqual([
      [latter, 'valid'],
      [first, 'superseded'],
    ]);
    expect(items[1]?.ended).toMatchObject({ how: 'superseded', byValuationId: latter });
  });
});

describe('the report on paper', () => {
  it('is a PDF for those who see the appraisals, with inputs, steps and disclosures', async () => {
    const path = await opened();
    const { id } = await recorded(path, { disclosures: { scenarios: '信贷风险评估' } });
    const paper = `${path}/${id}/report.pdf`;
    const bearer = await cluster.bearer(...holder);
    const answer = await registry.http
      .get(paper)
      .set('authorization', bearer)
      .buffer(true)
      .parse((stream, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { characters, title } = printed(answer.body as Buffer);
    expect(title).toContain(report.reportNumber);
    for (const character of '信贷风险评估折现系数未披露') expect(characters).toContain(character);
    expect((await get(holder, `${path}/${newId()}/report.pdf`)).body.code).toBe(
      'valuation_not_found',
    );
    expect((await get([lender, 'lender'], `${paper}?purpose=x`)).body.code).toBe('asset_not_found');
  });
});

describe('reports side by side', () => {
  it('have a spread per rights and type of value, of those valid on the day', async () => {
    const path = await opened();
    const third = { reportNumber: '三', validUntil: '2026-12-31' };
    await recorded(path);
    await recorded(path, { reportNumber: '二', value: cny('790000.00') }, otherFirm);
    await recorded(path, { ...third, value: cny('677120.00') });
    await recorded(path, { reportNumber: '四', valueType: 'inUse' });
    const now_ = (await get(holder, `${path}?limit=1`)).body;
    expect(now_.items).toHaveLength(1);
    expect(now_.spreads).toMatchObject([
      {
        ...{ valueType: 'market', count: 3, ratio: '0.1667' },
        ...{ lowest: cny('677120.00'), highest: cny('790000.00') },
      },
      { valueType: 'inUse', count: 1 },
    ]);
    const later = (await get(holder, `${path}?validAt=2027-01-01`)).body;
    expect(later.items).toHaveLength(3);
    expect(later.spreads[0]).toMatchObject({ count: 2, lowest: cny('740000.00') });
    expect((await get(holder, `${path}?validAt=2026-11-19`)).body.items).toEqual([]);
    const paged = await get(holder, `${path}?validAt=2027-01-01&limit=2`);
    const cursor = encodeURIComponent(paged.body.next as string);
    const rest = await get(holder, `${path}?validAt=2027-01-01&limit=2&cursor=${cursor}`);
    expect([...paged.body.items, ...rest.body.items]).toEqual(later.items);
    expect(rest.body.next).toBeUndefined();
  });
});

/** An asset led to its open title through HTTP, with a quality of 91.90 that the holder assessed. */
const assessed = async (): Promise<{ readonly path: string; readonly assessmentId: string }> => {
  const identifier = { kind: 'uscc', value: bank };
  await post(holder, '/v1/parties', { identifier, name: bank, partyClass: 'enterprise' });
  const rights = [operationRight, holdingRight, { ...holdingRight, right: 'processing' }];
  const applied = await post(holder, '/v1/assets', application({ rights }));
  expect([applied.status, applied.body.code]).toEqual([201, undefined]);
  const asset = `/v1/assets/${applied.body.id as string}`;
  const registrar: Who = [bank, 'registrar'];
  expect((await post(registrar, `${asset}/acceptance`, {})).status).toBe(200);
  expect((await post(registrar, `${asset}/registration`, {})).status).toBe(200);
  const per = (...[a, b, c, d, e, f]: string[]) => ({
    ...{ standardisation: a, completeness: b, accuracy: c },
    ...{ consistency: d, timeliness: e, accessibility: f },
  });
  const quality = await post(holder, `${asset}/quality`, {
    ...{ assessedOn: '2026-11-20', method: '抽样校验' },
    scores: per('96', '92', '90', '88', '94', '85'),
    weights: per('0.25', '0.15', '0.20', '0.10', '0.20', '0.10'),
  });
  expect(quality.status).toBe(201);
  const naming = { firmPartyId: partyIdOf('uscc', appraiser), until: '2027-06-30' };
  expect((await post(holder, `${asset}/appraisers`, naming)).status).toBe(200);
  return { path: `${asset}/valuations`, assessmentId: quality.body.id as string };
};
