import type { Clock } from '@ledger/event-store/clock.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations, type RunningApp, type TestCluster } from './apps.js';
import { loan as drawnLoan } from './accounting-story.js';
import { application, holdingRight, operationRight } from './asset-api.js';
import { addressOf, exampleOf, isNameOf, routesOf, type Route } from './routes.js';
import { allowTwins, firstAlertOf, registeredTwin } from './twins.js';
import { dataspaceOf } from './world-dataspace.js';
import { report } from './world-report.js';
import * as trade from './world-trade.js';

const { bank, lender, buyer, appraiser } = organisations;
const { abroad, offered, ofTrade, sharedRevenue, shown, sought } = trade;
const now = '2026-11-20T02:00:00.000Z';
const inspection = '2027-06-30';
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const cny = (amount: string) => ({ amount, currency: 'CNY' });

/** A sheet of one row for the route that takes files. */
export const sheet = '外部编号,数据名称,概述,来源,形态\nw-1,年报,说明,协议取得,表格\n';

interface Ask {
  /** Who asks; nobody when absent. */
  readonly as?: readonly [org: string, ...roles: CallerRole[]];
  /** What the path names; what is there, when absent. */
  readonly things?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Query with its question mark. */
  readonly query?: string;
  /** Body in place of the route's example; a string or bytes go out as they are. */
  readonly body?: unknown;
}

/**
 * Both services with one of everything in them, all of it the bank's, and a way to call every
 * route of their documents without knowing what the routes are.
 */
