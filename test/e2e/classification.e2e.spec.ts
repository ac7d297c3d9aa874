import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../support/apps.js';
import { application } from '../support/asset-api.js';
import { World } from '../support/world.js';

const { bank, lender, buyer, appraiser } = organisations;
type Who = readonly [org: string, ...roles: CallerRole[]];
const manager: Who = [bank, 'manager'];
const until = '2026-12-31';
const cny = (amount: string) => ({ amount, currency: 'CNY' });

let now = '2026-11-20T02:00:00.000Z';
let world: World;
/** An asset of the bank with a grantee, a claimant, an appraiser and a listed offer. */
const subject = { assetId: '', offerId: '' };
beforeAll(async () => {
  world = await World.start({ now: () => now });
  const { registry, exchange } = world;
  const { assetId, holdingId } = await world.openAsset();
  const path = `/v1/assets/${assetId}`;
  const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
  const content = {
    ...{ name: '企业登记信息', summary: '按日更新', assetId, holdingId, kind: 'ordinary', terms },
    ...{ price: { amount: cny('1.00'), vatIncluded: true }, delivery: 'api' },
  };
  const { id: offerId } = await world.post(exchange, '/v1/offers', content);
  await world.post(registry, `${path}/licensing`, { holdingId, offerId, terms, until });
  await world.post(exchange, `/v1/offers/${offerId}/listing`, { until });
  const granteePartyId = partyIdOf('uscc', buyer);
  await world.post(registry, `${path}/grants`, { holdingId, granteePartyId, terms });
  const lenderPartyId = partyIdOf('uscc', lender);
  const leave = { holdingId, lenderPartyId, purpose: 'inspect', until };
  await world.post(registry, `${path}/lender-authorisations`, leave);
  const claim = {
    ...{ holdingId, kind: 'ordinary', amount: cny('100.00'), until: '2027-11-20' },
    contractDigest: 'a'.repeat(64),
  };
  await world.post(registry, `${path}/pledges`, claim, [lender, 'lender']);
  const firm = { firmPartyId: partyIdOf('uscc', appraiser), until };
  await world.post(registry, `${path}/appraisers`, firm);
  Object.assign(subject, { assetId, offerId });
});
afterAll(() => world.close());

const get = async (who: Who, path: string) => {
  const app = path.startsWith('/v1/offers') ? world.exchange : world.registry;
  const authorization = await world.cluster.bearer(...who);
  return app.http.get(path).set({ authorization, 'accept-language': 'en' });
};
const post = async (who: Who, path: string, body: object) => {
  const app = path.startsWith('/v1/offers') ? world.exchange : world.registry;
  const authorization = await world.cluster.bearer(...who);
  return app.http.post(path).set({ authorization, 'accept-language': 'en' }).send(body);
};
const graded = (grade: string, more: object = {}) => ({
  label: { grade, category: 'business', origin: 'enterprise' },
  reason: '年度复评',
  ...more,
});

describe('the grade calculator', () => {
  it('grades by the strictest item and says which decided, and why', async () => {
    const answer = await post([lender, 'lender'], '/v1/classification/compute', {
      items: [
        { item: '企业名称', object: 'organisationRights', harm: 'ordinary' },
        { item: '区域负荷', object: 'economicOperation', harm: 'serious' },
      ],
    });
    expect([answer.status, answer.body.grade]).toEqual([200, 'important']);
    expect(answer.body.items).toMatchObject([
      { grade: 'general', decides: false },
      { grade: 'important', decides: true, zh: expect.stringContaining('经济运行') as string },
    ]);
    expect((await post(manager, '/v1/classification/compute', { items: [] })).status).toBe(400);
  });
});

