import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { addDays } from '@ledger/domain/calendar.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { newId } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { application, by } from '../support/asset-api.js';
import { storyDay } from '../support/clock.js';
import { idOf, lenderOf, licence, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, buyer, lender, appraiser } = organisations;
const manager = by('manager');
const registrar = by('registrar');
const reason = { reason: '核实完毕' };
const proceedings = { caseNumber: '（2026）某破1号', authority: '某某人民法院' };
/** Codes that fail their check and are taken for a recorded reason, one for each story. */
const codeOf = (n: number) => `91440300MA5EX${n}MP1Q`.slice(0, 18);

let story: TitleStory;
let log: EventLog;
beforeAll(async () => {
  story = await TitleStory.start(1);
  log = story.cluster.openLog();
});
afterAll(async () => {
  await log.close();
  await story.close();
});

const party = (org: string, path: string, body: object, who = registrar) =>
  story.post(who, `/v1/parties/${org}/${path}`, body);

const refusedWith = (answer: { status: number; body: { code?: string } }, code: string) =>
  expect([answer.status, answer.body.code]).toEqual([409, code]);

const grant = ({ path, operation }: StoryAsset, org: string, from = '2026-01-01') =>
  story.post(by('manager', org), `${path}/grants`, {
    holdingId: operation,
    granteePartyId: idOf(appraiser),
    terms: { ...licence, from },
  });

const barsOf = async ({ path }: StoryAsset, org: string) =>
  (await story.get(by('manager', org), `${path}/title`)).body.bars as {
    ground: string;
    holdingId: string;
    standing: string;
  }[];

describe('the names of an organisation', () => {
  it('count from their days and are asked for by day', async () => {
    const org = codeOf(10);
    await story.registerParty(org);
    const own = by('manager', org);
    const name = { name: '新名称', from: '2026-12-01' };
    expect((await party(org, 'names', name, own)).status).toBe(200);
    expect((await party(org, 'names', name, manager)).body.code).toBe('not_own_organisation');
    refusedWith(await party(org, 'names', { ...name, name: '别名' }), 'party_name_dated_already');
    expect((await party(codeOf(99), 'names', name)).status).toBe(404);
    await story.cluster.settled();
    const called = async (day: string) =>
      (await story.get(manager, `/v1/parties/${org}?asOf=${day}`)).body.name as string;
    expect(await called('2026-11-30')).toBe(org);
    expect(await called('2026-12-01')).toBe('新名称');
    const { body } = await story.get(manager, `/v1/parties/${org}`);
    expect(body.names).toEqual([{ name: org }, name]);
  });
});

describe('a merger', () => {
  it('lets the successor act and see, shuts the predecessor out, and rewrites no title', async () => {
    const [old, heir] = [codeOf(11), codeOf(12)];
    await story.registerParty(old);
    await story.registerParty(heir);
    const asset = await story.asset(old);
    expect((await story.get(by('manager', heir), `${asset.path}/title`)).status).toBe(404);
    const merger = { kind: 'merger', successors: [{ partyId: idOf(heir) }] };
    const stranger = { ...merger, successors: [{ partyId: newId() }] };
    refusedWith(await party(old, 'succession', stranger), 'successor_not_registered');
    refusedWith(
      await party(old, 'succession', { ...merger, kind: 'division' }),
      'successors_invalid',
    );
    expect((await party(old, 'succession', merger)).status).toBe(200);
    refusedWith(
      await party(old, 'succession', { ...merger, successors: [{ partyId: idOf(bank) }] }),
      'succession_already_recorded',
    );

    const { body } = await story.get(by('manager', heir), `${asset.path}/title`);
    expect(body).toMatchObject({
      sight: 'full',
      version: 1,
      registrarPartyId: idOf(heir),
      entries: [{ holders: [{ partyId: idOf(heir) }] }, {}, {}],
    });
    refusedWith(await grant(asset, old), 'party_succeeded');
    expect((await grant(asset, heir)).status).toBe(201);
    const events = await log.read(`title-${asset.assetId}`);
    expect(events.map(({ type }) => type)).toEqual([
      'TitleOpened',
      'SuccessionNoted',
      'RightGranted',
    ]);
    const before = await story.get(by('manager', heir), `${asset.path}/title?validAt=2026-01-01`);
    expect(before.body.entries[0].holders).toEqual([{ partyId: idOf(old) }]);
    await story.cluster.settled();
    const seen = (await story.get(manager, `/v1/parties/${heir}`)).body;
    expect(seen.predecessorPartyIds).toEqual([idOf(old)]);
    const gone = (await story.get(manager, `/v1/parties/${old}`)).body;
    expect(gone.succession).toMatchObject({ kind: 'merger' });
  });
});

