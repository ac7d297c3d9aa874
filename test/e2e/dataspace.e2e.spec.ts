import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { createCluster, organisations } from '../support/apps.js';
import {
  DataspaceStage,
  dspBase as base,
  foreign,
  type Json,
  message,
  noMessages,
  protocolPosts,
} from '../support/dataspace/dataspace-stage.js';
import { faultsOfMessage, messageFaults } from '../support/dataspace/schemas.js';
import { type Heard, ScriptedConnector } from '../support/dataspace/scripted-connector.js';
import { Trade } from '../support/trade.js';

const { bank, buyer, lender } = organisations;
const provider = lender;
const { offer } = foreign;

const stage = new DataspaceStage();
beforeAll(() => stage.start());
afterAll(() => stage.close());
beforeEach(async () => {
  stage.connector = await ScriptedConnector.start();
});
afterEach(async () => {
  expect(stage.connector.faults).toEqual([]);
  await stage.connector.close();
});

describe('what is offered', () => {
  it('is found by the well-known address and the catalogue protocol', async () => {
    const { offerId } = await stage.trade.offer();
    await stage.cluster.settled();
    const version = await stage.exchange.http.get('/.well-known/dspace-version');
    expect(messageFaults('VersionResponse', version.body)).toEqual([]);
    expect(version.body).toMatchObject({ protocolVersions: [{ version: '2025-1', path: base }] });
    const asked = (filter: object[] = []) => message('CatalogRequestMessage', { filter });
    const one = await stage.datasetOf(offerId);
    expect(messageFaults('Dataset', one)).toEqual([]);
    const odd = await stage.say('/catalog/request', asked([{ '@type': 'Other', like: 'x' }]));
    expect([odd.status, messageFaults('CatalogError', odd.body)]).toEqual([400, []]);
  });
});

