import { newId } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { storyClock, storyTime } from '../support/clock.js';
import { idOf, lenderOf, licence, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, buyer, lender, secondLender } = organisations;
const manager = by('manager');
const theBuyer = by('manager', buyer);
const registrar = by('registrar');
const theLender = lenderOf(lender);
const contractDigest = '12'.repeat(32);
const reason = { reason: '另有约定' };

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

const transfer = (asset: StoryAsset, more: object = {}, who = manager) =>
  story.post(who, `${asset.path}/transfers`, {
    holdingId: asset.operation,
    transferees: [{ partyId: idOf(buyer) }],
    contractDigest,
    ...more,
  });

const title = async ({ path }: StoryAsset, who = manager, query = '') =>
  (await story.get(who, `${path}/title${query}`)).body;

const consent = (asset: StoryAsset, more: object, who = theLender) =>
  story.post(who, `${asset.path}/consents`, {
    holdingId: asset.operation,
    disposal: 'transfer',
    until: '2099-12-31',
    ...more,
  });

const refusedWith = (answer: { status: number; body: { code?: string } }, code: string) =>
  expect([answer.status, answer.body.code]).toEqual([409, code]);

describe('a transfer', () => {
  it('gives the entry to the transferee, who acts for it from then on', async () => {
    const asset = await story.asset();
    const moved = await transfer(asset);
    expect(moved.status).toBe(201);
    const { id, toHoldingId } = moved.body as { id: string; toHoldingId: string };
    const seen = await title(asset, theBuyer);
    expect(seen).toMatchObject({
      sight: 'full',
      transfers: [{ id, part: 'whole', fromHoldingId: asset.operation, contractDigest }],
    });
    const entry = (holdingId: string) =>
      (seen.entries as { holdingId: string }[]).find((one) => one.holdingId === holdingId);
    expect(entry(asset.operation)).toMatchObject({
      recorded: { stands: false, endedReason: 'transferred', movedTo: [toHoldingId] },
    });
    expect(entry(toHoldingId)).toMatchObject({
      holders: [{ partyId: idOf(buyer) }],
      recorded: { stands: true, cameFrom: asset.operation },
    });
    const give = { holdingId: toHoldingId, granteePartyId: idOf(lender), terms: licence };
    const terms = { ...licence, from: '2099-01-01' };
    const own = await story.post(theBuyer, `${asset.path}/grants`, { ...give, terms });
    expect(own.status).toBe(201);
    expect((await story.post(manager, `${asset.path}/grants`, give)).body.code).toBe(
      'not_the_holder',
    );
  });

  it('leaves the transferor no cancellation of what is another’s now', async () => {
    const asset = await story.asset();
    expect((await transfer(asset)).status).toBe(201);
    const asked = { ground: 'requested', reason: '数据已停止更新' };
    expect((await story.post(manager, `${asset.path}/cancellation`, asked)).status).toBe(200);
    await story.cluster.settled();
    expect((await story.get(manager, asset.path)).body).toMatchObject({ state: 'registered' });
    const history = JSON.stringify((await story.get(manager, `${asset.path}/history`)).body);
    expect(history).toContain('CancellationRefused');
    expect(history).toContain('not_the_holder');
    const byOffice = await story.post(registrar, `${asset.path}/cancellation`, {
      ...asked,
      ground: 'law',
    });
    expect(byOffice.status).toBe(200);
  });

  it('of shares and of purposes leaves the rest with the transferor', async () => {
    const asset = await story.asset();
    const shared = await transfer(asset, { part: { share: '1/4' } });
    const [joint] = (await title(asset)).entries.filter(
      (one: { holdingId: string }) => one.holdingId === shared.body.toHoldingId,
    );
    expect(joint.holders).toEqual([
      { partyId: idOf(bank), share: '3/4' },
      { partyId: idOf(buyer), share: '1/4' },
    ]);
    const again = { holdingId: shared.body.toHoldingId, transferees: [{ partyId: idOf(lender) }] };
    const alone = await transfer(asset, again);
    refusedWith(alone, 'co_owners_must_agree');
    expect(alone.body.obstacles).toEqual({ partyIds: [idOf(buyer)] });
    const agreed = { holdingId: shared.body.toHoldingId, capacity: 'coOwner' };
    expect((await consent(asset, agreed, theBuyer)).status).toBe(201);
    expect((await transfer(asset, again)).status).toBe(201);
    expect((await title(asset)).consents).toMatchObject([{ capacity: 'coOwner', state: 'used' }]);
  });

  it('is refused with its reason', async () => {
    const asset = await story.asset();
    const { path, holding, operation } = asset;
    expect((await transfer(asset, { part: {} })).status).toBe(400);
    refusedWith(
      await transfer(asset, { transferees: [{ partyId: newId() }] }),
      'transferee_not_registered',
    );
    refusedWith(
      await transfer(asset, { transferees: [{ partyId: idOf(buyer) }, { partyId: idOf(buyer) }] }),
      'transferees_invalid',
    );
    refusedWith(await transfer(asset, { part: { purposes: ['授信'] } }), 'scope_not_divisible');
    const joint = { partyId: idOf(bank) };
    const entry = {
      right: 'operation',
      basis: '共同',
      from: '2026-01-01',
      proofDigest: 'cd'.repeat(32),
    };
    const holders = [joint, { partyId: idOf(buyer) }];
    const recorded = await story.post(registrar, `${path}/holdings`, { ...entry, holders });
    const both = { holdingId: recorded.body.id, capacity: 'coOwner' };
    expect((await consent(asset, both, theBuyer)).status).toBe(201);
    refusedWith(
      await transfer(asset, { holdingId: recorded.body.id, part: { share: '1/4' } }),
      'shares_not_stated',
    );
    expect((await transfer(asset, { holdingId: operation })).status).toBe(201);
    expect((await transfer(asset, { holdingId: holding })).status).toBe(201);
  });
});

