import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { noStream } from '@ledger/event-store/digest.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { AssetEnding } from '@ledger/registry/asset/asset-ending.process.js';
import { form, people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const manager = [people.applicant, 'manager'] as const;
const clerk = [people.registrar, 'registrar'] as const;
const objector = [people.objector, 'manager'] as const;
const lender = [people.lender, 'lender'] as const;
const at = (assetId: string, rest: string) => `/v1/assets/${assetId}/${rest}`;
const sweep = async (name: string) => {
  while ((await lives.registry.readModels.runDue(name)) > 0);
};
const alertsOf = async (
  [org, role]: readonly [string, 'manager' | 'lender' | 'registrar'],
  kind: string,
) => {
  await lives.cluster.settled();
  const { body } = await lives.get(`/v1/alerts?kind=${kind}`, org, role);
  return (body as { items: { assetId: string; ground: string; about: object[] }[] }).items;
};
const operationOf = async (assetId: string): Promise<string> => {
  await lives.cluster.settled();
  const { body } = await lives.get(at(assetId, 'title'));
  const { entries } = body as { entries: { right: string; holdingId: string }[] };
  return entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
};

describe('the term of a review', () => {
  it('is extended once, with its reason, and not when it is over', async () => {
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    await lives.done(clerk, at(assetId, 'acceptance'));
    expect((await lives.shown(assetId))['reviewBy']).toBe('2026-03-04');
    const extension = at(assetId, 'review-extension');
    const reason = { reason: '来源材料需向第三方核实' };
    lives.on('2026-03-05');
    await lives.refused(clerk, extension, reason, 'review_term_over');
    await lives.on('2026-03-04').done(clerk, extension, reason);
    expect((await lives.shown(assetId))['reviewBy']).toBe('2026-03-18');
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'ReviewExtended',
      data: { ...reason, previousReviewBy: '2026-03-04', workingDays: 10 },
    });
    const again = { reason: '仍需核实' };
    await lives.refused(clerk, extension, again, 'review_extended_before');
  });

  it('stops while supporting material is brought (art. 18, 28), and goes on when it is there', async () => {
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    await lives.done(clerk, at(assetId, 'acceptance'));
    const [asking, bringing] = [
      at(assetId, 'supplement-request'),
      at(assetId, 'review-supplement'),
    ];
    const said = { explanation: '补充运行日志', evidenceDigests: ['d'.repeat(64)] };
    const early = await lives.refused(manager, bringing, said, 'asset_step_not_possible');
    expect(early['possible']).toContain('supplement-request');
    await lives.on('2026-02-24').done(clerk, asking, { missing: ['运行日志'] });
    expect((await lives.shown(assetId))['reviewBy']).toBe('2026-03-18');
    const waiting = await lives.refused(
      ...([clerk, at(assetId, 'publication'), {}, 'supplement_awaited'] as const),
    );
    expect(waiting).toEqual({ until: '2026-03-09' });
    const { body } = await lives.get(
      `/v1/registration-cases?task=supplement&assetId=${assetId}`,
      ...manager,
    );
    expect(body).toMatchObject({
      items: [{ tasks: [{ task: 'supplement', dueBy: '2026-03-09', missing: ['运行日志'] }, {}] }],
    });
    await lives.on('2026-02-26').done(manager, bringing, said);
    expect((await lives.shown(assetId))['reviewBy']).toBe('2026-03-06');
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'ReviewSupplemented',
      data: { ...said, on: '2026-02-26' },
    });
    await lives.done(clerk, at(assetId, 'publication'));
  });

  it('is ended where nobody brings it in time, on a ground of its own (art. 18)', async () => {
    const assetId = await lives.on('2026-02-12').filed('national-2026');
    await lives.done(clerk, at(assetId, 'acceptance'));
    const ended = { ground: 'supplementNotBrought', explanation: '逾期未补充，来源无法核实' };
    const rejection = at(assetId, 'rejection');
    await lives.refused(clerk, rejection, ended, 'supplement_not_missing');
    await lives.on('2026-02-24').done(clerk, at(assetId, 'supplement-request'), {
      missing: ['运行日志'],
    });
    await lives.on('2026-03-09').refused(clerk, rejection, ended, 'supplement_awaited');
    await lives.on('2026-03-10').done(clerk, rejection, ended);
    expect((await lives.shown(assetId))['rejection']).toEqual({ ...ended, articles: ['18'] });
  });
});

