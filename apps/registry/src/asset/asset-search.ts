import type { AssetsQuery } from '@ledger/contracts/asset/assets-query.dto.js';
import type { AssetSight } from './asset.sight.js';

/** A statement and its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type AssetFilters = Omit<AssetsQuery, 'limit' | 'cursor'>;

/** Which run of rows, newest application first. */
export interface Run {
  /** Only applications before this position; absent: from the newest. */
  readonly before?: number | undefined;
  readonly rowsMax: number;
  /** Today in Shanghai: what ended before it lets nobody in. */
  readonly today: string;
}

/**
 * The ids of one page of assets that a caller sees, in the order of first application, newest
 * first. That order never changes, so pages neither repeat nor skip what others write meanwhile.
 *
 * Own assets are read down the index (applicant, application); those that others opened are few
 * and come in through `asset_reader`. Filters are checked on the way: the cost of a rare match is a
 * walk over the organisation's own assets, some hundred thousand rows a second, and a text is looked
 * for as it stands, because Postgres cannot split Chinese into words.
 */
export const pageOfAssets = (
  sight: AssetSight,
  filters: AssetFilters,
  { before, rowsMax, today }: Run,
): Statement => {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = conditionsOf(filters, bind);
  if (before !== undefined) conditions.push(`a.applied_position < ${bind(before)}::bigint`);
  const limit = `ORDER BY a.applied_position DESC LIMIT ${bind(rowsMax)}::integer`;
  const select = (...more: string[]): string =>
    `SELECT a.asset_id, a.applied_position FROM read.asset AS a
     WHERE ${[...more, ...conditions].join(' AND ') || 'true'} ${limit}`;
  if (sight.is === 'none') return { sql: select('false'), parameters };
  if (sight.is === 'all') return { sql: select(), parameters };
  const me = `${bind(sight.partyId)}::uuid`;
  const own = select(`a.applicant_party_id = ${me}`);
  const open = openTo(me, bind(sight.grounds), bind(today));
  const opened = select(`a.applicant_party_id <> ${me}`, `a.asset_id IN (${open})`);
  return { sql: `SELECT * FROM ((${own}) UNION ALL (${opened})) AS a ${limit}`, parameters };
};

/** One row where a caller sees this asset, none where he does not. */
export const oneAsset = (sight: AssetSight, assetId: string, today: string): Statement => {
  const parameters: unknown[] = [assetId];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const found = `SELECT a.asset_id FROM read.asset AS a WHERE a.asset_id = $1::uuid`;
  if (sight.is === 'none') return { sql: `${found} AND false`, parameters };
  if (sight.is === 'all') return { sql: found, parameters };
  const me = `${bind(sight.partyId)}::uuid`;
  const open = openTo(me, bind(sight.grounds), bind(today));
  return {
    sql: `${found} AND (a.applicant_party_id = ${me} OR EXISTS (${open} AND r.asset_id = a.asset_id))`,
    parameters,
  };
};

const openTo = (me: string, grounds: string, today: string): string =>
  `SELECT r.asset_id FROM read.asset_reader AS r
   WHERE r.party_ids @> ARRAY[${me}] AND r.ground = ANY(${grounds}::text[])
     AND (r.until_date IS NULL OR r.until_date >= ${today}::text)`;

const conditionsOf = (filters: AssetFilters, bind: (value: unknown) => string): string[] => {
  const conditions: string[] = [];
  const equal = (column: string, value: string | undefined): void => {
    if (value !== undefined) conditions.push(`a.${column} = ${bind(value)}::text`);
  };
  const { text, industry, registeredFrom, registeredUntil } = filters;
  equal('state', filters.state);
  equal('grade', filters.grade);
  equal('category', filters.category);
  equal('source', filters.source);
  equal('certificate_no', filters.certificateNo);
  equal('external_number', filters.externalNumber);
  if (industry?.length === 1) conditions.push(`left(a.industry, 1) = ${bind(industry)}::text`);
  else equal('industry', industry);
  if (registeredFrom !== undefined) {
    conditions.push(`a.registered_on >= ${bind(registeredFrom)}::text`);
  }
  if (registeredUntil !== undefined) {
    conditions.push(`a.registered_on <= ${bind(registeredUntil)}::text`);
  }
  if (text !== undefined) {
    conditions.push(`position(${bind(text.toLowerCase())}::text IN a.search_text) > 0`);
  }
  return conditions;
};
