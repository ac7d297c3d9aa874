import { type AssetsQuery, rankedMax } from '@ledger/contracts/asset/assets-query.dto.js';
import { aloneOf } from '@ledger/domain/party/standing-in.js';
import { soughtWords } from '@ledger/domain/search/terms.js';
import fc from 'fast-check';
import {
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { stateOn } from './asset-clock.js';
import { AssetList } from './asset-list.js';
import { facetsOfAssets } from './asset-facets.js';
import { type AssetOrder, orders, sortedBy } from './asset-orders.js';
import { type AssetFilters, bindingTo } from './asset-conditions.js';
import { matches, pageOfAssets } from './asset-search.js';
import { assetFold } from './asset.projection.js';
import type { AssetSight } from './asset.sight.js';
import type { AssetView } from './asset.view.js';
import { applicants, assetRow, registrar } from './testing/asset-rows.js';

/** More than what a page walks through before it asks the index of terms. */
const count = 4_600;
const today = '2026-11-21';
const own: AssetSight = {
  is: 'own',
  standing: aloneOf(applicants[0]),
  grounds: ['holder', 'grantee'],
};
const asRegistrar: AssetSight = { ...own, standing: aloneOf(registrar), isRegistrar: true };
/** Somebody who succeeded both applicants and the registrar. */
const heirs = [...applicants, registrar];
const asHeir: AssetSight = {
  ...own,
  standing: { partyId: 'heir', joint: heirs, sole: heirs },
  isRegistrar: true,
};
const all: AssetSight = { is: 'all' };

let check: ProjectionCheck;
let list: AssetList;
const rows = Array.from({ length: count }, (_, at) => assetRow(at + 1));
beforeAll(async () => {
  check = await projectionCheck(assetFold);
  for (let from = 0; from < count; from += 500) await insert(rows.slice(from, from + 500));
  await check.source.query('ANALYZE read.asset');
  list = new AssetList(check.source);
});
afterAll(() => check.close());

const snake = (name: string) => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
const insert = async (views: readonly AssetView[]): Promise<void> => {
  const stored = views.map((view) =>
    Object.fromEntries(Object.entries(view).map(([name, value]) => [snake(name), value])),
  );
  await check.source.query(
    'INSERT INTO read.asset SELECT * FROM json_populate_recordset(NULL::read.asset, $1)',
    [JSON.stringify(stored)],
  );
};

const query = (more: Partial<AssetsQuery> = {}): AssetsQuery => ({ limit: 50, ...more });

/** What the filters mean, without an index. */
const fits = (row: AssetView, sight: AssetSight, filters: AssetFilters): boolean => {
  const seen =
    sight.is === 'all' ||
    (sight.is === 'own' &&
      (sight.standing.joint.includes(row.applicantPartyId) ||
        (sight.isRegistrar === true && sight.standing.sole.includes(row.registrarPartyId))));
  const { text = '', industry, state, grade, form, source, expiringBefore, holder } = filters;
  const words = soughtWords(text).every(({ word, terms, isWhole }) =>
    isWhole
      ? terms.every((term) => row.terms.split(' ').includes(term))
      : row.searchText.includes(word),
  );
  const same = (value: string | undefined, is: string | null) =>
    value === undefined || value === is;
  return (
    seen &&
    words &&
    same(state, stateOn(row, today)) &&
    same(grade, row.grade) &&
    same(form, row.form) &&
    same(source, row.source) &&
    (industry === undefined || (row.industry ?? '').startsWith(industry)) &&
    (expiringBefore === undefined || (row.validUntil ?? '9') < expiringBefore) &&
    (holder === undefined || row.applicantPartyId === holder)
  );
};

const byCode = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const comparisons: Readonly<Record<AssetOrder, (a: AssetView, b: AssetView) => number>> = {
  newest: (a, b) => b.appliedPosition - a.appliedPosition,
  name: (a, b) =>
    Buffer.compare(Buffer.from(a.nameKey), Buffer.from(b.nameKey)) ||
    a.appliedPosition - b.appliedPosition,
  registeredOn: (a, b) =>
    byCode(b.registeredOn ?? '', a.registeredOn ?? '') || b.appliedPosition - a.appliedPosition,
  expiry: (a, b) =>
    byCode(a.validUntil ?? '', b.validUntil ?? '') || a.appliedPosition - b.appliedPosition,
};

const expected = (sight: AssetSight, filters: AssetFilters, sort: AssetOrder) =>
  rows
    .filter((row) => fits(row, sight, filters))
    .filter(
      (row) =>
        (sort !== 'registeredOn' || row.registeredOn !== null) &&
        (sort !== 'expiry' || row.validUntil !== null),
    )
    .sort(comparisons[sort])
    .map(({ assetId }) => assetId);

const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });
const given = (filters: object): AssetFilters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
const anyFilters = fc
  .record({
    text: option(
      fc.constantFrom(
        '用电',
        '负荷 物流',
        '用电负荷',
        'gdp',
        'ＡＰＩ',
        '试点',
        '麒麟阁',
        '麟',
        'ext-46',
        'x_',
        '电',
      ),
    ),
    state: option(fc.constantFrom('registered', 'rejected', 'expired' as const)),
    grade: option(fc.constantFrom('important', 'general' as const)),
    form: option(fc.constantFrom('text', 'table' as const)),
    source: option(fc.constantFrom('derived', 'agreement' as const)),
    industry: option(fc.constantFrom('D', 'J66')),
    expiringBefore: option(fc.constantFrom('2027-03-05')),
    holder: option(fc.constantFrom(applicants[1])),
  })
  .map(given);
