import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import {
  type Deal,
  DataspaceStage,
  dspBase,
  foreign,
  type Json,
  message,
} from '../support/dataspace/dataspace-stage.js';
import { edcCatalogRequest } from '../support/dataspace/edc.js';
import { faultsOfMessage, messageFaults } from '../support/dataspace/schemas.js';
import { ScriptedConnector } from '../support/dataspace/scripted-connector.js';

/**
 * The sequences that the technology compatibility kit of the protocol plays (CN, CN_C, TP, TP_C),
 * by their numbers. `P:` the provider says it, `C:` the consumer, `!` and it is refused (4xx); what
 * is ours is done as people do it here. Left out: 02-07 (once both have signed there is no way
 * back here), 02-03 and 03-06 of CN_C (what was asked for is verified by itself).
 */
const { bank, buyer } = organisations;
const stage = new DataspaceStage();
beforeAll(async () => {
  await stage.start();
  stage.connector = await ScriptedConnector.start();
});
afterAll(async () => {
  await stage.close();
  await stage.connector.close();
  expect(stage.connector.faults).toEqual([]);
});

/** How the other connector says a step, with what its path ends in: the kit adds a slash at times. */
const spoken: Readonly<Record<string, readonly [path: string, type: string, members?: object]>> = {
  request: ['request', 'ContractRequestMessage'],
  offer: ['offers/', 'ContractOfferMessage'],
  acceptance: ['events', 'ContractNegotiationEventMessage', { eventType: 'ACCEPTED' }],
  agreement: ['agreement', 'ContractAgreementMessage'],
  verification: ['agreement/verification', 'ContractAgreementVerificationMessage'],
  finalization: ['events', 'ContractNegotiationEventMessage', { eventType: 'FINALIZED' }],
  termination: ['termination/', 'ContractNegotiationTerminationMessage', { code: '1' }],
};
const flowing: typeof spoken = {
  start: ['start', 'TransferStartMessage'],
  suspension: ['suspension', 'TransferSuspensionMessage', { code: '1' }],
  completion: ['completion', 'TransferCompletionMessage'],
  termination: ['termination', 'TransferTerminationMessage', { code: '1' }],
};

type Flow = readonly [number: string, steps: string, state: string];

interface Conversation {
  readonly own: string;
  readonly path: string;
  readonly pids: object;
  readonly key: string;
  /** What our side does for a step. */
  readonly act: (step: string) => Promise<unknown>;
  readonly members?: (step: string) => object;
}

/** Plays a sequence until both ends see the state that it comes to; the test's own limit holds. */
const play = async (
  [, steps, state]: Flow,
  us: 'P' | 'C',
  words: typeof spoken,
  talk: Conversation,
) => {
  for (const step of steps.split(' ')) {
    const [, who, name = '', refused] = /^([PC]):([a-z]+)(!?)$/.exec(step) ?? [];
    if (who === us) {
      await talk.act(name);
      await stage.round();
      continue;
    }
    const [path, type, members = {}] = words[name] ?? ['', ''];
    const said = {
      '@id': `urn:uuid:${newId()}`,
      ...talk.pids,
      ...members,
      ...talk.members?.(name),
    };
    const { status, body } = await stage.say(`${talk.path}/${path}`, message(type, said), talk.key);
    const isError = String(body['@type']).endsWith('Error');
    expect([step, status, isError, faultsOfMessage(body)]).toEqual([
      ...[step, refused === '!' ? 400 : 200, refused === '!', []],
    ]);
    await stage.round();
  }
  await comesTo(talk, state);
};

const comesTo = async ({ path, key }: Pick<Conversation, 'path' | 'key'>, state: string) => {
  while ((await stage.ask(path, key)).body['state'] !== state) await stage.round();
};

/** The kit refers to an offer by its id and says no more of it than that it permits use. */
const byReference = (offer: Json): Json => {
  const permission = [{ action: 'use', constraint: [] }];
  return { '@id': offer['@id'], '@type': 'Offer', target: offer['target'], permission };
};

const provided = async (): Promise<Conversation> => {
  stage.connector.heard.length = 0;
  const deal: Deal = await stage.requested(byReference);
  let termsVersion = 1;
  const act = async (step: string) => {
    if (step === 'termination') return stage.trade.step(bank, deal.orderId, 'cancellation');
    if (step === 'agreement') return stage.sellerSigns(deal, termsVersion);
    termsVersion += 1;
    return stage.trade.step(bank, deal.orderId, 'proposals', { note: '含季度更新' });
  };
  const members = (step: string) => (step === 'request' ? { offer: deal.offer } : {});
  const { path, pids } = deal;
  return { own: '', path, pids, key: stage.key, act, members };
};