describe('a suspension', () => {
  it('stops what is new and nothing that ends', async () => {
    const org = codeOf(13);
    await story.registerParty(org);
    const asset = await story.asset(org);
    const given = await grant(asset, org);
    expect((await party(org, 'suspension', { reason: '待核实' })).status).toBe(200);
    const refused = await grant(asset, org);
    expect([refused.status, refused.body.code]).toEqual([403, 'party_suspended']);
    const filed = await story.post(by('manager', org), '/v1/assets', application());
    expect([filed.status, filed.body.code]).toEqual([403, 'party_suspended']);
    const end = `${asset.path}/grants/${given.body.id}/end`;
    expect((await story.post(by('manager', org), end, reason)).status).toBe(200);
    expect((await party(org, 'suspension/lift', reason)).status).toBe(200);
    expect((await grant(asset, org)).status).toBe(201);
  });
});

describe('insolvency', () => {
  it('bars every entry that the organisation has or gets, and lifts the bars when it ends', async () => {
    const org = codeOf(14);
    await story.registerParty(org);
    const [one, two] = [await story.asset(org), await story.asset(org)];
    refusedWith(await party(org, 'insolvency/end', reason), 'insolvency_not_open');
    expect((await party(org, 'insolvency', proceedings)).status).toBe(200);
    const other = { ...proceedings, caseNumber: '（2026）某破2号' };
    refusedWith(await party(org, 'insolvency', other), 'insolvency_already_open');
    await story.cluster.settled();
    for (const asset of [one, two]) {
      const bars = await barsOf(asset, org);
      expect(bars).toHaveLength(3);
      for (const bar of bars)
        expect(bar).toMatchObject({ ground: 'insolvency', standing: 'inEffect' });
      refusedWith(await grant(asset, org), 'entry_barred');
    }
    const later = await story.asset(org);
    await story.cluster.settled();
    expect(await barsOf(later, org)).toHaveLength(3);

    expect((await party(org, 'insolvency/end', reason)).status).toBe(200);
    await story.cluster.settled();
    for (const asset of [one, two, later]) {
      expect((await barsOf(asset, org)).map(({ standing }) => standing)).toEqual(
        Array(3).fill('none'),
      );
      expect((await grant(asset, org)).status).toBe(201);
    }
  });

  it('bars what came down a line of mergers to whoever is insolvent already', async () => {
    const [first, second, last] = [codeOf(31), codeOf(32), codeOf(33)];
    for (const org of [first, second, last]) await story.registerParty(org);
    const asset = await story.asset(first);
    expect((await party(last, 'insolvency', proceedings)).status).toBe(200);
    const mergeInto = (org: string) => ({ kind: 'merger', successors: [{ partyId: idOf(org) }] });
    expect((await party(first, 'succession', mergeInto(second))).status).toBe(200);
    expect((await party(second, 'succession', mergeInto(last))).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOf(asset, last)).toHaveLength(3);
    refusedWith(await grant(asset, last), 'entry_barred');
    expect((await party(last, 'insolvency/end', reason)).status).toBe(200);
    await story.cluster.settled();
    expect((await grant(asset, last)).status).toBe(201);
  });

  /** An entry of another organisation beside those of the bank. */
  const recordedBeside = async (asset: StoryAsset, org: string, term: object) => {
    const holder = { holders: [{ partyId: idOf(org) }], basis: '协议', ...term };
    const entry = { right: 'operation', proofDigest: 'cd'.repeat(32), ...holder };
    const { body } = await story.post(registrar, `${asset.path}/holdings`, entry);
    return (body as { id: string }).id;
  };

  it('bars an entry that is yet to begin, and none that is over', async () => {
    const org = codeOf(34);
    await story.registerParty(org);
    const asset = await story.asset();
    const past = { from: '2026-01-01', until: '2026-11-19' };
    await recordedBeside(asset, org, past);
    const future = await recordedBeside(asset, org, { from: '2027-01-01' });
    await party(org, 'insolvency', proceedings);
    await story.cluster.settled();
    expect(await barsOf(asset, bank)).toMatchObject([{ holdingId: future }]);
    const later = await recordedBeside(asset, org, { from: '2027-06-01' });
    await story.cluster.settled();
    expect(await barsOf(asset, bank)).toMatchObject([{ holdingId: future }, { holdingId: later }]);
  });

  it('leaves the entries of independent holders alone', async () => {
    const org = codeOf(15);
    await story.registerParty(org);
    const asset = await story.asset();
    const recorded = await recordedBeside(asset, org, { from: '2026-01-01' });
    await party(org, 'insolvency', proceedings);
    await story.cluster.settled();
    expect(await barsOf(asset, bank)).toMatchObject([{ holdingId: recorded }]);
    expect((await grant(asset, bank)).status).toBe(201);
  });
});

