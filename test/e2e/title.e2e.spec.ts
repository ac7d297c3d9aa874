import { newId } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { application, by } from '../support/asset-api.js';
import { storyClock, storyDay } from '../support/clock.js';
import { idOf, lenderOf, licence, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, buyer, lender, secondLender } = organisations;
const manager = by('manager');
const registrar = by('registrar');

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

const title = async ({ path }: StoryAsset, who = manager, query = '') =>
  story.get(who, `${path}/title${query}`);

const grant = (asset: StoryAsset, terms: object = {}, more: object = {}) =>
  story.post(manager, `${asset.path}/grants`, {
    holdingId: asset.operation,
    granteePartyId: idOf(buyer),
    terms: { ...licence, ...terms },
    ...more,
  });

describe('the title of a registered asset', () => {
  it('is open when the registration answers, with the entries of the rights statement', async () => {
    const asset = await story.asset();
    const { status, body, headers } = await title(asset);
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      assetId: asset.assetId,
      version: 1,
      registrarPartyId: idOf(bank),
      sight: 'full',
      entries: [
        { right: 'operation', holders: [{ partyId: idOf(bank) }], recorded: { stands: true } },
        { right: 'holding' },
        { right: 'processing' },
      ],
      grants: [],
      pledges: [],
      bars: [],
    });
  });

  it('is not there for strangers, nor where nothing is registered', async () => {
    const asset = await story.asset();
    expect((await title(asset, by('manager', buyer))).status).toBe(404);
    expect((await title(asset, lenderOf(lender))).status).toBe(404);
    expect((await title(asset, by('admin'))).status).toBe(404);
    expect((await story.get(manager, `/v1/assets/${newId()}/title`)).status).toBe(404);
    expect((await story.get(manager, '/v1/assets/no-id/title')).status).toBe(404);
    expect((await story.app().http.get(`${asset.path}/title`)).status).toBe(401);
    expect((await title(asset, by('auditor', buyer))).status).toBe(200);
    const submitted = await story.post(manager, '/v1/assets', application());
    expect((await story.get(manager, `/v1/assets/${submitted.body.id}/title`)).status).toBe(404);
  });

  it('takes entries and bars from its registrar only', async () => {
    const asset = await story.asset();
    const entry = {
      right: 'operation',
      holders: [{ partyId: idOf(bank) }],
      basis: '衍生数据',
      proofDigest: 'cd'.repeat(32),
      from: '2026-06-01',
    };
    expect((await story.post(manager, `${asset.path}/holdings`, entry)).status).toBe(403);
    const recorded = await story.post(registrar, `${asset.path}/holdings`, entry);
    expect(recorded).toMatchObject({ status: 201, body: { version: 2 } });
    const other = by('registrar', buyer);
    expect((await story.post(other, `${asset.path}/holdings`, entry)).status).toBe(404);
    const { proofDigest: _proof, ...unproved } = entry;
    expect((await story.post(registrar, `${asset.path}/holdings`, unproved)).body).toMatchObject({
      status: 409,
      code: 'operation_right_proof_required',
    });

    const bar = { holdingId: recorded.body.id, ground: 'freeze', authority: '某某人民法院' };
    const raised = await story.post(registrar, `${asset.path}/bars`, bar);
    expect(raised.status).toBe(201);
    const end = `${asset.path}/holdings/${recorded.body.id}/end`;
    expect((await story.post(registrar, end, { reason: '到期' })).body).toMatchObject({
      code: 'entry_barred',
      obstacles: { barIds: [raised.body.id] },
    });
    const lift = `${asset.path}/bars/${raised.body.id}/lift`;
    expect((await story.post(registrar, lift, { reason: '解除' })).status).toBe(200);
    expect((await story.post(registrar, end, { reason: '到期' })).status).toBe(200);
    const { entries, bars } = (await title(asset)).body;
    expect(entries.at(-1).recorded).toMatchObject({ stands: false, endedReason: '到期' });
    expect(bars).toMatchObject([{ stands: false, endedReason: '解除' }]);
  });
});

