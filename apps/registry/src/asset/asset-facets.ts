import type { AssetFacetsDto } from '@ledger/contracts/asset/assets-page.dto.js';
import { stateSql } from '@ledger/http/assets/asset-state.js';
import { type AssetFilters, bindingTo } from './asset-conditions.js';
import { matches, type Statement } from './asset-search.js';
import type { AssetSight } from './asset.sight.js';

/** Matches that are counted, the newest first; more are told as «not exact». */
export const countedMax = 5_000;

const facets = ['state', 'scheme', 'industry', 'source', 'form', 'category', 'grade'] as const;

type FacetName = (typeof facets)[number];

/** What `grouping` answers where all columns are left out, and where all but one are. */
const allUngrouped = 2 ** facets.length - 1;
const places = facets
  .map((_, at) => allUngrouped - 2 ** (facets.length - 1 - at))
  .concat(allUngrouped)
  .map((ungrouped, at) => `(${ungrouped}, ${at + 1})`)
  .join(', ');

/** Rows that are walked through where at least half of them match: more than are counted. */
const windowMax = 2 * (countedMax + 1);

/** Counts the values of what the filters let through, at most `countedMax` assets. */
export const facetsOfAssets = (
  sight: AssetSight,
  filters: AssetFilters,
  today: string,
): Statement => {
  const { parameters, bind } = bindingTo();
  const look = {
    columns: ['asset_id', 'due_on', 'due_state', ...facets],
    rowsMax: countedMax + 1,
    windowMax,
    isAnyOrder: true,
    today,
  };
  const found = matches(sight, filters, look, bind);
  const now = bind(today);
  const shown = facets.map((name) => facetSql(name, now));
  const names = shown.map((value, at) => `${value} AS ${facets[at]}`).join(', ');
  const all = facets.map((name) => `m.${name}`).join(', ');
  const sets = facets.map((name) => `(m.${name})`).join(', ');
  const sql = `
    WITH counted AS MATERIALIZED (SELECT ${names} FROM (${found}) AS f LIMIT ${countedMax + 1}),
    sums AS (
      SELECT grouping(${all}) AS ungrouped, coalesce(${all}) AS value, count(*)::integer AS count
      FROM counted AS m GROUP BY GROUPING SETS (${sets}, ())
    )
    SELECT (ARRAY[${facets.map((name) => `'${name}'`).join(', ')}, 'total'])[g.place] AS facet,
      s.value, s.count
    FROM sums AS s JOIN (VALUES ${places}) AS g (ungrouped, place) USING (ungrouped)
    WHERE s.value IS NOT NULL OR s.ungrouped = ${allUngrouped}
    ORDER BY g.place, s.count DESC, s.value`;
  return { sql, parameters };
};

/** The value that a row is counted under: of industries the section, of states the clock's. */
const facetSql = (name: FacetName, today: string): string => {
  switch (name) {
    case 'industry':
      return 'left(f.industry, 1)';
    case 'state':
      return stateSql('f', today);
    case 'scheme':
    case 'source':
    case 'form':
    case 'category':
    case 'grade':
      return `f.${name}`;
  }
};

/** A count as the statement gives it. */
export interface FacetRow {
  readonly facet: FacetName | 'total';
  /** Null for the total. */
  readonly value: string | null;
  readonly count: number;
}

export const facetsAnswer = (rows: readonly FacetRow[]): AssetFacetsDto => {
  const of = (name: FacetName) =>
    rows.flatMap(({ facet, value, count }) =>
      facet === name && value !== null ? [{ value, count }] : [],
    );
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