describe('an asset that is graded higher', () => {
  const offerPath = () => `/v1/offers/${subject.offerId}`;

  it('warns everyone concerned, suspends its offers, and is listed among the changes', async () => {
    const { assetId } = subject;
    const path = `/v1/assets/${assetId}/classification`;
    const first = await post(manager, path, graded('general'));
    expect(first.status).toBe(200);
    const raised = await post(manager, path, graded('important'));
    expect(raised.status).toBe(200);
    await world.cluster.settled();

    const asset = await get(manager, `/v1/assets/${assetId}`);
    expect(asset.body).toMatchObject({
      description: { grade: 'important', category: 'business', origin: 'enterprise' },
      gradedUntil: '2027-11-20',
    });
    const page = await get(manager, `/v1/assets/${assetId}/title-extract`);
    const { property } = page.body as unknown as { property: { value: { zh: string } }[] };
    expect(property.map(({ value }) => value.zh)).toContain('重要');

    const changes = await get(manager, `/v1/classification/changes?since=${first.body.position}`);
    expect(changes.body.items).toMatchObject([
      {
        assetId,
        from: { grade: 'general' },
        to: { grade: 'important' },
        direction: 'raised',
        reason: '年度复评',
        actor: { role: 'manager' },
        position: raised.body.position,
      },
    ]);
    const since = await get(manager, '/v1/classification/changes?since=2026-11-20&limit=1');
    expect(since.body).toMatchObject({ items: [{ to: { grade: 'general' } }] });
    const rest = await get(manager, `/v1/classification/changes?cursor=${since.body.next}`);
    expect(rest.body.items).toHaveLength(1);
    expect((await get([appraiser, 'manager'], '/v1/classification/changes')).body.items).toEqual(
      [],
    );

    const told = await get([lender, 'lender'], '/v1/alerts?kind=gradeRaised&open=true');
    expect(told.body.items).toMatchObject([
      {
        assetId,
        kind: 'gradeRaised',
        ground: 'claimant',
        severity: 'warning',
        open: true,
        evidence: { eventType: 'AssetReclassified', position: raised.body.position },
      },
    ]);
    const bought = await get([buyer, 'manager'], `/v1/alerts?assetId=${assetId}`);
    expect(bought.body.items).toMatchObject([{ ground: 'grantee' }]);
    expect((await get(manager, `/v1/alerts?assetId=${assetId}`)).body.items).toEqual([]);

    expect((await get(manager, offerPath())).body.state).toBe('suspended');
  });

  it('lets the alert be acknowledged by whom it is addressed to, once', async () => {
    const { body } = await get([lender, 'lender'], '/v1/alerts?open=true&kind=gradeRaised');
    const [{ alertId }] = body.items as [{ alertId: string }];
    const path = `/v1/alerts/${alertId}/acknowledgement`;
    const stranger = await post([buyer, 'manager'], path, { note: '已阅' });
    expect([stranger.status, stranger.body.code]).toEqual([404, 'alert_not_found']);
    expect((await post([lender, 'lender'], path, { note: '已复核' })).status).toBe(200);
    const after = (await world.head()).toString();
    const query = `open=true&kind=gradeRaised&after=${after}`;
    const open = await get([lender, 'lender'], `/v1/alerts?${query}`);
    expect(open.body.items).toEqual([]);
    const closed = await get([lender, 'lender'], '/v1/alerts?open=false&kind=gradeRaised');
    expect(closed.body.items).toMatchObject([{ alertId, open: false, note: '已复核' }]);
  });

  it('takes no orders until its offer is listed again', async () => {
    const { offerId } = subject;
    const order = { offerId, purpose: '信贷风险评估' };
    const authorization = await world.cluster.bearer(buyer, 'manager');
    const refused = await world.exchange.http.post('/v1/orders').set({ authorization }).send(order);
    expect([refused.status, refused.body.code]).toEqual([409, 'offer_not_listed']);
    const operator = [buyer, 'operator'] as const;
    const unassessed = await post(operator, `${offerPath()}/listing`, { until });
    expect([unassessed.status, unassessed.body.code]).toEqual([409, 'opinion_required']);
    const report = {
      ...{ assessorPartyId: partyIdOf('uscc', appraiser), scope: '升级后的合规评估' },
      heads: {
        ...{ basicInformation: 'conforming', lawfulness: 'conforming' },
        tradability: 'conforming',
      },
      ...{ reportDigest: 'b'.repeat(64), riskAssessmentDigest: 'c'.repeat(64) },
      ...{ issuedOn: '2026-11-20', validUntil: '2027-11-19' },
    };
    expect((await post(manager, `${offerPath()}/assessment`, report)).status).toBe(200);
    expect((await post(operator, `${offerPath()}/listing`, { until })).status).toBe(200);
    const suspended = await post([buyer, 'operator'], `${offerPath()}/suspension`, {
      reason: '待核实合规意见',
    });
    expect(suspended.status).toBe(200);
    const early = await post(manager, `${offerPath()}/listing`, { until });
    expect([early.status, early.body.code]).toEqual([409, 'offer_stopped']);
    expect((await post(operator, `${offerPath()}/listing`, { until })).status).toBe(200);
    await world.cluster.settled();
    expect((await get(manager, offerPath())).body.state).toBe('listed');
  });

  it('is refused what contradicts itself', async () => {
    const path = `/v1/assets/${subject.assetId}/classification`;
    const personal = { label: { grade: 'sensitive', origin: 'personal' }, reason: '复评' };
    const cases: readonly (readonly [object, string])[] = [
      [personal, 'personal_basis_missing'],
      [
        { ...personal, label: { grade: 'general', personalBasis: 'consent' } },
        'personal_basis_contradicted',
      ],
      [graded('core', { validUntil: '2026-11-19' }), 'classification_validity_out_of_range'],
      [graded('core', { validUntil: '2029-11-21' }), 'classification_validity_out_of_range'],
      [graded('core', { exceptionReason: '脱敏' }), 'grade_exception_not_needed'],
    ];
    for (const [body, code] of cases) {
      const answer = await post(manager, path, body);
      expect([answer.status, answer.body.code]).toEqual([409, code]);
    }
    const stranger = await post([buyer, 'manager'], path, graded('core'));
    expect([stranger.status, stranger.body.code]).toEqual([404, 'asset_not_found']);
  });

  it('is due again before its last day', async () => {
    const none = await get(manager, '/v1/classification/due');
    expect(none.body.items).toEqual([]);
    const due = await get(manager, '/v1/classification/due?until=2027-12-31');
    expect(due.body.items).toMatchObject([
      { assetId: subject.assetId, validUntil: '2027-11-20', overdue: false },
    ]);
  });
});

