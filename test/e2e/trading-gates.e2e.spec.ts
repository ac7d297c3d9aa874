import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../support/apps.js';
import { World } from '../support/world.js';

const { bank, lender, buyer, appraiser } = organisations;
type Who = readonly [org: string, ...roles: CallerRole[]];
const manager: Who = [bank, 'manager'];
const operator: Who = [buyer, 'operator'];
const until = '2026-12-31';
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };

let now = '2026-11-20T02:00:00.000Z';
let world: World;
beforeAll(async () => {
  world = await World.start({ now: () => now });
});
afterAll(() => world.close());

const post = async (who: Who, path: string, body: object) => {
  const app = path.startsWith('/v1/offers') ? world.exchange : world.registry;
  const authorization = await world.cluster.bearer(...who);
  return app.http.post(path).set({ authorization, 'accept-language': 'en' }).send(body);
};
const heads = {
  basicInformation: 'conforming',
  lawfulness: 'conforming',
  tradability: 'conforming',
};
const assessment = (more: object = {}) => ({
  assessorPartyId: partyIdOf('uscc', appraiser),
  scope: '来源、授权链与安全措施',
  heads,
  reportDigest: 'a'.repeat(64),
  issuedOn: '2026-11-20',
  validUntil: '2026-11-25',
  ...more,
});

/** A drafted offer of a graded asset of its own, which the holder authorised. */
const drafted = async (label: object, delivery = 'api') => {
  const offered = await ungraded({}, delivery);
  const path = `${offered.path}/classification`;
  const graded = await post(manager, path, { label, reason: '首次定级' });
  expect([graded.status, graded.body]).toEqual([200, expect.anything()]);
  return offered;
};

const ungraded = async (description: object, delivery = 'api') => {
  const { assetId, holdingId } = await world.openAsset(description);
  const path = `/v1/assets/${assetId}`;
  const content = {
    ...{ name: '企业登记信息', summary: '按日更新', assetId, holdingId, kind: 'ordinary', terms },
    price: { amount: { amount: '1.00', currency: 'CNY' }, vatIncluded: true },
    delivery,
  };
  const { id: offerId } = await world.post(world.exchange, '/v1/offers', content);
  await world.post(world.registry, `${path}/licensing`, { holdingId, offerId, terms, until });
  return { offerId, assetId, path, content };
};

const order = async (offerId: string) =>
  world.exchange.http
    .post('/v1/orders')
    .set({ authorization: await world.cluster.bearer(buyer, 'manager') })
    .send({ offerId, purpose: '授信评估' });

const list = async (offerId: string): Promise<unknown> => {
  const { status, body } = await post(manager, `/v1/offers/${offerId}/listing`, { until });
  return status === 200 ? 200 : [status, body.code as string];
};
const assess = async (offerId: string, more: object = {}, who = manager): Promise<unknown> => {
  const { status, body } = await post(who, `/v1/offers/${offerId}/assessment`, assessment(more));
  return status === 200 ? 200 : [status, body.code as string];
};

describe('the gates of trading', () => {
  it('open to sensitive data with a positive opinion that has not run out', async () => {
    const { offerId } = await drafted({ grade: 'sensitive', origin: 'enterprise' });
    expect(await list(offerId)).toEqual([409, 'opinion_required']);
    const against = { ...heads, lawfulness: 'notConforming' };
    expect(await assess(offerId, { heads: against })).toBe(200);
    expect(await list(offerId)).toEqual([409, 'opinion_negative']);
    expect(await assess(offerId, { reportDigest: 'b'.repeat(64) })).toBe(200);
    now = '2026-11-26T02:00:00.000Z';
    expect(await list(offerId)).toEqual([409, 'opinion_expired']);
    now = '2026-11-25T02:00:00.000Z';
    expect(await list(offerId)).toBe(200);
    await world.cluster.settled();
    const authorization = await world.cluster.bearer(...operator);
    const path = `/v1/offers/${offerId}`;
    const { body } = await world.exchange.http.get(path).set({ authorization });
    expect(body).toMatchObject({ state: 'listed', assessment: { opinion: 'positive' } });
    now = '2026-11-26T02:00:00.000Z';
    const late = await order(offerId);
    expect([late.status, late.body.code]).toEqual([409, 'opinion_expired']);
    now = '2026-11-25T02:00:00.000Z';
    expect((await order(offerId)).status).toBe(201);
    expect(await assess(offerId, { heads: against }, operator)).toBe(200);
    await world.cluster.settled();
    const after = await world.exchange.http.get(path).set({ authorization });
    expect(after.body).toMatchObject({ state: 'suspended', assessment: { opinion: 'negative' } });
    now = '2026-11-20T02:00:00.000Z';
  });

  it('want an opinion on the edition that is sold, before it is', async () => {
    const { offerId, content } = await drafted({ grade: 'sensitive', origin: 'enterprise' });
    const path = `/v1/offers/${offerId}/revision`;
    const revise = async (label: string): Promise<unknown> => {
      const { status, body } = await post(manager, path, { ...content, edition: { label } });
      return status === 200 ? 200 : [status, body.code as string];
    };
    expect(await revise('2026年10月版')).toBe(200);
    expect(await assess(offerId)).toBe(200);
    expect(await list(offerId)).toBe(200);
    expect(await revise('2026年11月版')).toEqual([409, 'opinion_of_another_edition']);
    expect(await assess(offerId, { edition: '2026年11月版' })).toBe(200);
    expect(await revise('2026年11月版')).toBe(200);
    expect((await order(offerId)).status).toBe(201);
  });

  it('ask a risk assessment of important data', async () => {
    const { offerId } = await drafted({ grade: 'important', origin: 'enterprise' });
    expect(await assess(offerId)).toBe(200);
    expect(await list(offerId)).toEqual([409, 'risk_assessment_required']);
    expect(await assess(offerId, { riskAssessmentDigest: 'c'.repeat(64) })).toBe(200);
    expect(await list(offerId)).toBe(200);
  });

  it('stay shut for core data', async () => {
    const { offerId } = await drafted({ grade: 'core', origin: 'enterprise' });
    expect(await assess(offerId, { riskAssessmentDigest: 'c'.repeat(64) })).toBe(200);
    expect(await list(offerId)).toEqual([409, 'core_data_not_tradable']);
  });

  it('keep public data from being handed over as it is', async () => {
    const label = { grade: 'general', origin: 'public' };
    expect(await list((await drafted(label, 'file')).offerId)).toEqual([
      409,
      'public_data_mode_barred',
    ]);
    expect(await list((await drafted(label, 'sandbox')).offerId)).toBe(200);
  });

  it('want a basis of personal data, or that it is anonymised', async () => {
    const bare = await ungraded({ grade: 'sensitive', origin: 'personal' });
    expect(await list(bare.offerId)).toEqual([409, 'personal_basis_required']);
    const label = { grade: 'sensitive', origin: 'personal', personalBasis: 'consent' };
    const { offerId } = await drafted(label);
    expect(await list(offerId)).toEqual([409, 'opinion_required']);
    expect(await assess(offerId, { isAnonymised: true })).toBe(200);
    expect(await list(offerId)).toBe(200);
  });

  it('shut when the registration is suspended', async () => {
    const { offerId, path } = await drafted({ grade: 'general', origin: 'enterprise' });
    const suspended = await post([bank, 'registrar'], `${path}/suspension`, {
      ground: 'dispute',
      authority: '登记机构',
    });
    expect([suspended.status, suspended.body]).toEqual([200, expect.anything()]);
    expect(await list(offerId)).toEqual([409, 'asset_not_in_force_for_trade']);
  });
});

