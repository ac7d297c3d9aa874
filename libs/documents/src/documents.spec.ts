import { certificatePage, certificateStyle } from './certificate.page.js';
import { certificatePdf } from './certificate.pdf.js';
import { type CertificateStanding, partyText, standingWords } from './certificate.js';
import { fontOf } from './fonts.js';
import { settable } from './settable.js';
import { shanghaiTime } from './instants.js';
import { lookUpPage, lookUpStyle } from './look-up.page.js';
import { marketPage } from './market.page.js';
import { qrSquares } from './qr-code.js';
import { printed } from './testing/printed.js';
import { sampleCertificate, sampleExtract } from './testing/samples.js';
import { settlementStatementPdf } from './settlement-statement.pdf.js';
import { titleExtractPdf } from './title-extract.pdf.js';

const charactersIn = (text: string): readonly string[] => [...text.replaceAll(' ', '')];

describe('a certificate as PDF', () => {
  it('is one page in Chinese whose text can be read back, with its fonts in it', async () => {
    const { name, certificateNo, registrar, rights } = sampleCertificate;
    const found = printed(await certificatePdf(sampleCertificate));
    expect(found).toMatchObject({ pages: 1, embedded: 2, language: 'zh-CN' });
    expect(found.title).toBe(`数据产权登记凭证 ${certificateNo}`);
    expect(found.fonts.toSorted()).toEqual([
      expect.stringMatching(/^[A-Z]{6}\+NotoSansHans-Bold/),
      expect.stringMatching(/^[A-Z]{6}\+NotoSansHans-Regular/),
    ]);
    const said = [
      ...[name, certificateNo, registrar.name, '以系统记载为准', '有效'],
      ...rights.flatMap(({ label }) => [label.zh2022, label.zh2026]),
    ];
    for (const character of charactersIn(said.join(''))) {
      expect([character, found.characters.has(character)]).toEqual([character, true]);
    }
    expect(found.characters.has('藏')).toBe(false);
  });

  it('embeds what it uses, not the whole font', async () => {
    expect((await certificatePdf(sampleCertificate)).length).toBeLessThan(300_000);
  });

  it('is the same bytes for the same content, and others for another', async () => {
    const [one, again] = [
      await certificatePdf(sampleCertificate),
      await certificatePdf(sampleCertificate),
    ];
    expect(one.equals(again)).toBe(true);
    const other = await certificatePdf({ ...sampleCertificate, version: 8 });
    expect(one.equals(other)).toBe(false);
  });

  it.each(Object.keys(standingWords) as CertificateStanding[])(
    'says that it is %s',
    async (standing) => {
      const { characters } = printed(await certificatePdf({ ...sampleCertificate, standing }));
      for (const character of standingWords[standing].zh) expect(characters).toContain(character);
    },
  );

  it('keeps the name of its registrar on the page, in full in the table', async () => {
    const named = async (name: string) =>
      printed(await certificatePdf({ ...sampleCertificate, registrar: { name } }));
    const [short, long] = [await named('示'.repeat(50)), await named('示'.repeat(200))];
    expect([short, long].map(({ characters }) => characters.has('…'))).toEqual([false, true]);
    expect(long.lowest).toBeGreaterThan(25);
  });

  it('goes on to another page where there are many holders', async () => {
    const holders = Array.from({ length: 60 }, (_, n) => ({ name: `示例机构第${n}号` }));
    const rights = sampleCertificate.rights.map((right) => ({ ...right, holders }));
    expect(printed(await certificatePdf({ ...sampleCertificate, rights })).pages).toBeGreaterThan(
      2,
    );
  });
});