describe('quality', () => {
  const scores = {
    ...{ standardisation: '96', completeness: '92', accuracy: '90' },
    ...{ consistency: '88', timeliness: '94', accessibility: '85' },
  };
  const weights = {
    ...{ standardisation: '0.25', completeness: '0.15', accuracy: '0.20' },
    ...{ consistency: '0.10', timeliness: '0.20', accessibility: '0.10' },
  };
  const assessment = { assessedOn: '2026-11-20', method: '抽样规则校验', scores };

  it('is assessed by holder and named appraiser, has a history, and stands on the asset', async () => {
    const path = `/v1/assets/${subject.assetId}/quality`;
    expect((await post(manager, path, { ...assessment, weights })).status).toBe(201);
    const second = await post([appraiser, 'appraiser'], path, assessment);
    expect(second.status).toBe(201);
    const history = await get(manager, `${path}?after=${second.body.position}`);
    expect(history.body).toMatchObject({
      standing: { assessorRole: 'appraiser' },
      items: [
        { assessorRole: 'appraiser', weightsPolicyVersion: 1 },
        { assessorRole: 'holder', score: '91.90', coefficient: '0.9190', weights },
      ],
    });
    await world.cluster.settled();
    const asset = await get(manager, `/v1/assets/${subject.assetId}`);
    expect(asset.body.quality).toMatchObject({ assessorRole: 'appraiser', score: '91.10' });
  });

  it('of an earlier day that is recorded later goes into the history only', async () => {
    const path = `/v1/assets/${subject.assetId}/quality`;
    const earlier = { ...assessment, assessedOn: '2026-11-19', weights };
    const late = await post(manager, path, earlier);
    const history = await get(manager, `${path}?after=${late.body.position}`);
    expect(history.body).toMatchObject({
      standing: { assessorRole: 'appraiser', assessedOn: '2026-11-20' },
      items: [{ assessedOn: '2026-11-19' }, { assessedOn: '2026-11-20' }, {}],
    });
    const asset = await get(manager, `/v1/assets/${subject.assetId}?after=${late.body.position}`);
    expect(asset.body.quality).toMatchObject({ assessorRole: 'appraiser', score: '91.10' });
  });

  it('is refused what does not add up', async () => {
    const path = `/v1/assets/${subject.assetId}/quality`;
    const cases: readonly (readonly [object, string])[] = [
      [{ ...assessment, weights: { ...weights, accuracy: '0.21' } }, 'quality_weights_not_one'],
      [{ ...assessment, scores: { ...scores, accuracy: '100.01' } }, 'quality_score_out_of_range'],
      [{ ...assessment, assessedOn: '2026-11-21' }, 'quality_assessed_in_future'],
    ];
    for (const [body, code] of cases) {
      const answer = await post(manager, path, body);
      expect([answer.status, answer.body.code]).toEqual([409, code]);
    }
    const stranger = await post([buyer, 'appraiser'], path, assessment);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'asset_not_found']);
    expect((await get([buyer, 'lender'], path)).status).toBe(200);
    expect((await get([organisations.secondLender, 'lender'], path)).status).toBe(404);
  });
});