describe('publicity', () => {
  const list = async (query = '') => {
    await lives.cluster.settled();
    return lives.registry.http.get(`/v1/publicity${query}`);
  };

  it('is open to anybody: who applied for what, until when, and how to object', async () => {
    const first = await lives.on('2027-06-01').filed('national-2026', {}, { name: '公示之一' });
    const second = await lives.filed('shenzhen', {}, { name: '公示之二 <b>' });
    const hidden = await lives.filed('national-2026', {}, { name: '不予公开' });
    for (const assetId of [first, second, hidden]) {
      await lives.done(clerk, at(assetId, 'acceptance'));
    }
    await lives.done(clerk, at(second, 'publication'));
    const withheldReason = '涉及未公开的商业计划';
    await lives.done(clerk, at(hidden, 'publication'), { withheldReason });
    await lives.on('2027-06-02').done(clerk, at(first, 'publication'));
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { assetId: first, name: '公示之一', from: '2027-06-02', until: '2027-06-09' },
      { assetId: second, name: '公示之二 <b>', until: '2027-06-15' },
    ]);
    expect(body.items[0]).toMatchObject({
      applicant: { name: people.applicant, identifier: people.applicant },
      registrar: { partyId: partyIdOf('uscc', people.registrar) },
      limits: form.description.limits,
      objections: `/v1/assets/${first}/objections`,
    });
    expect(body.items[0].rights.map(({ right }: { right: string }) => right)).toEqual([
      'holding',
      'processing',
      'operation',
    ]);
    expect(body.howToObject.zh).toContain('异议');
    expect(JSON.stringify(body)).not.toContain(hidden);
    const [page, rest] = [await list('?limit=1'), await list('?scheme=shenzhen')];
    expect(page.body.items).toMatchObject([{ assetId: first }]);
    expect((await list(`?limit=1&cursor=${page.body.next}`)).body.items).toMatchObject([
      { assetId: second },
    ]);
    expect(rest.body.items).toMatchObject([{ assetId: second }]);
    expect((await list('?state=publicised')).status).toBe(400);
    expect((await list(`?registrar=${partyIdOf('uscc', people.lender)}`)).body.items).toEqual([]);
  });

  it('is a page that a person reads, in either language, which may run nothing', async () => {
    const zh = await list('.html?limit=1');
    expect([zh.status, zh.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(zh.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha/);
    expect(zh.text).toContain('公示之一');
    const next = /rel="next" href="([^"]+)"/.exec(zh.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const onward = await list(`.html${next}&limit=1`);
    expect(onward.text).toContain('公示之二 &lt;b&gt;');
    const en = await list('.html?language=en&scheme=shenzhen');
    expect(en.text).toContain('Data property applications in publicity');
    expect(en.text).not.toContain('公示之一');
  });

  it('ends with its last day, by the clock', async () => {
    lives.on('2027-06-09');
    expect((await list()).body.items).toHaveLength(2);
    lives.on('2027-06-10');
    expect((await list()).body.items).toHaveLength(1);
    lives.on('2027-06-16');
    expect((await list()).body.items).toEqual([]);
    expect((await list('.html')).text).toContain('目前没有处于公示期的申请');
  });
});

