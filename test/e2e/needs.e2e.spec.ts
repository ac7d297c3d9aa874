import { qualityDimensions } from '@ledger/domain/quality/quality.score.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { needRevisionsMax } from '@ledger/domain/need/need.decider.js';
import type { NeedEvent } from '@ledger/domain/need/need.events.js';
import { needStream } from '@ledger/domain/need/need.state.js';
import { eventDigest, noStream } from '@ledger/event-store/digest.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { appendEventsMax } from '@ledger/event-store/event-log.js';
import { derivedId, newId } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';
import { World } from '../support/world.js';
import { shown } from '../support/world-trade.js';

const { bank, buyer, lender } = organisations;
type Who = readonly [org: string, ...roles: CallerRole[]];
const seller: Who = [bank, 'manager'];
const wanting: Who = [buyer, 'manager'];
const other: Who = [lender, 'manager'];
const until = '2026-12-31';
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const cny = (amount: string) => ({ amount, currency: 'CNY' });

let now = '2026-11-20T02:00:00.000Z';
let world: World;
beforeAll(async () => {
  world = await World.start({ now: () => now });
});
afterAll(() => world.close());

const send = async (who: Who, path: string, body: object = {}) => {
  const authorization = await world.cluster.bearer(...who);
  return world.exchange.http.post(path).set({ authorization, 'accept-language': 'en' }).send(body);
};
/** What others have just been told is read once the tables have it. */
const get = async (who: Who, path: string) => {
  await world.cluster.settled();
  const authorization = await world.cluster.bearer(...who);
  return world.exchange.http.get(path).set({ authorization });
};
/** The code with which a request is refused, and its status. */
const refused = async (who: Who, path: string, body: object = {}) => {
  const answer = await send(who, path, body);
  return [answer.status, answer.body.code as unknown];
};

const api = { mode: 'api', protocol: 'rest', mediaTypes: ['application/json'] };
const file = { mode: 'file', mediaTypes: ['text/csv'], encryption: 'sm4' };

/** What is offered of an asset of its own, and the asset. */
const product = async (name: string, more: object = {}, description: object = {}) => {
  const asset = await world.openAsset(description);
  const price = { amount: cny('120000.00'), vatIncluded: true };
  const offered = { name, summary: '按日更新', kind: 'ordinary', terms, price, delivery: 'api' };
  return { ...asset, content: { ...offered, ...asset, ...more } };
};

const drafted = async (name: string, more: object = {}, description: object = {}) => {
  const made = await product(name, more, description);
  const { id: offerId } = await world.post(world.exchange, '/v1/offers', made.content);
  const leave = { holdingId: made.holdingId, offerId, terms, until };
  await world.post(world.registry, `/v1/assets/${made.assetId}/licensing`, leave);
  return { ...made, offerId, path: `/v1/offers/${offerId}` };
};

const listed = async (name: string, more: object = {}, description: object = {}) => {
  const made = await drafted(name, more, description);
  await world.post(world.exchange, `${made.path}/listing`, { until });
  return made;
};

/** The data is found to score 90 in everything; the id of the assessment. */
const assess = async (assetId: string): Promise<string> => {
  const scores = Object.fromEntries(qualityDimensions.map((dimension) => [dimension, '90']));
  const assessed = { assessedOn: '2026-11-19', method: '规则校验', scores };
  return (await world.post(world.registry, `/v1/assets/${assetId}/quality`, assessed)).id;
};

