import type { SideStores } from '@ledger/database/side/side-stores.js';
import { newId } from '@ledger/event-store/ids.js';
import { SIDE_STORES } from '@ledger/http/tokens.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { storyClock } from '../support/clock.js';
import {
  cny,
  idOf,
  lenderOf,
  licence,
  TitleStory,
  type StoryAsset,
} from '../support/title-story.js';

const { bank, buyer, lender, secondLender } = organisations;
const manager = by('manager');
const theLender = lenderOf(lender);
const theSecond = lenderOf(secondLender);
const publicBody = '12100000425000000L';

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

const entryStatus = async (asset: StoryAsset, who = manager) => {
  const { body } = await story.status(asset, who);
  return body.entries.find((one: { holdingId: string }) => one.holdingId === asset.operation);
};

const exclusiveGrant = (asset: StoryAsset) =>
  story.post(manager, `${asset.path}/grants`, {
    holdingId: asset.operation,
    granteePartyId: idOf(buyer),
    terms: { ...licence, exclusive: true },
  });

describe('a pledge', () => {
  it('is registered where it is authorised, blocks disposal, and is free after the release', async () => {
    const asset = await story.asset();
    const offer = { holdingId: asset.operation, offerId: newId(), terms: licence };
    const licensing = { ...offer, until: '2099-12-31' };
    expect((await story.post(manager, `${asset.path}/licensing`, licensing)).status).toBe(201);
    await story.letIn(asset, lender, { cap: cny('1500000.00') });
    const registered = await story.pledge(asset, theLender);
    const pledgeId = `${asset.assetId}.1`;
    expect(registered).toMatchObject({
      status: 201,
      headers: { location: `/v1/pledges/${pledgeId}`, etag: '"4"' },
      body: {
        id: pledgeId,
        pledgeId,
        rankKey: { titleVersion: 4, tranche: 1 },
        ordinal: 1,
        state: 'registered',
        version: 4,
      },
    });
    expect((await exclusiveGrant(asset)).body).toMatchObject({
      status: 409,
      code: 'entry_pledged',
      obstacles: { pledgeIds: [pledgeId] },
    });
    const secondOffer = { ...licensing, offerId: newId() };
    expect((await story.post(manager, `${asset.path}/licensing`, secondOffer)).body).toMatchObject({
      code: 'entry_pledged',
    });
    expect(await entryStatus(asset, theLender)).toMatchObject({
      pledges: [{ id: pledgeId, state: 'registered', ordinal: 1, contractDigest: 'ab'.repeat(32) }],
      licensing: [{ open: false, suspendedBy: { pledgeIds: [pledgeId], barIds: [] } }],
      warnings: [{ code: 'not_externally_registered', ids: [pledgeId] }],
    });

    const release = `/v1/pledges/${pledgeId}/release`;
    const part = { amount: cny('400000'), reason: '部分清偿' };
    expect((await story.post(theLender, release, part)).body).toMatchObject({
      ordinal: 1,
      state: 'registered',
      rankKey: { titleVersion: 4, tranche: 1 },
    });
    const tooMuch = { amount: cny('600000.01'), reason: '清偿' };
    expect((await story.post(theLender, release, tooMuch)).body).toMatchObject({
      code: 'release_exceeds_pledge',
      obstacles: { remaining: cny('600000.00') },
    });
    expect((await story.post(manager, release, { reason: '清偿' })).status).toBe(403);
    const done = await story.post(theLender, release, { reason: '清偿' });
    expect(done.body).toMatchObject({
      state: 'released',
      rankKey: { titleVersion: 4, tranche: 1 },
    });
    expect(done.body.ordinal).toBeUndefined();
    expect(await entryStatus(asset)).toMatchObject({
      pledges: [{ state: 'released', remaining: cny('0.00'), endedReason: '清偿' }],
      licensing: [{ open: true, openSince: expect.any(String) as string }],
    });
  });

  it('is a claim where it is not authorised; the pledgor confirms or declines', async () => {
    const asset = await story.asset();
    await story.letIn(asset, lender, { purpose: 'inspect' });
    await story.letIn(asset, secondLender);
    const claimed = await story.pledge(asset, theLender);
    expect(claimed.body).toMatchObject({ state: 'claimed', ordinal: 1 });
    expect(claimed.body.lapsesAfter).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const second = await story.pledge(asset, theSecond);
    expect(second.body).toMatchObject({ state: 'registered', ordinal: 2 });

    const path = `/v1/pledges/${claimed.body.id}`;
    expect((await story.post(theSecond, `${path}/confirmation`)).status).toBe(403);
    expect((await story.post(by('manager', buyer), `${path}/confirmation`)).status).toBe(404);
    const confirmed = await story.post(manager, `${path}/confirmation`);
    expect(confirmed).toMatchObject({
      status: 200,
      body: { state: 'registered', ordinal: 1, rankKey: claimed.body.rankKey },
    });
    expect((await story.get(theLender, path)).body).not.toHaveProperty('lapsesAfter');
    expect((await story.post(manager, `${path}/decline`, { reason: '未约定' })).body).toMatchObject(
      {
        code: 'pledge_already_registered',
      },
    );
    const again = await story.pledge(asset, theLender);
    const declined = `/v1/pledges/${again.body.id}/decline`;
    expect((await story.post(manager, declined, { reason: '未约定' })).body).toMatchObject({
      state: 'declined',
    });
    const status = await story.status(asset, theSecond);
    const [{ pledges }] = status.body.entries as [{ pledges: { ordinal?: number }[] }];
    expect(pledges.map(({ ordinal }) => ordinal)).toEqual([1, 2, undefined]);
    expect(JSON.stringify(status.body)).not.toMatch(/first in rank|第一顺位/i);
  });

  it('lapses unconfirmed, by the clock and then in writing', async () => {
    const asset = await story.asset();
    await story.letIn(asset, lender, { purpose: 'inspect' });
    const claimed = await story.pledge(asset, theLender);
    const path = `/v1/pledges/${claimed.body.id}`;
    ahead = 60 * 86_400_000;
    expect((await story.get(manager, path)).body).toMatchObject({ state: 'lapsed' });
    expect((await story.post(manager, `${path}/confirmation`)).body).toMatchObject({
      code: 'pledge_over',
      obstacles: { standing: 'lapsed' },
    });
    await story.cluster.settled();
    await story.app().readModels.runDue('title-lapse');
    await story.cluster.settled();
    const { body } = await story.get(manager, path);
    expect(body).toMatchObject({ state: 'lapsed', endedReason: 'notConfirmed' });
    expect(await story.app().readModels.runDue('title-lapse')).toBe(0);
  });

  it('is refused on what cannot be pledged', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const refused = async (more: object) => (await story.pledge(asset, theLender, more)).body;
    expect(await refused({ holdingId: asset.holding })).toMatchObject({
      code: 'right_not_disposable',
    });
    expect(await refused({ amount: cny('0.00') })).toMatchObject({ code: 'amount_not_positive' });
    expect(await refused({ amount: cny('-1') })).toMatchObject({ status: 400 });
    expect(await refused({ amount: cny('1.234') })).toMatchObject({ status: 400 });
    expect(await refused({ until: '2020-01-01' })).toMatchObject({ code: 'term_over' });
    expect(await refused({ contractDigest: 'x' })).toMatchObject({ status: 400 });
    expect(await refused({ externalRegistration: { registered: true } })).toMatchObject({
      status: 400,
      errors: [{ pointer: '/externalRegistration' }],
    });
    expect((await story.pledge(asset, manager)).status).toBe(403);
    expect((await story.pledge(asset, theSecond)).status).toBe(404);
    expect((await story.get(manager, '/v1/pledges/no-such-pledge')).status).toBe(404);
    expect((await story.get(manager, `/v1/pledges/${asset.assetId}.9`)).status).toBe(404);
  });

  it('is refused on assets of government organs and public institutions', async () => {
    await story.registerParty(publicBody, 'publicInstitution');
    const asset = await story.asset(publicBody);
    const authorisation = { lenderPartyId: idOf(lender), purpose: 'pledge', until: '2099-12-31' };
    await story.post(by('manager', publicBody), `${asset.path}/lender-authorisations`, {
      holdingId: asset.operation,
      ...authorisation,
    });
    expect((await story.pledge(asset, theLender)).body).toMatchObject({
      status: 409,
      code: 'pledgor_not_pledgeable',
      obstacles: { partyIds: [idOf(publicBody)] },
    });
  });

  it('is recorded once under one key, racing or not', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const key = { 'idempotency-key': newId() };
    const answers = await Promise.all([1, 2, 3].map(() => story.pledge(asset, theLender, {}, key)));
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1);
    const other = await story.pledge(asset, theLender, { amount: cny('2.00') }, key);
    expect(other.status).toBe(422);
    expect((await entryStatus(asset)).pledges).toHaveLength(1);
  });
});