describe('an objection', () => {
  it('is told to everyone concerned, and so is what became of it', async () => {
    const assetId = await lives.registered('beijing-data-ip', '2026-02-12', '2026-03-06');
    const claim = {
      holdingId: await operationOf(assetId),
      ...{ kind: 'ordinary', amount: { amount: '100.00', currency: 'CNY' } },
      ...{ until: '2027-11-20', contractDigest: 'a'.repeat(64) },
    };
    await lives.done(lender, at(assetId, 'pledges'), claim);
    await lives.done(objector, at(assetId, 'objections'), { reasons: '权属争议' });
    const raised = { assetId, kind: 'objectionRaised', severity: 'warning' };
    expect(await alertsOf(manager, 'objectionRaised')).toMatchObject([
      { ...raised, ground: 'holder' },
    ]);
    expect(await alertsOf(lender, 'objectionRaised')).toMatchObject([
      { ...raised, ground: 'claimant' },
    ]);
    expect(await alertsOf(clerk, 'objectionRaised')).toMatchObject([
      { ...raised, ground: 'registrar' },
    ]);
    expect(await alertsOf(objector, 'objectionRaised')).toEqual([]);
    const answer = { statement: '数据由本机构采集', evidenceDigests: ['e'.repeat(64)] };
    const answering = at(assetId, 'objections/1/answer');
    await lives.refused(objector, answering, answer, 'asset_not_found');
    await lives.done(manager, answering, answer);
    const otherwise = { ...answer, accepts: true };
    await lives.refused(manager, answering, otherwise, 'objection_answered_before');
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'ObjectionAnswered',
      data: { objectionNo: 1, accepts: false, ...answer },
    });
    const none = { outcome: 'dismissed', reason: '无事实依据' };
    await lives.done(clerk, at(assetId, 'objections/1/resolution'), none);
    expect(await alertsOf(objector, 'objectionDecided')).toMatchObject([
      { assetId, severity: 'info', ground: 'objector' },
    ]);
    expect(await alertsOf(lender, 'objectionDecided')).toHaveLength(1);
  });
});

describe('what has lapsed', () => {
  const found = async (query: string) => {
    await lives.cluster.settled();
    const { body } = await lives.get(`/v1/assets?${query}`);
    return body as {
      items: { assetId: string; state: string }[];
      facets: { state: { value: string; count: number }[] };
    };
  };

  it('is found, counted and exported as expired though no event says so', async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-06');
    const name = 'sort=name&text=%E5%B0%8F%E5%BE%AE';
    const ids = async (state: string) =>
      (await found(`state=${state}&${name}`)).items.map((item) => item.assetId);
    lives.on('2031-03-05');
    expect(await ids('registered')).toContain(assetId);
    expect(await ids('expired')).not.toContain(assetId);
    lives.on('2031-03-06');
    expect((await lives.history(assetId)).at(-1)?.type).not.toBe('RegistrationExpired');
    expect(await ids('registered')).not.toContain(assetId);
    expect(await ids('expired')).toContain(assetId);
    const { items, facets } = await found(`state=expired&facets=true&${name}`);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['expired']));
    expect(facets.state).toEqual([{ value: 'expired', count: items.length }]);
    const line = async (about: string, query = '') => {
      const { body } = await lives.get(at(assetId, `title-extract${query}`));
      const { property } = body as { property: { label: { en: string }; value: object }[] };
      return property.find(({ label }) => label.en.startsWith(about))?.value;
    };
    const state = (query?: string) => line('State', query);
    expect(await line('Registered until')).toEqual({ zh: '2031-03-05', en: '2031-03-05' });
    expect(await state()).toEqual({ zh: '已失效', en: 'expired' });
    expect(await state('?validAt=2031-03-05')).toEqual({ zh: '已登记', en: 'registered' });
    const file = await lives.get('/v1/assets.ndjson?state=expired');
    const lines = file.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(expect.objectContaining({ assetId, state: 'expired' }));
    await sweep('asset-due');
    await lives.cluster.settled();
    expect(await ids('expired')).toContain(assetId);
  });
});

