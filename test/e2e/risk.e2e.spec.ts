import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { cny, idOf, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

import.meta.jest.setTimeout(300_000);

const { bank, lender, secondLender, appraiser } = organisations;
const borrower = by('manager', bank);
const registrar = by('registrar', bank);
const theLender = lenderOf(lender);
const stranger = lenderOf(secondLender);
const start = Date.parse('2026-11-20T02:00:00.000Z');
const day = 86_400_000;
let ahead = 0;
const clock = { now: () => new Date(start + ahead).toISOString() };

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1, clock);
});
afterAll(() => story.close());
beforeEach(() => {
  ahead = 0;
});

interface Alert {
  readonly alertId: string;
  readonly kind: string;
  readonly severity: string;
  readonly breach?: string;
  readonly lasting?: boolean;
  readonly evidence: { readonly streams?: readonly { readonly stream: string }[] };
}

/** Alerts of the monitor about an asset, oldest first, once everything has come to rest. */
const alerts = async (asset: StoryAsset, who: Who = theLender, more = '') => {
  await story.cluster.settled();
  const { body } = await story.get(who, `/v1/alerts?assetId=${asset.assetId}&limit=200${more}`);
  return (body as { items: Alert[] }).items.toReversed();
};

const kinds = async (asset: StoryAsset, who: Who = theLender) =>
  (await alerts(asset, who)).map(({ kind, severity, lasting }) => [kind, severity, lasting]);

const sweep = async (days: number): Promise<number> => {
  ahead = days * day;
  await story.cluster.settled();
  return story.app().readModels.runDue('risk');
};

let reports = 0;
const appraised = async (asset: StoryAsset, amount: string) => {
  reports += 1;
  const firm = { firmPartyId: idOf(appraiser), until: '2027-06-30' };
  await story.post(borrower, `${asset.path}/appraisers`, firm);
  const answer = await story.post(by('appraiser', appraiser), `${asset.path}/valuations`, {
    reportNumber: `风险-${reports}`,
    signatories: ['9c1f6f0e', '5d2b7a44'],
    reportDigest: 'b'.repeat(64),
    purpose: 'pledge',
    valueType: 'market',
    rightsValued: ['operation'],
    results: [{ approach: 'cost', value: cny(amount) }],
    singleApproachReason: '无可比案例',
    value: cny(amount),
    baseDate: `2026-11-${String(reports).padStart(2, '0')}`,
    issuedOn: '2026-11-20',
  });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
};

const pledgedAsset = async (more: object = {}) => {
  const asset = await story.asset();
  await story.letIn(asset);
  const { status, body } = await story.pledge(asset, theLender, { until: '2027-11-20', ...more });
  expect(status).toBe(201);
  return { asset, pledgeId: (body as { id: string }).id };
};