describe('a pledged entry', () => {
  it('moves with its pledge when every ranking pledgee has consented', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const pledge = await story.pledge(asset, theLender);
    const pledgeId = pledge.body.id as string;
    const refused = await transfer(asset);
    refusedWith(refused, 'entry_pledged');
    expect(refused.body.obstacles).toEqual({ pledgeIds: [pledgeId] });

    const given = await consent(asset, { capacity: 'pledgee', pledgeId, contractDigest });
    expect(given.status).toBe(201);
    const { entries } = (await story.status(asset, theLender)).body;
    const status = entries.find((one: { holdingId: string }) => one.holdingId === asset.operation);
    expect(status.consents).toMatchObject([{ id: given.body.id, state: 'standing' }]);
    const withdrawal = `${asset.path}/consents/${given.body.id}/withdrawal`;
    expect((await story.post(manager, withdrawal, reason)).body.code).toBe('consent_of_another');
    const moved = await transfer(asset);
    expect(moved.status).toBe(201);
    refusedWith(await story.post(theLender, withdrawal, reason), 'consent_used');

    const after = (await story.status(asset, theLender)).body.entries as {
      holdingId: string;
      pledges: object[];
      warnings: { code: string }[];
    }[];
    const entry = (id: string) => after.find(({ holdingId }) => holdingId === id);
    expect(entry(moved.body.toHoldingId)?.pledges).toMatchObject([{ id: pledgeId, ordinal: 1 }]);
    expect(entry(asset.operation)?.pledges).toEqual([]);
    expect(entry(asset.operation)?.warnings.map(({ code }) => code)).toContain('transferred');
    const shown = await story.get(theLender, `/v1/pledges/${pledgeId}`);
    expect(shown.body).toMatchObject({ state: 'registered', ordinal: 1 });
  });

  it('is freed where the pledgee consented to that; consents are his own to give', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const pledgeId = (await story.pledge(asset, theLender)).body.id as string;
    const pledgee = { capacity: 'pledgee', pledgeId };
    expect((await consent(asset, pledgee, manager)).body.code).toBe('not_the_pledgee');
    refusedWith(await consent(asset, { capacity: 'coOwner' }, manager), 'consent_not_needed');
    const none = `${asset.path}/consents/${newId()}/withdrawal`;
    expect((await story.post(theLender, none, reason)).body.code).toBe('consent_not_found');
    const discharged = { ...pledgee, pledge: 'discharged', proceeds: 'payDown' };
    expect((await consent(asset, discharged)).status).toBe(201);
    expect((await transfer(asset)).status).toBe(201);
    const shown = await story.get(manager, `/v1/pledges/${pledgeId}`);
    expect(shown.body).toMatchObject({ state: 'released', endedReason: 'discharged' });
    await story.cluster.settled();
    const list = await story.get(theLender, '/v1/pledges?state=released');
    expect((list.body.items as { id: string }[]).map(({ id }) => id)).toContain(pledgeId);
  });
});

