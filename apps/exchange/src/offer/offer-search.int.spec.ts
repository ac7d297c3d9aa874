import { dataSource } from '@ledger/database/connection.js';
import { addDays } from '@ledger/domain/calendar.js';
import { offerTerms } from '@ledger/domain/offer/offer-terms.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { content } from '@ledger/domain/offer/testing/sample-offer.js';
import { plainText } from '@ledger/domain/search/terms.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { statementsDuring } from '../../../../test/support/statements.js';
import { type OfferLook, OfferSearch, offersStatement } from './offer-search.js';
import { OfferView } from './offer.view.js';

/** More than what a page walks through before it asks the index of terms. */
const count = 4_300;
const today = '2026-11-21';
const subjects = ['企业登记', '气象观测', '遥感影像', '门诊结算'];
const modes = ['api', 'file', 'sandbox'] as const;

const rowAt = (at: number): OfferView => {
  // One word stands only among the oldest offers, one in a handful of all.
  const rare = `${at <= 20 ? '古籍' : ''}${at % 1_000 === 7 ? '专项' : ''}`;
  const name = `${subjects[at % subjects.length]}${rare}数据${at}`;
  const offered: OfferContent = { ...content, name, delivery: modes[at % modes.length] ?? 'api' };
  const industry = at % 5 === 0 ? 'J66' : 'I65';
  return {
    offerId: `offer-${String(at).padStart(5, '0')}`,
    sellerPartyId: `seller-${at % 7}`,
    stage: at % 11 === 0 ? 'suspended' : 'listed',
    assetId: `asset-${at}`,
    kind: 'ordinary',
    content: offered,
    until: addDays(today, at % 13 === 0 ? -1 : 0),
    assessment: null,
    sheet: null,
    sample: null,
    ...offerTerms(offered, { industry }),
    priceMinor: at * 100,
    qualityHundredths: at % 2 === 0 ? 9_050 : null,
    titleVersion: 1,
    version: 2,
    firstPosition: at,
    lastPosition: at,
  };
};
const rows = Array.from({ length: count }, (_, at) => rowAt(at + 1));

let database: TestDatabase;
let source: DataSource;
let search: OfferSearch;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, [OfferView]).initialize();
  for (let from = 0; from < count; from += 500) {
    const stored = rows
      .slice(from, from + 500)
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
            value,
          ]),
        ),
      );
    await source.query(
      `INSERT INTO read.offer_view
       SELECT * FROM json_populate_recordset(NULL::read.offer_view, $1)`,
      [JSON.stringify(stored)],
    );
  }
  await source.query('ANALYZE read.offer_view');
  search = new OfferSearch(source);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const look = (more: Partial<OfferLook> = {}): OfferLook => ({
  scope: (bind) => [`o.stage = 'listed' AND o.until >= ${bind(today)}::text`],
  filters: { limit: 50 },
  rowsMax: 51,
  ...more,
});

/** What the filters mean, without an index; newest first. */
const expected = (fits: (row: OfferView) => boolean): readonly string[] =>
  rows
    .filter((row) => row.stage === 'listed' && (row.until ?? '') >= today && fits(row))
    .map(({ offerId }) => offerId)
    .reverse();

const has = (row: OfferView, word: string): boolean => row.searchText.includes(plainText(word));

describe('a page of offers', () => {
  it.each([
    ['everything', {}, () => true],
    ['a word that is everywhere', { text: '数据' }, (row: OfferView) => has(row, '数据')],
    ['a word of a quarter', { text: '气象' }, (row: OfferView) => has(row, '气象')],
    ['a rare word', { text: '专项' }, (row: OfferView) => has(row, '专项')],
    ['a word of the oldest only', { text: '古籍' }, (row: OfferView) => has(row, '古籍')],
    ['two words', { text: '气象 专项' }, (row: OfferView) => has(row, '气象') && has(row, '专项')],
    [
      'words in another form',
      { text: '氣象 專項' },
      (row: OfferView) => has(row, '气象') && has(row, '专项'),
    ],
    ['a word of none', { text: '期货' }, () => false],
    ['part of a number', { text: '数据42' }, (row: OfferView) => has(row, '数据42')],
    ['a mode', { delivery: 'file' }, (row: OfferView) => row.content.delivery === 'file'],
    ['a section', { industry: 'J' }, (row: OfferView) => row.firstPosition % 5 === 0],
    ['a ceiling', { priceMax: '12.00' }, (row: OfferView) => row.firstPosition <= 12],
    [
      'word, mode, ceiling and quality',
      { text: '企业', delivery: 'api', priceMax: '100.00', qualityMin: '90.5' },
      (row: OfferView) =>
        has(row, '企业') &&
        row.content.delivery === 'api' &&
        row.firstPosition <= 100 &&
        row.qualityHundredths !== null,
    ],
    ['more quality than there is', { qualityMin: '90.51' }, () => false],
  ] as const)('finds %s, page after page', async (_, filters, fits) => {
    const all = expected(fits);
    const found: string[] = [];
    for (let before: number | undefined; ;) {
      const of = look({ filters: { limit: 50, ...filters }, before });
      const page = (await search.page(of)).slice(0, 50);
      found.push(...page.map(({ offerId }) => offerId));
      before = page.at(-1)?.firstPosition;
      if (page.length < 50 || found.length >= 150) break;
    }
    expect(found).toEqual(all.slice(0, found.length));
    expect(found).toHaveLength(Math.min(all.length, 150));
  });

  it('is those of some sellers where they are asked for', async () => {
    const page = await search.page(look({ sellers: ['seller-3'], rowsMax: 5 }));
    expect(page.map(({ offerId }) => offerId)).toEqual(
      expected((row) => row.sellerPartyId === 'seller-3').slice(0, 5),
    );
  });

  it('takes two statements, however much there is and wherever the page lies', async () => {
    for (const text of [undefined, '数据', '古籍', '期货']) {
      for (const before of [undefined, 4_000]) {
        for (const rowsMax of [2, 201]) {
          const filters = { limit: rowsMax, ...(text !== undefined && { text }) };
          const page = () => search.page(look({ filters, before, rowsMax }));
          expect(await statementsDuring(source, page)).toBe(2);
        }
      }
    }
  });

  it('reads through an index, whatever is asked', async () => {
    for (const text of [undefined, '数据', '古籍', '气象 专项']) {
      const filters = { limit: 50, ...(text !== undefined && { text, delivery: 'api' as const }) };
      const { sql, parameters } = offersStatement(look({ filters }));
      const plan = await source.query<object[]>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
      expect([text, JSON.stringify(plan)]).toEqual([text, expect.not.stringContaining('Seq Scan')]);
    }
  });
});
