import { qualityDimensions } from '@ledger/domain/quality/quality.score.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../support/apps.js';
import { holdingRight } from '../support/asset-api.js';
import { accountingOnce } from '../support/accounting-once.js';
import { booksOnce } from '../support/books-once.js';
import { dataspaceOnce } from '../support/dataspace-once.js';
import { financingOnce } from '../support/financing-once.js';
import { exportsOnce, offersOnce } from '../support/trade-once.js';
import { meteringOnce } from '../support/metering-once.js';
import { correctionsOnce, partyOnce, requestsOnce } from '../support/registration-once.js';
import { form } from '../support/scheme-lives.js';
import { report } from '../support/report.js';
import { firstAlertOf, registeredTwin } from '../support/twins.js';
import { sheet, World } from '../support/world.js';
import { backByOrder, toTheBuyer } from './support/moved-once.js';
import { pledgeLifeOnce } from './support/pledge-life-once.js';
import { transfersReviewedOnce } from './support/transfers-reviewed-once.js';

const { bank, lender, buyer, appraiser } = organisations;
const manager = [bank, 'manager'] as const;
const registrar = [bank, 'registrar'] as const;
const theLender = [lender, 'lender'] as const;
const theBuyer = [buyer, 'manager'] as const;
const admin = [bank, 'admin'] as const;
const digest = 'b'.repeat(64);
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const cny = (amount: string) => ({ amount, currency: 'CNY' });

let world: World;
const asked = new Set<string>();
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

interface Ask {
  readonly as: readonly [org: string, ...roles: CallerRole[]];
  readonly things?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** Another body for the same address, where the route reads one. */
  readonly other?: object | string;
}

const log = () => world.registry.app.get<EventLog>(EVENT_LOG, { strict: false });

/** What was recorded under a key since a position: reading all of the log each time is slow. */
const eventsUnder = async (key: string, since: number) => {
  const found: RecordedEvent[] = [];
  for (let after = since; ;) {
    const { events, through } = await log().readAll(after, 500);
    if (through === after) return found;
    found.push(...events.filter(({ metadata }) => metadata.idempotency?.key === key));
    after = through;
  }
};

