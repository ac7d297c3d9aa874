import type { SearchCertificateSheet } from './search-certificate.js';
import { searchCertificatePdf } from './search-certificate.pdf.js';
import { printed } from './testing/printed.js';

const assetId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
const pledge = (n: number) => ({
  kind: 'pledge',
  id: `${assetId}.${n}`,
  stands: n % 2 === 1,
  state: n % 2 === 1 ? 'registered' : 'released',
  ordinal: n % 2 === 1 ? (n + 1) / 2 : 0,
  until: '2027-11-20',
  pledgeePartyId: 'cb6d86aa-0b51-5937-9a0d-85a01ae3360c',
  remaining: { amount: '1000000.00' },
});
const found = (items: SearchCertificateSheet['result']['titles'][0]['items']) => ({
  no: 'PS202611000001-5B7D3C21A9F04E68',
  issuer: 'ledger.example/log',
  query: { kind: 'asset', assetId },
  searchedAt: '2026-11-22T02:06:00.246Z',
  asOf: 41,
  finding: items.length === 0 ? 'none' : 'encumbered',
  resultDigest: 'a'.repeat(64),
  result: { titles: [{ assetId, titleVersion: 7, items }] },
  meaning: {
    zh: '位次为登记先后，不是对优先受偿权的法律结论。',
    en: 'Places are the order of registration and no legal conclusion on priority.',
  },
  certificateDigest: 'b'.repeat(64),
  lookUpUrl: 'https://ledger.example/v1/pledge-searches/PS202611000001-5B7D3C21A9F04E68',
});
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

describe('a search certificate as PDF', () => {
  it('is the same bytes for the same certificate, and others for another', async () => {
    const [once, again] = [
      await searchCertificatePdf(found([pledge(1)])),
      await searchCertificatePdf(found([pledge(1)])),
    ];
    expect(once.equals(again)).toBe(true);
    expect(once.equals(await searchCertificatePdf(found([])))).toBe(false);
    expect(once.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('of many items goes on over as many pages as they need', async () => {
    const many = Array.from({ length: 60 }, (_, n) => pledge(n + 1));
    expect(pagesIn(await searchCertificatePdf(found([pledge(1)])))).toBe(1);
    expect(pagesIn(await searchCertificatePdf(found(many)))).toBeGreaterThan(2);
  });

  it('names whom and what it speaks of, as the certificate does', async () => {
    const [item, partyId] = [pledge(1), 'cb6d86aa-0b51-5937-9a0d-85a01ae3360c'];
    const names = {
      parties: [{ partyId, name: '示例信贷公司', identifier: '91330100K123456779' }],
      assets: [{ assetId, name: '企业登记信息' }],
    };
    const { characters } = printed(await searchCertificatePdf({ ...found([item]), names }));
    for (const character of '示例信贷公司企业登记信息质权人已') {
      expect([character, characters.has(character)]).toEqual([character, true]);
    }
    const successions = [{ partyId, on: '2026-11-01', successorPartyIds: ['heir'] }];
    const [title] = found([item]).result.titles;
    const result = { titles: [{ ...title!, successions }] };
    const told = printed(await searchCertificatePdf({ ...found([item]), names, result }));
    expect(told.characters.has('承')).toBe(true);
  });

  it('says until when a claim may be confirmed while it may be, not once it was', async () => {
    const saysSo = async (state: string) => {
      const item = { ...pledge(1), state, lapsesAfter: '2026-12-21' };
      return printed(await searchCertificatePdf(found([item]))).characters.has('截');
    };
    expect([await saysSo('claimed'), await saysSo('registered')]).toEqual([true, false]);
  });

  it('keeps long successions on their pages', async () => {
    const successorPartyIds = Array.from({ length: 10 }, (_, n) => `heir-${n}`);
    const long = '长三角数据要素流通服务'.repeat(9);
    const parties = successorPartyIds.map((partyId) => ({ partyId, name: long }));
    const successions = Array.from({ length: 9 }, (_, n) => ({
      ...{ partyId: `p-${n}`, on: '2026-11-01', successorPartyIds },
    }));
    const [title] = found([pledge(1)]).result.titles;
    const result = { titles: [{ ...title!, successions }] };
    const names = { parties, assets: [] };
    const told = printed(await searchCertificatePdf({ ...found([]), names, result }));
    expect(told.pages).toBeGreaterThan(2);
    expect(told.lowest).toBeGreaterThan(25);
  });

  it('names licences with who gave them to whom, on which right, and whether they shut others out', async () => {
    const [granterPartyId, granteePartyId] = ['granter', 'grantee'];
    const names = {
      parties: [
        { partyId: granterPartyId, name: '甲方示例' },
        { partyId: granteePartyId, name: '乙方示例' },
      ],
      assets: [],
    };
    const given = {
      ...{ kind: 'grant', id: 'g-1', holdingId: 'h-1', stands: true, exclusive: true },
      ...{ granterPartyId, granteePartyId, from: '2026-11-01', until: '2028-10-31' },
    };
    const [title] = found([given]).result.titles;
    const entries = [
      { holdingId: 'h-1', right: 'operation', holderPartyIds: [granterPartyId], stands: true },
    ];
    const result = { titles: [{ ...title!, entries }] };
    const { characters } = printed(
      await searchCertificatePdf({ ...found([given]), names, result }),
    );
    for (const character of '独占许可甲乙数据经营权存续') {
      expect([character, characters.has(character)]).toEqual([character, true]);
    }
  });
});
