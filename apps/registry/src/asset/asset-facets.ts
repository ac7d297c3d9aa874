import type { AssetFacetsDto } from '@ledger/contracts/asset/assets-page.dto.js';
import { type AssetFilters, bindingTo } from './asset-conditions.js';
import { matches, type Statement } from './asset-search.js';
import type { AssetSight } from './asset.sight.js';

/** Matches that are counted, the newest first; more are told as «not exact». */
export const countedMax = 10_000;

const facets = {
  state: 'm.state',
  scheme: 'm.scheme',
  industry: 'left(m.industry, 1)',
  source: 'm.source',
  form: 'm.form',
  category: 'm.category',
  grade: 'm.grade',
} as const;

type FacetName = keyof typeof facets;

/** Counts the values of what the filters let through, at most `countedMax` assets. */
export const facetsOfAssets = (
  sight: AssetSight,
  filters: AssetFilters,
  today: string,
): Statement => {
  const { parameters, bind } = bindingTo();
  const look = {
    columns: ['asset_id', 'state', 'scheme', 'industry', 'source', 'form', 'category', 'grade'],
    rowsMax: countedMax + 1,
    windowMax: countedMax + 1,
    isAnyOrder: true,
    today,
  };
  const found = matches(sight, filters, look, bind);
  const values = Object.entries(facets).map(([name, value]) => `('${name}', ${value})`);
  const sql = `
    WITH counted AS MATERIALIZED (SELECT * FROM (${found}) AS found LIMIT ${countedMax + 1})
    SELECT f.facet, f.value, count(*)::integer AS count
    FROM counted AS m CROSS JOIN LATERAL (VALUES ${values.join(', ')}, ('total', ''))
      AS f (facet, value)
    WHERE f.value IS NOT NULL GROUP BY f.facet, f.value
    ORDER BY f.facet, count DESC, f.value`;
  return { sql, parameters };
};

/** A count as the statement gives it. */
export interface FacetRow {
  readonly facet: FacetName | 'total';
  readonly value: string;
  readonly count: number;
}

export const facetsAnswer = (rows: readonly FacetRow[]): AssetFacetsDto => {
  const of = (name: FacetName) =>
    rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  const found = rows.find(({ facet }) => facet === 'total')?.count ?? 0;
  return {
    counted: Math.min(found, countedMax),
    isExact: found <= countedMax,
    state: of('state'),
    scheme: of('scheme'),
    industry: of('industry'),
    source: of('source'),
    form: of('form'),
    category: of('category'),
    grade: of('grade'),
  };
};
