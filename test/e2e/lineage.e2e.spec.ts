import type { CallerRole } from '@ledger/http/auth/caller.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { application } from '../support/asset-api.js';

const { bank, lender, buyer } = organisations;
type Who = readonly [org: string, ...roles: CallerRole[]];
const manager: Who = [bank, 'manager'];
const registrar: Who = [bank, 'registrar'];

let cluster: TestCluster;
let registry: RunningApp;
beforeAll(async () => {
  cluster = await createCluster({ clock: { now: () => '2026-11-20T02:00:00.000Z' } });
  registry = await cluster.startRegistry();
  for (const org of [bank, lender]) {
    const identifier = { kind: 'uscc', value: org };
    const party = { identifier, name: org, partyClass: 'enterprise' };
    expect((await post([org, 'manager'], '/v1/parties', party)).status).toBe(201);
  }
});
afterAll(() => cluster.close());

const post = async (who: Who, path: string, body?: object) => {
  const authorization = await cluster.bearer(...who);
  const request = registry.http.post(path).set({ authorization });
  return body === undefined ? request : request.send(body);
};
const get = async (who: Who, path: string) => {
  const authorization = await cluster.bearer(...who);
  return registry.http.get(path).set({ authorization });
};

/** A registered asset of an organisation, made from others. */
const asset = async (
  name: string,
  sources: readonly string[] = [],
  more: object = {},
  org: string = bank,
): Promise<string> => {
  const made = sources.map((assetId) => ({ assetId }));
  const source = sources.length > 0 ? 'derived' : 'agreement';
  const description = { name, source, ...(sources.length > 0 && { sources: made }), ...more };
  const submitted = await post([org, 'manager'], '/v1/assets', application({}, description));
  expect([name, submitted.status, submitted.body.code]).toEqual([name, 201, undefined]);
  const { id } = submitted.body as { id: string };
  for (const step of ['acceptance', 'registration']) {
    const { status } = await post([org, 'registrar'], `/v1/assets/${id}/${step}`);
    expect([200, 202]).toContain(status);
  }
  return id;
};
const sourcesOf = (assetId: string, sources: readonly string[]) =>
  post(manager, `/v1/assets/${assetId}/sources`, {
    sources: sources.map((id) => ({ assetId: id })),
    reason: '新版模型',
  });