describe('as provider', () => {
  it('goes from a request to data, the order with it; the same message again changes nothing', async () => {
    const deal = await stage.requested();
    const { offer, consumerPid, orderId } = deal;
    const before = await stage.head();
    const again = await stage.say('/negotiations/request', stage.requestOf(offer, consumerPid));
    expect([again.status, again.body['providerPid']]).toEqual([201, deal.providerPid]);
    expect(await stage.head()).toBe(before);
    expect(await stage.trade.order(orderId)).toMatchObject({
      state: 'licensed',
      buyerPartyId: partyIdOf('uscc', buyer),
    });

    await stage.sellerSigns(deal);
    const { agreement } = (await stage.heard('ContractAgreementMessage')) as {
      agreement: Json;
    };
    expect(agreement).toMatchObject({
      '@id': `urn:uuid:${orderId}`,
      target: `urn:uuid:${deal.offerId}`,
      permission: offer['permission'],
      assigner: `urn:uuid:${partyIdOf('uscc', bank)}`,
    });
    expect(await stage.stateOf(deal)).toBe('AGREED');
    const verified = message('ContractAgreementVerificationMessage', deal.pids);
    for (let times = 0; times < 2; times++) {
      expect((await stage.say(`${deal.path}/agreement/verification`, verified)).status).toBe(200);
    }
    const final = await stage.heard('ContractNegotiationEventMessage');
    expect(final).toMatchObject({ eventType: 'FINALIZED', ...deal.pids });
    expect(await stage.stateOf(deal)).toBe('FINALIZED');
    expect(await stage.trade.order(orderId)).toMatchObject({ state: 'contracted' });
  });

  it('lets data flow while the order entitles, and stops when it does not', async () => {
    const deal = await stage.finalized();
    const consumerPid = `urn:uuid:${newId()}`;
    const request = message('TransferRequestMessage', {
      ...{ consumerPid, agreementId: `urn:uuid:${deal.orderId}`, format: 'HttpData-PULL' },
      callbackAddress: stage.connector.address,
    });
    const begun = await stage.say('/transfers/request', request);
    expect([begun.status, messageFaults('TransferProcess', begun.body)]).toEqual([201, []]);
    const same = await stage.say('/transfers/request', request);
    expect(same.body).toEqual(begun.body);
    const { providerPid } = begun.body as unknown as { providerPid: string };
    const own = `/v1/dataspace/transfers/${providerPid.slice(9)}`;
    const token = `token-${newId()}`;
    const properties = [{ name: 'authorization', value: token }];
    const endpointType = 'https://w3id.org/idsa/v4.1/HTTP';
    const endpoint = 'https://data.example.org/q3';
    const start = { message: 'start', dataAddress: { endpointType, endpoint, properties } };
    const early = await stage.trade.post(bank, `${own}/messages`, start);
    expect([early.status, early.body.code]).toEqual([409, 'transfer_order_forbids']);
    await stage.trade.fund(deal.orderId, '120000.00');
    expect((await stage.trade.post(bank, `${own}/messages`, start)).status).toBe(200);
    const started = await stage.heard('TransferStartMessage');
    expect(started).toMatchObject({
      dataAddress: { endpoint, endpointProperties: [{ name: 'authorization', value: token }] },
    });
    const pids = { providerPid, consumerPid };
    const why = { ...pids, code: 'pause', reason: ['维护'] };
    const steps: [string, string, object, string][] = [
      ['suspension', 'TransferSuspensionMessage', why, 'SUSPENDED'],
      ['start', 'TransferStartMessage', pids, 'STARTED'],
    ];
    for (const [path, type, members, state] of steps) {
      const { status } = await stage.say(
        `/transfers/${providerPid}/${path}`,
        message(type, members),
      );
      expect([path, status]).toEqual([path, 200]);
      expect((await stage.ask(`/transfers/${providerPid}`)).body).toMatchObject({ state });
    }
    await stage.trade.step(buyer, deal.orderId, 'termination', {
      reason: 'agreed',
      explanation: '协商一致',
    });
    await stage.trade.step(bank, deal.orderId, 'termination', {
      reason: 'agreed',
      explanation: '协商一致',
    });
    expect(await stage.heard('TransferTerminationMessage')).toMatchObject({
      code: 'OrderTerminated',
    });
    expect(await stage.isInLog(token)).toBe(false);
  });

  it('bargains: other prices are new versions of the order’s terms', async () => {
    const cheaper = (amount: string) => (offer: Json) =>
      JSON.parse(JSON.stringify(offer).replaceAll('120000.00', amount)) as Json;
    const deal = await stage.requested(cheaper('90000.00'));
    expect(await stage.trade.order(deal.orderId)).toMatchObject({
      course: { termsVersion: 2, terms: { price: { gross: { amount: '90000.00' } } } },
    });
    const price = { amount: { amount: '110000.00', currency: 'CNY' }, vatIncluded: true };
    await stage.trade.step(bank, deal.orderId, 'proposals', { price });
    const offered = await stage.heard('ContractOfferMessage');
    expect(JSON.stringify(offered)).toContain('110000.00');
    expect(await stage.stateOf(deal)).toBe('OFFERED');
    const accepted = message('ContractNegotiationEventMessage', {
      ...deal.pids,
      eventType: 'ACCEPTED',
    });
    expect((await stage.say(`${deal.path}/events`, accepted)).status).toBe(200);
    await stage.sellerSigns(deal, 3);
    expect(JSON.stringify(await stage.heard('ContractAgreementMessage'))).toContain('110000.00');
    const ended = message('ContractNegotiationTerminationMessage', {
      ...deal.pids,
      reason: ['不买了'],
    });
    expect((await stage.say(`${deal.path}/termination`, ended)).status).toBe(200);
    expect(await stage.stateOf(deal)).toBe('TERMINATED');
    expect(await stage.trade.order(deal.orderId)).toMatchObject({ state: 'cancelled' });
  });

  it('can offer unasked: the acceptance places the order', async () => {
    const { path, pids, own } = await stage.offeredUnasked();
    const accepted = message('ContractNegotiationEventMessage', { ...pids, eventType: 'ACCEPTED' });
    expect((await stage.say(`${path}/events`, accepted)).status).toBe(200);
    await stage.cluster.settled();
    const orderId = String((await stage.trade.get(bank, own)).body['orderId']);
    expect(await stage.trade.order(orderId)).toMatchObject({ state: 'licensed' });
    await stage.trade.step(bank, orderId, 'signatures', { contractDigest: 'c'.repeat(64) });
    expect(await stage.heard('ContractAgreementMessage')).toMatchObject(pids);
  });

  it('refuses what either graph forbids, by the protocol’s error, and changes nothing', async () => {
    const deal = await stage.finalized();
    const before = await stage.head();
    const wrong: [string, string, object][] = [
      ['events', 'ContractNegotiationEventMessage', { eventType: 'ACCEPTED' }],
      ['events', 'ContractNegotiationEventMessage', { eventType: 'FINALIZED' }],
      ['request', 'ContractRequestMessage', { offer: deal.offer }],
      ['offers', 'ContractOfferMessage', { offer: deal.offer }],
      ['termination', 'ContractNegotiationTerminationMessage', {}],
    ];
    for (const [path, type, members] of wrong) {
      const { status, body } = await stage.say(
        `${deal.path}/${path}`,
        message(type, { ...deal.pids, ...members }),
      );
      const faults = messageFaults('ContractNegotiationError', body);
      expect([path, status, faults, body['code']]).toEqual([
        path,
        400,
        [],
        'negotiation_state_forbids',
      ]);
    }
    const stale = { ...deal.offer, '@id': `urn:uuid:${deal.offerId}#policy-1` };
    const wider = { ...deal.offer, prohibition: [] };
    for (const [offer, code] of [
      [stale, 'dataspace_offer_unknown'],
      [wider, 'dataspace_offer_differs'],
    ] as const) {
      const { status, body } = await stage.say('/negotiations/request', stage.requestOf(offer));
      expect([status, body['code'], faultsOfMessage(body)]).toEqual([400, code, []]);
    }
    const away = { ...stage.requestOf(deal.offer), callbackAddress: 'https://user:x@localhost/x' };
    expect((await stage.say('/negotiations/request', away)).body).toMatchObject({
      code: 'dataspace_address_refused',
    });
    const unknown = { consumerPid: 'urn:x', agreementId: 'urn:uuid:x', format: 'HttpData-PULL' };
    const transfer = message('TransferRequestMessage', {
      ...unknown,
      callbackAddress: stage.connector.address,
    });
    const refused = await stage.say('/transfers/request', transfer);
    expect([refused.status, messageFaults('TransferError', refused.body)]).toEqual([400, []]);
    expect(await stage.head()).toBe(before);
  });

  it('is there for its two sides only', async () => {
    const deal = await stage.requested();
    const stranger = await stage.keyOf(lender);
    for (const path of [deal.path, '/negotiations/urn:uuid:x', `/transfers/${newId()}`]) {
      const { status, body } = await stage.ask(path, stranger);
      expect([path, status, faultsOfMessage(body)]).toEqual([path, 404, []]);
    }
    const ended = message('ContractNegotiationTerminationMessage', deal.pids);
    expect((await stage.say(`${deal.path}/termination`, ended, stranger)).status).toBe(404);
    const nobody = await stage.exchange.http.get(`${base}${deal.path}`);
    expect([nobody.status, faultsOfMessage(nobody.body)]).toEqual([401, []]);
    expect(await stage.stateOf(deal)).toBe('REQUESTED');
  });

  it('answers whatever is no message by the error of its protocol', async () => {
    const before = await stage.head();
    const faults: unknown[] = [];
    for (const path of protocolPosts()) {
      for (const body of noMessages) {
        const { status, body: told } = await stage.say(path, body);
        const wrong = faultsOfMessage(told);
        if (status !== 400 || wrong.length > 0)
          faults.push([path, body.slice(0, 40), status, wrong, told]);
      }
    }
    expect(faults).toEqual([]);
    expect(await stage.head()).toBe(before);
  });

  it('says by its codes what stands in the way', async () => {
    const deal = await stage.requested();
    const { pids, path, consumerPid, offer: wanted, orderId, providerPid } = deal;
    const elsewhere = {
      ...stage.requestOf(wanted, consumerPid),
      callbackAddress: 'http://127.0.0.1:1',
    };
    const codeOf = async (at: string, body: Json) => (await stage.say(at, body)).body['code'];
    expect(await codeOf('/negotiations/request', elsewhere)).toBe('negotiation_pid_taken');
    const own = `/v1/dataspace/negotiations/${providerPid.slice(9)}/messages`;
    const said = await stage.trade.post(bank, own, { message: 'termination' });
    expect([said.status, said.body.code]).toEqual([409, 'negotiation_follows_order']);
    await stage.sellerSigns(deal);
    await stage.heard('ContractAgreementMessage');
    await stage.trade.step(buyer, orderId, 'signatures', { contractDigest: 'c'.repeat(64) });
    const ended = message('ContractNegotiationTerminationMessage', pids);
    expect(await codeOf(`${path}/termination`, ended)).toBe('negotiation_order_forbids');
    const verified = message('ContractAgreementVerificationMessage', pids);
    expect((await stage.say(`${path}/agreement/verification`, verified)).status).toBe(200);
    await stage.heard('ContractNegotiationEventMessage');
    const asked = (format: string, more: object = {}) =>
      message('TransferRequestMessage', {
        ...{ consumerPid: 'urn:t', agreementId: `urn:uuid:${orderId}`, format },
        ...{ callbackAddress: stage.connector.address, ...more },
      });
    expect(await codeOf('/transfers/request', asked('X'))).toBe('transfer_format_unknown');
    const { body } = await stage.say('/transfers/request', asked('HttpData-PULL'));
    expect(body).toMatchObject({ state: 'REQUESTED' });
    expect(await codeOf('/transfers/request', asked('HttpData-PUSH'))).toBe('transfer_pid_taken');
    const done = message('TransferCompletionMessage', {
      ...pids,
      providerPid: body['providerPid'],
    });
    const at = `/transfers/${String(body['providerPid'])}/completion`;
    expect(await codeOf(at, { ...done, consumerPid: 'urn:t' })).toBe('transfer_state_forbids');
    const nobody = await stage.trade.get(bank, `/v1/dataspace/connectors/${newId()}/catalog`);
    expect([nobody.status, nobody.body.code]).toEqual([404, 'connector_not_found']);
  });

  it('says again, in order and after a restart, what was not taken; an end is said too', async () => {
    const deal = await stage.requested();
    stage.connector.answer = () => ({ status: 503 });
    await stage.trade.step(bank, deal.orderId, 'proposals', { note: '含季度更新' });
    await stage.round();
    expect(stage.connector.heard.map(({ body }) => body['@type'])).toEqual([
      'ContractOfferMessage',
    ]);
    await stage.trade.step(bank, deal.orderId, 'cancellation');
    await stage.round();
    expect(stage.connector.heard).toHaveLength(1);
    await stage.exchange.close();
    stage.connector.answer = () => ({ status: 200 });
    stage.ahead += 60_000;
    await stage.open();
    await stage.heard('ContractNegotiationTerminationMessage');
    expect(stage.connector.heard.map(({ body }) => body['@type'])).toEqual([
      ...['ContractOfferMessage', 'ContractOfferMessage', 'ContractNegotiationTerminationMessage'],
    ]);
    expect(await stage.stateOf(deal)).toBe('TERMINATED');
  });
});

