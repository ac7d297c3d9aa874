import { printed } from '@ledger/documents/testing/printed.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { people, SchemeLives } from '../support/scheme-lives.js';

let lives: SchemeLives;
let assetId: string;
let number: string;
let inHouse: { readonly assetId: string; readonly number: string };

const clerk = [people.registrar, 'registrar'] as const;
const at = (rest: string, id = assetId) => `/v1/assets/${id}/${rest}`;

beforeAll(async () => {
  lives = await SchemeLives.start();
  assetId = await lives.on('2026-03-02').filed('national-2026');
  await lives.done(clerk, at('acceptance'));
  await lives.done(clerk, at('publication'));
  await lives.on('2026-03-20').done(clerk, at('registration'));
  number = String((await lives.shown(assetId))['certificateNo']);
  const own = [people.applicant, 'registrar'] as const;
  const ownId = await lives.filed('in-house');
  await lives.done(own, at('acceptance', ownId));
  await lives.done(own, at('registration', ownId));
  inHouse = { assetId: ownId, number: String((await lives.shown(ownId))['certificateNo']) };
});
afterAll(() => lives.close());

/** A file as anybody gets it, whole. */
const file = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await lives.registry.http.get(path).set(headers).buffer(true).responseType('blob');
  return {
    ...answer,
    status: answer.status,
    headers: answer.headers,
    bytes: answer.body as Buffer,
  };
};

const fileOf = async (path: string, org: string, role: 'manager' | 'lender') =>
  file(path, { authorization: await lives.cluster.bearer(org, role) });

