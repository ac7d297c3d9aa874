import { dataSource } from '@ledger/database/connection.js';
import { offerTerms } from '@ledger/domain/offer/offer-terms.js';
import { content } from '@ledger/domain/offer/testing/sample-offer.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { statementsDuring } from '../../../../test/support/statements.js';
import { candidatesMax, OfferCandidates } from './offer-candidates.js';

const today = '2026-11-21';
let database: TestDatabase;
let source: DataSource;
let candidates: OfferCandidates;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, []).initialize();
  candidates = new OfferCandidates(source);
  await insert(1, '全国企业登记信息', '');
  await insert(2, '遥感影像', '卫星拍摄，与企业登记无关');
  await insert(3, '企业登记信息接口', '', { stage: 'suspended' });
  await insert(4, '企业登记信息接口', '', { until: '2026-11-20' });
  await insert(5, 'AI 语料', '');
  for (let at = 100; at < 1_500; at += 1) await insert(at, `气象观测${at}`, '');
  await source.query('ANALYZE read.offer_view');
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const insert = async (at: number, name: string, summary: string, more: object = {}) => {
  const offered = { ...content, name, summary };
  const { searchText: search_text, terms } = offerTerms(offered);
  const row = {
    ...{ offer_id: `offer-${at}`, seller_party_id: 'seller', stage: 'listed', asset_id: 'asset' },
    ...{ kind: 'ordinary', content: offered, until: today, search_text, terms, version: 2 },
    ...{ first_position: at, last_position: at },
    ...more,
  };
  await source.query(
    `INSERT INTO read.offer_view
     SELECT * FROM json_populate_record(NULL::read.offer_view, $1)`,
    [JSON.stringify(row)],
  );
};
const idsFor = async (text: string) =>
  (await candidates.of(text, today)).map(({ offerId }) => offerId);

describe('offers beside a need', () => {
  it('share pieces of its text and stand today, who shares most first', async () => {
    expect(await idsFor('企业登记信息')).toEqual(['offer-1', 'offer-2']);
    expect(await idsFor('ai')).toEqual(['offer-5']);
    expect(await idsFor('期货行情')).toEqual([]);
    expect(await idsFor('，')).toEqual([]);
  });

  it('are a bounded number, the newest and older ones, in one statement', async () => {
    const found = await idsFor('气象观测');
    expect(found).toHaveLength(candidatesMax);
    expect(found.slice(0, 100)).toEqual(
      Array.from({ length: 100 }, (_, at) => `offer-${1_499 - at}`),
    );
    for (const text of ['气象观测', '企业登记信息 遥感影像', '期货']) {
      expect(await statementsDuring(source, () => candidates.of(text, today))).toBe(1);
    }
  });

  it('are named with whether they stand', async () => {
    const named = await candidates.named(['offer-1', 'offer-3', 'offer-4', 'none'], today);
    expect([...named.entries()].sort()).toEqual([
      ['offer-1', { name: '全国企业登记信息', stands: true }],
      ['offer-3', { name: '企业登记信息接口', stands: false }],
      ['offer-4', { name: '企业登记信息接口', stands: false }],
    ]);
  });
});