describe('as consumer', () => {
  it('reads a foreign catalogue with the credential that it was given', async () => {
    stage.connector.answer = () => ({ status: 200, body: foreign.catalogue });
    const path = `/v1/dataspace/connectors/${await stage.known()}/catalog`;
    const { body, status } = await stage.trade.get(buyer, path);
    expect([status, body]).toMatchObject([200, { offerIds: ['urn:offer:1'] }]);
    expect(stage.connector.heard.at(-1)?.headers['authorization']).toBe(foreign.credential);
    const elsewhere = await stage.trade.get(
      buyer,
      `${path}?at=${encodeURIComponent('https://evil.example.org/x')}`,
    );
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'dataspace_address_refused']);
    expect((await stage.trade.get(bank, path)).status).toBe(404);
  });

  it('negotiates, verifies what it asked for, and fetches with what it is told', async () => {
    const { id, pids, path, theirs } = await stage.begun();
    const other = message('ContractAgreementMessage', {
      ...pids,
      agreement: foreign.agreement({ permission: [{ action: 'use' }] }),
    });
    const refused = await stage.say(`${path}/agreement`, other, theirs);
    expect([refused.status, refused.body['code']]).toEqual([400, 'negotiation_agreement_differs']);
    const agreed = message('ContractAgreementMessage', { ...pids, agreement: foreign.agreement() });
    expect((await stage.say(`${path}/agreement`, agreed, theirs)).status).toBe(200);
    await stage.heard('ContractAgreementVerificationMessage');
    const final = message('ContractNegotiationEventMessage', { ...pids, eventType: 'FINALIZED' });
    expect((await stage.say(`${path}/events`, final, theirs)).status).toBe(200);
    await stage.cluster.settled();
    expect((await stage.trade.get(buyer, `/v1/dataspace/negotiations/${id}`)).body).toMatchObject({
      ...{ state: 'FINALIZED', role: 'consumer', agreement: { '@id': 'urn:agreement:1' } },
      use: { territories: ['CN'], isInForce: true },
    });
    const wanted = { negotiationId: id, format: 'HttpData-PULL' };
    const transfer = await stage.trade.post(buyer, '/v1/dataspace/transfers', wanted);
    expect([transfer.status, transfer.body['state']]).toEqual([201, 'REQUESTED']);
    const request = await stage.heard('TransferRequestMessage');
    expect(request).toMatchObject({ agreementId: 'urn:agreement:1', format: 'HttpData-PULL' });
    await stage.cluster.settled();
    const own = `/v1/dataspace/transfers/${transfer.body.id}`;
    const none = await stage.trade.get(buyer, `${own}/data-address`);
    expect([none.status, none.body.code]).toEqual([409, 'transfer_address_unknown']);
    const shown = (await stage.trade.get(buyer, own)).body;
    const flow = { consumerPid: request['consumerPid'], providerPid: shown['counterPid'] };
    const dataAddress = {
      ...{ '@type': 'DataAddress', endpointType: 'HTTP', endpoint: 'https://p.example.org/d' },
      endpointProperties: [{ '@type': 'EndpointProperty', name: 'authorization', value: 'T-1' }],
    };
    const started = message('TransferStartMessage', { ...flow, dataAddress });
    const at = `/transfers/${String(request['consumerPid'])}`;
    expect((await stage.say(`${at}/start`, started, theirs)).status).toBe(200);
    await stage.cluster.settled();
    expect((await stage.trade.get(buyer, `${own}/data-address`)).body).toMatchObject({
      ...{ endpoint: 'https://p.example.org/d' },
      properties: [{ name: 'authorization', value: 'T-1' }],
    });
    expect((await stage.trade.get(bank, `${own}/data-address`)).status).toBe(404);
    expect(
      (await stage.trade.post(buyer, `${own}/messages`, { message: 'completion' })).status,
    ).toBe(200);
    await stage.heard('TransferCompletionMessage');
  });

  it('takes offers, asks for another price, accepts or ends', async () => {
    const { id, pids, path, theirs } = await stage.begun();
    const dearer = {
      ...offer,
      obligation: [
        {
          action: 'compensate',
          constraint: [{ leftOperand: 'payAmount', operator: 'eq', rightOperand: '9.00' }],
        },
      ],
    };
    const offered = message('ContractOfferMessage', { ...pids, offer: dearer });
    expect((await stage.say(`${path}/offers`, offered, theirs)).status).toBe(200);
    const next = `/v1/dataspace/negotiations/${id}/messages`;
    expect(
      (await stage.trade.post(buyer, next, { message: 'request', price: '8.00' })).status,
    ).toBe(200);
    expect(JSON.stringify(await stage.heard('ContractRequestMessage', 2))).toContain('8.00');
    expect((await stage.say(`${path}/offers`, offered, theirs)).status).toBe(200);
    expect((await stage.trade.post(buyer, next, { message: 'acceptance' })).status).toBe(200);
    expect(await stage.heard('ContractNegotiationEventMessage')).toMatchObject({
      eventType: 'ACCEPTED',
    });
    expect(
      (await stage.trade.post(buyer, next, { message: 'termination', reason: '改变主意' })).status,
    ).toBe(200);
    await stage.heard('ContractNegotiationTerminationMessage');
    const late = await stage.trade.post(buyer, next, { message: 'acceptance' });
    expect([late.status, late.body.code]).toEqual([409, 'negotiation_state_forbids']);
  });

  it('can be begun by the provider, and ends when its request is refused', async () => {
    const theirs = await stage.keyOf(provider);
    const first = message('ContractOfferMessage', {
      ...{ providerPid: `urn:uuid:${newId()}`, offer, callbackAddress: stage.connector.address },
    });
    const begunByThem = await stage.say(
      `/participants/${partyIdOf('uscc', buyer)}/negotiations/offers`,
      first,
      theirs,
    );
    expect([begunByThem.status, begunByThem.body]).toMatchObject([201, { state: 'OFFERED' }]);
    const nobody = await stage.say('/negotiations/offers', first, theirs);
    expect([nobody.status, faultsOfMessage(nobody.body)]).toEqual([400, []]);
    stage.connector.answer = ({ path }: Heard) => ({
      status: path.endsWith('/request') ? 400 : 200,
    });
    const wanted = { connectorId: await stage.known(), offer };
    const { body } = await stage.trade.post(buyer, '/v1/dataspace/negotiations', wanted);
    await stage.round();
    const shown = await stage.trade.get(buyer, `/v1/dataspace/negotiations/${body.id}`);
    expect(shown.body).toMatchObject({ state: 'TERMINATED' });
    const missing = await stage.trade.post(buyer, '/v1/dataspace/transfers', {
      ...{ negotiationId: body.id, format: 'HttpData-PULL' },
    });
    expect([missing.status, missing.body.code]).toEqual([409, 'transfer_agreement_not_found']);
  });
});

