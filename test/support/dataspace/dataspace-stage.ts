import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { OutboxDelivery } from '@ledger/exchange/dataspace/outbox-delivery.sweep.js';
import { DataSource } from 'typeorm';
import { createCluster, organisations, type RunningApp, type TestCluster } from '../apps.js';
import { titlesOf, type Titles } from '../titles.js';
import { Trade } from '../trade.js';
import { messageFaults } from './schemas.js';
import { dspContext, type ScriptedConnector } from './scripted-connector.js';

const { bank, buyer, lender } = organisations;
export const dspBase = '/v1/dsp/2025-1';
export const stageDay = '2026-11-20T02:00:00.000Z';

export type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

/** A negotiation of a foreign buyer with the bank, and the order that it made. */
export interface Deal {
  readonly offerId: string;
  readonly orderId: string;
  readonly providerPid: string;
  readonly consumerPid: string;
  readonly pids: { readonly providerPid: string; readonly consumerPid: string };
  readonly offer: Json;
  readonly path: string;
}

export const message = (type: string, members: object): Json => ({
  '@context': dspContext,
  '@type': type,
  ...members,
});

/** Every address of the protocol that takes a message. */
export const protocolPosts = (): readonly string[] => [
  ...['/catalog/request', '/negotiations/request', '/negotiations/offers', '/transfers/request'],
  ...['request', 'offers', 'events', 'agreement', 'agreement/verification', 'termination'].map(
    (name) => `/negotiations/${newId()}/${name}`,
  ),
  ...['start', 'suspension', 'completion', 'termination'].map(
    (name) => `/transfers/${newId()}/${name}`,
  ),
  `/participants/${newId()}/negotiations/offers`,
];

/** Bodies that are no message of any kind. */
export const noMessages: readonly string[] = [
  ...['{', '[]', '"x"', '1', 'null', '', '{}', '{"@type":1}', '{"a":1e999}', '{"x":"\\u0000"}'],
  JSON.stringify({ '@context': dspContext, '@type': 'Nothing' }),
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
];

/** What a foreign provider offers, and how it says so. */
export const foreign = {
  target: 'urn:uuid:9b3c2f4e-0000-4000-8000-000000000001',
  permission: [
    {
      action: 'use',
      constraint: [{ leftOperand: 'spatial', operator: 'isPartOf', rightOperand: 'CN' }],
    },
  ],
  /** What it wants to see of us. */
  credential: 'Bearer what-they-gave-us',
  get offer() {
    const { target, permission } = foreign;
    return { '@id': 'urn:offer:1', '@type': 'Offer', target, permission };
  },
  get catalogue(): Json {
    const { target, permission } = foreign;
    const format = { '@type': 'Distribution', format: 'HttpData-PULL', accessService: 'urn:s' };
    return message('Catalog', {
      ...{ '@id': 'urn:catalogue', participantId: 'did:web:provider' },
      service: [{ '@id': 'urn:s', '@type': 'DataService', endpointURL: 'https://p.example.org' }],
      dataset: [
        {
          ...{ '@id': target, '@type': 'Dataset', distribution: [format] },
          hasPolicy: [{ '@id': 'urn:offer:1', '@type': 'Offer', permission }],
        },
      ],
    });
  },
  agreement: (more: object = {}) => ({
    ...{ '@id': 'urn:agreement:1', '@type': 'Agreement', target: foreign.target },
    ...{ assigner: 'did:web:provider', assignee: `urn:uuid:${partyIdOf('uscc', buyer)}` },
    ...{ timestamp: stageDay, permission: foreign.permission, ...more },
  }),
};

/** An exchange, and a scripted connector that talks to it. */
export class DataspaceStage {
  /** How far the clock of the exchange is ahead. */
  ahead = 0;
  readonly clock = { now: () => new Date(Date.parse(stageDay) + this.ahead).toISOString() };
  cluster!: TestCluster;
  exchange!: RunningApp;
  trade!: Trade;
  connector!: ScriptedConnector;
  /** Of the foreign buyer. */
  key!: string;
  titles!: Titles;