describe('a certificate', () => {
  it('names who holds the right now, when it was transferred, in part or whole', async () => {
    const assetId = await lives.registered('shenzhen', '2026-02-12', '2026-03-06');
    const holdingId = await operationOf(assetId);
    const { certificateNo } = await lives.shown(assetId);
    const buyer = partyIdOf('uscc', people.objector);
    const sold = {
      ...{ holdingId, transferees: [{ partyId: buyer }], contractDigest: 'c'.repeat(64) },
    };
    const moved = await lives.done(manager, at(assetId, 'transfers'), sold);
    const { entries } = (await lives.certificate(certificateNo)).body as {
      entries: { holdingId: string; right: string; holderPartyIds: string[] }[];
    };
    expect(entries.find(({ right }) => right === 'operation')).toEqual({
      holdingId: moved['toHoldingId'],
      right: 'operation',
      holderPartyIds: [buyer],
    });
    expect(entries).toHaveLength(3);
    const bank = partyIdOf('uscc', people.applicant);
    expect(entries.find(({ right }) => right === 'holding')?.holderPartyIds).toEqual([bank]);
    expect((await lives.history(assetId)).at(-1)).toMatchObject({
      type: 'CertificateAdjusted',
      data: { transferorPartyIds: [bank], transfereePartyIds: [buyer], fromHoldingId: holdingId },
    });
    const page = await lives.registry.http.get(`/v1/certificates/${String(certificateNo)}.html`);
    expect(page.text).toContain(people.objector);
  });

  it('names what the registrar records in the title, and no more what he ends', async () => {
    const assetId = await lives.registered('shenzhen', '2026-02-12', '2026-03-06');
    await lives.cluster.settled();
    const { certificateNo } = await lives.shown(assetId);
    const holders = async () => {
      await lives.cluster.settled();
      const { entries } = (await lives.certificate(certificateNo)).body as {
        entries: { right: string; holderPartyIds: string[] }[];
      };
      return entries
        .filter(({ right }) => right === 'processing')
        .flatMap(({ holderPartyIds }) => holderPartyIds);
    };
    const [bank, other] = [people.applicant, people.objector].map((code) =>
      partyIdOf('uscc', code),
    );
    expect(await holders()).toEqual([bank]);
    const entry = { right: 'processing', holders: [{ partyId: other }], basis: '合作协议' };
    const recorded = { ...entry, from: '2026-03-06' };
    const { id } = await lives.done(clerk, at(assetId, 'holdings'), recorded);
    expect(await holders()).toEqual([bank, other]);
    const ending = at(assetId, `holdings/${String(id)}/end`);
    await lives.done(clerk, ending, { reason: '协议终止' });
    expect(await holders()).toEqual([bank]);
  });

  it('is nobody’s who could not have been named in the application, nor its registrar’s', async () => {
    const assetId = await lives.registered('shenzhen', '2026-02-12', '2026-03-06');
    const made = await lives.on('2026-02-12').filed('shenzhen', {}, { source: 'generated' });
    for (const step of ['acceptance', 'publication']) await lives.done(clerk, at(made, step));
    await lives.on('2026-03-06').done(clerk, at(made, 'registration'));
    const record = (partyId: string, on: string, code: string) => {
      const entry = { right: 'processing', holders: [{ partyId }], basis: '合作协议' };
      const body = { ...entry, from: '2026-03-06' };
      return lives.refused(clerk, at(on, 'holdings'), body, code);
    };
    const [registrarId, organId] = [people.registrar, people.organ].map((code) =>
      partyIdOf('uscc', code),
    ) as [string, string];
    await lives.cluster.settled();
    expect(await record(registrarId, assetId, 'registrar_own_data')).toMatchObject({
      articles: ['10'],
    });
    await record(newId(), assetId, 'holder_not_registered');
    expect(await record(organId, made, 'organ_data_not_registrable')).toMatchObject({
      articles: ['15'],
    });
    const { entries } = (await lives.get(at(assetId, 'title'))).body as {
      entries: { right: string; holdingId: string }[];
    };
    const sold = {
      holdingId: entries.find(({ right }) => right === 'operation')?.holdingId,
      transferees: [{ partyId: registrarId }],
      contractDigest: 'ab'.repeat(32),
    };
    await lives.refused(manager, at(assetId, 'transfers'), sold, 'registrar_own_data');
  });

  it('waits for next month where the numbers of this one are used up', async () => {
    const { body } = await lives.on('2026-04-01').get('/v1/policies/beijing-data-ip');
    const shipped = (body as { content: { certificate: object } }).content;
    const content = { ...shipped, certificate: { ...shipped.certificate, serialDigits: 3 } };
    const few = { content, from: '2026-04-01', reason: '编号位数' };
    await lives.done([people.applicant, 'admin'], '/v1/policies/beijing-data-ip/versions', few);
    const series = 'certificate-BJ441-2026-05';
    const log = lives.cluster.openLog();
    let head = noStream;
    for (let from = 1; from <= 999; from += 100) {
      const numbers = Array.from({ length: Math.min(100, 1_000 - from) }, (_, at) => from + at);
      const drawn = numbers.map((number) =>
        newEvent({ type: 'SerialDrawn', data: { series, number, drawnFor: `other-${number}` } }),
      );
      ({ head } = await log.append(serialStream(series), head, drawn));
    }
    const draw = new CommandLoop(log, { now: () => '2026-05-20T02:00:00.000Z' }).handler(
      serialKind,
    );
    const command = {
      type: 'DrawSerial',
      data: { series, drawnFor: 'x', numberMax: 999 },
    } as const;
    const actor = { person: 'certificate-issuing', partyId: 'system', role: 'system' } as const;
    await expect(
      draw(serialStream(series), command, { actor, correlationId: 'spec' }),
    ).rejects.toMatchObject({ code: 'certificate_serial_exhausted' });
    await log.close();

    const assetId = await lives.registered('beijing-data-ip', '2026-04-02', '2026-05-20');
    const ended = await lives.registered('beijing-data-ip', '2026-04-02', '2026-05-20');
    const forged = { ground: 'falseProof', reason: '证明材料虚假' };
    await lives.done(clerk, at(ended, 'revocation'), forged);
    expect((await lives.shown(assetId))['certificateNo']).toBeUndefined();
    await sweep('certificate-waiting');
    expect((await lives.shown(assetId))['certificateNo']).toBeUndefined();
    lives.on('2026-06-01');
    await sweep('certificate-waiting');
    expect((await lives.shown(assetId))['certificateNo']).toBe('BJ441202606001');
    expect((await lives.certificate('BJ441202606002')).body).toMatchObject({ state: 'revoked' });
    expect((await lives.shown(assetId))['state']).toBe('registered');
  });
});