describe('a compliance assessment', () => {
  it('comes from an admitted third party, dated rightly, and is the seller’s to record', async () => {
    const { offerId } = await drafted({ grade: 'general', origin: 'enterprise' });
    const seller = { assessorPartyId: partyIdOf('uscc', bank) };
    expect(await assess(offerId, seller)).toEqual([409, 'assessor_is_the_seller']);
    const nobody = { assessorPartyId: newId() };
    expect(await assess(offerId, nobody)).toEqual([409, 'assessor_not_registered']);
    const unknown = { assessorPartyId: partyIdOf('uscc', lender) };
    expect(await assess(offerId, unknown)).toEqual([409, 'assessor_not_admitted']);
    const reversed = { validUntil: '2026-11-19' };
    expect(await assess(offerId, reversed)).toEqual([409, 'assessment_dates_wrong']);
    expect(await assess(offerId, {}, operator)).toEqual([404, 'offer_not_found']);
    expect(await assess(offerId, {}, [buyer, 'manager'])).toEqual([404, 'offer_not_found']);
  });
});

describe('what must be known of both sides', () => {
  it('is what the trading policy asks for: recorded as it is, registered, or verified', async () => {
    const newcomer = '91440300MA5EXAMP1Q';
    const { offerId } = await drafted({ grade: 'general', origin: 'enterprise' });
    expect(await list(offerId)).toBe(200);
    const path = '/v1/policies/trading';
    const authorization = await world.cluster.bearer(...manager);
    const { body: shipped } = await world.registry.http.get(path).set({ authorization });
    expect(shipped.content).toMatchObject({ identity: 'recorded' });
    const adopt = (identity: string) => {
      const content = { ...shipped.content, identity };
      const adoption = { content, from: '2026-11-20', reason: '身份核验' };
      return world.post(world.registry, `${path}/versions`, adoption, [bank, 'admin']);
    };
    const placed = async (org: string): Promise<unknown> => {
      const { status, body } = await world.exchange.http
        .post('/v1/orders')
        .set({ authorization: await world.cluster.bearer(org, 'manager') })
        .send({ offerId, purpose: '授信评估' });
      return status === 201 ? 201 : [status, body.code as string];
    };
    const verify = (org: string) => {
      const seen = { evidence: '营业执照副本' };
      return world.post(world.registry, `/v1/parties/${org}/verification`, seen, [
        ...([bank, 'registrar'] as const),
      ]);
    };
    const missing = [409, 'order_identity_missing'];
    expect(await placed(newcomer)).toBe(201);
    await adopt('registered');
    expect(await placed(newcomer)).toEqual(missing);
    const identifier = { kind: 'uscc', value: newcomer };
    const party = {
      ...{ identifier, name: '某机构', partyClass: 'enterprise' },
      checkOverrideReason: '证照如此',
    };
    await world.post(world.registry, '/v1/parties', party, [newcomer, 'manager']);
    expect(await placed(newcomer)).toBe(201);
    await adopt('verified');
    expect(await placed(newcomer)).toEqual(missing);
    await verify(newcomer);
    expect(await placed(newcomer)).toEqual(missing);
    await verify(bank);
    expect(await placed(newcomer)).toBe(201);
    await adopt('recorded');
  });
});