describe('a reservation of a registration', () => {
  const reserve = (asset: StoryAsset, who = theLender, more: object = {}) =>
    story.post(who, `${asset.path}/registration-reservations`, {
      holdingId: asset.operation,
      ...more,
    });

  it('keeps others off for a day at most, and says that it is no registration', async () => {
    const asset = await story.asset();
    refusedWith404(await reserve(asset));
    await story.letIn(asset);
    await story.letIn(asset, secondLender);
    const far = storyTime(25 * 3_600_000);
    refusedWith(await reserve(asset, theLender, { until: far }), 'reservation_time_invalid');
    const kept = await reserve(asset);
    expect(kept).toMatchObject({ status: 201, body: { renewal: 0 } });
    expect(kept.body.effect).toMatchObject({
      zh: expect.stringContaining('不是登记') as string,
      en: expect.stringContaining('no registration') as string,
    });
    refusedWith(await story.pledge(asset, lenderOf(secondLender)), 'registration_reserved');
    refusedWith(await transfer(asset), 'registration_reserved');
    const { entries } = (await story.status(asset, lenderOf(secondLender))).body;
    expect(entries[0].registrationReservations).toMatchObject([{ state: 'pending' }]);
    const withdrawal = `${asset.path}/registration-reservations/${kept.body.id}/withdrawal`;
    const other = await story.post(lenderOf(secondLender), withdrawal);
    expect([other.status, other.body.code]).toEqual([403, 'reservation_of_another']);
    const none = `${asset.path}/registration-reservations/${newId()}/withdrawal`;
    expect((await story.post(theLender, none)).body.code).toBe(
      'registration_reservation_not_found',
    );
    expect((await story.pledge(asset, theLender)).body).toMatchObject({ state: 'registered' });
    expect((await title(asset)).registrationReservations).toMatchObject([{ state: 'used' }]);
  });

  it('is renewed once, needs leave to pledge, and is given up', async () => {
    const asset = await story.asset();
    await story.letIn(asset, lender, { purpose: 'inspect' });
    refusedWith(await reserve(asset), 'lender_authorisation_missing');
    await story.letIn(asset);
    const give = async () => {
      const { body } = await reserve(asset);
      const path = `${asset.path}/registration-reservations/${body.id}/withdrawal`;
      expect((await story.post(theLender, path)).status).toBe(200);
      return body.renewal as number;
    };
    expect([await give(), await give()]).toEqual([0, 1]);
    refusedWith(await reserve(asset), 'reservation_renewals_exhausted');
    ahead = 25 * 3_600_000;
    expect(await give()).toBe(0);
  });
});

const refusedWith404 = ({ status }: { status: number }) => expect(status).toBe(404);

describe('freezes', () => {
  const freeze = (asset: StoryAsset, more: object) =>
    story.post(registrar, `${asset.path}/bars`, {
      holdingId: asset.operation,
      ground: 'freeze',
      authority: '某某人民法院',
      ...more,
    });
  const extend = (asset: StoryAsset, id: string, until: string) =>
    story.post(registrar, `${asset.path}/bars/${id}/extension`, { until });

  it('queue, are extended, and take effect one after the other', async () => {
    const asset = await story.asset();
    const first = (await freeze(asset, { until: '2090-06-30' })).body.id as string;
    const second = (await freeze(asset, { months: 12 })).body.id as string;
    const endless = (await freeze(asset, {})).body.id as string;
    const bars = async () => (await title(asset)).bars as { id: string; standing: string }[];
    expect(await bars()).toMatchObject([
      { id: first, standing: 'inEffect', until: '2090-06-30' },
      { id: second, standing: 'waiting', waitsFor: [first], until: '2091-07-01' },
      { id: endless, standing: 'waiting', waitsFor: [first, second] },
    ]);
    expect((await extend(asset, first, '2091-06-30')).status).toBe(200);
    refusedWith(await extend(asset, endless, '2099-06-30'), 'bar_unlimited');
    const lift = (id: string) => story.post(registrar, `${asset.path}/bars/${id}/lift`, reason);
    await lift(first);
    expect((await bars()).map(({ standing }) => standing)).toEqual(['none', 'inEffect', 'waiting']);
    refusedWith(await extend(asset, first, '2092-06-30'), 'bar_over');
    const third = (await freeze(asset, { months: 12 })).body.id as string;
    refusedWith(await extend(asset, third, '2099-06-30'), 'bar_waiting');
    const { warnings } = (await story.status(asset, manager)).body.entries[0];
    expect((warnings as { code: string }[]).map(({ code }) => code)).toContain('freezes_waiting');
    expect((await freeze(asset, { months: 12, until: '2090-06-30' })).body.code).toBe(
      'term_invalid',
    );
  });
});