describe('a lender’s collateral', () => {
  it('is told once when its coverage falls, and again after it was restored', async () => {
    const { asset } = await pledgedAsset();
    await appraised(asset, '2000000.00');
    expect(await kinds(asset)).toEqual([['valuationExpiring', 'info', true]]);
    await appraised(asset, '1000000.00');
    const fallen = await alerts(asset, theLender, '&kind=coverageBelow');
    expect(fallen).toMatchObject([
      {
        severity: 'warning',
        lasting: true,
        about: expect.arrayContaining([
          { name: 'coverage', value: '1.0000' },
          { name: 'coverageMin', value: '1.2' },
        ]),
        zh: expect.stringContaining('补足担保'),
        en: expect.stringContaining('more security'),
      },
    ]);
    expect(fallen[0]?.evidence.streams?.map(({ stream }) => stream)).toEqual([
      `title-${asset.assetId}`,
      `valuation-${asset.assetId}`,
    ]);
    await story.post(registrar, `${asset.path}/bars`, { ground: 'dispute', authority: '登记机构' });
    expect(await alerts(asset, theLender, '&kind=coverageBelow')).toHaveLength(1);
    await appraised(asset, '1200000.00');
    // The monitor tells what it finds: what falls again before it looks has never been restored.
    await story.cluster.settled();
    await appraised(asset, '1100000.00');
    expect(
      (await alerts(asset, theLender, '&kind=coverageBelow')).map(({ lasting }) => lasting),
    ).toEqual([false, true]);
    expect(await alerts(asset, theLender, '&kind=coverageBelow&lasting=true')).toHaveLength(1);
    expect(await alerts(asset, stranger)).toEqual([]);
  });

  it('is told of freezes and objections until they are over', async () => {
    const { asset, pledgeId } = await pledgedAsset();
    const freeze = { ground: 'freeze', authority: '法院', until: '2027-05-20' };
    const raised = await story.post(registrar, `${asset.path}/bars`, freeze);
    await story.cluster.settled();
    const objected = await story.post(borrower, `/v1/pledges/${pledgeId}/objections`, {
      reason: '登记有误',
    });
    expect([raised.status, objected.status]).toEqual([201, 200]);
    expect(await kinds(asset)).toEqual([
      ['barRaised', 'critical', true],
      ['pledgeObjection', 'warning', true],
    ]);
    const { id } = raised.body as { id: string };
    await story.post(registrar, `${asset.path}/bars/${id}/lift`, { reason: '解除冻结' });
    expect((await kinds(asset))[0]).toEqual(['barRaised', 'critical', false]);
    expect(await sweep(40)).toBeGreaterThan(0);
    expect((await kinds(asset))[1]).toEqual(['pledgeObjection', 'warning', false]);
  });

  it('brings reminders by the clock, each once', async () => {
    const { asset } = await pledgedAsset({ until: '2027-03-20' });
    expect(await kinds(asset)).toEqual([]);
    const from = Date.parse('2027-03-20T02:00:00.000Z') - start;
    const last = from / day;
    for (const left of [91, 90, 89, 30, 7, 0]) {
      await sweep(last - left);
      await sweep(last - left);
    }
    expect((await alerts(asset)).map(({ kind, breach }) => [kind, breach?.slice(-10)])).toEqual(
      Array.from({ length: 3 }, () => ['registrationExpiring', '2027-03-20']),
    );
    expect((await kinds(asset)).map(([, , lasting]) => lasting)).toEqual([false, false, true]);
    await sweep(last + 1);
    expect((await kinds(asset)).map(([, , lasting]) => lasting)).toEqual([false, false, false]);
  });

  it('whose release is overdue is told to both sides', async () => {
    const { asset, pledgeId } = await pledgedAsset();
    const demand = { reason: '本息已结清' };
    const demanded = await story.post(borrower, `/v1/pledges/${pledgeId}/release-demand`, demand);
    expect(demanded.status).toBe(200);
    expect(await kinds(asset)).toEqual([]);
    expect(await sweep(30)).toBeGreaterThan(0);
    expect(await kinds(asset)).toEqual([['releaseOverdue', 'warning', true]]);
    expect(await kinds(asset, borrower)).toEqual([['releaseOverdue', 'warning', true]]);
    await story.post(theLender, `/v1/pledges/${pledgeId}/release`, { reason: '清偿' });
    expect(await kinds(asset, borrower)).toEqual([['releaseOverdue', 'warning', false]]);
  });

  it('that is gone is critical', async () => {
    const { asset } = await pledgedAsset();
    const ground = { ground: 'falseProof', reason: '证明材料虚假' };
    const revoked = await story.post(registrar, `${asset.path}/revocation`, ground);
    expect([revoked.status, revoked.body]).toEqual([200, expect.anything()]);
    expect(await kinds(asset)).toContainEqual(['objectGone', 'critical', true]);
  });
});