describe('a transfer under the national guide (art. 34)', () => {
  const buyer = [people.objector, 'manager'] as const;
  const outsider = [people.lender, 'manager'] as const;
  const transferees = [{ partyId: partyIdOf('uscc', people.objector) }];
  const applied = async () => {
    const assetId = await lives.registered('national-2026', '2026-02-12', '2026-03-04');
    const holdingId = await operationOf(assetId);
    const sold = { holdingId, transferees, contractDigest: 'c'.repeat(64) };
    const { id, isMoved, toHoldingId } = await lives.done(manager, at(assetId, 'transfers'), sold);
    expect(isMoved).toBe(false);
    return { assetId, holdingId, toHoldingId, own: at(assetId, `transfers/${String(id)}`) };
  };

  it('is applied for by both sides and reviewed before the certificate is adjusted', async () => {
    const { assetId, holdingId, toHoldingId, own } = await applied();
    const { certificateNo } = await lives.shown(assetId);
    const inHand = async ([org, role]: readonly [string, 'manager' | 'registrar']) => {
      await lives.cluster.settled();
      const { body } = await lives.get('/v1/registration-cases?task=transfer', org, role);
      const { items } = body as { items: { assetId: string; tasks: { requestId: string }[] }[] };
      return items.find((one) => one.assetId === assetId)?.tasks;
    };
    const waits = { task: 'transfer', by: 'transferee', overdue: false, transfer: { transferees } };
    for (const who of [clerk, manager, buyer]) expect(await inHand(who)).toMatchObject([waits]);
    expect(await inHand(outsider)).toBeUndefined();
    const holders = async () => {
      const { entries } = (await lives.certificate(certificateNo)).body as {
        entries: { right: string; holdingId: string }[];
      };
      return entries.find(({ right }) => right === 'operation')?.holdingId;
    };
    await lives.refused(clerk, `${own}/approval`, {}, 'transfer_not_joined');
    await lives.refused(manager, `${own}/joining`, {}, 'not_the_transferee');
    await lives.refused(outsider, `${own}/joining`, {}, 'title_not_found');
    const none = at(assetId, `transfers/${assetId}/approval`);
    await lives.refused(clerk, none, {}, 'transfer_application_not_found');
    await lives.done(buyer, `${own}/joining`);
    expect(await holders()).toBe(holdingId);
    const { body } = await lives.get(at(assetId, 'title'));
    expect(body).toMatchObject({
      transferApplications: [{ state: 'joined', reviewBy: '2026-03-18', transferees }],
    });
    const reviewed = { by: 'registrar', dueBy: '2026-03-18', transfer: { state: 'joined' } };
    for (const who of [clerk, buyer]) expect(await inHand(who)).toMatchObject([reviewed]);
    const moved = await lives.done(clerk, `${own}/approval`);
    expect(moved).toMatchObject({ toHoldingId, isMoved: true });
    expect(await holders()).toBe(toHoldingId);
    expect(await inHand(clerk)).toBeUndefined();
    const late = { reason: '解除' };
    await lives.refused(buyer, `${own}/withdrawal`, late, 'transfer_application_decided');
  });

  it('moves nothing where the registrar turns it down, or a side gives it up', async () => {
    const first = await applied();
    const ground = { ground: 'falseProof', explanation: '合同并非双方签署' };
    await lives.done(clerk, `${first.own}/refusal`, ground);
    const second = await applied();
    await lives.done(buyer, `${second.own}/withdrawal`, { reason: '未签署该合同' });
    for (const { assetId, holdingId } of [first, second]) {
      expect(await operationOf(assetId)).toBe(holdingId);
    }
  });
});

