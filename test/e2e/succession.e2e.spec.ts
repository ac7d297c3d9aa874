import { Buffer } from 'node:buffer';
import { addDays } from '@ledger/domain/calendar.js';
import { qualityDimensions } from '@ledger/domain/quality/quality.score.js';
import { newId } from '@ledger/event-store/ids.js';
import { keysOf, verifyCertificate } from '@ledger/tools/verify/certificate.js';
import type { RunningApp } from '../support/apps.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { storyDay } from '../support/clock.js';
import {
  cny,
  idOf,
  lenderOf,
  licence,
  TitleStory,
  type StoryAsset,
} from '../support/title-story.js';

const registrar = by('registrar');
const purpose = '贷前调查';
const until = { until: '2099-12-31' };
/** Codes that fail their check and are taken for a recorded reason, one for each organisation. */
let codes = 0;
const newCode = () => `91440300MA5EX${(codes += 1) + 50}MP1Q`.slice(0, 18);

let story: TitleStory;
let exchange: RunningApp;
beforeAll(async () => {
  story = await TitleStory.start(1);
  exchange = await story.cluster.startExchange();
});
afterAll(() => story.close());

const organisation = async (): Promise<string> => {
  const org = newCode();
  await story.registerParty(org);
  return org;
};

/** What becomes of an organisation; answers the position of the log from which it is so. */
const succeed = async (org: string, ...heirs: readonly (readonly [string, string?])[]) => {
  const kind = heirs.length > 1 ? 'division' : 'merger';
  const successors = heirs.map(([heir, share]) => ({
    partyId: idOf(heir),
    ...(share && { share }),
  }));
  const answer = await story.post(registrar, `/v1/parties/${org}/succession`, { kind, successors });
  expect(answer.status).toBe(200);
};

const mine = async (org: string, query = '') =>
  (
    (await story.get(by('manager', org), `/v1/assets?limit=50${query}`)).body as {
      items: { assetId: string }[];
    }
  ).items.map(({ assetId }) => assetId);

const statusOf = async (org: string, path: string, role: 'manager' | 'lender' = 'manager') =>
  (await story.get(by(role, org), path)).status;

const pledged = async (asset: StoryAsset, owner: string, lender: string): Promise<string> => {
  const manager = by('manager', owner);
  const allowed = await story.post(manager, `${asset.path}/lender-authorisations`, {
    holdingId: asset.operation,
    lenderPartyId: idOf(lender),
    purpose: 'pledge',
    ...until,
  });
  expect(allowed.status).toBe(201);
  const answer = await story.pledge(asset, lenderOf(lender));
  expect(answer.status).toBe(201);
  await story.cluster.settled();
  return (answer.body as { pledgeId: string }).pledgeId;
};

const pledgesOf = async (org: string, role: 'manager' | 'lender', query = '') =>
  (
    (await story.get(by(role, org), `/v1/pledges?limit=50${query}`)).body as {
      items: { id: string; pledgeePartyId: string }[];
    }
  ).items;

describe('a merger, then another: a line of two', () => {
  it('hands lists, sights, exports and searches on to the last; strangers see nothing', async () => {
    const [first, second, last, stranger] = [
      await organisation(),
      await organisation(),
      await organisation(),
      await organisation(),
    ];
    const asset = await story.asset(first);
    await story.cluster.settled();
    const one = `/v1/assets/${asset.assetId}`;
    const views = [one, `${one}/history`, `${one}/odcs.json`, `${one}/lineage`, `${one}/title`];
    expect(await mine(first)).toEqual([asset.assetId]);
    expect(await mine(last)).toEqual([]);
    for (const view of views) expect([view, await statusOf(last, view)]).toEqual([view, 404]);

    await succeed(first, [second]);
    expect(await mine(second)).toEqual([asset.assetId]);
    await succeed(second, [last]);
    expect(await mine(last)).toEqual([asset.assetId]);
    expect(await mine(last, '&facets=true&state=registered')).toEqual([asset.assetId]);
    expect(await mine(last, `&holder=${idOf(last)}`)).toEqual([asset.assetId]);
    for (const gone of [first, second]) expect(await mine(gone)).toEqual([]);
    for (const view of views) {
      expect([view, await statusOf(last, view)]).toEqual([view, 200]);
      expect([view, await statusOf(first, view)]).toEqual([view, 404]);
      expect([view, await statusOf(stranger, view)]).toEqual([view, 404]);
    }
    const suspension = { ground: 'dispute', authority: '登记机构' };
    const restoration = { reason: '核实完毕' };
    for (const org of [first, second, stranger]) {
      const refused = await story.post(by('registrar', org), `${one}/suspension`, suspension);
      expect([org, refused.status]).toEqual([org, 404]);
    }
    const suspended = await story.post(by('registrar', last), `${one}/suspension`, suspension);
    expect(suspended.status).toBe(200);
    const barred = await story.get(by('manager', last), `${one}/title`);
    expect(barred.body.bars).toMatchObject([{ ground: 'suspendedCertificate' }]);
    const restored = await story.post(by('registrar', last), `${one}/restoration`, restoration);
    expect(restored.status).toBe(200);
    const ledger = await story.get(by('manager', last), '/v1/assets.csv');
    expect(ledger.text).toContain(asset.assetId);
    expect(ledger.text).toContain(last);
    expect((await story.get(by('manager', first), '/v1/assets.csv')).text).not.toContain(
      asset.assetId,
    );
    const feed = await story.get(by('manager', last), '/v1/log/events?limit=200');
    expect(feed.text).toContain(asset.assetId);
    const strange = await story.get(by('manager', stranger), '/v1/log/events?limit=200');
    expect(strange.text).not.toContain(asset.assetId);
  });
});