describe('time', () => {
  it('brings the re-grading: the holder is told once, 30 days before the last day', async () => {
    const sweep = () => world.registry.readModels.runDue('regrading');
    now = '2027-10-20T02:00:00.000Z';
    expect(await sweep()).toBe(0);
    now = '2027-10-21T02:00:00.000Z';
    expect(await sweep()).toBe(1);
    await world.cluster.settled();
    expect(await sweep()).toBe(0);
    const alerts = await get(manager, '/v1/alerts?kind=regradingDue');
    expect(alerts.body.items).toMatchObject([
      {
        assetId: subject.assetId,
        ground: 'applicant',
        evidence: { eventType: 'AssetReclassified' },
      },
    ]);
  });
});

describe('a grade that follows from items', () => {
  const items = [
    { item: '企业名称', object: 'organisationRights', harm: 'ordinary' },
    { item: '区域负荷', object: 'economicOperation', harm: 'serious' },
  ];

  it('is kept with how each was graded, and is not below them', async () => {
    const { assetId } = await world.openAsset();
    const path = `/v1/assets/${assetId}/classification`;
    const below = await post(manager, path, graded('sensitive', { items }));
    expect([below.status, below.body.code]).toEqual([409, 'grade_below_items']);
    expect(below.body.obstacles).toMatchObject({ highest: 'important', items: ['区域负荷'] });
    const raised = await post(manager, path, graded('important', { items }));
    expect(raised.status).toBe(200);
    const query = `assetId=${assetId}&after=${raised.body.position}`;
    const changes = await get(manager, `/v1/classification/changes?${query}`);
    expect(changes.body.items).toMatchObject([
      {
        grading: {
          ...{ grade: 'important', policyVersion: 1 },
          items: [{ grade: 'general' }, { level: 'important', decides: true }],
        },
      },
    ]);
  });

  it('follows the table that is adopted, from its day on', async () => {
    const read = await get(manager, '/v1/policies/grading');
    const stricter = { ...read.body.content, sensitive: [] };
    const adopted = { content: stricter, from: '2027-10-21', reason: '本机构口径' };
    const hurt = [{ item: '手机号', object: 'individualRights', harm: 'serious' }];
    const before = await post(manager, '/v1/classification/compute', { items: hurt });
    expect(before.body).toMatchObject({ grade: 'sensitive', policyVersion: 1 });
    const path = '/v1/policies/grading/versions';
    expect((await post([bank, 'admin'], path, adopted)).status).toBe(201);
    const after = await post(manager, '/v1/classification/compute', { items: hurt });
    expect(after.body).toMatchObject({ grade: 'general', policyVersion: 2 });
    const levels = { ...stricter.levels, socialOrder: { ...stricter.levels.socialOrder } };
    levels.socialOrder.especiallySerious = 'general';
    const wrong = await post([bank, 'admin'], path, {
      ...adopted,
      content: { ...stricter, levels },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'policy_content_invalid']);
  });
});

describe('a label graded while an application was reviewed', () => {
  it('stands when the application is turned down and made anew, whatever that says', async () => {
    const form = (more: object = {}) => application({ externalNumber: 'DA-again' }, more);
    const first = await post(manager, '/v1/assets', form({ grade: 'general' }));
    const path = `/v1/assets/${first.body.id}`;
    expect((await post(manager, `${path}/classification`, graded('important'))).status).toBe(200);
    const no = { ground: 'otherLaw', explanation: '材料有误' };
    expect((await post([bank, 'registrar'], `${path}/rejection`, no)).status).toBe(200);
    const other = await post(manager, '/v1/assets', form({ grade: 'general', name: '更正' }));
    expect([other.status, other.body.code]).toEqual([409, 'label_is_graded']);
    const again = await post(manager, '/v1/assets', form({ name: '更正' }));
    expect(again.status).toBe(201);
    const shown = await get(manager, `${path}?after=${again.body.position}`);
    expect(shown.body).toMatchObject({
      state: 'submitted',
      description: { name: '更正', grade: 'important', category: 'business' },
    });
    const found = await get(manager, `/v1/assets?grade=important&after=${again.body.position}`);
    const ids = (found.body.items as { assetId: string }[]).map(({ assetId }) => assetId);
    expect(ids).toContain(first.body.id);
  });
});
