import {
  type AssetFilters,
  type Bind,
  bindingTo,
  type Conditions,
  conditionsOf,
} from './asset-conditions.js';
import { orders, sortedBy } from './asset-orders.js';
import { type Look, type Run, type Scope, startOf, walks, type Writing } from './asset-walk.js';
import type { AssetSight } from './asset.sight.js';
import { factTerm } from './asset.terms.js';

/** A statement and its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Rows that are walked through in order before the index of terms is asked, at least. */
const windowRows = 4_000;

/**
 * The same for each row that is wanted: a page that so many rows do not fill is of something rare,
 * and taking all of that from the index costs about what the walk did. In the order of age the next
 * row mostly lies beside the last one; in any other it is somewhere, as are those of the index.
 */
const windowPerRow = { aged: 200, other: 80 } as const;

/**
 * The ids of one page of assets that a caller sees, in an order that what others write meanwhile
 * does not disturb: pages neither repeat nor skip.
 *
 * What matches often is found among the next few thousand rows in order (`near`); only where these
 * do not fill the page, the index of terms gives all that match beyond them (`far`), which are then
 * few. So neither a common word nor a rare one costs more than some ten thousand rows of a million.
 *
 * Names that begin with the word looked for are many and lie together, far from where the walk
 * began: in the order of names they are walked through by themselves, and left out of what the
 * index of terms is asked for.
 */
export const pageOfAssets = (sight: AssetSight, filters: AssetFilters, run: Run): Statement => {
  const { order = 'newest', rowsMax } = run;
  const [sortKey, descending] = [orders[order].key, orders[order].isDescending];
  const columns = ['asset_id', 'applied_position', 'name_key', ...sortKey];
  const { parameters, bind } = bindingTo();
  const perRow = order === 'newest' ? windowPerRow.aged : windowPerRow.other;
  const windowMax = Math.max(windowRows, rowsMax * perRow);
  const text = matches(sight, filters, { ...run, columns, windowMax }, bind);
  const sql = `${text} ORDER BY ${sortedBy(sortKey, descending, 'm')} LIMIT ${bind(rowsMax)}::integer`;
  return { sql, parameters };
};

/** `WITH … SELECT … FROM (…) AS m`: rows that match, more than asked for where scopes meet. */
export const matches = (
  sight: AssetSight,
  filters: AssetFilters,
  look: Look,
  bind: Bind,
): string => {
  const conditions = conditionsOf(filters, look.today, bind);
  const columns = [...new Set(look.columns)];
  const shown = columns.map((column) => `a.${column}`).join(', ');
  const scopes = scopesOf(sight, bind);
  const walked = scopes.flatMap((scope, at) => walks(scope, conditions, look, { shown, at, bind }));
  const opened = openedPart(sight, conditions, look, { shown, bind });
  const parts = [...walked.flatMap(({ parts }) => parts), ...opened];
  const tables = walked.flatMap(({ tables }) => tables);
  const none = `(SELECT ${shown} FROM read.asset AS a WHERE false)`;
  const all = parts.length === 0 ? none : parts.join(' UNION ALL ');
  const names = columns.map((column) => `m.${column}`).join(', ');
  return `${tables.length === 0 ? '' : `WITH ${tables.join(', ')}`} SELECT ${names} FROM (${all}) AS m`;
};

/** One scope a party, so that each is walked along its own index. */
const scopesOf = (sight: AssetSight, bind: Bind): readonly Scope[] => {
  if (sight.is === 'none') return [];
  if (sight.is === 'all') return [{ condition: 'true' }];
  const { joint, sole } = sight.standing;
  const applicants = joint.map((partyId): Scope => ({
    condition: `a.applicant_party_id = ${bind(partyId)}::uuid`,
    term: factTerm('applicant', partyId),
  }));
  if (sight.isRegistrar !== true) return applicants;
  const mine = `${bind(joint)}::uuid[]`;
  const registrars = sole.map((partyId): Scope => ({
    condition:
      `a.registrar_party_id = ${bind(partyId)}::uuid` +
      ` AND a.registrar_party_id <> a.applicant_party_id` +
      ` AND a.applicant_party_id <> ALL (${mine}) AND a.state <> 'draft'`,
    term: factTerm('registrar', partyId),
  }));
  return [...applicants, ...registrars];
};

/** What others opened to the caller: few, and found by who may read. */
const openedPart = (
  sight: AssetSight,
  { rows }: Conditions,
  { order = 'newest', after, rowsMax, today }: Look,
  { shown, bind }: Omit<Writing, 'at'>,
): readonly string[] => {
  if (sight.is !== 'own') return [];
  const { key, isDescending, condition: sortable } = orders[order];
  const [joint, sole] = [
    `${bind(sight.standing.joint)}::uuid[]`,
    `${bind(sight.standing.sole)}::uuid[]`,
  ];
  const others = [
    `a.applicant_party_id <> ALL (${joint})`,
    ...(sight.isRegistrar === true ? [`a.registrar_party_id <> ALL (${sole})`] : []),
  ];
  const open = openTo({ joint, sole }, bind(sight.grounds), bind(today));
  const all = [
    ...others,
    `a.asset_id IN (${open})`,
    ...sortable,
    ...startOf(order, after, bind),
    ...rows,
  ];
  return [
    `(SELECT ${shown} FROM read.asset AS a WHERE ${all.join(' AND ')}
      ORDER BY ${sortedBy(key, isDescending, 'a')} LIMIT ${bind(rowsMax)}::integer)`,
  ];
};

/** One row where a caller sees this asset, none where he does not. */
export const oneAsset = (sight: AssetSight, assetId: string, today: string): Statement => {
  const { parameters, bind } = bindingTo(assetId);
  const found = `SELECT a.asset_id FROM read.asset AS a WHERE a.asset_id = $1::uuid`;
  if (sight.is === 'none') return { sql: `${found} AND false`, parameters };
  if (sight.is === 'all') return { sql: found, parameters };
  const [joint, sole] = [
    `${bind(sight.standing.joint)}::uuid[]`,
    `${bind(sight.standing.sole)}::uuid[]`,
  ];
  const mine = [
    `a.applicant_party_id = ANY (${joint})`,
    ...(sight.isRegistrar === true
      ? [`a.registrar_party_id = ANY (${sole}) AND a.state <> 'draft'`]
      : []),
  ].join(' OR ');
  const open = openTo({ joint, sole }, bind(sight.grounds), bind(today));
  const sql = `${found} AND (${mine} OR EXISTS (${open} AND r.asset_id = a.asset_id))`;
  return { sql, parameters };
};

/** What several hold together opens an asset to each of them; all else to who alone stands for it. */
const openTo = (
  { joint, sole }: { readonly joint: string; readonly sole: string },
  grounds: string,
  today: string,
): string =>
  `SELECT r.asset_id FROM read.asset_reader AS r
   WHERE r.party_ids && ${joint} AND r.ground = ANY(${grounds}::text[])
     AND (r.ground = 'holder' OR r.party_ids && ${sole})
     AND (r.until_date IS NULL OR r.until_date >= ${today}::text)`;