describe('the two clocks of a succession', () => {
  it('show the successor from its day and from its record on, the predecessor before either', async () => {
    const [first, heir] = [await organisation(), await organisation()];
    const asset = await story.asset(first);
    const holdersBy = async (query: string) => {
      const { body } = await story.get(by('manager', heir), `${asset.path}/title?${query}`);
      const entries = body.entries as { holders: { partyId: string }[] }[];
      return [...new Set(entries.flatMap(({ holders }) => holders.map(({ partyId }) => partyId)))];
    };
    const path = `/v1/parties/${first}/succession`;
    const successors = [{ partyId: idOf(heir) }];
    const answer = await story.post(registrar, path, { kind: 'merger', successors });
    const { position } = answer.body as { position: number };
    const dayBefore = addDays(storyDay, -1);
    for (const [query, holder] of [
      [`knownAt=${position - 1}`, first],
      [`knownAt=${position}`, heir],
      [`validAt=${dayBefore}`, first],
      [`validAt=${storyDay}`, heir],
      [`validAt=${storyDay}&knownAt=${position - 1}`, first],
      [`validAt=${storyDay}&knownAt=${position}`, heir],
      [`validAt=${dayBefore}&knownAt=${position}`, first],
    ] as const) {
      expect([query, await holdersBy(query)]).toEqual([query, [idOf(holder)]]);
    }
  });
});

describe('a division', () => {
  it('shares the entry between the successors, who both see it; one of them has the pledge', async () => {
    const [owner, east, west] = [await organisation(), await organisation(), await organisation()];
    const [lender, left, right] = [
      await organisation(),
      await organisation(),
      await organisation(),
    ];
    const asset = await story.asset(owner);
    const pledgeId = await pledged(asset, owner, lender);
    for (const grade of ['general', 'important']) {
      const label = { grade, category: 'business', origin: 'enterprise' };
      const body = { label, reason: '年度复评' };
      const path = `${asset.path}/classification`;
      expect((await story.post(by('manager', owner), path, body)).status).toBe(200);
    }
    await story.cluster.settled();
    await succeed(owner, [east, '3/5'], [west, '2/5']);
    await succeed(lender, [left], [right]);

    for (const heir of [east, west]) {
      expect(await mine(heir)).toEqual([asset.assetId]);
      const { body } = await story.get(by('manager', heir), `${asset.path}/title`);
      expect(body.entries[0].holders).toEqual([
        { partyId: idOf(east), share: '3/5' },
        { partyId: idOf(west), share: '2/5' },
      ]);
      expect(await pledgesOf(heir, 'manager')).toMatchObject([{ id: pledgeId }]);
    }
    const alerts = `/v1/alerts?kind=gradeRaised&assetId=${asset.assetId}`;
    const [told] = (await story.get(lenderOf(left), alerts)).body.items as { alertId: string }[];
    for (const org of [lender, right]) {
      expect((await story.get(lenderOf(org), alerts)).body.items).toEqual([]);
    }
    const seenTo = `/v1/alerts/${told?.alertId}/acknowledgement`;
    expect((await story.post(lenderOf(lender), seenTo, { note: '已复核' })).status).toBe(404);
    expect((await story.post(lenderOf(left), seenTo, { note: '已复核' })).status).toBe(200);
    const changed = `/v1/classification/changes?assetId=${asset.assetId}`;
    expect((await story.get(by('manager', west), changed)).body.items).toHaveLength(2);
    expect((await story.get(by('manager', owner), changed)).body.items).toEqual([]);
    const [seen] = await pledgesOf(left, 'lender', `&pledgor=${west}`);
    expect(seen).toMatchObject({ id: pledgeId, pledgeePartyId: idOf(left) });
    expect(await pledgesOf(right, 'lender')).toEqual([]);
    expect(await pledgesOf(lender, 'lender')).toEqual([]);
    expect(await pledgesOf(owner, 'manager')).toEqual([]);
    expect(await mine(left)).toEqual([]);
    const one = `/v1/assets/${asset.assetId}`;
    expect(await statusOf(left, one, 'lender')).toBe(200);
    expect(await statusOf(right, one, 'lender')).toBe(404);
    expect(await statusOf(lender, one, 'lender')).toBe(404);
  });
});