describe('the two clocks over HTTP', () => {
  /** So many microseconds before an instant as it is recorded. */
  const earlier = (recordedAt: string, micros: bigint): string => {
    const [seconds = '', decimals = ''] = recordedAt.slice(0, -1).split('.');
    const at =
      BigInt(Date.parse(`${seconds}Z`)) * 1_000n + BigInt(decimals.padEnd(6, '0')) - micros;
    const text = new Date(Number(at / 1_000n)).toISOString().slice(0, 23);
    return `${text}${String(at % 1_000n).padStart(3, '0')}Z`;
  };
  /** What a day and a point of the log leave of the title, told from the events alone. */
  const told = (events: readonly RecordedEvent[], day: string) => {
    const known = events as readonly RecordedOf<TitleEvent>[];
    const ended = new Map<string, string>();
    for (const { type, data } of known) {
      if (type === 'RightTransferred') ended.set(data.fromHoldingId, data.on);
      if (type === 'GrantEnded') ended.set(data.grantId, data.on);
    }
    const holds = (id: string, from: string, until = '9999-12-31') =>
      from <= day && day <= until && day < (ended.get(id) ?? '9999-12-31');
    const entries = known.flatMap(({ type, data }) => {
      if (type === 'TitleOpened') return data.entries;
      return type === 'RightTransferred' ? [data.to] : [];
    });
    const grants = known.flatMap(({ type, data }) => (type === 'RightGranted' ? [data] : []));
    return {
      entries: entries
        .filter(({ holdingId, from, until }) => holds(holdingId, from, until))
        .map(({ holdingId }) => holdingId)
        .sort(),
      grants: grants
        .filter(({ grantId, terms }) => holds(grantId, terms.from, terms.until))
        .map(({ grantId }) => grantId)
        .sort(),
    };
  };

  it('answer at every point of the log and every day what the events say', async () => {
    const asset = await story.asset();
    const give = (terms: object) =>
      story.post(manager, `${asset.path}/grants`, {
        holdingId: asset.operation,
        granteePartyId: idOf(buyer),
        terms: { ...licence, ...terms },
      });
    const first = await give({ from: '2026-02-01', until: '2026-12-31' });
    await give({ from: '2027-01-01', until: '2027-06-30' });
    const end = `${asset.path}/grants/${first.body.id}/end`;
    expect((await story.post(manager, end, reason)).status).toBe(200);
    const moved = await story.post(manager, `${asset.path}/transfers`, {
      holdingId: asset.operation,
      transferees: [{ partyId: idOf(lender) }],
      contractDigest: 'ab'.repeat(32),
    });
    expect(moved.status).toBe(201);
    const events = await log.read(`title-${asset.assetId}`);
    const instants = events.flatMap(({ recordedAt }) => [
      earlier(recordedAt, 1_000n),
      earlier(recordedAt, 1n),
      recordedAt,
    ]);
    for (const point of [...events.map(({ position }) => position), ...instants]) {
      for (const day of [
        '2025-12-31',
        '2026-01-01',
        '2026-01-31',
        '2026-02-01',
        addDays(storyDay, -1),
        storyDay,
        addDays(storyDay, 1),
        '2026-12-31',
        '2027-01-01',
        '2027-06-30',
        '2027-07-01',
      ]) {
        const query = `?knownAt=${point}&validAt=${day}`;
        const known = events.filter(({ position, recordedAt }) =>
          typeof point === 'number' ? position <= point : recordedAt <= point,
        );
        const { status, body } = await story.get(manager, `${asset.path}/title${query}`);
        expect([query, status]).toEqual([query, known.length === 0 ? 404 : 200]);
        if (known.length === 0) continue;
        const ids = (list: { id?: string; holdingId: string }[]) =>
          list.map(({ id, holdingId }) => id ?? holdingId).sort();
        expect([query, { entries: ids(body.entries), grants: ids(body.grants) }]).toEqual([
          query,
          told(known, day),
        ]);
      }
    }
    expect((await story.get(lenderOf(lender), `${asset.path}/title`)).body.sight).toBe('full');
  });
});