describe('the lineage of an asset', () => {
  it('shows ancestors and descendants, as far as is asked, and draws them', async () => {
    const grid = await asset('配电网负荷');
    const meter = await asset('月度用电', [grid]);
    const score = await asset('授信评分', [meter, grid]);
    const report = await asset('贷后月报', [score]);
    await cluster.settled();

    const whole = await get(manager, `/v1/assets/${score}/lineage`);
    expect(whole.status).toBe(200);
    expect(whole.body).toMatchObject({
      asset: { assetId: score, name: '授信评分', depth: 0 },
      descendants: [{ assetId: report, depth: 1, hidden: false, state: 'registered' }],
      truncated: false,
    });
    const { ancestors, edges } = whole.body as {
      ancestors: { assetId: string; depth: number }[];
      edges: object[];
    };
    expect(new Set(ancestors.map(({ assetId, depth }) => `${assetId} ${depth}`))).toEqual(
      new Set([`${meter} 1`, `${grid} 1`]),
    );
    expect(edges).toHaveLength(4);
    expect(edges).toContainEqual({ sourceAssetId: grid, derivedAssetId: meter });

    const near = await get(manager, `/v1/assets/${report}/lineage?depth=1`);
    expect(near.body).toMatchObject({ ancestors: [{ assetId: score }], truncated: true });
    expect((await get(manager, `/v1/assets/${report}/lineage?depth=21`)).status).toBe(400);

    const picture = await get(manager, `/v1/assets/${score}/lineage.svg`);
    expect(picture.headers['content-type']).toContain('image/svg+xml');
    const svg = String(picture.text ?? (picture.body as Buffer).toString('utf8'));
    for (const name of ['配电网负荷', '月度用电', '授信评分', '贷后月报']) {
      expect(svg).toContain(name);
    }
    const stranger = await get([lender, 'lender'], `/v1/assets/${score}/lineage`);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'asset_not_found']);
  });

  it('has no cycle at any depth', async () => {
    const one = await asset('甲');
    const two = await asset('乙', [one]);
    const three = await asset('丙', [two]);
    const refused = await sourcesOf(one, [three]);
    expect([refused.status, refused.body.code, refused.body.obstacles.path]).toEqual([
      409,
      'lineage_cycle',
      [one, three, two, one],
    ]);
    const itself = await sourcesOf(one, [one]);
    expect([itself.status, itself.body.code]).toEqual([409, 'lineage_cycle']);
    const twice = await sourcesOf(one, [two, two]);
    expect([twice.status, twice.body.code]).toEqual([409, 'lineage_source_repeated']);
    const foreign = await asset('别家的', [], {}, lender);
    const unseen = await sourcesOf(three, [foreign]);
    expect([unseen.status, unseen.body.code]).toEqual([409, 'lineage_source_not_registered']);
  });

  it('has none when two changes that would close one race', async () => {
    const one = await asset('子');
    const two = await asset('丑');
    const answers = await Promise.all([sourcesOf(one, [two]), sourcesOf(two, [one])]);
    await cluster.settled();
    const adopted = answers.filter(({ body }) => (body as { adopted?: boolean }).adopted === true);
    expect(adopted.length).toBeLessThanOrEqual(1);
    const seen = await get(manager, `/v1/assets/${one}/lineage`);
    const { ancestors, descendants } = seen.body as Record<string, { assetId: string }[]>;
    const up = new Set(ancestors?.map(({ assetId }) => assetId));
    expect(descendants?.some(({ assetId }) => up.has(assetId))).toBe(false);
  });

  it('follows a change of sources', async () => {
    const one = await asset('寅');
    const two = await asset('卯');
    const changed = await sourcesOf(two, [one]);
    expect([changed.status, changed.body.adopted]).toEqual([200, true]);
    const path = `/v1/assets/${two}/lineage?after=${changed.body.position}`;
    await cluster.settled();
    expect((await get(manager, path)).body).toMatchObject({ ancestors: [{ assetId: one }] });
    expect((await sourcesOf(two, [])).status).toBe(200);
    await cluster.settled();
    expect((await get(manager, path)).body).toMatchObject({ ancestors: [] });
  });
});