describe('a search with a certificate', () => {
  it('says who stands in whose place, verifies offline, and notices a later succession', async () => {
    const [owner, heir] = [await organisation(), await organisation()];
    const [lender, bigger] = [await organisation(), await organisation()];
    const asset = await story.asset(owner);
    await pledged(asset, owner, lender);
    const search = (org: string, body: object) =>
      story.post(lenderOf(org), '/v1/pledge-searches', { purpose, ...body });
    const early = await search(lender, { assetId: asset.assetId });
    expect(early.body).toMatchObject({ finding: 'encumbered' });
    expect((await search(bigger, { assetId: asset.assetId })).status).toBe(404);
    await succeed(owner, [heir]);
    await succeed(lender, [bigger]);

    const { body } = await search(bigger, { assetId: asset.assetId });
    expect(body).toMatchObject({ finding: 'encumbered', state: 'issued' });
    const http = story.app().http;
    const found = await http.get(`/v1/pledge-searches/${body.no as string}`);
    const { statement } = JSON.parse(found.text) as {
      statement: { result: { titles: { successions: object[] }[] } };
    };
    const successions = statement.result.titles[0]?.successions;
    expect(successions).toContainEqual(
      expect.objectContaining({ partyId: idOf(lender), successorPartyIds: [idOf(bigger)] }),
    );
    const keys = keysOf((await http.get('/.well-known/jwks.json')).text);
    const logKeys = (await http.get('/v1/log/keys')).body.keys as { verifier: string }[];
    const trust = { keys, logKeys: logKeys.map(({ verifier }) => verifier) };
    expect(verifyCertificate(Buffer.from(found.text), trust)).toMatchObject({ faults: [] });
    const verification = `/v1/pledge-searches/${early.body.no as string}/verification`;
    expect((await http.get(`${verification}?changedSince=true`)).body).toMatchObject({
      genuine: true,
      since: { changed: true },
    });
    for (const pledgor of [owner, heir]) {
      const answer = await search(bigger, { pledgor });
      expect([pledgor, answer.body.finding]).toEqual([pledgor, 'encumbered']);
    }
    expect((await search(lender, { assetId: asset.assetId })).status).toBe(404);
  });
});