  async start(): Promise<void> {
    this.cluster = await createCluster({ clock: this.clock });
    this.titles = titlesOf(this.cluster, this.clock);
    await this.open();
    this.key = await this.keyOf(buyer);
  }

  /** Starts the exchange, for the first time or again. */
  async open(): Promise<void> {
    this.exchange = await this.cluster.startExchange();
    this.trade = new Trade(this.cluster, this.exchange, this.titles);
  }

  async close(): Promise<void> {
    await this.titles.close();
    await this.cluster.close();
  }

  /** A key for a connector of an organisation. */
  async keyOf(org: string, cluster = this.cluster, app = this.exchange): Promise<string> {
    const authorization = await cluster.bearer(bank, 'admin');
    const body = { label: '外部连接器', org, roles: ['manager'] };
    const made = await app.http.post('/v1/api-keys').set({ authorization }).send(body);
    return (made.body as { key: string }).key;
  }

  /** As the foreign connector: with its key in the one header that connectors send. */
  async say(path: string, body: unknown, as = this.key): Promise<Answer> {
    return (await this.exchange.http
      .post(`${dspBase}${path}`)
      .set({ authorization: `Bearer ${as}`, 'content-type': 'application/json' })
      .send(typeof body === 'string' ? body : JSON.stringify(body))) as unknown as Answer;
  }

  async ask(path: string, as = this.key): Promise<Answer> {
    const request = this.exchange.http.get(`${dspBase}${path}`);
    return (await request.set('authorization', `Bearer ${as}`)) as unknown as Answer;
  }

  /** Lets everything that is due be said, answered, and done. */
  async round(cluster = this.cluster, app = this.exchange): Promise<void> {
    await cluster.settled();
    await app.readModels.runDue('dataspace-outbox');
    // The sweep itself waits for slow answers a second at most.
    await app.app.get(OutboxDelivery, { strict: false }).atRest();
    await cluster.settled();
  }