describe('a certificate as a page', () => {
  it('speaks the language asked for and names the other', () => {
    const [zh, en] = [
      certificatePage(sampleCertificate, 'zh'),
      certificatePage(sampleCertificate, 'en'),
    ];
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain('数据经营权');
    expect(zh).toContain('href="?language=en"');
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('right to operate data');
    expect(en).toContain('the system prevails');
    expect(en).toContain('Status now: in force');
    expect(en).toContain('示例登记机构 (91110000MA00BUYER0)');
    expect(zh).toContain('2026-11-22 至 2029-11-21（含当日）');
    expect(en).toContain('2026-11-22 to 2029-11-21 (inclusive)');
  });

  it('says since when it is ended, and only of what is ended', () => {
    const sheet = (standing: CertificateStanding) =>
      certificatePage({ ...sampleCertificate, standing, endedOn: '2027-01-05' }, 'zh');
    expect(sheet('cancelled')).toContain('当前状态：已注销（2027-01-05）');
    expect(sheet('revoked')).toContain('当前状态：已撤销（2027-01-05）');
    expect(sheet('expired')).toContain('当前状态：已过期<');
  });

  it('names all whose registration it is', () => {
    const registrants = [{ name: '甲公司' }, { name: '乙公司' }];
    const page = certificatePage({ ...sampleCertificate, registrants }, 'zh');
    expect(page).toContain('<td>甲公司\n乙公司</td>');
  });

  it('gives the names of rights a width of their own, and keeps the lines of a summary', () => {
    expect(certificateStyle).toMatch(/thead th:first-child\{width:12rem\}.*@media\(max-width/s);
    expect(certificateStyle).toContain('td{white-space:pre-line}');
    expect(certificatePage({ ...sampleCertificate, summary: '一\n二' }, 'zh')).toContain('一\n二');
  });

  it('runs nothing and loads nothing, whatever is written in it', () => {
    const name = `<script>alert(1)</script><img src=x onerror="a" '&`;
    const page = certificatePage({ ...sampleCertificate, name }, 'zh');
    expect(page).not.toMatch(/<script|<img|<link|@import|url\(/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&#39;&amp;');
  });
});

describe('the page on which a certificate is verified', () => {
  it('keeps the number that was typed, also in the other language', () => {
    const page = lookUpPage('zh', { unknown: 'SJ1 "2"' });
    expect(page).toContain('value="SJ1 &quot;2&quot;"');
    expect(page).toContain(
      'href="certificates.html?certificateNo=SJ1+%222%22&amp;language=en" hreflang="en"',
    );
    expect(page).toContain('role="alert"');
    expect(lookUpPage('zh')).not.toMatch(/value=""|role="alert"/);
  });
  it('has a field no wider than a telephone', () =>
    expect(lookUpStyle).toMatch(/input\{box-sizing:border-box;width:100%/));
});

describe('the market as a page', () => {
  const prices = { volume: 30_000n, lowest: 9_000n, median: 10_000n, highest: 11_000n };
  const months = [
    { month: '2026-10', deals: 1 },
    { month: '2026-11', deals: 3, prices },
  ];
  const sheet = { months, dealsMin: 3, picture: '<svg></svg>', filters: { kind: 'a&b' } };

  it('tells prices where it may, and keeps what it was asked for in its links', () => {
    const [zh, en] = [marketPage(sheet, 'zh'), marketPage(sheet, 'en')];
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain('href="?kind=a%26b&amp;language=en" hreflang="en"');
    expect(zh).toContain('<td class="few" colspan="4">参与方过少，不公布</td>');
    expect(en).toContain('<td>300.00</td><td>90.00</td><td>100.00</td><td>110.00</td>');
    expect(zh).toMatch(/<div class="wide" role="region" tabindex="0"[^>]*><svg>/);
    expect(en).toContain('Months of fewer than 3 deals, sellers or buyers tell no price');
  });
});

describe('an extract of a title', () => {
  it('says the same things in the same bytes', async () => {
    const [one, again] = [
      await titleExtractPdf(sampleExtract(3)),
      await titleExtractPdf(sampleExtract(3)),
    ];
    expect(one.equals(again)).toBe(true);
    const found = printed(one);
    expect(found).toMatchObject({ embedded: 2, language: 'zh-CN' });
    expect(found.title).toContain('3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c');
    const said = '数据产权登记簿查询结果标的权利负担与限制质押数据产品经营权共有人示例银行说明2/3';
    for (const character of said) expect(found.characters).toContain(character);
  });

  it('grows by pages, in its tables and within a row', async () => {
    const pagesOf = async (pledges: number, basis?: number): Promise<number> =>
      printed(await titleExtractPdf(sampleExtract(pledges, basis))).pages;
    expect(await pagesOf(1)).toBe(1);
    expect(await pagesOf(40)).toBeGreaterThan(3);
    expect(await pagesOf(1, 4_000)).toBeGreaterThan(2);
  });

  it('names rights in a row by the first and the last', async () => {
    const charactersOf = async (rights: readonly number[]) => {
      const [one] = sampleExtract(1).encumbrances;
      if (one === undefined) throw new Error('no pledge');
      const extract = { ...sampleExtract(0), encumbrances: [{ ...one, rights: [...rights] }] };
      return printed(await titleExtractPdf(extract)).characters;
    };
    expect((await charactersOf([4, 3, 1, 2])).has('–')).toBe(true);
    expect((await charactersOf([1, 2, 4])).has('–')).toBe(false);
  });

  it('without entry or encumbrance says so', async () => {
    const { characters } = printed(await titleExtractPdf({ ...sampleExtract(0), rights: [] }));
    for (const character of '没有负担或限制的记载') expect(characters).toContain(character);
  });
});

describe('what documents are made of', () => {
  it('is a font that is parsed once', () => expect(fontOf('bold')).toBe(fontOf('bold')));
  it('is time as it is read in China', () =>
    expect(shanghaiTime('2026-11-22T16:30:00.000001Z')).toBe('2026-11-23 00:30:00 (UTC+8)'));
  it('is an apostrophe as narrow as Latin letters are', async () => {
    const said = { ...sampleCertificate, name: 'holder’s data' };
    const { characters } = printed(await certificatePdf(said));
    expect([characters.has("'"), characters.has('’')]).toEqual([true, false]);
  });
  it('names by its number what the fonts have no sign for, and leaves out what is not seen', async () => {
    expect(settable('𠮷野家（上海）')).toBe('〔U+20BB7〕野家（上海）');
    expect(settable('한👍')).toBe('〔U+D55C〕〔U+1F44D〕');
    expect(settable('甲\u202e乙\u200d丙\ufe0f\t丁\n戊')).toBe('甲乙丙 丁\n戊');
    expect(settable('Cafe\u0301 “数据”')).toBe('Café “数据”');
    const said = { ...sampleCertificate, name: '𠮷野家' };
    const { characters } = printed(await certificatePdf(said));
    for (const character of '〔U+20BB7〕野家') expect(characters).toContain(character);
  });
  it('is a square code with its three eyes', () => {
    const squares = qrSquares(sampleCertificate.lookUpUrl);
    expect(squares.every(({ length }) => length === squares.length)).toBe(true);
    const last = squares.length - 7;
    const eyes = [squares[0], squares[last]].map((row) => row?.slice(0, 7));
    expect(eyes.flat().every(Boolean)).toBe(true);
    expect(squares[0]?.slice(last).every(Boolean)).toBe(true);
  });
  it('names parties with what identifies them', () => {
    expect(partyText({ name: '甲', identifier: 'X1' })).toBe('甲（X1）');
    expect(partyText({ name: 'A', identifier: 'X1' }, 'en')).toBe('A (X1)');
    expect(partyText({ name: '甲' })).toBe('甲');
  });
});

describe('a settlement statement', () => {
  const seller = '11111111-1111-5111-8111-111111111111';
  const buyer = '22222222-2222-5222-8222-222222222222';
  const orderId = '33333333-3333-5333-8333-333333333333';
  const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
  const moved = { opening: cny('0.00'), debit: cny('0.00'), credit: cny('1.00') };
  const sides = { sellerPartyId: seller, buyerPartyId: buyer };
  const statement = {
    ...{ partyId: seller, from: '2026-11-01', to: '2026-11-30', at: '2026-12-01T00:00:00.000Z' },
    parties: [
      { partyId: seller, name: '戊己股份', identifier: '91440300MADX00019R' },
      { partyId: buyer, name: '庚辛数科' },
    ],
    accounts: [{ id: `payable:${seller}`, ...moved, closing: cny('1.00') }],
    lines: [],
    isComplete: true,
    charges: [],
    invoices: [
      {
        ...{ id: `${orderId}.1`, kind: 'blue' as const, on: '2026-11-20', ...sides },
        ...{ net: cny('0.94'), vat: cny('0.06'), gross: cny('1.00') },
      },
    ],
    netting: { owedToParty: cny('1.00'), owedByParty: cny('0.00'), net: cny('1.00') },
  };

  it('calls everybody by name, and the same statement is the same bytes', async () => {
    const [one, again] = [
      await settlementStatementPdf(statement),
      await settlementStatementPdf(statement),
    ];
    expect(one.equals(again)).toBe(true);
    const { characters } = printed(one);
    for (const character of '戊己股份庚辛数科91440300MADX00019R') {
      expect([character, characters.has(character)]).toEqual([character, true]);
    }
    for (const character of '应付款第页共单位人民币元') expect(characters).toContain(character);
    const nameless = await settlementStatementPdf({ ...statement, parties: [] });
    expect(printed(nameless).characters.has('戊')).toBe(false);
  });
});