describe('a product', () => {
  const edition = { label: '2026年10月版', vintage: { from: '2026-10-01', until: '2026-10-31' } };
  const described = {
    ...{ industry: 'J66', territory: 'national', updateFrequency: 'daily', domains: ['征信'] },
    timeSpan: { from: '2020-01-01' },
  };

  it('is listed with what the register says of it, and shown so to machines', async () => {
    const made = await drafted('企业登记信息', { product: 'dataSet', edition }, described);
    const assessmentId = await assess(made.assetId);
    await world.post(world.exchange, `${made.path}/sample`, shown);
    await world.post(world.exchange, `${made.path}/listing`, { until });
    const { body } = await get(wanting, made.path);
    expect(body).toMatchObject({
      ...{ product: 'dataSet', edition },
      sheet: {
        ...{ ...described, quality: { assessmentId, score: '90.00' } },
        proof: { right: 'operation', proofDigest: 'a'.repeat(64) },
      },
      sample: { fields: shown.fields, rows: 1 },
    });
    const page = await world.exchange.http
      .get(`/v1/catalog/${made.offerId}`)
      .buffer(true)
      .parse((response, end) => {
        let text = '';
        response.on('data', (piece: Buffer) => (text += piece.toString()));
        response.on('end', () => end(null, JSON.parse(text)));
      });
    expect(page.body).toMatchObject({
      'dcat:version': edition.label,
      'dcterms:type': { 'skos:notation': 'dataSet' },
      'dcat:theme': { 'skos:notation': 'J66' },
      'dcterms:accrualPeriodicity': { '@id': 'http://purl.org/cld/freq/daily' },
      'dcterms:temporal': { 'dcat:startDate': { '@value': '2026-10-01' } },
      'dqv:hasQualityMeasurement': {
        ...{ '@id': `urn:uuid:${assessmentId}`, 'dqv:value': { '@value': '90.00' } },
      },
      'adms:sample': {
        'dcat:downloadURL': { '@id': `${made.path}/sample` },
        'spdx:checksum': { 'spdx:checksumValue': { '@value': body.sample.digest } },
      },
    });
    const found = await get(wanting, '/v1/offers?text=企业登记&industry=J&qualityMin=90');
    expect(found.body.items.map((offer: { id: string }) => offer.id)).toEqual([made.offerId]);
  });

  it('shows its sample to whoever is signed in, until it is taken away', async () => {
    const made = await drafted('水质监测');
    await world.post(world.exchange, `${made.path}/sample`, shown);
    expect((await get(seller, `${made.path}/sample`)).status).toBe(200);
    expect((await get(wanting, `${made.path}/sample`)).body.code).toBe('offer_not_found');
    await world.post(world.exchange, `${made.path}/listing`, { until });
    const sample = await get(wanting, `${made.path}/sample`);
    expect(sample.text).toBe('\uFEFF企业名称\r\n示例企业\r\n');
    await world.post(world.exchange, `${made.path}/sample/removal`, { reason: '过时' });
    const gone = await get(wanting, `${made.path}/sample`);
    expect([gone.status, gone.body.code]).toEqual([404, 'offer_sample_not_found']);
  });

  it('refuses samples that must not be, by their codes', async () => {
    const { path, assetId } = await drafted('门诊结算');
    const attach = (more: object) => refused(seller, `${path}/sample`, { ...shown, ...more });
    const one = (...values: string[]) => ({ records: [{ values }] });
    expect(await attach({ declaresNoPersonalInformation: false })).toEqual([
      ...[409, 'sample_not_declared'],
    ]);
    expect(await attach(one('甲', '乙'))).toEqual([409, 'sample_records_uneven']);
    expect(await attach({ fields: [{ name: '数', type: 'integer' }] })).toEqual([
      ...[409, 'sample_value_of_other_type'],
    ]);
    expect(await attach(one('a.b@example.com'))).toEqual([
      ...[409, 'sample_shows_personal_information'],
    ]);
    const policy = { grades: ['general'], rowsMax: 1, bytesMax: 1_000 };
    const adoption = { content: policy, from: '2026-11-20', reason: '从严' };
    const admin: Who = [bank, 'admin'];
    const versions = '/v1/policies/offer-samples/versions';
    await world.post(world.registry, versions, adoption, admin);
    expect(await attach({ records: [shown.records[0], shown.records[0]] })).toEqual([
      ...[409, 'sample_too_large'],
    ]);
    const ofPersons = { origin: 'personal', personalBasis: 'consent' };
    const personal = { category: 'customer', grade: 'general', ...ofPersons };
    for (const [label, code] of [
      [{ category: 'business', grade: 'sensitive', origin: 'enterprise' }, 'sample_grade_barred'],
      [{ category: 'business', grade: 'general', origin: 'public' }, 'sample_of_public_data'],
      [personal, 'sample_of_personal_data'],
    ] as const) {
      const reason = '重新定级';
      const grading = { label, reason };
      await world.post(world.registry, `/v1/assets/${assetId}/classification`, grading);
      expect(await attach({})).toEqual([409, code]);
    }
  });

  it('refuses what contradicts itself, by its code', async () => {
    const { content, path, offerId } = await drafted('商圈客流', { edition });
    const draft = (more: object) => refused(seller, '/v1/offers', { ...content, ...more });
    expect(await draft({ product: 'dataApi', delivery: 'file' })).toEqual([
      ...[409, 'delivery_contradicts_product'],
    ]);
    expect(await draft({ modes: [file] })).toEqual([409, 'delivery_modes_inconsistent']);
    expect(await draft({ modes: [{ mode: 'api' }] })).toEqual([409, 'delivery_terms_wrong']);
    const reversed = { label: '一', vintage: { from: '2026-10-02', until: '2026-10-01' } };
    expect(await draft({ edition: reversed })).toEqual([409, 'edition_vintage_reversed']);
    const revise = (more: object) => refused(seller, `${path}/revision`, { ...content, ...more });
    expect(await revise({ edition: { label: edition.label } })).toEqual([
      ...[409, 'edition_label_taken'],
    ]);
    expect(await revise({ terms: { ...terms, sublicenceDepth: 1 } })).toEqual([
      ...[409, 'offer_members_fixed'],
    ]);
    expect((await get(seller, `/v1/offers/${offerId}`)).body.version).toBe(1);
  });

  it('is ordered in one of its modes, at the version that the buyer has seen', async () => {
    const { offerId, path, content } = await listed('航班动态', { edition, modes: [api, file] });
    const order = { offerId, purpose: '授信评估', delivery: 'file', offerVersion: 2 };
    const { id } = await world.post(world.exchange, '/v1/orders', order, wanting);
    const next = { ...content, edition: { label: '2026年11月版' } };
    await world.post(world.exchange, `${path}/revision`, next);
    const pinned = (await get(wanting, `/v1/orders/${id}`)).body.content;
    expect(pinned).toMatchObject({ edition, delivery: 'file', modes: [file] });
    expect(await refused(wanting, '/v1/orders', order)).toEqual([409, 'offer_has_changed']);
    const sandbox = { ...order, offerVersion: 3, delivery: 'sandbox' };
    expect(await refused(wanting, '/v1/orders', sandbox)).toEqual([
      ...[409, 'delivery_mode_not_offered'],
    ]);
  });
});