describe('what becomes of a source', () => {
  it('is told down the whole lineage', async () => {
    const grid = await asset('源', [], { grade: 'general' });
    const meter = await asset('流', [grid], { grade: 'general' });
    const score = await asset('末', [meter], { grade: 'general' });
    const raised = await post(manager, `/v1/assets/${grid}/classification`, {
      label: { grade: 'important' },
      reason: '新增区域负荷',
    });
    expect(raised.status).toBe(200);
    await cluster.settled();
    const alerts = await get(manager, '/v1/alerts?kind=sourceGradeRaised');
    const told = alerts.body.items as { assetId: string; about: object[]; evidence: object }[];
    expect(new Set(told.map(({ assetId }) => assetId))).toEqual(new Set([meter, score]));
    for (const { about, evidence } of told) {
      expect(about).toContainEqual({ name: 'sourceAssetId', value: grid });
      expect(evidence).toMatchObject({ position: raised.body.position });
    }

    const path = `/v1/assets/${meter}/classification`;
    const body = { label: { grade: 'sensitive' }, reason: '复评' };
    const below = await post(manager, path, body);
    expect([below.status, below.body.code]).toEqual([409, 'grade_below_sources']);
    const exceptionReason = '已聚合，不可还原';
    expect((await post(manager, path, { ...body, exceptionReason })).status).toBe(200);

    const ending = await post(registrar, `/v1/assets/${grid}/revocation`, {
      ground: 'falseProof',
      reason: '证明材料虚假',
    });
    expect([ending.status, ending.body.code]).toEqual([200, undefined]);
    await cluster.settled();
    const ended = await get(manager, '/v1/alerts?kind=sourceEnded');
    const ids = (ended.body.items as { assetId: string }[]).map(({ assetId }) => assetId);
    expect(new Set(ids)).toEqual(new Set([meter, score]));
  });

  it('reaches what is made from it over any number of generations', async () => {
    const root = await asset('第0代');
    let last = root;
    for (let generation = 1; generation <= 70; generation++) {
      last = await asset(`第${generation}代`, [last]);
    }
    const ground = { ground: 'falseProof', reason: '证明材料虚假' };
    expect((await post(registrar, `/v1/assets/${root}/revocation`, ground)).status).toBe(200);
    await cluster.settled();
    const alerts = await get(manager, `/v1/alerts?kind=sourceEnded&assetId=${last}`);
    expect(alerts.body.items).toMatchObject([
      { about: expect.arrayContaining([{ name: 'depth', value: '70' }]) as unknown },
    ]);
  });

  it('is told of what is made later, too, through whatever lies between, until it is restored', async () => {
    const ended = async (assetId: string) => {
      await cluster.settled();
      const path = `/v1/alerts?kind=sourceEnded&assetId=${assetId}`;
      const { items } = (await get(manager, path)).body as { items: { about: object[] }[] };
      return items.map(({ about }) => about);
    };
    const depth = (value: string) => expect.arrayContaining([{ name: 'depth', value }]) as unknown;
    const root = await asset('早');
    const near = await asset('中', [root]);
    await post(registrar, `/v1/assets/${root}/revocation`, {
      ...{ ground: 'falseProof', reason: '证明材料虚假' },
    });
    await cluster.settled();
    const later = await asset('晚', [near]);
    expect(await ended(later)).toEqual([depth('2')]);
    expect(await ended(await asset('更晚', [later]))).toEqual([depth('3')]);

    const apart = await asset('另');
    const below = await asset('另下', [apart]);
    expect((await sourcesOf(apart, [near])).body.adopted).toBe(true);
    expect(await ended(apart)).toEqual([depth('2')]);
    expect(await ended(below)).toEqual([depth('3')]);

    const barred = await asset('停');
    const used = await asset('停下', [barred]);
    const order = { ground: 'seizure', authority: '深圳市中级人民法院' };
    expect((await post(registrar, `/v1/assets/${barred}/suspension`, order)).status).toBe(200);
    expect(await ended(await asset('停后', [used]))).toEqual([depth('2')]);
    const lifted = { reason: '查封已解除' };
    expect((await post(registrar, `/v1/assets/${barred}/restoration`, lifted)).status).toBe(200);
    expect(await ended(await asset('复后', [used]))).toEqual([]);
  });

  it('is told where an asset is registered below its source', async () => {
    const strict = await asset('严', [], { grade: 'core' });
    const lax = await asset('宽', [strict], { grade: 'general' });
    await cluster.settled();
    const alerts = await get(manager, `/v1/alerts?kind=gradeBelowSources&assetId=${lax}`);
    expect(alerts.body.items).toMatchObject([{ severity: 'warning' }]);
    expect((await get([buyer, 'manager'], '/v1/alerts')).body.items).toEqual([]);
  });

  it('is told of a stricter source that comes later, though another one is excepted', async () => {
    const first = await asset('先', [], { grade: 'sensitive' });
    const later = await asset('后', [], { grade: 'important' });
    const made = await asset('成', [first], { grade: 'sensitive' });
    const label = { label: { grade: 'general' }, reason: '复评', exceptionReason: '已聚合' };
    const graded = await post(manager, `/v1/assets/${made}/classification`, label);
    expect([graded.status, graded.body.code]).toEqual([200, undefined]);
    const told = async () => {
      await cluster.settled();
      const alerts = await get(manager, `/v1/alerts?kind=gradeBelowSources&assetId=${made}`);
      return (alerts.body.items as { about: object[] }[]).map(({ about }) => about);
    };
    expect(await told()).toEqual([]);
    expect((await sourcesOf(made, [first, later])).body.adopted).toBe(true);
    expect(await told()).toEqual([
      expect.arrayContaining([{ name: 'highest', value: 'important' }]),
    ]);
  });
});
