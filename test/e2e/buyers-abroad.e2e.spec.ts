import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations, organisationsAbroad } from '../support/apps.js';
import { World } from '../support/world.js';

const { bank, appraiser } = organisations;
const { lei, register } = organisationsAbroad;
type Who = readonly [org: string, ...roles: CallerRole[]];
const seller: Who = [bank, 'manager'];
const operator: Who = [bank, 'operator'];
/** The scheme may stand before it; without one the shape tells. */
const buyer: Who = [`lei:${lei}`, 'manager'];
const rival: Who = [register, 'manager'];
const until = '2027-12-31';
const purpose = '授信评估';
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const amount = { amount: '1060.00', currency: 'CNY' };
const digest = (letter: string) => letter.repeat(64);

let now = '2026-11-20T02:00:00.000Z';
let world: World;
beforeAll(async () => {
  world = await World.start({ now: () => now });
});
afterAll(() => world.close());

type Body = Record<string, unknown> & { readonly id: string; readonly code?: string };
const call = async (who: Who, path: string, body?: object) => {
  const { registry, exchange } = world;
  const app = /^\/v1\/(assets|parties|api-keys)/.test(path) ? registry : exchange;
  const request = body === undefined ? app.http.get(path) : app.http.post(path).send(body);
  const answer = await request.set({
    authorization: await world.cluster.bearer(...who),
    'accept-language': 'en',
  });
  return { status: answer.status, body: answer.body as Body };
};
const codeOf = async (who: Who, path: string, body: object): Promise<unknown> => {
  const { status, body: told } = await call(who, path, body);
  return status < 300 ? status : [status, told.code];
};
/** A step that must succeed. */
const step = async (who: Who, path: string, body: object = {}): Promise<Body> => {
  const { status, body: told } = await call(who, path, body);
  if (status >= 300) throw new Error(`${path}: ${JSON.stringify(told)}`);
  return told;
};

const party = (kind: string, value: string, more: object = {}) => ({
  ...{ identifier: { kind, value }, name: '某境外数据公司', partyClass: 'enterprise' },
  ...more,
});

/** A listed offer of the seller’s on a registered asset of its own; `label`: how it is graded. */
const listed = async (label?: object): Promise<string> => {
  const { assetId, holdingId } = await world.openAsset();
  const path = `/v1/assets/${assetId}`;
  const { id: offerId } = await step(seller, '/v1/offers', {
    ...{ name: '企业登记信息', summary: '按日更新', assetId, holdingId, kind: 'ordinary', terms },
    ...{ price: { amount, vatIncluded: true }, delivery: 'api' },
  });
  if (label !== undefined) {
    await step(seller, `${path}/classification`, { label, reason: '首次定级' });
    await step(seller, `/v1/offers/${offerId}/assessment`, {
      assessorPartyId: partyIdOf('uscc', appraiser),
      scope: '来源、授权链与安全措施',
      heads: {
        basicInformation: 'conforming',
        lawfulness: 'conforming',
        tradability: 'conforming',
      },
      ...{ reportDigest: digest('a'), riskAssessmentDigest: digest('b') },
      ...{ issuedOn: '2026-11-20', validUntil: until },
    });
  }
  await step(seller, `${path}/licensing`, { holdingId, offerId, terms, until });
  await step(seller, `/v1/offers/${offerId}/listing`, { until });
  return offerId;
};

/** An order of a buyer abroad, signed by both and paid. */
const paid = async (who: Who, offerId: string): Promise<string> => {
  const { id } = await step(who, '/v1/orders', { offerId, purpose });
  for (const side of [seller, who]) {
    await step(side, `/v1/orders/${id}/signatures`, { contractDigest: digest('c') });
  }
  await step(operator, `/v1/orders/${id}/funding`, { amount, reference: newId() });
  return id;
};

const declared = (orderId: string, more: object = {}) => ({
  ...{ on: now.slice(0, 10), destination: 'SG', receiver: '境外接收方（新加坡）', orderId },
  ...{ basis: 'belowThreshold', isImportant: false, persons: 0, sensitivePersons: 0 },
  ...more,
});
const declare = (orderId: string, more: object = {}) =>
  codeOf(seller, '/v1/exports', declared(orderId, more));
