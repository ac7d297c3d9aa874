import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';
import { titlesOf } from '../support/titles.js';
import type { Titles } from '../support/titles.js';

const { bank } = organisations;
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };

let cluster: TestCluster;
let exchange: RunningApp;
let titles: Titles;
let now = '2026-11-20T02:00:00.000Z';
let position = 0;

beforeAll(async () => {
  const clock = { now: () => now };
  cluster = await createCluster({ clock });
  titles = titlesOf(cluster, clock);
  exchange = await cluster.startExchange();
});
afterAll(async () => {
  await titles.close();
  await cluster.close();
});

const post = async (path: string, body: object) => {
  const authorization = await cluster.bearer(bank, 'manager');
  const answer = await exchange.http.post(path).set({ authorization }).send(body);
  expect({ isGood: answer.ok, body: answer.body as unknown }).toMatchObject({ isGood: true });
  position = answer.body.position as number;
  return answer.body as { readonly id: string };
};

/** An offer on a title of its own that stands until a day. */
const listed = async (name: string, until: string) => {
  const { assetId, holdingId } = await titles.open(bank);
  const price = { amount: { amount: '1200.00', currency: 'CNY' }, vatIncluded: true };
  const summary = '按日更新的企业登记信息';
  const product = { name, summary, assetId, holdingId, kind: 'ordinary', terms, price };
  const { id: offerId } = await post('/v1/offers', { ...product, delivery: 'api' });
  const leave = { holdingId, offerId, terms, until: '2026-12-31' };
  await titles.act(assetId, { org: bank, role: 'manager' }, 'AuthoriseLicensing', leave);
  await post(`/v1/offers/${offerId}/listing`, { until });
  return { offerId, assetId };
};

interface Page {
  readonly 'hydra:view': { readonly 'hydra:next'?: { readonly '@id': string } };
  readonly 'dcat:dataset': readonly { readonly 'dcterms:identifier': string }[];
}

/** Read by nobody in particular: the catalogue is open. */
const read = async (path: string) => {
  const after = `${path.includes('?') ? '&' : '?'}after=${position}`;
  const answer = await exchange.http
    .get(`${path}${after}`)
    .buffer(true)
    .parse((response, end) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () => end(null, text));
    });
  return {
    status: answer.status,
    headers: answer.headers,
    page: JSON.parse(String(answer.body)) as Page,
  };
};

const idsOf = (page: Page): string[] =>
  page['dcat:dataset'].map((each) => each['dcterms:identifier']);

describe('the catalogue', () => {
  it('lists what stands today, newest first, page by page, without credentials', async () => {
    const first = await listed('企业登记信息', '2026-11-30');
    const second = await listed('企业变更信息', '2026-11-30');
    const over = await listed('企业年报信息', '2026-11-20');
    now = '2026-11-21T02:00:00.000Z';
    const { status, headers, page } = await read('/v1/catalog?limit=1');
    expect([status, headers['content-type']]).toEqual([
      200,
      expect.stringMatching(/^application\/ld\+json/u),
    ]);
    expect(idsOf(page)).toEqual([second.offerId]);
    const next = page['hydra:view']['hydra:next']?.['@id'] ?? '';
    expect(headers['link']).toBe(`<${next}>; rel="next"`);
    const rest = await read(next);
    expect(idsOf(rest.page)).toEqual([first.offerId]);
    expect(rest.page['hydra:view']['hydra:next']).toBeUndefined();
    expect((await read(`/v1/catalog/${over.offerId}`)).status).toBe(404);
  });

  it('describes a product with its policy, and drops it when it is taken down', async () => {
    const { offerId, assetId } = await listed('企业信用信息', '2026-11-30');
    const { page } = await read(`/v1/catalog/${offerId}`);
    expect(page).toMatchObject({
      '@id': `urn:uuid:${offerId}`,
      '@type': 'dcat:Dataset',
      'prov:wasDerivedFrom': { '@id': `urn:uuid:${assetId}` },
      'odrl:hasPolicy': [
        { '@type': 'odrl:Offer', 'odrl:target': { '@id': `urn:uuid:${offerId}` } },
      ],
    });
    expect(idsOf((await read(`/v1/catalog?assetId=${assetId}`)).page)).toEqual([offerId]);
    await post(`/v1/offers/${offerId}/delisting`, { reason: '产品改版' });
    expect((await read(`/v1/catalog/${offerId}`)).status).toBe(404);
    expect(idsOf((await read(`/v1/catalog?assetId=${assetId}`)).page)).toEqual([]);
  });
});