describe('two exchanges that face each other', () => {
  it('make an order on one side and an agreement on the other, and let data flow', async () => {
    const other = await createCluster({ clock: stage.clock });
    try {
      const far = await other.startExchange();
      const farTrade = new Trade(other, far, stage.titles);
      const rounds = () => stage.rounds(other, far);
      const connectorId = await stage.meet(other, far, farTrade);
      const { offerId } = await stage.trade.offer();
      await stage.cluster.settled();
      const path = `/v1/dataspace/connectors/${connectorId}/catalog`;
      const { catalogue } = (await farTrade.get(buyer, path)).body as unknown as {
        catalogue: { dataset: { '@id': string; hasPolicy: Json[] }[] };
      };
      const target = `urn:uuid:${offerId}`;
      const dataset = catalogue.dataset.find((one) => one['@id'] === target);
      const offer = { ...dataset?.hasPolicy[0], target };
      const begun = await farTrade.post(buyer, '/v1/dataspace/negotiations', {
        connectorId,
        offer,
      });
      await rounds();
      const { items } = (await stage.trade.get(bank, '/v1/dataspace/negotiations?limit=1'))
        .body as unknown as {
        items: { orderId: string; state: string }[];
      };
      const orderId = items[0]?.orderId ?? '';
      await stage.trade.step(bank, orderId, 'signatures', { contractDigest: 'c'.repeat(64) });
      await rounds();
      const negotiation = `/v1/dataspace/negotiations/${begun.body.id}`;
      expect((await farTrade.get(buyer, negotiation)).body).toMatchObject({
        ...{ state: 'FINALIZED', agreement: { '@id': `urn:uuid:${orderId}` }, unsettled: 0 },
      });
      expect(await stage.trade.order(orderId)).toMatchObject({ state: 'contracted' });
      await stage.trade.fund(orderId, '120000.00');
      const wanted = { negotiationId: begun.body.id, format: 'HttpData-PULL' };
      const transfer = await farTrade.post(buyer, '/v1/dataspace/transfers', wanted);
      await rounds();
      const flows = (await stage.trade.get(bank, '/v1/dataspace/transfers?limit=1'))
        .body as unknown as {
        items: { id: string }[];
      };
      const dataAddress = { endpointType: 'HTTP', endpoint: 'https://data.example.org/q3' };
      await stage.trade.post(bank, `/v1/dataspace/transfers/${flows.items[0]?.id}/messages`, {
        message: 'start',
        dataAddress,
      });
      await rounds();
      const place = `/v1/dataspace/transfers/${transfer.body.id}/data-address`;
      expect((await farTrade.get(buyer, place)).body).toEqual(dataAddress);
    } finally {
      await other.close();
    }
  });
});