describe('a right in some fields of the data', () => {
  it('is given on in these only, and moves field by field', async () => {
    const fields = ['户号', '月度用电量'];
    const rights = form.rights.map((line) => ({ ...line, fields }));
    const assetId = await lives.registered('shenzhen', '2026-02-12', '2026-03-06', { rights });
    const holdingId = await operationOf(assetId);
    const granteePartyId = partyIdOf('uscc', people.lender);
    const terms = { exclusive: false, from: '2026-03-06', sublicenceDepth: 0, fields: ['行业'] };
    const grant = { holdingId, granteePartyId, terms };
    const beyond = await lives.refused(
      ...([manager, at(assetId, 'grants'), grant, 'terms_exceed_right'] as const),
    );
    expect(beyond).toMatchObject({ field: 'fields', held: fields });
    const sold = {
      ...{ holdingId, transferees: [{ partyId: partyIdOf('uscc', people.objector) }] },
      ...{ contractDigest: 'c'.repeat(64), part: { fields: ['月度用电量'] } },
    };
    const both = { ...sold, part: { fields: ['户号'], purposes: ['授信'] } };
    await lives.refused(manager, at(assetId, 'transfers'), both, 'invalid_request');
    const moved = await lives.done(manager, at(assetId, 'transfers'), sold);
    const { body } = await lives.get(at(assetId, 'title'));
    const { entries } = body as { entries: { holdingId: string; fields?: string[] }[] };
    const shown = (id: unknown) => entries.find((one) => one.holdingId === id)?.fields;
    expect(shown(moved['remainingHoldingId'])).toEqual(['户号']);
    expect(shown(holdingId)).toEqual(fields);
  });
});

describe('a cancellation', () => {
  it('is one at a time: another one waits until the title has decided', async () => {
    const assetId = await lives.registered('shenzhen', '2026-07-01', '2026-08-03');
    await lives.cluster.settled();
    await lives.restart({ without: [AssetEnding] });
    const asked = { ground: 'requested', reason: '数据已停止更新' };
    await lives.done(manager, at(assetId, 'cancellation'), asked);
    const pending = await lives.refused(
      ...([manager, at(assetId, 'cancellation'), asked, 'cancellation_pending'] as const),
    );
    expect(pending['requestId']).toEqual(expect.any(String));
    await lives.restart();
    expect((await lives.shown(assetId))['state']).toBe('cancelled');
  });
});
