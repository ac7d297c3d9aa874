import { newId } from '@ledger/event-store/ids.js';
import { organisations, type RunningApp } from '../support/apps.js';
import { application } from '../support/asset-api.js';
import { sheet, World } from '../support/world.js';
import { DataSource, type QueryRunner } from 'typeorm';

const { bank } = organisations;
const manager = [bank, 'manager'] as const;
const tables = ['read.party', 'read.asset', 'read.asset_import', 'read.offer_view'];

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

const get = async (app: RunningApp, path: string) =>
  app.http.get(path).set('authorization', await world.cluster.bearer(bank, 'manager', 'registrar'));

/** Keeps the projections from writing, as a burst of work or a slow disk would. */
const held = async <T>(work: () => Promise<T>): Promise<T> => {
  const runner: QueryRunner = world.registry.app.get(DataSource).createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`LOCK TABLE ${tables.join(', ')} IN EXCLUSIVE MODE`);
    return await work();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
};

const offer = () => ({
  name: '企业登记信息',
  summary: '按日更新',
  assetId: world.things['assetId'],
  holdingId: world.things['holdingId'],
  kind: 'ordinary',
  terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 },
  price: { amount: { amount: '1.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
});

interface Made {
  readonly app: RunningApp;
  /** Path that the answer named in `Location`. */
  readonly path: string;
}

/** One of everything that is read from a table by its id. */
const make = async (): Promise<readonly Made[]> => {
  const { registry, exchange } = world;
  const identifier = { kind: 'foreign', value: `SG:${newId()}` };
  const party = { identifier, name: '境外机构', partyClass: 'enterprise' };
  const { id: partyId } = await world.post(registry, '/v1/parties', party, [bank, 'registrar']);
  const { id: assetId } = await world.post(registry, '/v1/assets', application());
  const { id: offerId } = await world.post(exchange, '/v1/offers', offer());
  const upload = await registry.http
    .post('/v1/asset-imports')
    .set({ authorization: await world.cluster.bearer(...manager), 'content-type': 'text/csv' })
    .send(sheet);
  expect(upload.status).toBe(202);
  return [
    { app: registry, path: `/v1/parties/${partyId}` },
    { app: registry, path: `/v1/assets/${assetId}` },
    { app: registry, path: `/v1/assets/${assetId}/history` },
    { app: exchange, path: `/v1/offers/${offerId}` },
    { app: registry, path: upload.headers['location'] as string },
    { app: registry, path: `${upload.headers['location'] as string}/rows` },
  ];
};

const ask = async (made: readonly Made[]) => {
  const answers = await Promise.all(made.map(({ app, path }) => get(app, path)));
  return made.map(({ path }, index) => {
    const { status, body, headers } = answers[index]!;
    return [path, status, (body as { code?: string }).code, headers['retry-after']];
  });
};

describe('what has just been acknowledged', () => {
  it('is found at once, without saying after what', async () => {
    for (let round = 0; round < 5; round++) {
      const made = await make();
      expect(await ask(made)).toEqual(made.map(({ path }) => [path, 200, undefined, undefined]));
    }
  });

  it('is never told not to be there while the tables are behind: 503, then 200', async () => {
    const made = await held(async () => {
      const all = await make();
      const behind = all.map(({ path }) => [path, 503, 'read_model_behind', expect.any(String)]);
      expect(await ask(all)).toEqual(behind);
      const nothing = [{ app: world.registry, path: `/v1/assets/${newId()}` }];
      expect((await ask(nothing))[0]?.[1]).toBe(404);
      return all;
    });
    expect(await ask(made)).toEqual(made.map(({ path }) => [path, 200, undefined, undefined]));
  });
});