describe('a grant', () => {
  it('is given inside the entry, shows to both sides, and ends', async () => {
    const asset = await story.asset();
    const given = await grant(asset);
    expect(given).toMatchObject({ status: 201, body: { version: 2 } });
    const mine = await title(asset, by('manager', buyer));
    expect(mine.body).toMatchObject({
      sight: 'own',
      entries: [{ right: 'operation' }],
      grants: [{ id: given.body.id, granteePartyId: idOf(buyer), stands: true }],
      lenderAuthorisations: [],
    });
    const end = `${asset.path}/grants/${given.body.id}/end`;
    expect((await story.post(by('manager', buyer), end, { reason: '放弃' })).status).toBe(200);
    const again = await story.post(manager, end, { reason: '放弃' });
    expect(again).toMatchObject({ status: 200, body: { version: 3 } });
  });

  it('is refused, with what stands in the way, in the language asked for', async () => {
    const asset = await story.asset();
    const winner = await grant(asset, { exclusive: true });
    const late = await grant(asset);
    expect(late.body).toMatchObject({
      status: 409,
      code: 'entry_exclusively_granted',
      title: '已有独占许可',
      obstacles: { grantId: winner.body.id },
    });
    expect((await grant(asset, {}, { holdingId: asset.holding })).body).toMatchObject({
      code: 'right_not_disposable',
    });
    expect((await grant(asset, { from: '2025-12-31' })).body).toMatchObject({
      code: 'terms_exceed_right',
      obstacles: { field: 'from', held: '2026-01-01' },
    });
    expect((await grant(asset, { until: '2026-02-30' })).status).toBe(400);
    expect((await grant(asset, { colour: 'red' })).status).toBe(400);
    expect((await grant(asset, {}, { holdingId: newId() })).status).toBe(404);
  });

  it('honours Idempotency-Key and If-Match', async () => {
    const asset = await story.asset();
    const body = {
      holdingId: asset.operation,
      granteePartyId: idOf(buyer),
      terms: licence,
    };
    const path = `${asset.path}/grants`;
    const key = { 'idempotency-key': newId() };
    const [first, second] = await Promise.all([
      story.post(manager, path, body, key),
      story.post(manager, path, body, key),
    ]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await title(asset)).body.version).toBe(2);
    const otherBody = { ...body, right: 'operation' };
    expect((await story.post(manager, path, otherBody, key)).status).toBe(422);
    const stale = await story.post(manager, path, body, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale_version' } });
    expect((await story.post(manager, path, body, { 'if-match': '"2"' })).status).toBe(201);
  });
});

describe('licensing', () => {
  it('is authorised for an offer, and withdrawn', async () => {
    const asset = await story.asset();
    const offerId = newId();
    const body = { holdingId: asset.operation, offerId, terms: licence, until: '2099-12-31' };
    const path = `${asset.path}/licensing`;
    expect(await story.post(manager, path, body)).toMatchObject({
      status: 201,
      body: { id: offerId, version: 2 },
    });
    expect((await grant(asset, { exclusive: true })).body).toMatchObject({
      code: 'entry_licensed',
      obstacles: { offerIds: [offerId], grantIds: [] },
    });
    const withdrawal = `${path}/${offerId}/withdrawal`;
    expect((await story.post(manager, withdrawal, { reason: '改版' })).status).toBe(200);
    expect((await grant(asset, { exclusive: true })).status).toBe(201);
    expect((await title(asset)).body.licensing).toMatchObject([{ offerId, stands: false }]);
  });
});

describe('the two clocks of a title', () => {
  it('tell what held on a day, and what was known by a point of the log', async () => {
    const asset = await story.asset();
    const given = await grant(asset, { from: '2027-02-01', until: '2027-02-28' });
    const on = async (date: string) =>
      (await title(asset, manager, `?validAt=${date}`)).body.grants.length as number;
    expect(await on('2027-01-31')).toBe(0);
    expect(await on('2027-02-01')).toBe(1);
    expect(await on('2027-02-28')).toBe(1);
    expect(await on('2027-03-01')).toBe(0);

    const position = given.body.position as number;
    const known = async (at: string | number) =>
      (await title(asset, manager, `?knownAt=${at}`)).body as { version: number; grants: object[] };
    expect((await known(position - 1)).grants).toHaveLength(0);
    expect((await known(position)).grants).toHaveLength(1);
    const [{ recordedAt }] = (await known(position)).grants as [{ recordedAt: string }];
    expect((await known(recordedAt)).version).toBe(2);
    // Both clocks at once, each at its edge.
    const both = async (day: string, at: string | number) =>
      ((await title(asset, manager, `?validAt=${day}&knownAt=${at}`)).body as { grants: object[] })
        .grants.length;
    expect(await both('2027-02-01', recordedAt)).toBe(1);
    expect(await both('2027-01-31', recordedAt)).toBe(0);
    expect(await both('2027-02-28', position)).toBe(1);
    expect(await both('2027-02-28', position - 1)).toBe(0);
    expect(await both('2027-03-01', position)).toBe(0);
    expect((await title(asset, manager, '?knownAt=0')).status).toBe(404);
    expect((await title(asset, manager, '?knownAt=yesterday')).status).toBe(400);
    expect((await title(asset, manager, '?after=999999999')).status).toBe(503);
  });
});

describe('a lender', () => {
  it('sees a title when let in, says why, and is forgotten when the time is over', async () => {
    const asset = await story.asset();
    await story.letIn(asset, lender, { purpose: 'inspect', until: storyDay });
    const why = `?purpose=${encodeURIComponent('贷前调查')}`;
    expect((await title(asset, lenderOf(lender))).body).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
    const seen = await title(asset, lenderOf(lender), why);
    expect(seen).toMatchObject({ status: 200, body: { sight: 'encumbrances' } });
    expect((await title(asset, lenderOf(secondLender), why)).status).toBe(404);
    ahead = 2 * 86_400_000;
    expect((await title(asset, lenderOf(lender), why)).status).toBe(404);
  });
});