/** Sends one request five times at once and once more, then another one, all under one key. */
const once = async (name: string, { as, things = {}, body, other }: Ask): Promise<string> => {
  asked.add(name);
  const route = world.route(name);
  const key = newId();
  const isText = typeof body === 'string';
  const headers = { 'idempotency-key': key, ...(isText && { 'content-type': 'text/csv' }) };
  const ask = { as, headers, things: { ...world.things, ...things } };
  const send = (what: object | string | undefined) =>
    world.send(route, { ...ask, ...(what !== undefined && { body: what }) });

  const { head: since } = await log().versions([]);
  const first = await Promise.all(Array.from({ length: 5 }, () => send(body)));
  const told = first.map(({ status, body: answer }) => JSON.stringify([status, shown(answer)]));
  expect([name, new Set(told).size, told[0]]).toEqual([
    name,
    1,
    expect.stringMatching(/^\[20[012],/),
  ]);
  expect(first.filter((one) => one.headers['idempotency-replayed'] !== 'true')).toHaveLength(1);

  const before = await eventsUnder(key, since);
  const types = before.map(({ type, stream }) => `${type} ${stream}`);
  expect([name, types.length]).toEqual([name, new Set(types).size]);
  const again = await send(body);
  expect([name, again.headers['idempotency-replayed']]).toEqual([name, 'true']);
  expect([again.status, shown(again.body)]).toEqual([first[0]?.status, shown(first[0]?.body)]);
  if (other !== undefined) {
    const { status, body: problem } = await send(other);
    expect([name, status, problem.code]).toEqual([name, 422, 'key_reused']);
  }
  expect(await eventsUnder(key, since)).toHaveLength(before.length);
  return (first[0]?.body as { id: string }).id;
};

/** A secret is shown once, to whoever was first. */
const shown = (answer: unknown): unknown => {
  const { key: _, ...rest } = answer as { key?: string };
  return rest;
};

const reasons = { body: { reason: '到期' }, other: { reason: '另有约定' } };

const application = (name: string) => ({
  scheme: 'in-house',
  description: { name, summary: '说明', source: 'agreement', form: 'table' },
  rights: [holdingRight],
});

const keeper = [appraiser, 'registrar'] as const;

/** An application under a scheme whose registrar is another organisation. */
const national = (name = '月报') => ({
  scheme: 'national-2026',
  registrarPartyId: partyIdOf('uscc', appraiser),
  description: { ...form.description, name },
  rights: form.rights,
});

beforeAll(async () => {
  const content = { schemes: ['national-2026', 'beijing-data-ip'], region: '31', digit: '7' };
  const partyId = partyIdOf('uscc', appraiser);
  const designation = { partyId, content, from: '2026-11-20', reason: '列入名单' };
  await world.post(world.registry, '/v1/policies/registrar/versions', designation, admin);
});

describe('one key', () => {
  it('records a party, its verification, an application and its fate once', async () => {
    const identifier = { kind: 'uscc', value: '91440300MA5EXAMP1Q' };
    const party = { identifier, partyClass: 'enterprise', checkOverrideReason: '测试' };
    const body = { ...party, name: '甲' };
    const partyId = await once('registry POST /v1/parties', {
      ...{ as: registrar, body, other: { ...party, name: '乙' } },
    });
    await partyOnce(world, once, partyId);
    const applied = () =>
      once('registry POST /v1/assets', {
        ...{ as: manager, body: application('年报'), other: application('中报') },
      });
    const assetId = await applied();
    const mine = { as: registrar, things: { assetId } };
    await once('registry POST /v1/assets/{assetId}/acceptance', mine);
    await once('registry POST /v1/assets/{assetId}/registration', mine);
    const ground = { ground: 'publicInterest', explanation: '与事实不符' };
    await once('registry POST /v1/assets/{assetId}/rejection', {
      ...{ as: registrar, things: { assetId: await applied() } },
      ...{ body: ground, other: { ...ground, explanation: '另有原因' } },
    });
    const other = `${sheet}w-2,半年报,说明,协议取得,表格\n`;
    await once('registry POST /v1/asset-imports', { as: manager, body: sheet, other });
  });

  it('records what happens to a title once', async () => {
    const { assetId, holdingId } = await world.openAsset();
    const at = (more: object = {}) => ({ things: { assetId, ...more } });
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const entry = { right: 'holding', holders: [{ partyId: partyIdOf('uscc', bank) }] };
    const body = { ...entry, basis: '合同', from: '2026-01-01' };
    const holding = { as: registrar, ...at(), body, other: { ...body, basis: '另一合同' } };
    const second = await once(route('holdings'), holding);
    const end = { as: registrar, ...at({ holdingId: second }), ...reasons };
    await once(route('holdings/{holdingId}/end'), end);

    const grant = { holdingId, granteePartyId: partyIdOf('uscc', buyer), terms };
    const other = { ...grant, terms: { ...terms, territory: '中国境内' } };
    const grantId = await once(route('grants'), { as: manager, ...at(), body: grant, other });
    await once(route('grants/{grantId}/end'), { as: manager, ...at({ grantId }), ...reasons });

    const bar = { ground: 'dispute', authority: '登记机构' };
    const barred = { body: bar, other: { ...bar, authority: '法院' } };
    const barId = await once(route('bars'), { as: registrar, ...at(), ...barred });
    await once(route('bars/{barId}/lift'), { as: registrar, ...at({ barId }), ...reasons });

    const firm = { firmPartyId: partyIdOf('uscc', appraiser), until: '2027-06-30' };
    const until = '2027-07-31';
    await once(route('appraisers'), {
      as: manager,
      ...at(),
      body: firm,
      other: { ...firm, until },
    });
    const appraisal = { body: report('一号'), other: report('二号') };
    const theFirm = [appraiser, 'appraiser'] as const;
    const first = await once(route('valuations'), { as: theFirm, ...at(), ...appraisal });
    const latter = { as: theFirm, ...at(), body: report('三号') };
    const byValuationId = await once(route('valuations'), latter);
    await once(route('valuations/{valuationId}/supersession'), {
      ...{ as: theFirm, ...at({ valuationId: first }) },
      ...{ body: { byValuationId }, other: { byValuationId: first } },
    });
    const withdrawn = { as: theFirm, ...at({ valuationId: byValuationId }), ...reasons };
    await once(route('valuations/{valuationId}/withdrawal'), withdrawn);
  });

  it('records a pledge and what becomes of it once', async () => {
    const { assetId, holdingId } = await world.openAsset();
    const things = { assetId };
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const leave = { holdingId, lenderPartyId: partyIdOf('uscc', lender), until: '2027-06-30' };
    const body = { ...leave, purpose: 'inspect' };
    const authorised = { body, other: { ...leave, purpose: 'pledge' } };
    const authorisationId = await once(route('lender-authorisations'), {
      ...{ as: manager, things, ...authorised },
    });
    const pledge = { holdingId, kind: 'ordinary', until: '2027-11-20', contractDigest: digest };
    const wanted = { ...pledge, amount: cny('100.00') };
    const pledged = {
      as: theLender,
      things,
      body: wanted,
      other: { ...pledge, amount: cny('1.00') },
    };
    const claimed = await once(route('pledges'), pledged);
    const declined = await once(route('pledges'), pledged);
    const of = (pledgeId: string) => ({ things: { assetId, pledgeId } });
    const life = (rest: string) => `registry POST /v1/pledges/{pledgeId}/${rest}`;
    await once(life('confirmation'), { as: manager, ...of(claimed) });
    await once(life('decline'), { as: manager, ...of(declined), ...reasons });
    const part = { reason: '部分清偿', amount: cny('40.00') };
    const released = { body: part, other: { ...part, amount: cny('50.00') } };
    await once(life('release'), { as: theLender, ...of(claimed), ...released });
    const withdrawn = { as: manager, things: { assetId, authorisationId } };
    await once(route('lender-authorisations/{authorisationId}/withdrawal'), withdrawn);
  });

  it('records the whole life of a pledge once', () => pledgeLifeOnce(world, once));

  it('records what moves in a title, and what stops it, once', async () => {
    const { assetId, holdingId } = await world.openAsset();
    const of = (more: object = {}) => ({ things: { assetId, ...more } });
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const freeze = { ground: 'freeze', authority: '法院', until: '2028-11-20' };
    const path = `/v1/assets/${assetId}/bars`;
    const { id: barId } = await world.post(world.registry, path, freeze, registrar);
    const extended = { body: { until: '2029-11-20' }, other: { until: '2030-11-20' } };
    await once(route('bars/{barId}/extension'), { as: registrar, ...of({ barId }), ...extended });
    const basis = { correctedEvent: 1, of: 'entry', id: holdingId, change: { basis: '合同' } };
    const correction = { body: { ...basis, reason: '误' }, other: { ...basis, reason: '错' } };
    const propose = () =>
      once(route('title/corrections'), { as: registrar, ...of(), ...correction });
    const colleague = [bank, 'registrar', 'manager'] as const;
    const approved = { as: colleague, ...of({ correctionId: await propose() }) };
    await once(route('title/corrections/{correctionId}/approval'), approved);
    const rejected = { as: colleague, ...of({ correctionId: await propose() }), ...reasons };
    await once(route('title/corrections/{correctionId}/rejection'), rejected);
    await world.post(world.registry, `${path}/${barId}/lift`, { reason: '解除' }, registrar);

    const lenderPartyId = partyIdOf('uscc', lender);
    const leave = { holdingId, lenderPartyId, purpose: 'pledge', until: '2027-06-30' };
    await world.post(world.registry, `/v1/assets/${assetId}/lender-authorisations`, leave);
    const keep = { body: { holdingId }, other: { holdingId, until: '2026-11-20T03:00:00.000Z' } };
    const kept = await once(route('registration-reservations'), {
      ...{ as: theLender, ...of(), ...keep },
    });
    const withdrawn = { as: theLender, ...of({ registrationReservationId: kept }) };
    const over = 'registration-reservations/{registrationReservationId}/withdrawal';
    await once(route(over), withdrawn);
    const amount = cny('100.00');
    const claim = { holdingId, kind: 'ordinary', until: '2027-11-20', contractDigest: digest };
    const pledges = `/v1/assets/${assetId}/pledges`;
    const pledge = await world.post(world.registry, pledges, { ...claim, amount }, theLender);
    const consent = { holdingId, capacity: 'pledgee', pledgeId: pledge.id, disposal: 'transfer' };
    const consented = {
      body: { ...consent, until: '2027-06-30' },
      other: { ...consent, until: '2027-07-31' },
    };
    const consenting = { as: theLender, ...of(), ...consented };
    const consentId = await once(route('consents'), consenting);
    await once(route('consents'), consenting);
    const taken = { as: theLender, ...of({ consentId }), ...reasons };
    await once(route('consents/{consentId}/withdrawal'), taken);
    const sold = { as: manager, ...of(), ...toTheBuyer(holdingId) };
    const ordered = backByOrder(await once(route('transfers'), sold));
    await once(route('transfers/by-order'), { as: registrar, ...of(), ...ordered });
    await transfersReviewedOnce(world, once);
  });

  it('records a reviewed transfer once, step by step', () => transfersReviewedOnce(world, once));
  it('records what becomes of an organisation once', async () => {
    const org = '91440300MA5EXAMP2Q';
    const identifier = { kind: 'uscc', value: org };
    const party = { identifier, name: '甲', partyClass: 'enterprise', checkOverrideReason: '测试' };
    await world.post(world.registry, '/v1/parties', party, registrar);
    const of = { as: registrar, things: { party: org } };
    const route = (rest: string) => `registry POST /v1/parties/{party}/${rest}`;
    const name = { name: '乙', from: '2026-12-01' };
    await once(route('names'), { ...of, body: name, other: { ...name, name: '丙' } });
    const why = { body: { reason: '待核实' }, other: { reason: '另有原因' } };
    await once(route('suspension'), { ...of, ...why });
    await once(route('suspension/lift'), { ...of, ...why });
    const proceedings = { caseNumber: '1 号', authority: '法院' };
    const other = { ...proceedings, caseNumber: '2 号' };
    await once(route('insolvency'), { ...of, body: proceedings, other });
    await once(route('insolvency/end'), { ...of, ...why });
    const keeper = [org, 'accountant'] as const;
    const named = { name: '被合并方的数据集', source: 'purchased' };
    const { id: bookId } = await world.post(world.registry, '/v1/books', named, keeper);
    const cost = { amount: '900.00', currency: 'CNY' };
    const taken = { on: '2026-11-01', carriedAs: 'inventory', cost };
    await world.post(world.registry, `/v1/books/${bookId}/opening-balance`, taken, keeper);
    const merger = { kind: 'merger', successors: [{ partyId: partyIdOf('uscc', bank) }] };
    const into = { body: merger, other: { ...merger, on: '2026-12-01' } };
    await once(route('succession'), { ...of, ...into });
    const heir = { as: [bank, 'accountant'] as const, things: { bookId } };
    const over = { on: '2026-11-20' };
    const takeover = { body: over, other: { ...over, note: '承继' } };
    await once('registry POST /v1/books/{bookId}/takeover', { ...heir, ...takeover });
  });

  it('records a data export once', () => exportsOnce(once));
  it('records an offer and its orders once', () => offersOnce(world, once));
  it('speaks in dataspaces once', () => dataspaceOnce(world, once, asked));

  it('records what is known of an asset once', async () => {
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const { assetId } = await world.openAsset();
    const by = { as: manager, things: { assetId } };
    const label = { label: { grade: 'general' }, reason: '初评' };
    const graded = { ...by, body: label, other: { ...label, reason: '复评' } };
    await once(route('classification'), graded);
    const scores = Object.fromEntries(qualityDimensions.map((dimension) => [dimension, '90']));
    const quality = { assessedOn: '2026-11-20', method: '抽样', scores };
    await once(route('quality'), { ...by, body: quality, other: { ...quality, method: '全量' } });
    const made = { sources: [{ assetId: (await world.openAsset()).assetId }], reason: '新版' };
    await once(route('sources'), { ...by, body: made, other: { ...made, reason: '另有原因' } });

    await registeredTwin(world, lender, application('年报'));
    const later = await registeredTwin(world, bank, application('年报'));
    const unfounded = { decision: 'unfounded', reason: '来源合法' };
    await once(route('duplicates/{duplicateNo}/resolution'), {
      ...{ as: registrar, things: { assetId: later, duplicateNo: '1' } },
      ...{ body: unfounded, other: { ...unfounded, decision: 'upheld' } },
    });
    const alertId = await firstAlertOf(world, manager, later);
    const seen = { body: { note: '已复核' }, other: { note: '另行处理' } };
    const acknowledged = { as: manager, things: { alertId }, ...seen };
    await once('registry POST /v1/alerts/{alertId}/acknowledgement', acknowledged);
  });

  it('records the way of an application once', async () => {
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const drafted = async (): Promise<string> =>
      (await world.post(world.registry, '/v1/assets?draft=true', national())).id;
    const draft = { as: manager, things: { assetId: await drafted() } };
    const body = national('年报');
    await once(route('draft'), { ...draft, body, other: national('中报') });
    await once(route('submission'), draft);
    const assetId = await drafted();
    const mine = { as: manager, things: { assetId } };
    const clerk = { as: keeper, things: { assetId } };
    await once(route('submission'), mine);
    const two = (say: (text: string) => object) => ({ body: say('合同'), other: say('证明') });
    const lacking = { ...clerk, ...two((item) => ({ missing: [item] })) };
    await once(route('return'), lacking);
    const { description, rights } = national('年报');
    const other = { rights, description: { ...description, name: '中报' } };
    await once(route('supplement'), { ...mine, body: { description, rights }, other });
    await once(route('acceptance'), clerk);
    await once(route('supplement-request'), lacking);
    await once(route('review-supplement'), { ...mine, ...two((explanation) => ({ explanation })) });
    await once(route('review-extension'), { ...clerk, ...reasons });
    const withheld = two((withheldReason) => ({ withheldReason }));
    await once(route('publication'), { ...clerk, ...withheld });
    const objection = two((reasons) => ({ reasons }));
    await once(route('objections'), { as: theBuyer, things: { assetId }, ...objection });
    const numbered = { as: keeper, things: { assetId, objectionNo: '1' } };
    const answer = { ...numbered, as: manager, ...two((statement) => ({ statement })) };
    await once(route('objections/{objectionNo}/answer'), answer);
    const outcome = two((reason) => ({ outcome: 'dismissed', reason }));
    await once(route('objections/{objectionNo}/resolution'), { ...numbered, ...outcome });
    await once(route('withdrawal'), mine);
  });

  it('records what becomes of a registration once', async () => {
    const { content } = (
      await world.send(world.route('registry GET /v1/policies/{name}'), {
        ...{ as: admin, things: { name: 'beijing-data-ip' } },
      })
    ).body as { content: object };
    const soon = { ...content, publicity: { workingDays: 0 } };
    const adopted = { content: soon, from: '2026-11-20', reason: '测试' };
    await world.post(world.registry, '/v1/policies/beijing-data-ip/versions', adopted, admin);
    const circumstances = { sourceAgreementUntil: '2027-03-01' };
    const scheme = { ...national(), scheme: 'beijing-data-ip', circumstances };
    const { id: assetId } = await world.post(world.registry, '/v1/assets', scheme);
    const path = `/v1/assets/${assetId}`;
    await world.post(world.registry, `${path}/acceptance`, undefined, keeper);
    await world.post(world.registry, `${path}/registration`, undefined, keeper);
    const route = (rest: string) => `registry POST /v1/assets/{assetId}/${rest}`;
    const clerk = { as: keeper, things: { assetId } };
    const until = { sourceAgreementUntil: '2029-03-01' };
    const renewed = { body: { ...reasons.body, ...until }, other: { ...reasons.other, ...until } };
    await once(route('renewal'), { ...clerk, ...renewed });
    const { description } = national('年报');
    await requestsOnce(world, once, { assetId, description: national('季报').description });
    const changed = { description, reason: '更名' };
    await once(route('change'), { ...clerk, body: changed, other: { ...changed, reason: '另因' } });
    const { description: right } = national('年报一');
    await correctionsOnce(world, once, { assetId, description: right });
    const order = { ground: 'seizure', authority: '法院' };
    const suspended = { body: order, other: { ...order, authority: '另一法院' } };
    await once(route('suspension'), { ...clerk, ...suspended });
    await once(route('restoration'), { ...clerk, ...reasons });
    const ending = (ground: string) => ({
      ...{ ...clerk, body: { ground, reason: '依法' }, other: { ground, reason: '另因' } },
    });
    await once(route('cancellation'), ending('law'));
    const { id: second } = await world.post(world.registry, '/v1/assets', scheme);
    await world.post(world.registry, `/v1/assets/${second}/acceptance`, undefined, keeper);
    await world.post(world.registry, `/v1/assets/${second}/registration`, undefined, keeper);
    const revoked = { ...ending('falseProof'), things: { assetId: second } };
    await once(route('revocation'), revoked);
  });

  it('records a version of a policy once', async () => {
    const content = { schemes: ['national-2026'], region: '11', digit: '2' };
    const body = {
      partyId: partyIdOf('uscc', bank),
      content,
      from: '2027-01-01',
      reason: '列入名单',
    };
    const other = { ...body, reason: '另行列入' };
    const things = { name: 'registrar' };
    const policy = 'registry POST /v1/policies/{name}/versions';
    await once(policy, { as: admin, things, body, other });
  });

  it.each(['registry', 'exchange'])('makes a key for a machine once (%s)', async (service) => {
    const key = { label: '对接', org: bank, roles: ['lender'] };
    const made = { as: admin, body: key, other: { ...key, label: '另一' } };
    const id = await once(`${service} POST /v1/api-keys`, made);
    const route = world.route(`${service} POST /v1/api-keys/{id}/revocation`);
    asked.add(route.name);
    for (let times = 0; times < 2; times++) {
      expect((await world.send(route, { as: admin, things: { id } })).status).toBe(200);
    }
  });

  it('makes and changes a subscription once', async () => {
    const hook = { url: 'https://hooks.bank.example/ledger' };
    const made = { as: manager, body: hook, other: { ...hook, types: ['BarRaised'] } };
    const webhookId = await once('registry POST /v1/webhooks', made);
    const of = { as: manager, things: { webhookId } };
    const route = (rest: string) => `registry POST /v1/webhooks/{webhookId}/${rest}`;
    const replay = { body: { fromPosition: 0 }, other: { fromPosition: 1 } };
    await once(route('replay'), { ...of, ...replay });
    for (const rest of ['secret-rotation', 'suspension', 'resumption', 'deletion']) {
      await once(route(rest), of);
    }
  });

  it('records what is used, and what moves in a wallet, once', () => meteringOnce(world, once));

  it('records every step of a facility, and a search, once', () => financingOnce(world, once));

  it('records every fact of a book once', () => booksOnce(world, once));

  it('records vouchers, months and a year end once', () => accountingOnce(world, once));

  it('is tried at every route that records something', () => {
    // Computing takes a body and records nothing. Settling is a process’s work and setting off
    // waits for the end of a month: `settlement.e2e.spec.ts` asks for both. An import is cancelled
    // while its process is kept from it: `asset-import.e2e.spec.ts` does.
    const unasked = /\/admin\/|\/asset-imports\/|\/(compute|batch|check|settlement|nettings)$/;
    const writes = world.writes.map(({ name }) => name).filter((name) => !unasked.test(name));
    expect([...asked].sort()).toEqual(writes.sort());
  });
});

describe('a refusal under a key', () => {
  it('records nothing, and the same request is decided afresh when things have changed', async () => {
    const { assetId, holdingId } = await world.openAsset();
    const things = { ...world.things, assetId };
    const bar = { ground: 'dispute', authority: '登记机构' };
    const path = `/v1/assets/${assetId}/bars`;
    const { id: barId } = await world.post(world.registry, path, bar, registrar);
    const ask = {
      ...{ as: manager, things, headers: { 'idempotency-key': newId() } },
      body: { holdingId, granteePartyId: partyIdOf('uscc', buyer), terms },
    };
    const route = world.route('registry POST /v1/assets/{assetId}/grants');
    const before = await world.headAtRest();
    for (let times = 0; times < 2; times++) {
      const refused = await world.send(route, ask);
      expect(refused.body).toMatchObject({ code: 'entry_barred', obstacles: { barIds: [barId] } });
    }
    expect(await world.head()).toBe(before);
    await world.post(world.registry, `${path}/${barId}/lift`, { reason: '争议已解决' }, registrar);
    const granted = await world.send(route, ask);
    expect([granted.status, granted.headers['idempotency-replayed']]).toEqual([201, undefined]);
    const again = await world.send(route, ask);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(granted.body);
  });
});