  /** The same on this exchange and another one that it talks to, until both have said all. */
  async rounds(cluster: TestCluster, app: RunningApp): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      await this.round();
      await this.round(cluster, app);
    }
  }

  /** The other side's id of a process of ours, once its acknowledgement is recorded. */
  async counterPid(org: string, path: string): Promise<string> {
    for (;;) {
      await this.round();
      const { counterPid } = (await this.trade.get(org, path)).body;
      if (typeof counterPid === 'string') return counterPid;
    }
  }

  /** What the connector hears of a type once everything due was said, for the n-th time. */
  async heard(type: string, times = 1) {
    await this.round();
    return this.connector.until(type, times);
  }

  /** Whether a text stands anywhere in the log. */
  async isInLog(text: string): Promise<boolean> {
    const [row] = await this.exchange.app
      .get(DataSource)
      .query<{ found: boolean }[]>(
        'SELECT EXISTS (SELECT FROM ledger.event WHERE data::text LIKE $1) AS found',
        [`%${text}%`],
      );
    return row?.found === true;
  }

  async head(): Promise<number> {
    return (await this.exchange.readModels.numbers()).head;
  }

  async datasetOf(offerId: string): Promise<Json> {
    await this.cluster.settled();
    return (await this.ask(`/catalog/datasets/urn:uuid:${offerId}`)).body;
  }

  requestOf(offer: Json, consumerPid = `urn:uuid:${newId()}`): Json {
    const callbackAddress = `${this.connector.address}/`;
    return message('ContractRequestMessage', { consumerPid, offer, callbackAddress });
  }

  /** The foreign buyer asks for a listed offer of the bank. */
  async requested(change: (offer: Json) => Json = (offer) => offer): Promise<Deal> {
    const { offerId } = await this.trade.offer();
    const { hasPolicy } = (await this.datasetOf(offerId)) as { hasPolicy: Json[] };
    const offer = change({ ...hasPolicy[0], target: `urn:uuid:${offerId}` });
    const consumerPid = `urn:uuid:${newId()}`;
    const request = this.requestOf(offer, consumerPid);
    const { status, body } = await this.say('/negotiations/request', request);
    const faults = messageFaults('ContractNegotiation', body);
    expect([status, body['state'], faults]).toEqual([201, 'REQUESTED', []]);
    const { providerPid } = body as { providerPid: string };
    await this.cluster.settled();
    const own = `/v1/dataspace/negotiations/${providerPid.slice(9)}`;
    const orderId = String((await this.trade.get(bank, own)).body['orderId']);
    const pids = { providerPid, consumerPid };
    return { offerId, orderId, ...pids, pids, offer, path: `/negotiations/${providerPid}` };
  }

  sellerSigns({ orderId }: Deal, termsVersion = 1) {
    const contractDigest = 'c'.repeat(64);
    return this.trade.step(bank, orderId, 'signatures', { contractDigest, termsVersion });
  }

  /** All the way to FINALIZED. */
  async finalized(): Promise<Deal> {
    const deal = await this.requested();
    await this.sellerSigns(deal);
    await this.heard('ContractAgreementMessage');
    const verified = message('ContractAgreementVerificationMessage', deal.pids);
    const { status } = await this.say(`${deal.path}/agreement/verification`, verified);
    expect(status).toBe(200);
    await this.heard('ContractNegotiationEventMessage');
    return deal;
  }

  async stateOf({ path }: Deal): Promise<unknown> {
    return (await this.ask(path)).body['state'];
  }

  /** The bank offers to the foreign buyer what nobody asked for. */
  async offeredUnasked() {
    const { offerId } = await this.trade.offer();
    const connector = { counterparty: buyer, address: this.connector.address };
    const known = await this.trade.post(bank, '/v1/dataspace/connectors', connector);
    const wanted = { connectorId: known.body.id, offerId };
    const { body } = await this.trade.post(bank, '/v1/dataspace/negotiations/offers', wanted);
    await this.heard('ContractOfferMessage');
    const own = `/v1/dataspace/negotiations/${body.id}`;
    const consumerPid = await this.counterPid(bank, own);
    const providerPid = `urn:uuid:${body.id}`;
    return { own, pids: { consumerPid, providerPid }, path: `/negotiations/${providerPid}` };
  }

  /** Makes this exchange's bank and a far exchange's buyer known to one another. */
  async meet(other: TestCluster, far: RunningApp, farTrade: Trade): Promise<string> {
    const at = async ({ app }: RunningApp) => `${await app.getUrl()}${dspBase}`;
    const farKey = await this.keyOf(bank, other, far);
    await this.trade.post(bank, '/v1/dataspace/connectors', {
      ...{ counterparty: buyer, address: await at(far), authorization: `Bearer ${farKey}` },
    });
    const ours = { address: await at(this.exchange), authorization: `Bearer ${this.key}` };
    const body = { counterparty: bank, ...ours };
    return (await farTrade.post(buyer, '/v1/dataspace/connectors', body)).body.id;
  }

  /** The foreign provider's connector, made known to our buyer. */
  async known(): Promise<string> {
    const { body, status } = await this.trade.post(buyer, '/v1/dataspace/connectors', {
      ...{ counterparty: lender, participantId: 'did:web:provider' },
      ...{ address: this.connector.address, authorization: foreign.credential },
    });
    expect([status, JSON.stringify(body).includes('gave-us')]).toEqual([201, false]);
    return body.id;
  }

  /** Our buyer has asked the foreign provider, who has taken it. */
  async begun() {
    const wanted = { connectorId: await this.known(), offer: foreign.offer };
    const { body, status } = await this.trade.post(buyer, '/v1/dataspace/negotiations', wanted);
    expect(status).toBe(201);
    const request = await this.heard('ContractRequestMessage');
    const providerPid = await this.counterPid(buyer, `/v1/dataspace/negotiations/${body.id}`);
    const consumerPid = String(request['consumerPid']);
    const pids = { consumerPid, providerPid };
    const theirs = await this.keyOf(lender);
    return { id: body.id, pids, path: `/negotiations/${consumerPid}`, theirs };
  }
}
