import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations, type RunningApp, type TestCluster } from './apps.js';
import { type Titles, titlesOf } from './titles.js';

export type Who = readonly [org: string, ...roles: CallerRole[]];

/** Somebody of an organisation in a role; of the bank, where none is named. */
export const by = (role: CallerRole, org: string = organisations.bank): Who => [org, role];

const digest = 'a'.repeat(64);

export const holdingRight = {
  right: 'holding',
  basis: '数据采购合同 2026-017',
  from: '2026-01-01',
};

export const operationRight = { ...holdingRight, right: 'operation', proofDigest: digest };

/** The body of an application that the in-house scheme takes. */
export const application = (more: object = {}, description: object = {}) => ({
  scheme: 'in-house',
  description: {
    name: '小微企业月度用电信息',
    summary: '按采购合同取得，用于授信评估。',
    source: 'agreement',
    form: 'table',
    ...description,
  },
  rights: [holdingRight, { ...holdingRight, right: 'processing' }],
  ...more,
});

/** A registry with a registered bank, and the calls that lead an asset through its life. */
export class AssetApi {
  private constructor(
    readonly cluster: TestCluster,
    readonly registry: RunningApp,
    readonly titles: Titles,
  ) {}

  static async start(...orgs: readonly string[]): Promise<AssetApi> {
    const cluster = await createCluster();
    const api = new AssetApi(cluster, await cluster.startRegistry(), titlesOf(cluster));
    for (const org of [organisations.bank, ...orgs]) {
      const identifier = { kind: 'uscc', value: org };
      const body = { identifier, name: org, partyClass: 'enterprise' };
      expect((await api.post(by('manager', org), '/v1/parties', body)).status).toBe(201);
    }
    return api;
  }

  async close(): Promise<void> {
    await this.titles.close();
    await this.cluster.close();
  }

  async post(who: Who, path: string, body?: object, headers: object = {}) {
    const request = this.registry.http
      .post(path)
      .set({ authorization: await this.cluster.bearer(...who), ...headers });
    return body === undefined ? request : request.send(body);
  }

  async get(who: Who, path: string) {
    return this.registry.http.get(path).set('authorization', await this.cluster.bearer(...who));
  }

  async submitted(more: object = {}, description: object = {}): Promise<string> {
    const answer = await this.post(by('manager'), '/v1/assets', application(more, description));
    expect(answer.status).toBe(201);
    return (answer.body as { id: string }).id;
  }

  async registered(more: object = {}, description: object = {}): Promise<string> {
    const assetId = await this.submitted(more, description);
    const accepted = await this.post(by('registrar'), `/v1/assets/${assetId}/acceptance`);
    const answer = await this.registering(
      assetId,
      (accepted.body as { position: number }).position,
    );
    expect([answer.status, answer.body]).toMatchObject([200, { titleOpen: true }]);
    return assetId;
  }

  /** Registers an accepted asset, while its title is opened as `title-opening` opens it. */
  async registering(assetId: string, position: number) {
    const { body } = await this.get(by('manager'), `/v1/assets/${assetId}?after=${position}`);
    const { rights: entries } = body as { rights: readonly RightStatement[] };
    const org = organisations.bank;
    const opening = { registrarPartyId: partyIdOf('uscc', org), inHouse: true, entries };
    const [answer] = await Promise.all([
      this.post(by('registrar'), `/v1/assets/${assetId}/registration`),
      this.titles.act(assetId, { org, role: 'system' }, 'OpenTitle', opening),
    ]);
    return answer;
  }
}