describe('a watch list', () => {
  const watch = (asset: StoryAsset, who: Who, headers = {}) =>
    story.post(
      who,
      '/v1/watches',
      { assetId: asset.assetId, purpose: '贷前跟踪', note: '拟授信' },
      headers,
    );
  const list = async (who: Who, query = '') => {
    await story.cluster.settled();
    return (await story.get(who, `/v1/watches?limit=200${query}`)).body as { items: object[] };
  };

  it('takes assets that the lender may see, and brings what happens to them', async () => {
    const asset = await story.asset();
    expect((await watch(asset, theLender)).body).toMatchObject({ code: 'title_not_found' });
    await story.letIn(asset, lender, { purpose: 'inspect' });
    const put = await watch(asset, theLender);
    expect(put.status).toBe(201);
    const bar = { ground: 'dispute', authority: '登记机构' };
    await story.post(registrar, `${asset.path}/bars`, bar);
    expect(await kinds(asset)).toEqual([['barRaised', 'warning', true]]);
    const query = `&assetId=${asset.assetId}`;
    expect(await list(theLender, query)).toMatchObject({
      items: [
        {
          listed: true,
          grounds: ['lender'],
          note: '拟授信',
          openAlerts: { info: 0, warning: 1, critical: 0 },
        },
      ],
    });
    expect((await list(stranger, query)).items).toEqual([]);

    const { id } = put.body as { id: string };
    const off = { reason: '不再授信' };
    const notHis = await story.post(stranger, `/v1/watches/${id}/removal`, off);
    expect([notHis.status, notHis.body]).toMatchObject([404, { code: 'watch_not_found' }]);
    expect((await story.post(theLender, `/v1/watches/${id}/removal`, off)).status).toBe(200);
    expect((await list(theLender, query)).items).toEqual([]);
    expect(await kinds(asset)).toEqual([['barRaised', 'warning', false]]);
  });

  it('has what one lends on in it anyhow', async () => {
    const { asset } = await pledgedAsset();
    expect(await list(theLender, `&assetId=${asset.assetId}`)).toMatchObject({
      items: [{ listed: false, grounds: ['pledgee'] }],
    });
  });
});

describe('parameters of the monitor', () => {
  it('are the lender’s own, and change what it is told at once', async () => {
    const { asset } = await pledgedAsset({ until: '2027-03-20' });
    expect(await kinds(asset)).toEqual([]);
    const adopted = await story.post(theLender, '/v1/policies/risk-monitor/versions', {
      partyId: idOf(lender),
      content: { reminderDays: [150], revenueMonths: 3, revenueFallMin: '0.3' },
      from: '2026-11-20',
      reason: '贷后管理办法',
    });
    expect([adopted.status, adopted.body]).toEqual([201, expect.anything()]);
    expect(await kinds(asset)).toEqual([['registrationExpiring', 'warning', true]]);
  });
});

describe('a subscription to alerts', () => {
  it('brings them to the lender’s system, and nobody else’s', async () => {
    const receiver = await WebhookReceiver.start();
    try {
      const body = { url: receiver.url, types: ['AlertRaised', 'AlertCured'] };
      expect((await story.post(theLender, '/v1/webhooks', body)).status).toBe(201);
      const { asset } = await pledgedAsset();
      const bar = { ground: 'dispute', authority: '登记机构' };
      await story.post(registrar, `${asset.path}/bars`, bar);
      const of = (all: readonly { event: { type: string; data: { assetId?: unknown } } }[]) =>
        all.filter(({ event }) => event.data.assetId === asset.assetId);
      await story.cluster.settled();
      await story.app().readModels.runDue('webhook-delivery');
      const received = await receiver.until((all) => of(all).length > 0);
      expect(of(received)[0]?.event).toMatchObject({
        type: 'org.data-asset-registry.watch.AlertRaised.v1',
        data: { kind: 'barRaised', partyId: idOf(lender) },
      });
    } finally {
      await receiver.close();
    }
  });
});