describe('a need', () => {
  const need = (text: string, more: object = {}, published: readonly string[] = []) => ({
    ...{ terms: { text, deliveryModes: ['api'], priceMax: cny('150000.00'), ...more } },
    ...{ until: '2026-11-30', published },
  });
  const matches = async (needId: string, who: Who = wanting) => {
    return (await get(who, `/v1/need-matches?needId=${needId}`)).body.items as {
      readonly matchNo: number;
      readonly offerId: string;
      readonly offerStands: boolean;
      readonly open: boolean;
      readonly score: number;
    }[];
  };

  it('is told of an offer when it is listed, once, and again after a revision', async () => {
    const { id } = await world.post(world.exchange, '/v1/needs', need('港口吞吐量'), wanting);
    await listed('航道水深');
    const { offerId, path, content } = await listed('港口吞吐量日报');
    expect(await matches(id)).toMatchObject([
      { matchNo: 1, offerId, offerStands: true, open: true, score: 100 },
    ]);
    await world.post(world.exchange, `${path}/revision`, { ...content, summary: '按周更新' });
    expect(await matches(id)).toHaveLength(1);
    const seen = `/v1/needs/${id}/matches/1/acknowledgement`;
    await world.post(world.exchange, seen, undefined, wanting);
    expect(await matches(id)).toMatchObject([{ open: false }]);
    const again = { ...need('港口吞吐量'), until: '2026-12-01' };
    await world.post(world.exchange, `/v1/needs/${id}/revision`, again, wanting);
    await world.post(world.exchange, `${path}/revision`, { ...content, summary: '每日更新' });
    expect(await matches(id)).toMatchObject([{ matchNo: 2, open: true }, { matchNo: 1 }]);
    expect(await matches(id, other)).toEqual([]);
  });

  it('is told of an offer that has changed to meet it, and of none beyond its limits', async () => {
    const { id } = await world.post(world.exchange, '/v1/needs', need('碳排放核算'), wanting);
    const dear = { price: { amount: cny('150000.01'), vatIncluded: true } };
    const { path, content } = await listed('碳排放核算结果', dear);
    expect(await matches(id)).toEqual([]);
    const price = { amount: cny('150000.00'), vatIncluded: true };
    await world.post(world.exchange, `${path}/revision`, { ...content, price });
    expect(await matches(id)).toHaveLength(1);
  });

  it('is told of an offer once its data was found good enough', async () => {
    const best = need('供应链票据', { qualityMin: '90' });
    const { id } = await world.post(world.exchange, '/v1/needs', best, wanting);
    const { assetId, path } = await listed('供应链票据');
    expect(await matches(id)).toEqual([]);
    const assessmentId = await assess(assetId);
    expect(await matches(id)).toHaveLength(1);
    expect((await get(wanting, path)).body.sheet.quality).toMatchObject({ assessmentId });
  });

  it('reaches its owner by the feed, and nobody else', async () => {
    const { id } = await world.post(world.exchange, '/v1/needs', need('海关报关单量'), wanting);
    await listed('海关报关单量');
    await world.cluster.settled();
    const types = async (who: Who) => {
      const authorization = await world.cluster.bearer(...who);
      const feed = await world.registry.http
        .get('/v1/log/events?category=need&limit=200')
        .set({ authorization });
      return feed.text.includes(id) ? (feed.text.match(/Need[A-Z][A-Za-z]+/gu) ?? []) : [];
    };
    expect(await types(wanting)).toEqual(expect.arrayContaining(['NeedStated', 'NeedMatched']));
    expect(await types(seller)).toEqual([]);
  });

  it('reaches its owner by webhook, and nobody else’s', async () => {
    const [mine, theirs] = [await WebhookReceiver.start(), await WebhookReceiver.start()];
    try {
      for (const [who, { url }] of [
        [wanting, mine],
        [other, theirs],
      ] as const) {
        await world.post(world.registry, '/v1/webhooks', { url, types: ['NeedMatched'] }, who);
      }
      const { id } = await world.post(world.exchange, '/v1/needs', need('气象雷达拼图'), wanting);
      const { offerId } = await listed('气象雷达拼图');
      await world.cluster.settled();
      await world.registry.readModels.runDue('webhook-delivery');
      const [told] = await mine.until((all) =>
        all.some(({ event }) => event.data['needId'] === id),
      );
      expect(told?.event).toMatchObject({
        type: 'org.data-asset-registry.need.NeedMatched.v1',
        subject: `need-${id}`,
        data: { needId: id, offerId, matchNo: 1, score: 100 },
      });
      expect(theirs.received).toEqual([]);
    } finally {
      await Promise.all([mine.close(), theirs.close()]);
    }
  });

  it('is compared with what stands, the best first and explained, saved or not', async () => {
    const both = await listed('快递揽收量与分布');
    const half = await listed('快递揽收网点');
    await world.cluster.settled();
    const { terms: sought } = need('快递揽收量', { rights: { exclusive: true } });
    const { body } = await send(wanting, '/v1/needs/compute', sought);
    expect(body.items.map((found: { offerId: string }) => found.offerId)).toEqual([
      ...[both.offerId, half.offerId],
    ]);
    expect(body.items[0]).toMatchObject({
      meetsLimits: false,
      findings: [
        { criterion: 'text', outcome: 'met' },
        { criterion: 'delivery', outcome: 'met' },
        { criterion: 'price', outcome: 'met' },
        { criterion: 'rights', outcome: 'unmet', points: 0 },
      ],
    });
    const { id } = await world.post(world.exchange, '/v1/needs', need('快递揽收量'), wanting);
    const saved = await get(wanting, `/v1/needs/${id}/offers?limit=1`);
    expect(saved.body.items).toMatchObject([{ offerId: both.offerId, meetsLimits: true }]);
  });

  it('is its owner’s, and others’ as far as he published it', async () => {
    const open = need('期货行情', {}, ['need', 'owner']);
    const { id: shut } = await world.post(world.exchange, '/v1/needs', need('债券估值'), wanting);
    const { id } = await world.post(world.exchange, '/v1/needs', open, wanting);
    expect((await get(other, `/v1/needs/${shut}`)).body.code).toBe('need_not_found');
    const { body } = await get(other, `/v1/needs/${id}`);
    expect([body.terms, body.ownerPartyId]).toEqual([
      { text: '期货行情', deliveryModes: ['api'] },
      expect.any(String),
    ]);
    const idsFor = async (who: Who, scope: string) =>
      (await get(who, `/v1/needs?scope=${scope}`)).body.items.map((row: { id: string }) => row.id);
    expect(await idsFor(other, 'published')).toEqual([id]);
    expect(await idsFor(other, 'own')).toEqual([]);
    expect((await idsFor(wanting, 'own')).slice(0, 2)).toEqual([id, shut]);
    for (const step of ['revision', 'closing']) {
      const body = step === 'closing' ? { reason: '已采购' } : open;
      expect(await refused(other, `/v1/needs/${id}/${step}`, body)).toEqual([
        ...[404, 'need_not_found'],
      ]);
    }
  });

  it('refuses an id that is taken, and to be revised for ever, by their codes', async () => {
    const stated = need('地下管网图');
    const { id } = await world.post(world.exchange, '/v1/needs', stated, wanting);
    const log = world.cluster.openLog();
    try {
      const stream = needStream(id);
      const [first] = (await log.read(stream)) as RecordedOf<NeedEvent>[];
      if (first?.type !== 'NeedStated') throw new Error('The need is not there.');
      const { ownerPartyId: _, ...content } = first.data;
      let head = { version: 1, digest: eventDigest(first) };
      for (let version = 1; version <= needRevisionsMax; version += appendEventsMax) {
        const revisions = Array.from({ length: appendEventsMax }, (_each, index) => ({
          ...{ id: newId(), type: 'NeedRevised', schemaVersion: 1 },
          data: { ...content, revision: version + index + 1 },
          ...{ metadata: first.metadata, salt: first.salt },
        }));
        ({ head } = await log.append(stream, head, revisions));
      }
      const next = { ...stated, until: '2026-11-29' };
      expect(await refused(wanting, `/v1/needs/${id}/revision`, next)).toEqual([
        ...[409, 'need_revised_too_often'],
      ]);
      const { partyId, person } = first.metadata.actor;
      const key = newId();
      const taken = derivedId('resource', [partyId, person, 'POST', '/v1/needs'].join(' '), key);
      const { type, schemaVersion, metadata, salt, data } = first;
      const same = { type, schemaVersion, metadata, salt, data: { ...data, needId: taken } };
      await log.append(needStream(taken), noStream, [{ id: newId(), ...same }]);
      const authorization = await world.cluster.bearer(...wanting);
      const answer = await world.exchange.http
        .post('/v1/needs')
        .set({ authorization, 'idempotency-key': key })
        .send(stated);
      expect([answer.status, answer.body.code]).toEqual([409, 'need_already_stated']);
    } finally {
      await log.close();
    }
  });

  it('refuses what it cannot be, by its code, and ends by the clock', async () => {
    const state = (more: object) => refused(wanting, '/v1/needs', { ...need('舆情文本'), ...more });
    expect(await state({ until: '2026-11-19' })).toEqual([409, 'need_until_out_of_range']);
    expect(await state({ published: ['owner'] })).toEqual([409, 'need_publication_incomplete']);
    const term = { from: '2026-12-02', until: '2026-12-01' };
    expect(await state({ terms: { text: '舆情文本', term } })).toEqual([
      ...[409, 'need_term_reversed'],
    ]);
    const day = { ...need('舆情文本'), until: '2026-11-20' };
    const { id } = await world.post(world.exchange, '/v1/needs', day, wanting);
    expect(await refused(wanting, `/v1/needs/${id}/matches/1/acknowledgement`)).toEqual([
      ...[404, 'need_match_not_found'],
    ]);
    now = '2026-11-21T02:00:00.000Z';
    expect((await get(wanting, `/v1/needs/${id}`)).body.state).toBe('expired');
    await listed('舆情文本');
    expect(await matches(id)).toEqual([]);
    await world.post(world.exchange, `/v1/needs/${id}/closing`, { reason: '已采购' }, wanting);
    expect(await refused(wanting, `/v1/needs/${id}/revision`, need('舆情文本'))).toEqual([
      ...[409, 'need_over'],
    ]);
  });
});