describe('CN: as provider in negotiations', () => {
  it.each([
    ['01-01, 02-04', 'P:offer C:termination', 'TERMINATED'],
    ['01-02', 'P:offer C:request P:termination', 'TERMINATED'],
    ['01-03', 'P:offer C:acceptance P:agreement C:verification', 'FINALIZED'],
    ['01-04', 'P:agreement C:verification', 'FINALIZED'],
    ['02-01', 'P:termination', 'TERMINATED'],
    ['02-02', 'C:termination', 'TERMINATED'],
    ['02-03', 'P:agreement C:termination', 'TERMINATED'],
    ['02-05', 'P:offer P:termination', 'TERMINATED'],
    ['02-06', 'P:offer C:acceptance P:termination', 'TERMINATED'],
    ['03-01', 'P:agreement C:verification C:termination!', 'FINALIZED'],
    ['03-02', 'P:offer C:verification!', 'OFFERED'],
    ['03-03', 'P:offer C:acceptance C:verification!', 'ACCEPTED'],
    ['03-04', 'P:offer C:request C:request!', 'REQUESTED'],
  ] as Flow[])('%s: %s', async (...flow) => play(flow, 'P', spoken, await provided()));
});

const consumed = async (): Promise<Conversation> => {
  // What is waited for is the first message of its kind.
  stage.connector.heard.length = 0;
  const { id, pids, path, theirs } = await stage.begun();
  const own = `/v1/dataspace/negotiations/${id}`;
  const act = async (step: string) => {
    const { status } = await stage.trade.post(buyer, `${own}/messages`, { message: step });
    expect([step, status]).toEqual([step, 200]);
  };
  const about: Readonly<Record<string, object>> = {
    offer: { offer: foreign.offer },
    agreement: { agreement: foreign.agreement() },
  };
  return { own, path, pids, key: theirs, act, members: (step) => about[step] ?? {} };
};

describe('CN_C: as consumer in negotiations', () => {
  it.each([
    ['01-01', 'P:offer C:acceptance P:agreement P:finalization', 'FINALIZED'],
    ['01-02', 'P:offer C:request P:termination', 'TERMINATED'],
    ['01-03', 'P:offer C:termination', 'TERMINATED'],
    ['01-04', 'P:agreement P:finalization', 'FINALIZED'],
    ['02-01', 'P:termination', 'TERMINATED'],
    ['02-02', 'C:termination', 'TERMINATED'],
    ['02-04', 'P:offer P:termination', 'TERMINATED'],
    ['02-05', 'P:offer C:acceptance P:termination', 'TERMINATED'],
    ['02-06', 'P:agreement P:termination', 'TERMINATED'],
    ['03-01', 'P:agreement P:finalization P:termination!', 'FINALIZED'],
    ['03-02', 'P:offer P:agreement!', 'OFFERED'],
    ['03-03', 'P:offer P:finalization!', 'OFFERED'],
    ['03-04', 'P:offer C:acceptance P:finalization!', 'ACCEPTED'],
    ['03-05', 'P:offer C:acceptance P:offer!', 'ACCEPTED'],
  ] as Flow[])('%s: %s', async (...flow) => play(flow, 'C', spoken, await consumed()));
});

const dataAddress = {
  ...{ endpointType: 'https://w3id.org/idsa/v4.1/HTTP', endpoint: 'https://d.example.org/q' },
};
const acts = (org: string, own: string) => async (step: string) => {
  const place = org === bank && step === 'start' ? { dataAddress } : {};
  const said = await stage.trade.post(org, `${own}/messages`, { message: step, ...place });
  expect([step, said.status]).toEqual([step, 200]);
};

