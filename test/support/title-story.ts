import type { Clock } from '@ledger/event-store/clock.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import {
  type ClusterOptions,
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from './apps.js';
import { application, by, holdingRight, operationRight, type Who } from './asset-api.js';
import { storyClock } from './clock.js';

/** A registered asset of the bank whose title is open. */
export interface StoryAsset {
  readonly assetId: string;
  /** Path of the asset's routes. */
  readonly path: string;
  /** Its operation entry. */
  readonly operation: string;
  /** Its holding entry. */
  readonly holding: string;
}

export const idOf = (org: string): string => partyIdOf('uscc', org);

export const cny = (amount: string) => ({ amount, currency: 'CNY' });

export const licence = {
  exclusive: false,
  from: '2026-01-01',
  until: '2099-12-31',
  sublicenceDepth: 0,
};

/** Registries on one database, and the calls that lead titles and pledges through their lives. */
export class TitleStory {
  private constructor(
    readonly cluster: TestCluster,
    readonly registries: readonly [RunningApp, ...RunningApp[]],
  ) {}

  static async start(
    registries: number,
    clock: Clock = storyClock(),
    more: Pick<ClusterOptions, 'sweepsRun'> = {},
  ): Promise<TitleStory> {
    const cluster = await createCluster({ clock, ...more });
    const first = await cluster.startRegistry();
    const others = Array.from({ length: registries - 1 }, () => cluster.startRegistry());
    const story = new TitleStory(cluster, [first, ...(await Promise.all(others))]);
    for (const org of Object.values(organisations)) await story.registerParty(org);
    return story;
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  async registerParty(org: string, partyClass = 'enterprise'): Promise<void> {
    const identifier = { kind: 'uscc', value: org };
    const checkOverrideReason = '测试用代码';
    const body = { identifier, name: org, partyClass, checkOverrideReason };
    expect((await this.post(by('manager', org), '/v1/parties', body)).status).toBe(201);
  }

  /** One of the registries, the first unless told otherwise. */
  app(n = 0): RunningApp {
    return this.registries[n % this.registries.length] ?? this.registries[0];
  }

  async post(who: Who, path: string, body?: object, headers: object = {}, n = 0) {
    const authorization = await this.cluster.bearer(...who);
    const request = this.app(n)
      .http.post(path)
      .set({ authorization, ...headers });
    return body === undefined ? request : request.send(body);
  }

  async get(who: Who, path: string, n = 0) {
    return this.app(n)
      .http.get(path)
      .set('authorization', await this.cluster.bearer(...who));
  }

  /** An asset led from the application to the open title. */
  async asset(org: string = organisations.bank): Promise<StoryAsset> {
    const manager: Who = by('manager', org);
    const registrar: Who = by('registrar', org);
    const rights = [operationRight, holdingRight, { ...holdingRight, right: 'processing' }];
    const applied = await this.post(manager, '/v1/assets', application({ rights }));
    expect(applied.status).toBe(201);
    const assetId = (applied.body as { id: string }).id;
    const path = `/v1/assets/${assetId}`;
    expect((await this.post(registrar, `${path}/acceptance`)).status).toBe(200);
    const registered = await this.post(registrar, `${path}/registration`);
    expect(registered).toMatchObject({ status: 200, body: { titleOpen: true } });
    const { body } = await this.get(manager, `${path}/title`);
    const entry = (right: string): string =>
      (body as { entries: { right: string; holdingId: string }[] }).entries.find(
        (one) => one.right === right,
      )?.holdingId ?? '';
    return { assetId, path, operation: entry('operation'), holding: entry('holding') };
  }

  /** The bank lets a lender in; answers the authorisation's id. */
  async letIn(
    { path, operation }: StoryAsset,
    org: string = organisations.lender,
    more: object = {},
  ): Promise<string> {
    const body = { holdingId: operation, lenderPartyId: idOf(org), purpose: 'pledge', ...more };
    const answer = await this.post(by('manager'), `${path}/lender-authorisations`, {
      until: '2099-12-31',
      ...body,
    });
    expect(answer.status).toBe(201);
    return (answer.body as { id: string }).id;
  }

  pledge({ path, operation }: StoryAsset, who: Who, more: object = {}, headers = {}, n = 0) {
    const body = { ...pledgeOf(operation), ...more };
    return this.post(who, `${path}/pledges`, body, headers, n);
  }

  status({ path }: StoryAsset, who: Who, n = 0) {
    return this.get(who, `${path}/pledge-status?purpose=${encodeURIComponent('贷前调查')}`, n);
  }
}

export const pledgeOf = (holdingId: string) => ({
  holdingId,
  kind: 'maximumAmount',
  amount: cny('1000000.00'),
  until: '2099-12-31',
  contractDigest: 'ab'.repeat(32),
});

export const lenderOf = (org: string): Who => by('lender' satisfies CallerRole, org);
