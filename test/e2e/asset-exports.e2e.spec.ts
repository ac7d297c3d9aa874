import { readFileSync } from 'node:fs';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';

const sample = readFileSync('samples/external-data-inventory.csv');
const defaults = {
  rights: [
    { right: 'holding', basis: '外部数据采购合同', from: '2026-01-01' },
    { right: 'processing', basis: '外部数据采购合同', from: '2026-01-01' },
  ],
};

let cluster: TestCluster;
let registry: RunningApp;
let bank: string;

beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
  bank = await cluster.bearer(organisations.bank, 'manager');
  const identifier = { kind: 'uscc', value: organisations.bank };
  await registry.http
    .post('/v1/parties')
    .set('authorization', bank)
    .send({ identifier, name: '某银行', partyClass: 'enterprise' })
    .expect(201);
  await registry.http
    .post('/v1/asset-imports')
    .set('authorization', bank)
    .field('defaults', JSON.stringify(defaults))
    .attach('file', sample, 'inventory.csv')
    .expect(202);
  await cluster.settled();
});

afterAll(() => cluster.close());

const file = async (path: string, token = bank) => {
  const { body, headers } = await registry.http
    .get(`/v1/${path}`)
    .set('authorization', token)
    .buffer(true)
    .parse((response, end) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => void pieces.push(piece));
      response.on('end', () => end(null, Buffer.concat(pieces)));
    })
    .expect(200);
  return { text: String(body), type: headers['content-type'] };
};

const idOf = async (externalNumber: string): Promise<string> => {
  const path = `/v1/assets?externalNumber=${externalNumber}`;
  const { body } = await registry.http.get(path).set('authorization', bank).expect(200);
  return body.items[0].assetId;
};

describe('the ledger in the words of other systems', () => {
  it('is a DCAT catalogue of all its assets, filtered like the list', async () => {
    const { text, type } = await file('assets.jsonld');
    expect(type).toMatch(/^application\/ld\+json/u);
    const catalogue = JSON.parse(text) as { '@type': string; 'dcat:dataset': object[] };
    expect([catalogue['@type'], catalogue['dcat:dataset'].length]).toEqual(['dcat:Catalog', 281]);
    const some = JSON.parse((await file('assets.jsonld?industry=J')).text) as typeof catalogue;
    expect(some['dcat:dataset'].length).toBeLessThan(281);
    expect(some['dcat:dataset'][0]).toMatchObject({ 'dcat:theme': { 'skos:notation': 'J' } });
  });

  it('is a stream of data contracts', async () => {
    const { text, type } = await file('assets.odcs.yaml');
    expect(type).toMatch(/^application\/yaml/u);
    const contracts = text.split(/^---\n/mu).slice(1);
    expect(contracts).toHaveLength(281);
    for (const each of contracts) expect(each).toMatch(/^apiVersion: "v3\.1\.0"\n/u);
  });

  it('gives one asset in each of them', async () => {
    const assetId = await idOf('china-abc');
    const dataset = JSON.parse((await file(`assets/${assetId}/dcat.jsonld`)).text) as object;
    expect(dataset).toMatchObject({
      '@id': `urn:uuid:${assetId}`,
      'dcterms:title': [
        { '@value': '中国农业银行' },
        { '@value': 'Agricultural Bank of China (ABC)', '@language': 'en' },
      ],
      'dcterms:rightsHolder': [{ 'foaf:name': '某银行' }],
    });
    expect((await file(`assets/${assetId}/odcs.yaml`)).text).toContain('name: "中国农业银行"\n');
    const json = JSON.parse((await file(`assets/${assetId}/odcs.json`)).text) as object;
    expect(json).toMatchObject({ kind: 'DataContract', id: assetId, status: 'proposed' });
  });

  it('is nobody else’s', async () => {
    const assetId = await idOf('china-abc');
    const other = await cluster.bearer(organisations.buyer, 'manager');
    for (const name of ['dcat.jsonld', 'odcs.yaml', 'odcs.json']) {
      const path = `/v1/assets/${assetId}/${name}`;
      const { body } = await registry.http.get(path).set('authorization', other).expect(404);
      expect(body.code).toBe('asset_not_found');
      await registry.http.get(`/v1/assets/x/${name}`).set('authorization', bank).expect(404);
    }
    expect((await file('assets.odcs.yaml', other)).text).toBe('# no contracts\n');
    const registrar = await cluster.bearer(organisations.bank, 'registrar');
    await registry.http.get('/v1/assets.jsonld').set('authorization', registrar).expect(403);
  });
});