describe('the list of pledges', () => {
  it('shows each side its own, by side and by the state of today', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    await story.letIn(asset, secondLender, { purpose: 'inspect' });
    const mine = await story.pledge(asset, theLender, { until: '2099-01-01' });
    const theirs = await story.pledge(asset, theSecond);
    const after = `after=${theirs.body.position}`;
    const list = async (who: Parameters<TitleStory['get']>[0], query: string) => {
      const { body } = await story.get(who, `/v1/pledges?limit=200&${after}&${query}`);
      return (body.items as { id: string }[]).map(({ id }) => id).filter(ofThisAsset);
    };
    const ofThisAsset = (id: string) => id.startsWith(asset.assetId);
    expect(await list(theLender, '')).toEqual([mine.body.id]);
    expect(await list(manager, '')).toEqual([theirs.body.id, mine.body.id]);
    expect(await list(manager, `pledgee=${lender}`)).toEqual([mine.body.id]);
    expect(await list(manager, `pledgee=${idOf(secondLender)}`)).toEqual([theirs.body.id]);
    expect(await list(manager, `pledgor=${bank}&state=claimed`)).toEqual([theirs.body.id]);
    expect(await list(manager, `pledgor=${buyer}`)).toEqual([]);
    expect(await list(by('auditor', buyer), 'state=registered')).toEqual([mine.body.id]);
    ahead = 60 * 86_400_000;
    expect(await list(manager, 'state=lapsed')).toEqual([theirs.body.id]);
    expect(await list(manager, 'state=claimed')).toEqual([]);
    const query = async (text: string) => (await story.get(manager, `/v1/pledges?${text}`)).status;
    expect(await query('state=gone')).toBe(400);
    expect(await query('colour=red')).toBe(400);
    expect(await query('cursor=x')).toBe(400);
    expect((await story.get(by('accountant'), '/v1/pledges')).status).toBe(403);
  });

  it('goes on where a page ends', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    for (let n = 0; n < 3; n++) await story.pledge(asset, theLender);
    await story.cluster.settled();
    const page = async (more: string) =>
      (await story.get(theLender, `/v1/pledges?limit=2${more}`)).body as {
        items: { id: string }[];
        next: string;
      };
    const first = await page('');
    const second = await page(`&cursor=${first.next}`);
    const ids = [...first.items, ...second.items].map(({ id }) => id).slice(0, 3);
    expect(ids).toEqual([3, 2, 1].map((n) => `${asset.assetId}.${n}`));
  });
});