const deliver = (orderId: string) =>
  codeOf(seller, `/v1/orders/${orderId}/deliveries`, { contentDigest: digest('d'), isLast: true });
const mayUse = (orderId: string, who: Who) =>
  codeOf(seller, '/v1/entitlements/check', { orderId, party: who[0], purpose });

describe('a buyer abroad', () => {
  it('registers itself with where it is, and only then can it buy', async () => {
    const offerId = await listed();
    const wanted = { offerId, purpose };
    expect(await codeOf(buyer, '/v1/orders', wanted)).toEqual([409, 'order_identity_missing']);
    const own = (more: object) => codeOf(buyer, '/v1/parties', party('lei', lei, more));
    expect(await own({})).toEqual([400, 'party_country_needed']);
    expect(await own({ country: 'CN' })).toEqual([409, 'party_country_wrong']);
    expect(await own({ country: 'SG' })).toBe(201);
    expect(await codeOf(buyer, '/v1/parties', party('foreign', register))).toEqual([
      403,
      'not_own_organisation',
    ]);
    expect(await codeOf(rival, '/v1/parties', party('foreign', register))).toBe(201);
    await world.cluster.settled();
    for (const key of [lei, `lei:${lei}`, register.toLowerCase()]) {
      const { body } = await call(seller, `/v1/parties/${encodeURIComponent(key)}`);
      expect([key, body['country']]).toEqual([key, 'SG']);
    }
    const { id } = await step(buyer, '/v1/orders', wanted);
    await world.cluster.settled();
    const { body } = await call(seller, `/v1/orders/${id}`);
    expect(body).toMatchObject({
      buyerPartyId: partyIdOf('lei', lei),
      course: { buyer: { identifier: lei, country: 'SG' } },
    });
  });

  it('gets its data on a declaration that the year’s persons carry', async () => {
    const orderId = await paid(buyer, await listed());
    expect(await deliver(orderId)).toEqual([409, 'order_export_undeclared']);
    expect(await mayUse(orderId, buyer)).toEqual([403, 'use_abroad_not_covered']);
    const over = await call(seller, '/v1/exports', declared(orderId, { persons: 100_000 }));
    expect([over.status, over.body.code]).toEqual([409, 'export_basis_insufficient']);
    expect(await deliver(orderId)).toEqual([409, 'order_export_undeclared']);
    expect(await declare(orderId, { persons: 99_999 })).toBe(201);
    expect(await declare(orderId, { persons: 1 })).toEqual([409, 'export_basis_insufficient']);
    expect(await deliver(orderId)).toBe(201);
    expect(await mayUse(orderId, buyer)).toBe(200);
    await world.cluster.settled();
    const { body } = await call(buyer, `/v1/orders/${orderId}`);
    expect(body).toMatchObject({
      course: { deliveries: [{ exported: { year: 2026, destination: 'SG' } }] },
    });
    const year = await call([bank, 'accountant'], '/v1/exports/2026');
    expect(year.body).toMatchObject({ persons: 99_999, year: 2026 });
  });

  it('needs a declaration of each year in which data goes to it', async () => {
    const orderId = await paid(rival, await listed());
    expect(await declare(orderId, { basis: 'noPersonalOrImportant' })).toBe(201);
    expect(await mayUse(orderId, rival)).toBe(200);
    now = '2026-12-31T15:59:59.000Z';
    expect(await mayUse(orderId, rival)).toBe(200);
    now = '2026-12-31T16:00:00.000Z';
    expect(await mayUse(orderId, rival)).toEqual([403, 'use_abroad_not_covered']);
    expect(await declare(orderId, { on: '2027-01-01', persons: 99_999 })).toBe(201);
    expect(await mayUse(orderId, rival)).toBe(200);
    now = '2026-11-20T02:00:00.000Z';
  });

  it('gets no personal information as if it were none, and important data after its assessment', async () => {
    const label = { grade: 'sensitive', origin: 'personal', personalBasis: 'consent' };
    const personal = await paid(buyer, await listed(label));
    expect(await declare(personal, { basis: 'noPersonalOrImportant' })).toBe(201);
    expect(await deliver(personal)).toEqual([409, 'order_export_understated']);
    const contract = { basis: 'standardContract', documentDigest: digest('e') };
    expect(await declare(personal, { ...contract, sensitivePersons: 9_999 })).toBe(201);
    expect(await deliver(personal)).toBe(201);
    const important = await paid(rival, await listed({ grade: 'important', origin: 'enterprise' }));
    expect(await declare(important, { basis: 'noPersonalOrImportant' })).toBe(201);
    expect(await deliver(important)).toEqual([409, 'order_export_unassessed']);
    const assessed = { basis: 'securityAssessment', isImportant: true };
    expect(await declare(important, { ...assessed, documentDigest: digest('f') })).toBe(201);
    expect(await deliver(important)).toBe(201);
  });

  it('takes part by key in the dataspace, where a transfer to it is an export too', async () => {
    const key = await step([bank, 'admin'], '/v1/api-keys', {
      ...{ label: 'connector', org: register, roles: ['manager'] },
    });
    const dsp = '/v1/dsp/2025-1';
    const post = async (path: string, type: string, members: object) => {
      const context = ['https://w3id.org/dspace/2025/1/context.jsonld'];
      const body = { '@context': context, '@type': type, ...members };
      const authorization = `Bearer ${String(key['key'])}`;
      return world.exchange.http.post(`${dsp}${path}`).set({ authorization }).send(body);
    };
    const offerId = await listed();
    await world.cluster.settled();
    const target = `urn:uuid:${offerId}`;
    const { body: catalogue } = await post('/catalog/request', 'CatalogRequestMessage', {});
    const datasets = catalogue as { dataset: { '@id': string; hasPolicy: { '@id': string }[] }[] };
    const found = datasets.dataset.find((one) => one['@id'] === target);
    const consumerPid = `urn:uuid:${newId()}`;
    const back = { consumerPid, callbackAddress: 'http://127.0.0.1:1' };
    const permission = [{ action: 'use', constraint: [] }];
    const offer = { '@id': found?.hasPolicy[0]?.['@id'], '@type': 'Offer', target, permission };
    const begun = await post('/negotiations/request', 'ContractRequestMessage', { ...back, offer });
    expect([begun.status, begun.body]).toMatchObject([201, { state: 'REQUESTED' }]);
    await world.cluster.settled();
    const mine = await call(seller, '/v1/dataspace/negotiations?limit=1');
    const [{ orderId = '' } = {}] = mine.body['items'] as { orderId?: string }[];
    await step(seller, `/v1/orders/${orderId}/signatures`, { contractDigest: digest('c') });
    await world.cluster.settled();
    const { providerPid } = begun.body as { providerPid: string };
    const pids = { consumerPid, providerPid };
    const verified = 'ContractAgreementVerificationMessage';
    const at = `/negotiations/${providerPid}/agreement/verification`;
    expect((await post(at, verified, pids)).status).toBe(200);
    await world.cluster.settled();
    await step(operator, `/v1/orders/${orderId}/funding`, { amount, reference: newId() });
    const flow = await post('/transfers/request', 'TransferRequestMessage', {
      ...{ ...back, agreementId: `urn:uuid:${orderId}`, format: 'HttpData-PULL' },
    });
    expect([flow.status, flow.body]).toMatchObject([201, { state: 'REQUESTED' }]);
    const transferId = String((flow.body as Body)['providerPid']).slice('urn:uuid:'.length);
    const dataAddress = { endpointType: 'HTTP', endpoint: 'https://data.example.org/q3' };
    const start = () =>
      codeOf(seller, `/v1/dataspace/transfers/${transferId}/messages`, {
        ...{ message: 'start', dataAddress },
      });
    expect(await start()).toEqual([409, 'order_export_undeclared']);
    expect(await declare(orderId, { basis: 'noPersonalOrImportant' })).toBe(201);
    expect(await start()).toBe(200);
  });
});