/** The same in both roles; what is refused then is said by the other side. */
const flows: readonly Flow[] = [
  ['01-01', 'P:start P:termination', 'TERMINATED'],
  ['01-02', 'P:start P:completion', 'COMPLETED'],
  ['01-03', 'P:start P:suspension P:termination', 'TERMINATED'],
  ['01-04', 'P:start P:suspension P:start P:completion', 'COMPLETED'],
  ['01-05', 'P:termination', 'TERMINATED'],
  ['02-01', 'P:start C:termination', 'TERMINATED'],
  ['02-02', 'P:start C:completion', 'COMPLETED'],
  ['02-03', 'P:start C:suspension C:termination', 'TERMINATED'],
  ['02-04', 'P:start C:suspension C:start C:completion', 'COMPLETED'],
  ['02-05', 'C:termination', 'TERMINATED'],
];
const wrongBy = (side: 'P' | 'C'): readonly Flow[] => [
  ['03-01', `${side}:completion!`, 'REQUESTED'],
  ['03-02', `${side}:suspension!`, 'REQUESTED'],
  ['03-03', `P:start ${side}:suspension ${side}:completion!`, 'SUSPENDED'],
  ['03-04', `P:start ${side}:termination ${side}:start!`, 'TERMINATED'],
  ['03-05', `P:start ${side}:termination ${side}:suspension!`, 'TERMINATED'],
  ['03-06', `P:start ${side}:termination ${side}:completion!`, 'TERMINATED'],
];

describe('TP: as provider in transfers', () => {
  let orderId = '';
  beforeAll(async () => {
    stage.connector.heard.length = 0;
    ({ orderId } = await stage.finalized());
    await stage.trade.fund(orderId, '120000.00');
  });

  it.each([...flows, ...wrongBy('C')])('%s: %s', async (...flow) => {
    const consumerPid = `urn:uuid:${newId()}`;
    const wanted = { agreementId: `urn:uuid:${orderId}`, format: 'HttpData-PULL' };
    const callbackAddress = stage.connector.address;
    const asked = message('TransferRequestMessage', { consumerPid, callbackAddress, ...wanted });
    const { providerPid } = (await stage.say('/transfers/request/', asked)).body as {
      providerPid: string;
    };
    const act = acts(bank, `/v1/dataspace/transfers/${providerPid.slice(9)}`);
    const talk = { own: '', path: `/transfers/${providerPid}`, key: stage.key, act };
    const pids = { providerPid, consumerPid };
    await play(flow, 'P', flowing, { ...talk, pids });
  });
});

describe('TP_C: as consumer in transfers', () => {
  let talkOf: Conversation;
  beforeAll(async () => {
    talkOf = await consumed();
    await play(['', 'P:agreement P:finalization', 'FINALIZED'], 'C', spoken, talkOf);
  });

  it.each([...flows, ...wrongBy('P')])('%s: %s', async (...flow) => {
    const negotiationId = talkOf.own.slice(talkOf.own.lastIndexOf('/') + 1);
    const wanted = { negotiationId, format: 'HttpData-PULL' };
    const { body } = await stage.trade.post(buyer, '/v1/dataspace/transfers', wanted);
    const own = `/v1/dataspace/transfers/${body.id}`;
    const counterPid = await stage.counterPid(buyer, own);
    const consumerPid = `urn:uuid:${body.id}`;
    const there = { '@type': 'DataAddress', ...dataAddress };
    const talk = { own, path: `/transfers/${consumerPid}`, key: talkOf.key, act: acts(buyer, own) };
    const members = (step: string) => (step === 'start' ? { dataAddress: there } : {});
    const pids = { providerPid: counterPid, consumerPid };
    await play(flow, 'C', flowing, { ...talk, pids, members });
  });
});

describe('what an order does to its negotiation', () => {
  it('ends it where the terms were changed elsewhere: something else would be agreed', async () => {
    const deal = await stage.requested();
    const price = { amount: { amount: '80000.00', currency: 'CNY' }, vatIncluded: true };
    await stage.trade.step(buyer, deal.orderId, 'proposals', { price });
    stage.connector.heard.length = 0;
    await stage.sellerSigns(deal, 2);
    const end = await stage.heard('ContractNegotiationTerminationMessage');
    expect(end).toMatchObject({ ...deal.pids, code: 'termsChangedElsewhere' });
    expect(await stage.stateOf(deal)).toBe('TERMINATED');
    expect(await stage.trade.order(deal.orderId)).toMatchObject({ state: 'licensed' });
  });

  it('is called off when its buyer refuses the agreement, and when he cannot be reached', async () => {
    for (const status of [400, 503]) {
      const deal = await stage.requested();
      const { answer } = stage.connector;
      stage.connector.answer = () => ({ status });
      await stage.sellerSigns(deal);
      await stage.round();
      while ((await stage.stateOf(deal)) !== 'TERMINATED') {
        expect([status, await stage.trade.order(deal.orderId)]).toMatchObject([
          ...[503, { state: 'licensed' }],
        ]);
        stage.ahead += 73 * 3_600_000;
        await stage.round();
      }
      stage.connector.answer = answer;
      await stage.cluster.settled();
      expect(await stage.trade.order(deal.orderId)).toMatchObject({ state: 'cancelled' });
    }
  });
});