describe('a correction', () => {
  it('needs another person, and keeps what was shown before', async () => {
    const asset = await story.asset();
    const path = `${asset.path}/title/corrections`;
    const change = { basis: '数据采购合同 2026-018' };
    const what = {
      correctedEvent: 1,
      of: 'entry',
      id: asset.operation,
      change,
      reason: '录入错误',
    };
    expect((await story.post(manager, path, what)).status).toBe(403);
    const wrong = await story.post(registrar, path, { ...what, correctedEvent: 2 });
    refusedWith(wrong, 'correction_event_wrong');
    const strange = { ...what, change: { authority: '法院' } };
    expect((await story.post(registrar, path, strange)).status).toBe(400);
    refusedWith(
      await story.post(registrar, path, { ...what, change: {} }),
      'correction_not_possible',
    );
    const proposed = await story.post(registrar, path, what);
    expect(proposed.status).toBe(201);
    const approval = `${path}/${proposed.body.id}/approval`;
    const same = await story.post(registrar, approval);
    expect([same.status, same.body.code]).toEqual([403, 'four_eyes_required']);
    // Another person of the same organisation: the token's subject follows from its roles.
    const colleague = [bank, 'registrar', 'manager'] as const;
    const approved = await story.post(colleague, approval);
    expect(approved.status).toBe(200);
    const basisOf = async (query = '') =>
      (await title(asset, manager, query)).entries.find(
        (one: { holdingId: string }) => one.holdingId === asset.operation,
      ).basis as string;
    expect(await basisOf()).toBe(change.basis);
    expect(await basisOf(`?knownAt=${(approved.body.position as number) - 1}`)).not.toBe(
      change.basis,
    );
    refusedWith(
      await story.post(colleague, `${path}/${proposed.body.id}/rejection`, reason),
      'correction_decided',
    );
    expect((await story.post(colleague, `${path}/${newId()}/approval`)).body.code).toBe(
      'correction_not_found',
    );
    expect((await title(asset)).corrections).toMatchObject([{ state: 'approved' }]);
  });
});

describe('the title page', () => {
  it('shows property, rights and encumbrances in order, with the names of both years', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    await story.pledge(asset, theLender);
    const bar = { ground: 'dispute', authority: '登记机构' };
    await story.post(registrar, `${asset.path}/bars`, bar);
    const { status, body } = await story.get(manager, `${asset.path}/title-extract`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      assetId: asset.assetId,
      document: { zh: '数据产权登记簿查询结果' },
      rights: [
        { no: 1, label: { zh2022: '数据资源持有权', zh2026: '数据持有权' } },
        { no: 2, label: { zh2022: '数据加工使用权', zh2026: '数据使用权' } },
        { no: 3, label: { zh2022: '数据产品经营权', zh2026: '数据经营权' } },
      ],
      encumbrances: [
        { no: 1, kind: 'bar', rights: [1, 2, 3] },
        { no: 2, kind: 'pledge', rights: [3], parties: [{ partyId: idOf(lender), name: lender }] },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/第一顺位|first in rank/);
    expect((await story.get(theLender, `${asset.path}/title-extract`)).status).toBe(400);
    const why = `?purpose=${encodeURIComponent('贷前调查')}`;
    expect((await story.get(theLender, `${asset.path}/title-extract${why}`)).status).toBe(200);
    expect((await story.get(theBuyer, `${asset.path}/title-extract`)).status).toBe(404);
  });
});
