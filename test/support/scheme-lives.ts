import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import {
  createCluster,
  organisations,
  type RegistryOptions,
  type RunningApp,
  type TestCluster,
} from './apps.js';

const { bank, buyer, lender, secondLender } = organisations;

/** Who is who in the lives of the four schemes. */
export const people = {
  applicant: bank,
  registrar: secondLender,
  objector: buyer,
  lender,
  /** An invented organ whose code has sound check characters. */
  organ: '1231000042600ABC34',
} as const;

const right = { basis: '数据采购合同 2026-017', from: '2026-01-01' };

/** A form that every scheme takes. */
export const form = {
  description: {
    name: '小微企业月度用电信息',
    summary: '按采购合同取得，用于授信评估。',
    content: '户号；行业；月度用电量',
    industry: 'D44',
    source: 'agreement',
    territory: 'provincial',
    timeSpan: { from: '2024-01-01', until: '2025-12-31' },
    updateFrequency: 'monthly',
    volume: { records: '1200000' },
    form: 'table',
    structure: 'structured',
    limits: '仅限境内，不得转售',
  },
  rights: [
    { ...right, right: 'holding' },
    { ...right, right: 'processing' },
    { ...right, right: 'operation', proofDigest: 'a'.repeat(64) },
  ],
};

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** A registry under a clock that the test sets, with a designated registrar and its parties. */
export class SchemeLives {
  private constructor(
    readonly cluster: TestCluster,
    public registry: RunningApp,
    private readonly time: { now: string },
  ) {}

  static async start(): Promise<SchemeLives> {
    const time = { now: '2026-02-12T02:00:00.000Z' };
    const cluster = await createCluster({ clock: { now: () => time.now } });
    const lives = new SchemeLives(cluster, await cluster.startRegistry(), time);
    for (const [name, value] of Object.entries(people)) {
      const partyClass = name === 'organ' ? 'governmentOrgan' : 'enterprise';
      const body = { identifier: { kind: 'uscc', value }, name: value, partyClass };
      await lives.done([value, 'manager'], '/v1/parties', body);
    }
    const content = {
      schemes: ['national-2026', 'shenzhen', 'beijing-data-ip'],
      region: '44',
      digit: '1',
    };
    const partyId = partyIdOf('uscc', people.registrar);
    const designation = { partyId, content, from: '2026-02-12', reason: '列入名单' };
    await lives.done([bank, 'admin'], '/v1/policies/registrar/versions', designation);
    return lives;
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  /** Another registry takes the place of the one that runs. */
  async restart(options: RegistryOptions = {}): Promise<void> {
    await this.registry.close();
    this.registry = await this.cluster.startRegistry(options);
  }

  /** Ten in the morning of a day, Shanghai. */
  on(day: string): this {
    this.time.now = `${day}T02:00:00.000Z`;
    return this;
  }

  async post(
    who: readonly [string, ...CallerRole[]],
    path: string,
    body: object = {},
  ): Promise<Answer> {
    const authorization = await this.cluster.bearer(...who);
    return this.registry.http.post(path).set({ authorization }).send(body);
  }

  /** A write that must succeed. */
  async done(
    who: readonly [string, ...CallerRole[]],
    path: string,
    body?: object,
  ): Promise<Record<string, unknown>> {
    const answer = await this.post(who, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A write that a rule refuses; answers what stands in the way. */
  async refused(
    who: readonly [string, ...CallerRole[]],
    path: string,
    body: object | undefined,
    code: string,
  ): Promise<Record<string, unknown>> {
    const answer = await this.post(who, path, body);
    expect([path, answer.body['code']]).toEqual([path, code]);
    return (answer.body['obstacles'] ?? {}) as Record<string, unknown>;
  }

  async get(path: string, org: string = people.applicant, role: CallerRole = 'manager') {
    const authorization = await this.cluster.bearer(org, role);
    return this.registry.http.get(path).set({ authorization });
  }

  /** An application of the bank under a scheme. */
  async filed(scheme: string, more: object = {}, description: object = {}): Promise<string> {
    const registrarPartyId = partyIdOf('uscc', people.registrar);
    const keeper = scheme === 'in-house' ? {} : { registrarPartyId };
    const body = { scheme, ...keeper, ...form, ...more };
    const whole = { ...body, description: { ...form.description, ...description } };
    const { id } = await this.done([people.applicant, 'manager'], '/v1/assets', whole);
    return id as string;
  }

  /** An application of the bank under a scheme with publicity, registered on a day. */
  async registered(
    scheme: string,
    filedOn: string,
    registeredOn: string,
    more: object = {},
  ): Promise<string> {
    const clerk = [people.registrar, 'registrar'] as const;
    const assetId = await this.on(filedOn).filed(scheme, more);
    await this.done(clerk, `/v1/assets/${assetId}/acceptance`);
    await this.done(clerk, `/v1/assets/${assetId}/publication`);
    await this.on(registeredOn).done(clerk, `/v1/assets/${assetId}/registration`);
    return assetId;
  }

  /** The asset as it is shown now. */
  async shown(assetId: string): Promise<Record<string, unknown>> {
    await this.cluster.settled();
    return (await this.get(`/v1/assets/${assetId}`)).body as Record<string, unknown>;
  }

  /** What the certificate says to anybody. */
  async certificate(number: unknown): Promise<Answer> {
    await this.cluster.settled();
    return this.registry.http.get(`/v1/certificates/${String(number)}`);
  }

  /** What has happened to the asset. */
  async history(assetId: string): Promise<readonly { type: string; data: object }[]> {
    await this.cluster.settled();
    const { body } = await this.get(`/v1/assets/${assetId}/history`);
    return (body as { events: { type: string; data: object }[] }).events;
  }
}