describe('what successors go on with', () => {
  const gradeOf = { category: 'business', grade: 'general', origin: 'enterprise' };
  const scores = Object.fromEntries(qualityDimensions.map((dimension) => [dimension, '90']));
  const assessed = { assessedOn: storyDay, method: '抽样核验', scores };
  const report = {
    ...{ reportNumber: '评报字〔2026〕第009号', signatories: ['9c1f6f0e', '5d2b7a44'] },
    ...{ reportDigest: 'a'.repeat(64), purpose: 'pledge', valueType: 'market' },
    ...{ rightsValued: ['operation'], baseDate: storyDay, issuedOn: storyDay },
    results: [{ approach: 'cost', value: cny('677120.00') }],
    singleApproachReason: '没有可比交易，也没有可预测的收益',
    value: cny('677120.00'),
  };

  it('the holder’s grades, assesses and traces; his predecessor finds nothing', async () => {
    const [owner, heir] = [await organisation(), await organisation()];
    const source = await story.asset(owner);
    const asset = await story.asset(owner);
    await succeed(owner, [heir]);
    const asks = [
      ['/classification', { label: gradeOf, reason: '年度复评' }, 200],
      ['/quality', assessed, 201],
      ['/sources', { sources: [{ assetId: source.assetId }], reason: '补充来源' }, 200],
    ] as const;
    for (const [path, body, status] of asks) {
      const gone = await story.post(by('manager', owner), `${asset.path}${path}`, body);
      expect([path, gone.status]).toEqual([path, 404]);
      const done = await story.post(by('manager', heir), `${asset.path}${path}`, body);
      expect([path, done.status, done.body.code]).toEqual([path, status, undefined]);
    }
  });

  it('an appraiser’s naming outlives the holder, and goes to the firm that took him over', async () => {
    const [owner, heir] = [await organisation(), await organisation()];
    const [firm, bigger] = [await organisation(), await organisation()];
    const asset = await story.asset(owner);
    const naming = { firmPartyId: idOf(firm), ...until };
    const named = await story.post(by('manager', owner), `${asset.path}/appraisers`, naming);
    expect(named.status).toBe(200);
    await succeed(owner, [heir]);
    const record = (org: string, more: object) =>
      story.post(by('appraiser', org), `${asset.path}/valuations`, { ...report, ...more });
    const first = await record(firm, {});
    expect(first.status).toBe(201);
    expect((await record(bigger, { reportNumber: '2' })).status).toBe(404);
    await succeed(firm, [bigger]);
    expect((await record(firm, { reportNumber: '3' })).status).toBe(404);
    expect((await record(bigger, { reportNumber: '4' })).status).toBe(201);
    const quality = await story.post(by('appraiser', bigger), `${asset.path}/quality`, assessed);
    expect(quality.status).toBe(201);
    const withdrawal = `${asset.path}/valuations/${first.body.id as string}/withdrawal`;
    const reason = { reason: '发现重大遗漏' };
    expect((await story.post(by('appraiser', firm), withdrawal, reason)).status).toBe(404);
    expect((await story.post(by('appraiser', bigger), withdrawal, reason)).status).toBe(200);
    const seen = await story.get(by('appraiser', bigger), `${asset.path}/valuations`);
    expect(seen.body.items).toHaveLength(2);
  });

  it('a watch list and its alerts are the successor’s, once', async () => {
    const [owner, lender, bigger] = [
      await organisation(),
      await organisation(),
      await organisation(),
    ];
    const asset = await story.asset(owner);
    const leave = { holdingId: asset.operation, lenderPartyId: idOf(lender), purpose: 'inspect' };
    const letIn = `${asset.path}/lender-authorisations`;
    expect((await story.post(by('manager', owner), letIn, { ...leave, ...until })).status).toBe(
      201,
    );
    const watch = { assetId: asset.assetId, purpose, note: '拟授信' };
    expect((await story.post(lenderOf(lender), '/v1/watches', watch)).status).toBe(201);
    await succeed(lender, [bigger]);
    await story.cluster.settled();
    const list = async (org: string) =>
      (await story.get(lenderOf(org), '/v1/watches')).body.items as { watchId: string }[];
    expect(await list(lender)).toEqual([]);
    const [mine, ...more] = await list(bigger);
    expect([mine, more]).toMatchObject([{ listed: true, note: '拟授信', grounds: ['lender'] }, []]);
    const bar = { ground: 'dispute', authority: '登记机构' };
    expect((await story.post(by('registrar', owner), `${asset.path}/bars`, bar)).status).toBe(201);
    await story.cluster.settled();
    const alerts = (await story.get(lenderOf(bigger), '/v1/alerts?kind=barRaised')).body.items;
    expect(alerts).toMatchObject([{ assetId: asset.assetId, lasting: true }]);
    const removal = `/v1/watches/${mine!.watchId}/removal`;
    const off = { reason: '不再授信' };
    expect((await story.post(lenderOf(lender), removal, off)).status).toBe(404);
    expect((await story.post(lenderOf(bigger), removal, off)).status).toBe(200);
  });

  it('a facility: its two sides act on it, their predecessors find it no more', async () => {
    const [owner, heir, lender, bank] = [
      await organisation(),
      await organisation(),
      await organisation(),
      await organisation(),
    ];
    const asset = await story.asset(owner);
    const asked = {
      ...{ lenderPartyId: idOf(lender), amount: cny('1000.00'), purpose: '周转' },
      ...{
        until: '2099-12-31',
        collateral: [{ assetId: asset.assetId, holdingId: asset.operation }],
      },
    };
    const requested = async (who: string): Promise<string> => {
      const answer = await story.post(by('manager', who), '/v1/financings', asked);
      expect([who, answer.status]).toEqual([who, 201]);
      return `/v1/financings/${(answer.body as { id: string }).id}/closing`;
    };
    const [first, second] = [await requested(owner), await requested(owner)];
    await succeed(owner, [heir]);
    await succeed(lender, [bank]);
    const why = { reason: '改由继受人办理' };
    for (const gone of [by('manager', owner), lenderOf(lender)]) {
      expect((await story.post(gone, first, why)).body).toMatchObject({
        code: 'financing_not_found',
      });
    }
    expect((await story.post(by('manager', heir), first, why)).status).toBe(200);
    expect((await story.post(lenderOf(bank), second, why)).status).toBe(200);
    // And of the entry that it holds now, the successor asks for another.
    await requested(heir);
  });

  it('a webhook stands still until the successor takes it over', async () => {
    const [owner, heir] = [await organisation(), await organisation()];
    const hook = { url: 'https://hooks.example.com/ledger', types: ['PledgeEnforced'] };
    const made = await story.post(by('manager', owner), '/v1/webhooks', hook);
    expect(made.status).toBe(201);
    const path = `/v1/webhooks/${made.body.id as string}`;
    await succeed(owner, [heir]);
    const { readModels } = story.app();
    for (let state = 'live'; state === 'live';) {
      await story.cluster.settled();
      await readModels.runDue('webhook-delivery');
      state = (await story.get(by('manager', heir), path)).body.state as string;
    }
    expect((await story.get(by('manager', owner), path)).status).toBe(404);
    const listed = await story.get(by('manager', heir), '/v1/webhooks');
    expect(listed.body.items).toMatchObject([{ state: 'suspended', suspendedReason: 'succeeded' }]);
    expect((await story.post(by('manager', owner), `${path}/resumption`)).status).toBe(404);
    const resumed = await story.post(by('lender', heir), `${path}/resumption`);
    expect(resumed.status).toBe(200);
    const taken = await story.get(
      by('lender', heir),
      `${path}?after=${resumed.body.position as number}`,
    );
    expect(taken.body).toMatchObject({ state: 'live', roles: ['lender'] });
  });
});

