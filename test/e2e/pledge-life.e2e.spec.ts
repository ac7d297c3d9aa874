import { newId } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { storyClock, storyDay, storyTime } from '../support/clock.js';
import { cny, idOf, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

const { lender, secondLender, buyer, bank } = organisations;
const manager = by('manager');
const registrar = by('registrar');
const theLender = lenderOf(lender);
const theSecond = lenderOf(secondLender);
const digest = 'cd'.repeat(32);
const day = 86_400_000;

let story: TitleStory;
let ahead = 0;
beforeAll(async () => {
  const clock = storyClock(() => ahead);
  story = await TitleStory.start(1, clock);
});
afterAll(() => story.close());
beforeEach(() => {
  ahead = 0;
});

/** An asset with a pledge of each of two lenders, the first one's in front. */
const twoPledges = async (more: object = {}) => {
  const asset = await story.asset();
  await story.letIn(asset);
  await story.letIn(asset, secondLender);
  const first = (await story.pledge(asset, theLender, more)).body.id as string;
  const second = (await story.pledge(asset, theSecond)).body.id as string;
  return { asset, first, second };
};

/** Another person of the organisation: people are told apart by their tokens. */
const another = (org: string): Who => [org, 'lender', 'auditor'];

const act = (who: Who, id: string, step: string, body: object = {}) =>
  story.post(who, `/v1/pledges/${id}/${step}`, body);

const read = async (id: string, who = manager) => (await story.get(who, `/v1/pledges/${id}`)).body;

const consent = (asset: StoryAsset, pledgeId: string, counterparty: string) =>
  story.post(theSecond, `${asset.path}/consents`, {
    holdingId: asset.operation,
    capacity: 'pledgee',
    pledgeId,
    disposal: 'rankChange',
    counterpartyPartyId: idOf(counterparty),
    until: '2099-12-31',
  });

describe('a pledge in its life', () => {
  it('is increased at the end of the order, or at its own place with the juniors’ consent', async () => {
    const { asset, first, second } = await twoPledges();
    const more = { increase: cny('500000.00'), reason: '追加授信' };
    expect((await act(theSecond, first, 'amendment', more)).body).toMatchObject({
      code: 'not_the_pledgee',
    });
    expect((await act(theLender, first, 'amendment', { reason: '无' })).body).toMatchObject({
      code: 'amendment_empty',
    });
    const own = await act(theLender, first, 'amendment', more);
    expect(own.status).toBe(200);
    const pledge = await read(first);
    expect(pledge).toMatchObject({
      secured: cny('1500000.00'),
      ordinal: 1,
      tranches: [
        { rankKey: { tranche: 1 }, amount: cny('1000000.00') },
        { rankKey: { tranche: 2, titleVersion: own.body.version }, amount: cny('500000.00') },
      ],
    });
    const inFront = { ...more, ranksAsExisting: true };
    expect((await act(theLender, first, 'amendment', inFront)).body).toMatchObject({
      code: 'juniors_must_consent',
      obstacles: { pledgeIds: [second] },
    });
    expect((await consent(asset, second, lender)).status).toBe(201);
    expect((await act(theLender, first, 'amendment', inFront)).status).toBe(200);
    expect((await read(first)).tranches.slice(0, 2)).toMatchObject([
      { rankKey: { tranche: 1 }, amount: cny('1000000.00') },
      { rankKey: { tranche: 3 }, amount: cny('500000.00') },
    ]);
    expect(await read(second)).toMatchObject({ ordinal: 2 });
  });

  it('is extended before it lapses and not after; what time ends is written down', async () => {
    const until = storyTime(100 * day).slice(0, 10);
    const later = storyTime(200 * day).slice(0, 10);
    const { first } = await twoPledges({ until });
    expect((await act(theLender, first, 'extension', { until })).body).toMatchObject({
      code: 'extension_not_later',
    });
    expect((await act(theLender, first, 'extension', { until: later })).status).toBe(200);
    ahead = 150 * day;
    expect(await read(first)).toMatchObject({ state: 'registered', until: later });
    ahead = 202 * day;
    expect(await read(first)).toMatchObject({ state: 'lapsed' });
    const tooLate = await act(theLender, first, 'extension', { until: '2099-12-31' });
    expect(tooLate.body).toMatchObject({ code: 'pledge_over' });
    await story.cluster.settled();
    await story.app().readModels.runDue('pledge-lapse');
    expect(await read(first)).toMatchObject({ state: 'lapsed', endedReason: 'termOver' });
    await story.cluster.settled();
    expect(await story.app().readModels.runDue('pledge-lapse')).toBe(0);
  });

  it('goes to another lender with its place', async () => {
    const { first } = await twoPledges();
    const to = (toPartyId: string) => ({ toPartyId, contractDigest: digest });
    expect((await act(theLender, first, 'assignment', to(idOf(bank)))).body).toMatchObject({
      code: 'counterparty_is_the_holder',
    });
    expect((await act(theLender, first, 'assignment', to(newId()))).body).toMatchObject({
      code: 'assignee_not_registered',
    });
    const before = await read(first);
    expect((await act(theLender, first, 'assignment', to(idOf(buyer)))).status).toBe(200);
    expect(await read(first, lenderOf(buyer))).toMatchObject({
      pledgeePartyId: idOf(buyer),
      rankKey: before.rankKey,
      ordinal: 1,
    });
    const old = await act(theLender, first, 'release', { reason: '清偿' });
    expect(old.body).toMatchObject({ code: 'not_the_pledgee' });
  });

  it('steps back for another one, and only forward ones can', async () => {
    const { first, second } = await twoPledges();
    const agreed = (toPledgeId: string) => ({ toPledgeId, contractDigest: digest });
    expect((await act(theSecond, second, 'subordination', agreed(first))).body).toMatchObject({
      code: 'subordination_not_possible',
    });
    const done = await act(theLender, first, 'subordination', agreed(second));
    expect(done).toMatchObject({
      status: 200,
      body: { subordinationId: expect.any(String) as string },
    });
  });

  it('has its claims fixed once, on a ground that there is', async () => {
    const { first } = await twoPledges();
    const fix = (ground: string) => ({ ground, claims: cny('800000.00') });
    expect((await act(manager, first, 'claims-fixing', fix('twoYears'))).body).toMatchObject({
      code: 'claims_not_fixable',
    });
    expect((await act(manager, first, 'claims-fixing', fix('noNewClaims'))).status).toBe(200);
    expect(await read(first)).toMatchObject({
      claimsFixed: { ground: 'noNewClaims', claims: cny('800000.00') },
    });
    const again = await act(theLender, first, 'claims-fixing', fix('otherLaw'));
    expect(again.body).toMatchObject({ code: 'claims_fixed' });
    const more = { increase: cny('1.00'), reason: '追加' };
    expect((await act(theLender, first, 'amendment', more)).body).toMatchObject({
      code: 'claims_fixed',
    });
  });

  it('is demanded back, and overdue when nobody releases it', async () => {
    const { first } = await twoPledges();
    const demand = { reason: '主债权已清偿' };
    expect((await act(by('manager', buyer), first, 'release-demand', demand)).status).toBe(404);
    const demanded = await act(manager, first, 'release-demand', demand);
    expect(demanded).toMatchObject({ status: 200, body: { dueOn: expect.any(String) as string } });
    expect(await read(first)).toMatchObject({ releaseDemand: { overdue: false } });
    ahead = 40 * day;
    expect(await read(first)).toMatchObject({
      state: 'registered',
      releaseDemand: { overdue: true },
    });
  });

  it('is objected to; without a suit in time that lapses', async () => {
    const { first } = await twoPledges();
    const raised = await act(manager, first, 'objections', { reason: '登记有误' });
    const path = `objections/${raised.body.objectionId}`;
    expect(await read(first)).toMatchObject({ objections: [{ state: 'open' }] });
    const other = await act(manager, first, 'objections', { reason: '金额有误' });
    const suit = { authority: '某市人民法院', documentDigest: digest };
    const pursued = `objections/${other.body.objectionId}/proceedings`;
    expect((await act(manager, first, pursued, suit)).status).toBe(200);
    ahead = 60 * day;
    expect(await read(first)).toMatchObject({
      objections: [{ state: 'lapsed' }, { state: 'pursued' }],
    });
    expect((await act(manager, first, `${path}/proceedings`, suit)).body).toMatchObject({
      code: 'pledge_objection_over',
    });
    await story.cluster.settled();
    expect(await story.app().readModels.runDue('pledge-lapse')).toBeGreaterThan(0);
    const withdrawal = `objections/${other.body.objectionId}/withdrawal`;
    expect((await act(manager, first, withdrawal, { reason: '和解' })).status).toBe(200);
    expect(await read(first)).toMatchObject({
      objections: [{ state: 'lapsed' }, { state: 'withdrawn' }],
    });
    const unknown = `objections/${newId()}/withdrawal`;
    expect((await act(manager, first, unknown, { reason: '和解' })).body).toMatchObject({
      code: 'pledge_objection_not_found',
    });
  });

  it('is cancelled by an authority’s order', async () => {
    const { first } = await twoPledges();
    const order = { authority: '某市中级人民法院', documentDigest: digest, reason: '生效判决' };
    expect((await act(theLender, first, 'cancellation-by-order', order)).status).toBe(403);
    expect((await act(registrar, first, 'cancellation-by-order', order)).body).toMatchObject({
      state: 'cancelled',
    });
    expect(await read(first)).toMatchObject({ state: 'cancelled', endedReason: '生效判决' });
  });
});

describe('what takes two persons', () => {
  const claimsOf = (first: string) => [
    {
      pledgeId: first,
      costs: cny('20000.00'),
      interest: cny('30000.00'),
      principal: cny('600000.00'),
    },
  ];

  it('is an enforcement; proceeds go by rank, to the fen', async () => {
    const { first, second } = await twoPledges();
    const bare = { ground: '到期未还', method: 'auction', documentDigest: digest };
    const body = { ...bare, proceeds: cny('1000000.01'), claims: claimsOf(first) };
    const nobody = { ...body, claims: claimsOf(second) };
    expect((await act(theLender, first, 'enforcement', nobody)).body).toMatchObject({
      code: 'claim_not_stated',
    });
    const unknown = { ...body, claims: [...claimsOf(first), ...claimsOf(`${newId()}.1`)] };
    expect((await act(theLender, first, 'enforcement', unknown)).body).toMatchObject({
      code: 'claim_of_nobody',
    });
    const proposed = await act(theLender, first, 'enforcement', body);
    expect(proposed.body).toMatchObject({ state: 'registered' });
    const { proposalId } = proposed.body as { proposalId: string };
    expect(await read(first, theLender)).toMatchObject({
      proposals: [{ proposalId, action: 'enforcement', amount: cny('1000000.01') }],
    });
    const approval = `proposals/${proposalId}/approval`;
    expect((await act(theLender, first, approval)).body).toMatchObject({
      code: 'four_eyes_required',
    });
    const done = await story.post(another(lender), `/v1/pledges/${first}/${approval}`);
    expect(done.body).toMatchObject({
      state: 'enforced',
      distribution: {
        surplus: cny('0.00'),
        shares: [
          { pledgeId: first, costs: cny('20000.00'), principal: cny('600000.00') },
          { pledgeId: second, total: cny('350000.01'), reserved: true },
        ],
      },
    });
    expect(await read(second)).toMatchObject({ state: 'registered', ordinal: 1 });
    const late = await story.post(another(lender), `/v1/pledges/${first}/${approval}`);
    expect(late.status).toBe(200);
    const rejection = `proposals/${proposalId}/rejection`;
    expect((await act(theLender, first, rejection, { reason: '迟了' })).body).toMatchObject({
      code: 'pledge_proposal_decided',
    });
    const none = `proposals/${newId()}/rejection`;
    expect((await act(theLender, first, none, { reason: '无' })).body).toMatchObject({
      code: 'pledge_proposal_not_found',
    });
  });

  it('is the correction of a release, which ranks from now on', async () => {
    const { asset, first, second } = await twoPledges();
    const before = await read(first);
    const released = await act(theLender, first, 'release', { reason: '误操作' });
    const wrong = { correctedEvent: released.body.version as number, reason: '误解除' };
    const mistaken = { ...wrong, correctedEvent: 1 };
    expect((await act(theLender, first, 'corrections', mistaken)).body).toMatchObject({
      code: 'release_not_found',
    });
    const since = await story.pledge(asset, theSecond);
    expect(since.status).toBe(201);
    const { proposalId } = (await act(theLender, first, 'corrections', wrong)).body;
    const approval = `/v1/pledges/${first}/proposals/${proposalId}/approval`;
    const done = await story.post(another(lender), approval);
    expect(done.body).toMatchObject({ state: 'registered', ordinal: 3 });
    const after = await read(first);
    expect(after.rankKey.titleVersion).toBeGreaterThan(before.rankKey.titleVersion);
    expect(await read(second)).toMatchObject({ ordinal: 1 });
  });

  it('is the correction of a cancellation by order, by the registrar', async () => {
    const { first, second } = await twoPledges();
    const order = { authority: '某某法院', documentDigest: 'ab'.repeat(32), reason: '判决' };
    const over = (await act(registrar, first, 'cancellation-by-order', order)).body;
    const wrong = { correctedEvent: over.version as number, reason: '误将另一笔质押注销' };
    expect((await act(manager, first, 'corrections', wrong)).body).toMatchObject({
      code: 'not_the_registrar',
    });
    const claims = { ...wrong, claims: cny('1.00') };
    expect((await act(registrar, first, 'corrections', claims)).body).toMatchObject({
      code: 'correction_not_possible',
    });
    const { proposalId } = (await act(registrar, first, 'corrections', wrong)).body;
    expect((await read(first, registrar)).proposals).toMatchObject([{ proposalId }]);
    expect((await read(first, theLender)).proposals).toEqual([]);
    const approval = `proposals/${proposalId as string}/approval`;
    const done = await act([bank, 'registrar', 'auditor'], first, approval);
    expect(done.body).toMatchObject({ state: 'registered', ordinal: 1 });
    expect(await read(second)).toMatchObject({ ordinal: 2 });
  });

  it('is no such correction once the right was acquired as free of the pledge', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const { id } = (await story.pledge(asset, theLender)).body as { id: string };
    const order = { authority: '某某法院', documentDigest: 'ab'.repeat(32), reason: '判决' };
    const over = (await act(registrar, id, 'cancellation-by-order', order)).body;
    const moved = await story.post(manager, `${asset.path}/transfers`, {
      holdingId: asset.operation,
      transferees: [{ partyId: idOf(buyer) }],
      contractDigest: 'ab'.repeat(32),
    });
    expect(moved.status).toBe(201);
    const wrong = { correctedEvent: over.version as number, reason: '登记有误' };
    expect((await act(registrar, id, 'corrections', wrong)).body).toMatchObject({
      code: 'pledged_right_moved',
    });
  });

  it('is the correction of claims that were fixed, by who fixed them', async () => {
    const { first } = await twoPledges();
    const fixing = { ground: 'noNewClaims', claims: cny('1.00') };
    const fixed = (await act(manager, first, 'claims-fixing', fixing)).body;
    const wrong = { correctedEvent: fixed.version as number, reason: '登记有误' };
    expect((await act(theLender, first, 'corrections', wrong)).body).toMatchObject({
      code: 'fixing_of_another',
    });
    const stated = { ...wrong, claims: cny('900000.00') };
    const { proposalId } = (await act(theLender, first, 'corrections', stated)).body;
    const approval = `proposals/${proposalId as string}/approval`;
    expect((await act(another(lender), first, approval)).status).toBe(200);
    expect(await read(first)).toMatchObject({ claimsFixed: { claims: cny('900000.00') } });
  });

  it('is the correction of an enforcement: its figures, or that there was none', async () => {
    const { first } = await twoPledges();
    const bare = { ground: '到期未还', method: 'auction', documentDigest: digest };
    const said = { ...bare, proceeds: cny('100000.00'), claims: claimsOf(first) };
    const decide = async (asked: { readonly body: Record<string, unknown> }) => {
      const approval = `proposals/${asked.body['proposalId'] as string}/approval`;
      return (await act(another(lender), first, approval)).body;
    };
    const sold = await decide(await act(theLender, first, 'enforcement', said));
    const enforcement = { ...said, proceeds: cny('1000000.01') };
    const wrong = { correctedEvent: sold.version as number, reason: '价款误录' };
    const anew = await decide(
      await act(theLender, first, 'corrections', { ...wrong, enforcement }),
    );
    expect(anew).toMatchObject({ state: 'enforced', distribution: { surplus: cny('0.00') } });
    const never = { correctedEvent: anew.version as number, reason: '未曾实现质权' };
    const back = await decide(await act(theLender, first, 'corrections', never));
    expect(back).toMatchObject({ state: 'registered', ordinal: 1 });
  });

  it('is that an order cleared a pledge which it left standing, by the registrar', async () => {
    const { first, second } = await twoPledges();
    const order = { authority: '某某法院', documentDigest: 'ab'.repeat(32) };
    const bare = { ground: '到期未还', method: 'auction', documentDigest: digest, order };
    const said = { ...bare, proceeds: cny('100000.00'), claims: claimsOf(first) };
    const asked = (await act(theLender, first, 'enforcement', said)).body;
    const yes = (proposalId: unknown) => `proposals/${String(proposalId)}/approval`;
    const sold = (await act(another(lender), first, yes(asked.proposalId))).body;
    expect(await read(second)).toMatchObject({ state: 'enforced' });
    const wrong = { correctedEvent: sold.version as number, reason: '裁定保留在后质押' };
    expect((await act(theSecond, second, 'corrections', wrong)).body.code).toBe(
      'not_the_registrar',
    );
    const { proposalId } = (await act(registrar, second, 'corrections', wrong)).body;
    const done = await act([bank, 'registrar', 'auditor'], second, yes(proposalId));
    expect(done.body).toMatchObject({ state: 'registered', ordinal: 1 });
    expect(await read(first)).toMatchObject({ state: 'enforced' });
    expect(await read(second, registrar)).not.toHaveProperty('proposals');
  });

  it('is the correction of an extension and of an assignment, by who has the pledge', async () => {
    const { first } = await twoPledges();
    const before = await read(first);
    const until = '2099-01-01';
    const longer = (await act(theLender, first, 'extension', { until })).body;
    const wrong = { correctedEvent: longer.version as number, reason: '展期误录' };
    const approve = async (org: string, asked: { readonly body: Record<string, unknown> }) => {
      const approval = `proposals/${asked.body['proposalId'] as string}/approval`;
      return act(another(org), first, approval);
    };
    await approve(lender, await act(theLender, first, 'corrections', wrong));
    expect(await read(first)).toMatchObject({ until: before.until });
    const to = { toPartyId: idOf(secondLender), contractDigest: digest };
    const gone = (await act(theLender, first, 'assignment', to)).body;
    const mistake = { correctedEvent: gone.version as number, reason: '受让人误录' };
    expect((await act(theLender, first, 'corrections', mistake)).body).toMatchObject({
      code: 'not_the_pledgee',
    });
    const asked = await act(theSecond, first, 'corrections', mistake);
    expect((await approve(secondLender, asked)).status).toBe(200);
    expect(await read(first)).toMatchObject({ pledgeePartyId: idOf(lender), ordinal: 1 });
  });

  it('is a release where the pledgee’s own policy says so', async () => {
    const { second } = await twoPledges();
    const policy = { releaseByTwo: true, enforcementByTwo: true };
    const adopted = await story.post(theSecond, '/v1/policies/lender-control/versions', {
      partyId: idOf(secondLender),
      from: storyDay,
      reason: '双人复核',
      content: policy,
    });
    expect(adopted.status).toBe(201);
    const proposed = await act(theSecond, second, 'release', { reason: '清偿' });
    expect(proposed.body).toMatchObject({ state: 'registered' });
    const path = `/v1/pledges/${second}/proposals/${proposed.body.proposalId}`;
    const done = await story.post(another(secondLender), `${path}/approval`);
    expect(done.body).toMatchObject({ state: 'released' });
  });
});

describe('what is no pledge, or goes elsewhere', () => {
  it('is refused', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const refused = async (more: object) => (await story.pledge(asset, theLender, more)).body;
    expect(await refused({ legalForm: 'creditEnhancement' })).toMatchObject({
      code: 'credit_enhancement_is_no_pledge',
    });
    const external = {
      registered: true,
      register: '动产融资统一登记公示系统',
      number: '1',
      registeredAt: '2026-01-01T00:00:00Z',
    };
    expect(await refused({ object: 'patent', externalRegistration: external })).toMatchObject({
      code: 'registration_channel_wrong',
      obstacles: { channels: ['patentOffice'] },
    });
    expect((await story.pledge(asset, theLender, { externalRegistration: external })).status).toBe(
      201,
    );
    await story.letIn(asset, secondLender, { purpose: 'inspect' });
    const claimed = await story.pledge(asset, theSecond);
    const until = { until: '2199-12-31' };
    expect(
      (await act(theSecond, claimed.body.id as string, 'extension', until)).body,
    ).toMatchObject({ code: 'pledge_only_claimed' });
  });
});