describe('the question of a lender', () => {
  it('names its purpose and is on record before the answer', async () => {
    const asset = await story.asset();
    await story.letIn(asset, lender, { purpose: 'inspect' });
    const bare = await story.get(theLender, `${asset.path}/pledge-status`);
    expect(bare).toMatchObject({ status: 400, body: { errors: [{ pointer: '/purpose' }] } });
    const answer = await story.status(asset, theLender);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        assetId: asset.assetId,
        asOf: expect.any(Number) as number,
        titleVersion: 2,
        asset: { state: 'registered' },
        appraisals: [],
      },
    });
    const stores = story.app().app.get<SideStores>(SIDE_STORES, { strict: false });
    const records = await stores.accessRecords.list(0, 1_000);
    expect(records.filter(({ subjects }) => subjects.includes(asset.assetId))).toMatchObject([
      { route: 'pledge-status', purpose: '贷前调查', role: 'lender', partyId: idOf(lender) },
    ]);
  });

  it('is answered to holders, and to nobody who may not know', async () => {
    const asset = await story.asset();
    expect((await story.get(manager, `${asset.path}/pledge-status`)).status).toBe(200);
    expect((await story.status(asset, theLender)).status).toBe(404);
    expect((await story.status(asset, by('manager', buyer))).status).toBe(404);
    expect((await story.get(manager, `/v1/assets/${newId()}/pledge-status`)).status).toBe(404);
    const ahead503 = await story.get(manager, `${asset.path}/pledge-status?after=999999999`);
    expect(ahead503.status).toBe(503);
  });
});