describe('the exchange', () => {
  const send = async (org: string, path: string, body: object) =>
    exchange.http
      .post(path)
      .set('authorization', await story.cluster.bearer(org, 'manager'))
      .send(body);
  const ask = async (org: string, path: string) =>
    exchange.http.get(path).set('authorization', await story.cluster.bearer(org, 'manager'));

  it('lets the successor list, sell and sign, its predecessor no more', async () => {
    const [seller, heir, stranger] = [
      await organisation(),
      await organisation(),
      await organisation(),
    ];
    const asset = await story.asset(seller);
    const drafted = await send(seller, '/v1/offers', {
      name: '企业登记信息',
      summary: '按日更新',
      assetId: asset.assetId,
      holdingId: asset.operation,
      kind: 'ordinary',
      terms: licence,
      price: { amount: { amount: '120000', currency: 'CNY' }, vatIncluded: true },
      delivery: 'api',
    });
    expect(drafted.status).toBe(201);
    const offerId = drafted.body.id as string;
    const authorised = await story.post(by('manager', seller), `${asset.path}/licensing`, {
      holdingId: asset.operation,
      offerId,
      terms: licence,
      ...until,
    });
    expect(authorised.status).toBe(201);
    await succeed(seller, [heir]);
    await story.cluster.settled();

    const offer = `/v1/offers/${offerId}`;
    expect((await ask(seller, offer)).status).toBe(404);
    expect((await ask(stranger, offer)).status).toBe(404);
    expect((await ask(heir, offer)).status).toBe(200);
    const drafts = await ask(heir, `/v1/offers?sellerPartyId=${idOf(heir)}`);
    expect(drafts.body.items).toMatchObject([{ id: offerId, state: 'draft' }]);
    expect((await send(seller, `${offer}/listing`, until)).status).toBe(404);
    expect((await send(heir, `${offer}/listing`, until)).status).toBe(200);

    const { buyer } = organisations;
    const placed = await send(buyer, '/v1/orders', { offerId, purpose: '信贷风险评估' });
    expect(placed.status).toBe(201);
    const order = `/v1/orders/${placed.body.id as string}`;
    expect((await ask(heir, order)).body).toMatchObject({ sellerPartyId: idOf(heir) });
    expect((await ask(seller, order)).status).toBe(404);

    const owner = await organisation();
    await succeed(heir, [owner]);
    await story.cluster.settled();
    expect((await ask(owner, order)).status).toBe(200);
    const orders = await ask(owner, '/v1/orders?side=seller');
    expect(orders.body.items).toMatchObject([{ id: placed.body.id }]);
    const signing = { contractDigest: 'c'.repeat(64) };
    expect((await send(heir, `${order}/signatures`, signing)).status).toBe(404);
    expect((await send(owner, `${order}/signatures`, signing)).status).toBe(200);
    const delisting = { reason: `${newId()}` };
    expect((await send(heir, `${offer}/delisting`, delisting)).status).toBe(403);
    expect((await send(owner, `${offer}/delisting`, delisting)).status).toBe(200);
  });
});