export class World {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly cluster: TestCluster,
    readonly registry: RunningApp,
    readonly exchange: RunningApp,
    readonly routes: readonly Route[],
    /** What is there, by the name of the path parameter that names it. */
    readonly things: Record<string, string>,
  ) {}

  static async start(clock: Clock = { now: () => now }): Promise<World> {
    const cluster = await createCluster({ clock });
    try {
      const registry = await cluster.startRegistry();
      const exchange = await cluster.startExchange();
      const routes = [
        ...(await routesOf(registry, 'registry')),
        ...(await routesOf(exchange, 'exchange')),
      ];
      const world = new World(cluster, registry, exchange, routes, {});
      for (const org of Object.values(organisations)) await world.registerParty(org);
      await world.fill();
      return world;
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  /** Routes that write. */
  get writes(): readonly Route[] {
    return this.routes.filter(({ method }) => method === 'post');
  }

  route(name: string): Route {
    const found = this.routes.find((route) => route.name === name);
    if (found === undefined) throw new Error(`There is no route ${name}.`);
    return found;
  }

  /** The same names as `things`, for things that are not there; a count or a month stays what it is. */
  nothing(): Readonly<Record<string, string>> {
    const made: Record<string, string> = { party: buyer, certificateNo: 'N0' };
    const ids = Object.entries(this.things).map(([name, value]) => [
      ...[name, isNameOf(value) ? (made[name] ?? newId()) : value],
    ]);
    return { ...Object.fromEntries(ids), pledgeId: `${newId()}.1` } as Record<string, string>;
  }

  async send(route: Route, { as, things = this.things, headers = {}, query = '', body }: Ask = {}) {
    const authorization = as === undefined ? {} : { authorization: await this.bearer(as) };
    const address = `${addressOf(route, things)}${query}`;
    const request = route.app.http[route.method](address).set({ ...authorization, ...headers });
    if (route.method === 'get') return request;
    if (route.isUpload && body === undefined) {
      return request.set('content-type', 'text/csv').send(sheet);
    }
    const sent = body === undefined ? route.body && exampleOf(route.body) : body;
    if (sent === undefined) return request;
    if (typeof sent === 'string' && headers['content-type'] === undefined) {
      return request.set('content-type', 'application/json').send(sent);
    }
    return request.send(sent as object);
  }

  /** The position of the last event. */
  async head(): Promise<number> {
    return (await this.registry.readModels.numbers()).head;
  }

  /** The same, once processes have added all that they will. */
  async headAtRest(): Promise<number> {
    await this.cluster.settled();
    return this.head();
  }

  private bearer(who: readonly [org: string, ...roles: CallerRole[]]): Promise<string> {
    const name = who.join(' ');
    const known = this.tokens.get(name) ?? this.cluster.bearer(...who);
    this.tokens.set(name, known);
    return known;
  }

  /** Posts as the bank's manager unless told otherwise; the answer must be a success. */
  async post(
    app: RunningApp,
    path: string,
    body: object | undefined,
    who: readonly [org: string, ...roles: CallerRole[]] = [bank, 'manager'],
  ): Promise<Record<string, unknown> & { readonly id: string }> {
    const request = app.http.post(path).set('authorization', await this.bearer(who));
    const answer = await (body === undefined ? request : request.send(body));
    if (answer.status >= 300) {
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Record<string, unknown> & { readonly id: string };
  }

  private registerParty(org: string): Promise<unknown> {
    const identifier = { kind: 'uscc', value: org };
    const body = { identifier, name: org, partyClass: 'enterprise' };
    return this.post(this.registry, '/v1/parties', body, [org, 'manager']);
  }

  /** An asset of the bank led to its open title. */
  async openAsset(
    description: object = {},
  ): Promise<{ readonly assetId: string; readonly holdingId: string }> {
    const { registry } = this;
    const rights = [operationRight, holdingRight, { ...holdingRight, right: 'processing' }];
    const { id: assetId } = await this.post(
      registry,
      '/v1/assets',
      application({ rights }, description),
    );
    const registrar = [bank, 'registrar'] as const;
    await this.post(registry, `/v1/assets/${assetId}/acceptance`, undefined, registrar);
    await this.post(registry, `/v1/assets/${assetId}/registration`, undefined, registrar);
    await this.cluster.settled();
    const title = await registry.http
      .get(`/v1/assets/${assetId}/title`)
      .set('authorization', await this.bearer([bank, 'manager']));
    const { entries } = title.body as { entries: { right: string; holdingId: string }[] };
    const holdingId = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
    return { assetId, holdingId };
  }

  private async fill(): Promise<void> {
    const { registry, things } = this;
    const { assetId, holdingId } = await this.openAsset();
    const path = `/v1/assets/${assetId}`;
    Object.assign(things, { assetId, holdingId, party: bank, name: 'working-days' });
    const offerOf = await this.offers(assetId, holdingId);
    things['offerId'] = offerOf.draft;
    things['orderId'] = offerOf.order;
    Object.assign(things, ofTrade);
    things['sharingId'] = (await this.post(this.exchange, '/v1/revenue-shares', sharedRevenue)).id;
    const grantee = { granteePartyId: partyIdOf('uscc', buyer), terms };
    things['grantId'] = (await this.post(registry, `${path}/grants`, { holdingId, ...grantee })).id;
    const lenderPartyId = partyIdOf('uscc', lender);
    const leave = { holdingId, lenderPartyId, purpose: 'inspect', until: inspection };
    const authorisation = await this.post(registry, `${path}/lender-authorisations`, leave);
    things['authorisationId'] = authorisation.id;
    const claim = {
      holdingId,
      kind: 'ordinary',
      amount: cny('1000000.00'),
      until: '2027-11-20',
      contractDigest: 'a'.repeat(64),
    };
    const pledge = await this.post(registry, `${path}/pledges`, claim, [lender, 'lender']);
    things['pledgeId'] = pledge.id;
    const doubt = { reason: '登记有误' };
    const objected = await this.post(registry, `/v1/pledges/${pledge.id}/objections`, doubt);
    things['pledgeObjectionId'] = objected['objectionId'] as string;
    things['proposalId'] = newId();
    const firm = { firmPartyId: partyIdOf('uscc', appraiser), until: inspection };
    await this.post(registry, `${path}/appraisers`, firm);
    const appraisal = await this.post(registry, `${path}/valuations`, report, [
      appraiser,
      'appraiser',
    ]);
    things['valuationId'] = appraisal.id;
    const dispute = { ground: 'dispute', authority: '登记机构', until: '2026-12-31' };
    const bar = await this.post(registry, `${path}/bars`, dispute, [bank, 'registrar']);
    things['barId'] = bar.id;
    await this.fillSideRooms();
  }

  /** A draft that is the bank's own matter, and an order of the buyer under a listed offer. */
  private async offers(assetId: string, holdingId: string) {
    const { registry, exchange } = this;
    const content = { ...offered, assetId, holdingId };
    const until = '2026-12-31';
    const drafted = async (): Promise<string> => {
      const { id: offerId } = await this.post(exchange, '/v1/offers', content);
      const leave = { holdingId, offerId, terms, until };
      await this.post(registry, `/v1/assets/${assetId}/licensing`, leave);
      return offerId;
    };
    const draft = await drafted();
    await this.post(exchange, `/v1/offers/${draft}/sample`, shown);
    this.things['needId'] = (await this.post(exchange, '/v1/needs', sought)).id;
    const offerId = await drafted();
    await this.post(exchange, `/v1/offers/${offerId}/listing`, { until });
    const wanted = { offerId, purpose: '信贷风险评估' };
    const { id: order } = await this.post(exchange, '/v1/orders', wanted, [buyer, 'manager']);
    return { draft, order };
  }

  private async fillSideRooms(): Promise<void> {
    const { registry, things } = this;
    const admin = [bank, 'admin'] as const;
    await this.post(registry, '/v1/policies/assessor/versions', trade.admission, admin);
    const key = { label: '对接系统', org: bank, roles: ['lender'] };
    things['id'] = (await this.post(registry, '/v1/api-keys', key, admin)).id;
    const hook = { url: 'https://hooks.bank.example/ledger', types: ['BarRaised'] };
    things['webhookId'] = (await this.post(registry, '/v1/webhooks', hook)).id;
    const upload = await registry.http
      .post('/v1/asset-imports')
      .set({ authorization: await this.bearer([bank, 'manager']), 'content-type': 'text/csv' })
      .send(sheet);
    things['importId'] = (upload.body as { id: string }).id;
    const { assetId = '', holdingId = '' } = things;
    const wanted = {
      lenderPartyId: partyIdOf('uscc', lender),
      amount: cny('1000000.00'),
      purpose: '流动资金周转',
      until: '2027-11-20',
      collateral: [{ assetId, holdingId }],
    };
    things['financingId'] = (await this.post(registry, '/v1/financings', wanted)).id;
    const query = { assetId, purpose: '贷前调查' };
    const asLender = [lender, 'lender'] as const;
    things['no'] = (await this.post(registry, '/v1/pledge-searches', query, asLender)).id;
    const watched = { assetId, purpose: '贷前跟踪' };
    things['watchId'] = (await this.post(registry, '/v1/watches', watched, asLender)).id;
    const book = { name: '企业征信数据集', source: 'purchased' };
    const asAccountant = [bank, 'accountant'] as const;
    things['bookId'] = (await this.post(registry, '/v1/books', book, asAccountant)).id;
    await this.post(registry, '/v1/accounting/vouchers', drawnLoan('2026-11-20'), asAccountant);
    const run = '/v1/accounting/periods/2026-11/amortisation';
    await this.post(registry, run, undefined, asAccountant);
    // A draft comes of a policy that the others do without: this name stands for none.
    const draftId = `2026-11.${newId()}`;
    Object.assign(things, { month: '2026-11', number: '1', year: '2026', draftId });
    const exportId = (await this.post(this.exchange, '/v1/exports', abroad)).id;
    Object.assign(things, await dataspaceOf(this), { exportId });
    await this.cluster.settled();
    const asset = await registry.http
      .get(`/v1/assets/${things['assetId']}`)
      .set('authorization', await this.bearer([bank, 'manager']));
    const { certificateNo, description } = asset.body as {
      readonly certificateNo: string;
      readonly description: object;
    };
    things['certificateNo'] = certificateNo;
    await this.suspect(things['assetId'] ?? '', description);
  }

  /** Another organisation had the content that the asset now has: its first duplicate, an alert. */
  private async suspect(assetId: string, before: object): Promise<void> {
    const contentDigest = 'e'.repeat(64);
    await allowTwins(this);
    await registeredTwin(this, buyer, application({}), contentDigest);
    const description = { ...before, fingerprint: { contentDigest } };
    const change = { description, reason: '补充内容摘要' };
    await this.post(this.registry, `/v1/assets/${assetId}/change`, change, [bank, 'registrar']);
    await this.cluster.settled();
    this.things['alertId'] = await firstAlertOf(this, [bank, 'manager'], assetId);
    const asked = { description: { ...description, limits: '仅限境内' }, reason: '限制范围变化' };
    const request = await this.post(this.registry, `/v1/assets/${assetId}/change`, asked);
    this.things['requestId'] = request['requestId'] as string;
  }
}