const anySight = fc.constantFrom(own, asRegistrar, asHeir, all);
const anyOrder = fc.constantFrom<AssetOrder>('newest', 'name', 'registeredOn', 'expiry');

describe('a search over more assets than a page walks through', () => {
  it('finds what the filters mean, in the order asked for, page by page', () =>
    fc.assert(
      fc.asyncProperty(anySight, anyFilters, anyOrder, async (sight, filters, sort) => {
        const wanted = expected(sight, filters, sort);
        const found: string[] = [];
        for (let cursor: string | undefined, pages = 0; pages < 3; pages += 1) {
          const page = await list.page(
            query({ ...filters, sort, limit: 40, ...(cursor && { cursor }) }),
            sight,
            today,
          );
          found.push(...page.rows.map(({ assetId }) => assetId));
          cursor = page.next;
          if (cursor === undefined) break;
        }
        expect(found).toEqual(wanted.slice(0, 120));
      }),
      { numRuns: 80 },
    ));

  it('finds the same however few rows are walked through before the index is asked', () =>
    fc.assert(
      fc.asyncProperty(
        anySight,
        anyFilters,
        anyOrder,
        fc.constantFrom(1, 7, 60, 900),
        async (sight, filters, order, windowMax) => {
          const { parameters, bind } = bindingTo();
          const { key, isDescending } = orders[order];
          const look = { order, rowsMax: 30, today, columns: ['asset_id', ...key], windowMax };
          const sql = matches(sight, filters, look, bind);
          const sorted = `${sql} ORDER BY ${sortedBy(key, isDescending, 'm')} LIMIT 30`;
          const found = await check.source.query<{ asset_id: string }[]>(sorted, parameters);
          expect(found.map((row) => row.asset_id)).toEqual(
            expected(sight, filters, order).slice(0, 30),
          );
        },
      ),
      { numRuns: 120 },
    ));

  it('counts what it finds', () =>
    fc.assert(
      fc.asyncProperty(anySight, anyFilters, async (sight, filters) => {
        const { facets } = await list.page(query({ ...filters, facets: true }), sight, today);
        const wanted = rows.filter((row) => fits(row, sight, filters));
        expect([facets?.counted, facets?.isExact]).toEqual([wanted.length, true]);
        for (const name of ['state', 'grade', 'form', 'source'] as const) {
          const counts = new Map<string, number>();
          for (const row of wanted) {
            const value = name === 'state' ? stateOn(row, today) : row[name];
            if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
          }
          const told = facets?.[name].map(({ value, count: each }) => [value, each] as const);
          expect(new Map(told)).toEqual(counts);
        }
      }),
      { numRuns: 25 },
    ));

  it('ranks by the name, and goes on with older matches', async () => {
    const text = '用电负荷';
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list.page(
        query({ text, sort: 'relevance', limit: 200, ...(cursor && { cursor }) }),
        all,
        today,
      );
      ids.push(...page.rows.map(({ assetId }) => assetId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect([...ids].sort()).toEqual([...expected(all, { text }, 'newest')].sort());
    const name = (assetId: string | undefined) =>
      rows.find((row) => row.assetId === assetId)?.nameKey ?? '';
    expect(name(ids[0]).startsWith(text)).toBe(true);
    const ranks = ids.slice(0, rankedMax).map((id) => (name(id).startsWith(text) ? 0 : 1));
    expect([...ranks].sort()).toEqual(ranks);
  });

  it('takes no cursor of another text where names are ranked', async () => {
    const ask = (text: string, cursor?: string) =>
      list.page(
        query({ text, sort: 'relevance', limit: 2, ...(cursor && { cursor }) }),
        all,
        today,
      );
    const { next } = await ask('用电负荷');
    expect((await ask('用电负荷', next)).rows).toHaveLength(2);
    await expect(ask('物流', next)).rejects.toThrow('invalid_cursor');
  });

  it('neither repeats nor skips while others write', async () => {
    const text = '物流';
    const wanted = expected(all, { text }, 'newest');
    const first = await list.page(query({ text, limit: 30 }), all, today);
    await insert([assetRow(count + 9), assetRow(count + 18)]);
    const more = query({ text, limit: 30, ...(first.next && { cursor: first.next }) });
    const second = await list.page(more, all, today);
    await check.source.query('DELETE FROM read.asset WHERE applied_position > $1', [count]);
    const ids = [...first.rows, ...second.rows].map(({ assetId }) => assetId);
    expect(ids).toEqual(wanted.slice(0, 60));
  });

  it('takes one statement for a page’s ids, one for its rows and one for its facets', async () => {
    const manager = check.source.createQueryRunner().constructor.prototype as {
      query: (...args: unknown[]) => Promise<unknown>;
    };
    let statements = 0;
    const original = manager.query;
    manager.query = function (this: unknown, ...args: unknown[]) {
      statements += 1;
      return original.apply(this, args);
    };
    try {
      for (const more of [
        {},
        { text: '用电' },
        { text: '麒麟阁' },
        { text: '负荷', grade: 'general' },
      ]) {
        for (const limit of [1, 200]) {
          statements = 0;
          await list.page(
            query({ ...more, limit, facets: true } as Partial<AssetsQuery>),
            own,
            today,
          );
          expect(statements).toBe(3);
        }
      }
    } finally {
      manager.query = original;
    }
  });

  it('reads through an index, whatever is asked', async () => {
    const filters: AssetFilters[] = [
      {},
      { text: '用电' },
      { text: '负荷 物流' },
      { text: '麒麟阁' },
      { text: '麟' },
      { state: 'rejected', industry: 'J', grade: 'important' },
      { state: 'expired' },
      { state: 'expired', text: '用电' },
      { expiringBefore: '2027-03-05' },
      { holder: applicants[1] },
      { externalNumber: 'EXT-7' },
      { certificateNo: 'N5f2a1b0c202611000008' },
      { registeredFrom: '2026-10-05', registeredUntil: '2026-10-06' },
    ];
    const runner = check.source.createQueryRunner();
    await runner.query('SET enable_seqscan = off');
    try {
      for (const sight of [own, asRegistrar, asHeir, all]) {
        for (const each of filters) {
          for (const order of ['newest', 'name', 'registeredOn', 'expiry'] as const) {
            const page = pageOfAssets(sight, each, { order, rowsMax: 51, today });
            expect(await scanned(runner, page)).toEqual([]);
          }
          expect(await scanned(runner, facetsOfAssets(sight, each, today))).toEqual([]);
        }
      }
    } finally {
      await runner.query('RESET enable_seqscan');
      await runner.release();
    }
  });
});

/** Lines of a plan that read the whole table. */
const scanned = async (
  runner: { query: (sql: string, parameters?: unknown[]) => Promise<unknown> },
  { sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] },
): Promise<readonly string[]> => {
  const plan = (await runner.query(`EXPLAIN ${sql}`, [...parameters])) as Record<string, string>[];
  return plan
    .map((line) => line['QUERY PLAN'] ?? '')
    .filter((line) => /Seq Scan on asset/u.test(line));
};
