import {
  apartClaimStream,
  contentClaimKind,
  contentClaimStream,
} from '@ledger/domain/fingerprint/content-claim.decider.js';
import { shippedSchemes } from '@ledger/domain/policy/scheme.policies.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../../support/apps.js';
import { application, holdingRight, operationRight, type Who } from '../../support/asset-api.js';

const { bank, lender, secondLender, buyer, appraiser } = organisations;

/** Who registers whose assets, nobody his own. */
const registrars = new Map<string, string>([
  [bank, lender],
  [lender, secondLender],
  [secondLender, bank],
  [buyer, bank],
  [appraiser, bank],
]);

/** Who registers an organisation’s assets. */
export const clerkOf = (org: string): Who => [registrars.get(org) ?? '', 'registrar'];

/** What an application says of a scheme and of who registers by it. */
export const under = (scheme: string, org: string) =>
  scheme === 'in-house'
    ? { scheme }
    : { scheme, registrarPartyId: partyIdOf('uscc', clerkOf(org)[0]) };

/** A registry in which contents are compared: parties, and a scheme that registers at once. */
export class DuplicateStory {
  private constructor(
    readonly cluster: TestCluster,
    readonly registry: RunningApp,
  ) {}

  static async start(): Promise<DuplicateStory> {
    const cluster = await createCluster({ clock: { now: () => '2026-11-20T02:00:00.000Z' } });
    const story = new DuplicateStory(cluster, await cluster.startRegistry());
    for (const org of registrars.keys()) {
      const checkOverrideReason = '测试用代码';
      const identifier = { kind: 'uscc', value: org };
      const party = { identifier, name: org, partyClass: 'enterprise', checkOverrideReason };
      expect((await story.post([org, 'manager'], '/v1/parties', party)).status).toBe(201);
    }
    // A scheme whose registrations count against others, without the days that others take.
    const { registrar, certificate } = shippedSchemes.shenzhen;
    const content = { ...shippedSchemes['in-house'], registrar, certificate };
    await story.adopted('shenzhen', { content });
    for (const [index, org] of [bank, lender, secondLender].entries()) {
      const designation = { schemes: ['shenzhen'], region: '44', digit: String(index) };
      await story.adopted('registrar', { partyId: partyIdOf('uscc', org), content: designation });
    }
    return story;
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  async post(who: Who, path: string, body?: object) {
    const authorization = await this.cluster.bearer(...who);
    const request = this.registry.http.post(path).set({ authorization });
    return body === undefined ? request : request.send(body);
  }

  async get(who: Who, path: string) {
    const authorization = await this.cluster.bearer(...who);
    return this.registry.http.get(path).set({ authorization });
  }

  async adopted(policy: string, terms: object): Promise<void> {
    const body = { ...terms, from: '2026-11-20', reason: '试行' };
    const answer = await this.post([bank, 'admin'], `/v1/policies/${policy}/versions`, body);
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  }

  /** A registered asset of an organisation, once it was compared. */
  async asset(
    org: string,
    fingerprint: object,
    description: object = {},
    scheme = 'shenzhen',
  ): Promise<string> {
    const rights = [operationRight, holdingRight, { ...holdingRight, right: 'processing' }];
    const body = application({ ...under(scheme, org), rights }, { ...description, fingerprint });
    const submitted = await this.post([org, 'manager'], '/v1/assets', body);
    expect(submitted.body).toMatchObject({ id: expect.any(String) });
    const { id } = submitted.body as { id: string };
    const clerk: Who = scheme === 'in-house' ? [org, 'registrar'] : clerkOf(org);
    for (const step of ['acceptance', 'registration']) {
      expect((await this.post(clerk, `/v1/assets/${id}/${step}`)).status).toBe(200);
    }
    await this.cluster.settled();
    return id;
  }

  async barsOn(org: string, assetId: string) {
    const title = await this.get([org, 'manager'], `/v1/assets/${assetId}/title`);
    const bars = title.body.bars as { ground: string; standing: string }[];
    return bars.filter(({ standing }) => standing !== 'none');
  }

  async entriesOf(org: string, assetId: string) {
    const title = await this.get([org, 'manager'], `/v1/assets/${assetId}/title`);
    return title.body.entries as readonly { right: string; holdingId: string }[];
  }

  /** Assets that some are suspected to repeat, as an auditor reads them. */
  async earlierOf(assetId: string): Promise<readonly string[]> {
    const list = await this.get([bank, 'auditor'], `/v1/duplicates?assetId=${assetId}`);
    const items = list.body.items as { earlierAssetId: string }[];
    return items.map(({ earlierAssetId }) => earlierAssetId);
  }

  /** Assets that claim a content, of a scheme or (by its id) one of a ledger. */
  async claimsOf(contentDigest: string, assetId?: string): Promise<readonly string[]> {
    const stream =
      assetId === undefined
        ? contentClaimStream(contentDigest)
        : apartClaimStream(contentDigest, assetId);
    const { state } = await this.registry.app.get(CommandLoop).load(contentClaimKind, stream);
    return state.claimants.map((each) => each.assetId);
  }
}
