import { serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { printed } from '@ledger/documents/testing/printed.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { CertificateIssuing } from '@ledger/registry/certificate/certificate-issuing.process.js';
import { form, people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
beforeAll(async () => {
  lives = await SchemeLives.start();
});
afterAll(() => lives.close());

const manager = [people.applicant, 'manager'] as const;
const clerk = [people.registrar, 'registrar'] as const;
const colleague = [people.registrar, 'registrar', 'manager'] as const;
const at = (assetId: string, rest: string) => `/v1/assets/${assetId}/${rest}`;
const shenzhen = () => lives.registered('shenzhen', '2026-02-12', '2026-03-06');
const titleOf = async (assetId: string) => {
  await lives.cluster.settled();
  return (await lives.get(at(assetId, 'title'))).body as {
    entries: { right: string; holdingId: string }[];
  };
};

/** What anybody gets of a number: the answer, the page in both languages, and what the PDF has. */
const looksUp = async (certificateNo: unknown) => {
  const path = `/v1/certificates/${String(certificateNo)}`;
  const { status, body } = await lives.certificate(certificateNo);
  const page = async (language: string) =>
    (await lives.registry.http.get(`${path}.html?language=${language}`)).text;
  const pdf = await lives.registry.http.get(`${path}.pdf`).buffer(true).responseType('blob');
  const { characters } = printed(pdf.body as Buffer);
  const prints = (text: string) => [...text].every((character) => characters.has(character));
  return { status, body, zh: await page('zh'), en: await page('en'), prints };
};

/** How the certificate stands, wherever it is looked up. */
const stands = async (certificateNo: unknown, state: string, zh: string, en: string) => {
  const found = await looksUp(certificateNo);
  expect([found.status, found.body['state']]).toEqual([200, state]);
  expect(found.zh).toContain(`当前状态：${zh}`);
  expect(found.en).toContain(`Status now: ${en}`);
  expect(found.prints(zh)).toBe(true);
  return found;
};

describe('a certificate says how its registration stands', () => {
  const seizure = { ground: 'seizure', authority: '深圳市中级人民法院' };
  const law = { ground: 'law', reason: '依法注销' };
  const requested = { ground: 'requested', reason: '数据已停止更新' };
  const falseProof = { ground: 'falseProof', reason: '证明材料虚假' };
  it.each([
    ['suspension', clerk, seizure, 'suspended', '暂停', 'suspended'],
    ['cancellation', clerk, law, 'cancelled', '已注销', 'cancelled'],
    ['cancellation', manager, requested, 'cancelled', '已注销', 'cancelled'],
    ['revocation', clerk, falseProof, 'revoked', '已撤销', 'revoked'],
  ] as const)('after %s by %j', async (route, who, body, state, zh, en) => {
    const assetId = await shenzhen();
    const { certificateNo } = await lives.shown(assetId);
    await stands(certificateNo, 'valid', '有效', 'in force');
    await lives.done(who, at(assetId, route), body);
    const found = await stands(certificateNo, state, zh, en);
    const endedOn = state === 'suspended' ? undefined : '2026-03-06';
    expect(found.body['endedOn']).toBe(endedOn);
    expect(found.zh).toContain('2026-03-06 至 登记终止');
    if (endedOn === undefined) return;
    expect(found.zh).toContain(`${zh}（${endedOn}）`);
    expect(found.en).toContain(`${en} (${endedOn})`);
  });

  it('after its last day, without anybody doing anything', async () => {
    const circumstances = { sourceAgreementUntil: '2028-06-30' };
    const more = { circumstances };
    const assetId = await lives.registered('beijing-data-ip', '2026-02-12', '2026-03-06', more);
    const { certificateNo } = await lives.shown(assetId);
    lives.on('2028-06-30');
    await stands(certificateNo, 'valid', '有效', 'in force');
    lives.on('2028-07-01');
    const found = await stands(certificateNo, 'expired', '已过期', 'expired');
    expect(found.en).toContain('2026-03-06 to 2028-06-30 (inclusive)');
  });
});

describe('a certificate follows', () => {
  it('a change and a correction of the name', async () => {
    const assetId = await shenzhen();
    const { certificateNo } = await lives.shown(assetId);
    const description = { ...form.description, name: '季度用电' };
    const change = { description, reason: '更新频率变化' };
    await lives.done(manager, at(assetId, 'change'), change);
    await lives.done(clerk, at(assetId, 'change'), change);
    expect((await stands(certificateNo, 'valid', '有效', 'in force')).zh).toContain('季度用电');
    await lives.cluster.settled();
    const { body } = await lives.get(at(assetId, 'history'));
    const { events } = body as { events: { type: string; version: number }[] };
    const { version } = events.findLast(({ type }) => type === 'RegistrationChanged')!;
    const named = { ...description, name: '季度耗电' };
    const correction = { correctedEvent: version, description: named, reason: '笔误' };
    const { id } = await lives.done(clerk, at(assetId, 'corrections'), correction);
    expect((await looksUp(certificateNo)).zh).toContain('季度用电');
    await lives.done(colleague, at(assetId, `corrections/${String(id)}/approval`));
    const found = await stands(certificateNo, 'valid', '有效', 'in force');
    expect(found.body).toMatchObject({ name: '季度耗电' });
    for (const page of [found.zh, found.en]) {
      expect(page).toContain('季度耗电');
      expect(page).not.toContain('季度用电');
    }
    expect(found.prints('季度耗电')).toBe(true);
  });

  it('rights that move one by one until the registration is another’s', async () => {
    const assetId = await shenzhen();
    const { certificateNo } = await lives.shown(assetId);
    const transferees = [{ partyId: partyIdOf('uscc', people.objector) }];
    const registrants: unknown[] = [];
    for (const { holdingId } of (await titleOf(assetId)).entries) {
      const sold = { holdingId, transferees, contractDigest: 'c'.repeat(64) };
      await lives.done(manager, at(assetId, 'transfers'), sold);
      const found = await stands(certificateNo, 'valid', '有效', 'in force');
      registrants.push(registrantOf(found.zh));
    }
    expect(registrants).toEqual([people.applicant, people.applicant, people.objector]);
    expect((await looksUp(certificateNo)).zh).not.toContain(people.applicant);
  });

  it('rights that are ended, though the registration stays whose it was', async () => {
    const assetId = await shenzhen();
    const { certificateNo } = await lives.shown(assetId);
    for (const { holdingId } of (await titleOf(assetId)).entries) {
      await lives.done(clerk, at(assetId, `holdings/${holdingId}/end`), { reason: '协议终止' });
    }
    const found = await stands(certificateNo, 'valid', '有效', 'in force');
    expect(found.body['entries']).toEqual([]);
    expect(registrantOf(found.zh)).toBe(people.applicant);
  });
});

/** The code of whom the page calls 登记主体. */
const registrantOf = (page: string): string | undefined =>
  /登记主体<\/th><td>([^<（]*)/.exec(page)?.[1];

describe('a number that was drawn before a crash', () => {
  /** An asset of that day, its number drawn while nothing issues any. */
  const drawn = async (on: string, number: number): Promise<string> => {
    await lives.restart({ without: [CertificateIssuing] });
    const assetId = await lives.registered('national-2026', '2026-04-01', on);
    expect((await lives.shown(assetId))['certificateNo']).toBeUndefined();
    const series = `certificate-SJ441-${on.slice(0, 7)}`;
    const log = lives.cluster.openLog();
    const loop = new CommandLoop(log, { now: () => `${on}T02:00:00.000Z` });
    const actor = { person: 'certificate-issuing', partyId: 'system', role: 'system' } as const;
    const data = { series, drawnFor: assetId, numberMax: 9_999 };
    const command = { type: 'DrawSerial', data } as const;
    const { state } = await loop.handler(serialKind)(serialStream(series), command, {
      ...{ actor, correlationId: 'spec' },
    });
    expect(state.count).toBe(number);
    await log.close();
    return assetId;
  };

  it('is that of a registration which ended meanwhile, and the look-up says how it stands', async () => {
    const assetId = await drawn('2026-05-20', 1);
    await lives.done(clerk, at(assetId, 'revocation'), { ground: 'falseProof', reason: '虚假' });
    expect((await lives.certificate('SJ4412026050001')).status).toBe(404);
    await lives.restart();
    await stands('SJ4412026050001', 'revoked', '已撤销', 'revoked');
    const next = await lives.registered('national-2026', '2026-04-01', '2026-05-20');
    expect((await lives.shown(next))['certificateNo']).toBe('SJ4412026050002');
  });

  it('is issued as it was drawn, though the registrar’s code was changed on that very day', async () => {
    const assetId = await drawn('2026-06-10', 1);
    const content = { schemes: ['national-2026'], region: '44', digit: '7' };
    const partyId = partyIdOf('uscc', people.registrar);
    const changed = { partyId, content, from: '2026-06-10', reason: '变更代码' };
    const admin = [people.applicant, 'admin'] as const;
    await lives.done(admin, '/v1/policies/registrar/versions', changed);
    await lives.restart();
    expect((await lives.shown(assetId))['certificateNo']).toBe('SJ4412026060001');
    const next = await lives.registered('national-2026', '2026-04-01', '2026-06-10');
    expect((await lives.shown(next))['certificateNo']).toBe('SJ4472026060001');
  });
});