describe('what an EDC connector does', () => {
  it('asks by its filters, writes one for a list of one, and sends a key without its scheme', async () => {
    const { offerId } = await stage.trade.offer();
    await stage.cluster.settled();
    const ns = 'https://w3id.org/edc/v0.0.1/ns/';
    const criterion = {
      [`${ns}operandLeft`]: 'id',
      [`${ns}operator`]: '=',
      [`${ns}operandRight`]: `urn:uuid:${offerId}`,
    };
    const spec = { '@type': `${ns}QuerySpec`, [`${ns}offset`]: 0, [`${ns}limit`]: 50 };
    const asked = (more: object) =>
      message('CatalogRequestMessage', { filter: [{ ...spec, ...more }] });
    const http = stage.exchange.http.post('/v1/dsp/2025-1/catalog/request/');
    const found = await http
      .set({ authorization: stage.key })
      .send(asked({ [`${ns}filterExpression`]: criterion }));
    const { dataset } = found.body as { dataset: Json[] };
    expect(dataset.map((one) => one['@id'])).toEqual([`urn:uuid:${offerId}`]);
    const compacted = edcCatalogRequest({ operand: 'id', value: `urn:uuid:${offerId}` });
    const again = await stage.say('/catalog/request', compacted);
    expect(again.body['dataset']).toEqual(dataset);
    const beyond = await stage.say('/catalog/request', asked({ [`${ns}offset`]: 9_000 }));
    expect([beyond.status, beyond.body['dataset']]).toEqual([200, undefined]);
    for (const wrong of [{ sortField: 'name' }, { [`${ns}offset`]: 10_001 }]) {
      expect((await stage.say('/catalog/request', asked(wrong))).status).toBe(400);
    }
  });

  it('goes on by the links of a page, back and forth, by its token, or by an offset', async () => {
    const { offerId } = await stage.trade.offer();
    await stage.trade.offer();
    await stage.cluster.settled();
    const asked = (filter: object[]) => message('CatalogRequestMessage', { filter });
    const own = {
      operandLeft: 'sellerPartyId',
      operator: '=',
      operandRight: partyIdOf('uscc', bank),
    };
    const wanted = { '@type': 'QuerySpec', offset: 1, limit: 1, filterExpression: [own] };
    const first = { ...wanted, offset: 0 };
    const page = await stage.say('/catalog/request', asked([first]));
    expect([page.status, messageFaults('Catalog', page.body)]).toEqual([200, []]);
    const linked = ({ headers }: typeof page, way: string): string => {
      const [, url = ''] = new RegExp(`<([^>]*)>; rel="${way}"`).exec(headers['link'] ?? '') ?? [];
      return url.slice(url.indexOf(dspBase) + dspBase.length);
    };
    // By the link alone, by what EDC does (the same request, with the token), and by its offset.
    const more = await stage.ask(linked(page, 'next'));
    expect([more.status, messageFaults('Catalog', more.body)]).toEqual([200, []]);
    const { dataset } = more.body as unknown as { dataset: Json[] };
    expect(dataset.map((one) => one['@id'])).toEqual([`urn:uuid:${offerId}`]);
    for (const path of [linked(page, 'next'), '/catalog/request']) {
      const same = await stage.say(path, asked([wanted]));
      expect([same.status, same.body['dataset']]).toEqual([200, dataset]);
      const back = await stage.ask(linked(same, 'previous'));
      expect([back.body['dataset'], linked(back, 'previous')]).toEqual([page.body['dataset'], '']);
    }
    for (const path of ['/catalog/request', '/catalog/request?continuationToken=x']) {
      expect((await stage.ask(path)).status).toBe(400);
    }
  });

  it('finds itself and us in the agreement as the seller made it known', async () => {
    const names = { participantId: 'did:web:buyer', ownParticipantId: 'did:web:seller' };
    await stage.trade.post(bank, '/v1/dataspace/connectors', {
      ...{ counterparty: buyer, address: stage.connector.address, ...names },
    });
    const deal = await stage.requested();
    stage.connector.heard.length = 0;
    await stage.sellerSigns(deal);
    expect(await stage.heard('ContractAgreementMessage')).toMatchObject({
      agreement: { assigner: 'did:web:seller', assignee: 'did:web:buyer' },
    });
  });
});