describe('a certificate', () => {
  it('is printed for anybody, with its fonts and what it says now', async () => {
    const { status, headers, bytes } = await file(`/v1/certificates/${number}.pdf`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(headers['content-disposition']).toBe(`inline; filename="${number}.pdf"`);
    const { title, embedded, characters } = printed(bytes);
    expect([title, embedded]).toEqual([`数据产权登记凭证 ${number}`, 2]);
    for (const character of '小微企业月度用电信息数据经营权有效') {
      expect(characters).toContain(character);
    }
  });

  it('is a page in the language asked for, which may run nothing', async () => {
    const { status, headers, bytes } = await file(`/v1/certificates/${number}.html`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-language']).toBe('zh-CN');
    const policy = headers['content-security-policy'] as string;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(policy).not.toMatch(/unsafe|script|\*/);
    const page = bytes.toString();
    expect(page).toContain(number);
    expect(page).toContain('以系统记载为准');
    expect(page).toContain(`http://127.0.0.1:3000/v1/certificates/${number}.html`);
    const english = await file(`/v1/certificates/${number}.html`, { 'accept-language': 'en' });
    expect(english.headers['content-language']).toBe('en');
    const chosen = await file(`/v1/certificates/${number}.html?language=en`);
    expect(chosen.bytes.toString()).toContain('the system prevails');
    expect((await file(`/v1/certificates/${number}.html?language=fr`)).status).toBe(400);
  });

  it('is found by its number, however it is typed, on a page for anybody', async () => {
    const look = (typed: string) =>
      lives.registry.http.get('/v1/certificates.html').query({ certificateNo: typed });
    const asked = await file('/v1/certificates.html');
    expect([asked.status, asked.bytes.toString().includes('role="alert"')]).toEqual([200, false]);
    expect(asked.headers['content-security-policy']).toContain("form-action 'self'");
    const typed = [number, ` ${number.toLowerCase()} `, `${number.slice(0, 5)} ${number.slice(5)}`];
    for (const one of typed) {
      const { status, headers } = await look(one).redirects(0);
      expect([status, headers['location']]).toEqual([
        ...[303, `certificates/${number}.html?language=zh`],
      ]);
    }
    for (const none of [inHouse.number, 'SJ4412026030999', '<b>"']) {
      const { status, text } = await look(none);
      expect([status, text.includes('没有公开的凭证使用此编号')]).toEqual([200, true]);
      expect(text).not.toContain('<b>');
    }
  });

  it('of an in-house ledger, or of nothing, is not there', async () => {
    for (const no of [inHouse.number, 'SJ4412026030999']) {
      const { status, bytes } = await file(`/v1/certificates/${no}.pdf`);
      expect([no, status]).toEqual([no, 404]);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'not_found' });
    }
    const plain = await lives.registry.http.get(`/v1/certificates/${number}`);
    expect([plain.status, (plain.body as { state: string }).state]).toEqual([200, 'valid']);
  });

  it('that is nobody’s is told in words to whoever scans its code', async () => {
    for (const no of [inHouse.number, 'SJ4412026030999', '<b>"']) {
      const { status, headers, bytes } = await file(
        `/v1/certificates/${encodeURIComponent(no)}.html?language=en`,
      );
      expect([no, status, headers['content-type']]).toEqual([no, 404, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain("form-action 'self'");
      const page = bytes.toString();
      expect(page).toContain('No public certificate has this number');
      expect(page).not.toContain('<b>');
      expect(page).toContain('<form method="get" action="../certificates.html">');
    }
  });

  it('says at once what has become of it', async () => {
    const order = { ground: 'seizure', authority: '深圳市中级人民法院' };
    const { position } = await lives.done(clerk, at('suspension'), order);
    const suspended = await file(`/v1/certificates/${number}.html?after=${String(position)}`);
    expect(suspended.bytes.toString()).toContain('当前状态：暂停');
    const { position: then } = await lives.done(clerk, at('restoration'), { reason: '查封已解除' });
    const restored = await file(`/v1/certificates/${number}.html?after=${String(then)}`);
    expect(restored.bytes.toString()).toContain('当前状态：有效');
  });
});

describe('an extract of a title', () => {
  it('is printed for whoever reads the title', async () => {
    await lives.cluster.settled();
    const { status, headers, bytes } = await fileOf(
      at('title-extract.pdf'),
      people.applicant,
      'manager',
    );
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    const { title, pages, characters } = printed(bytes);
    expect(title).toContain(assetId);
    expect(pages).toBeGreaterThan(0);
    for (const character of '数据产权登记簿查询结果小微企业月度用电信息') {
      expect(characters).toContain(character);
    }
  });

  it('is not there for others, and a lender says why he asks', async () => {
    const other = await fileOf(at('title-extract.pdf'), people.objector, 'manager');
    expect(other.status).toBe(404);
    const nothing = await fileOf(at('title-extract.pdf', newId()), people.objector, 'manager');
    expect(nothing.status).toBe(404);
    const silent = await fileOf(at('title-extract.pdf'), people.lender, 'lender');
    expect(silent.status).toBe(400);
    const asked = await fileOf(at('title-extract.pdf?purpose=x'), people.lender, 'lender');
    expect(asked.status).toBe(200);
    const hidden = at('title-extract.pdf?purpose=x', inHouse.assetId);
    expect((await fileOf(hidden, people.lender, 'lender')).status).toBe(404);
  });
});

describe('a holder that was merged', () => {
  it('is named by its successor, whatever was printed before', async () => {
    const heir = partyIdOf('uscc', people.objector);
    const merger = { kind: 'merger', successors: [{ partyId: heir }] };
    await lives.done(clerk, `/v1/parties/${people.applicant}/succession`, merger);
    const plain = await lives.registry.http.get(`/v1/certificates/${number}`);
    const { entries } = plain.body as { entries: { holderPartyIds: string[] }[] };
    expect(entries.map(({ holderPartyIds }) => holderPartyIds)).toEqual(entries.map(() => [heir]));
    const page = (await file(`/v1/certificates/${number}.html`)).bytes.toString();
    expect(page).toContain(people.objector);
    expect(page).not.toContain(people.applicant);
  });
});
