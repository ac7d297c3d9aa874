import {
  type AssetFilters,
  type Bind,
  bindingTo,
  type Conditions,
  conditionsOf,
  termsAre,
  termsMatch,
} from './asset-conditions.js';
import {
  type AssetOrder,
  beginsBefore,
  beyond,
  notBeginning,
  orders,
  sortedBy,
} from './asset-orders.js';
import type { AssetSight } from './asset.sight.js';
import { factTerm } from './asset.terms.js';

/** A statement and its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Which run of rows. */
export interface Run {
  /** Newest application first unless it says otherwise. */
  readonly order?: AssetOrder;
  /** Sort key of the row before the first; absent: from the start. */
  readonly after?: readonly (string | number)[] | undefined;
  readonly rowsMax: number;
  /** Today in Shanghai: what ended before it lets nobody in. */
  readonly today: string;
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

/** How matching rows are looked for. */
export interface Look extends Run {
  /** What each row shows. */
  readonly columns: readonly string[];
  readonly windowMax: number;
  /** Which far rows come, where there are more than asked for, does not matter. */
  readonly isAnyOrder?: boolean;
}

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

/** Assets that one index holds together. */
interface Scope {
  readonly condition: string;
  /** The term that all of them have. */
  readonly term?: string;
}

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

interface Writing {
  readonly shown: string;
  readonly at: number | string;
  readonly bind: Bind;
}

/** A part of a scope that is walked through by itself. */
interface Leg extends Scope {
  /** What the rows that the index of terms is asked for have besides; more than the walk asks. */
  readonly far?: { readonly condition: string; readonly without: string };
}

interface Walk {
  readonly tables: readonly string[];
  readonly parts: readonly string[];
}

/** The walk through a scope, and in the order of names the one through those that begin alike. */
const walks = (
  scope: Scope,
  conditions: Conditions,
  look: Look,
  writing: Writing,
): readonly Walk[] => {
  const { head, isPoint, rows, terms } = conditions;
  if (look.order !== 'name' || head === undefined || isPoint) {
    return [walk(scope, conditions, look, writing)];
  }
  const { at, bind } = writing;
  const word = `${bind(head.word)}::text`;
  const edge = `edge${at} AS e`;
  const isShort = `(SELECT count(*) FROM near${at}) < ${bind(look.rowsMax)}::integer`;
  // One bound, the later of the two: with both, an index is read from the earlier one on.
  const first = [
    `(SELECT greatest(e.name_key, ${word}) FROM ${edge})`,
    `(SELECT CASE WHEN e.name_key < ${word} THEN 0 ELSE e.applied_position END FROM ${edge})`,
  ];
  const rest = [beyond('name', first), beginsBefore(word), isShort, `EXISTS (SELECT FROM ${edge})`];
  const block = { ...scope, condition: [scope.condition, ...rest].join(' AND ') };
  const others = { condition: notBeginning(word), without: head.term };
  const inBlock = { ...conditions, rows, terms: [...terms, head.term] };
  return [
    walk({ ...scope, far: others }, conditions, look, writing),
    walk(block, inBlock, { ...look, after: undefined }, { ...writing, at: `${at}_alike` }),
  ];
};

/** Near and far rows of one scope, as named tables and the parts that read them. */
const walk = (
  { condition, term, far: only }: Leg,
  { rows, terms, stateTerm, isPoint, isIndexed }: Conditions,
  { order = 'newest', after, rowsMax, windowMax, today, isAnyOrder = false }: Look,
  { shown, at, bind }: Writing,
): Walk => {
  const { key, isDescending, condition: sortable } = orders[order];
  const sorted = `ORDER BY ${sortedBy(key, isDescending, 'a')}`;
  const limit = `LIMIT ${bind(rowsMax)}::integer`;
  const where = (...all: readonly string[]) => `WHERE ${all.join(' AND ') || 'true'}`;
  const inScope = [condition, ...sortable, ...startOf(order, after, bind)];
  const all = [...terms, ...(term === undefined ? [] : [term])];
  const from = 'FROM read.asset AS a';
  if (isPoint) {
    const found = terms.length === 0 ? rows : [...rows, termsAre(terms, bind)];
    const part = `(SELECT ${shown} ${from} ${where(...inScope, ...found)} ${sorted} ${limit})`;
    return { tables: [], parts: [part] };
  }
  const next = `SELECT a.* ${from} ${where(...inScope)} ${sorted}`;
  const near = `SELECT ${shown} FROM (${next} LIMIT ${windowMax}) AS a ${where(...rows)} ${sorted} ${limit}`;
  const tables = [`near${at} AS MATERIALIZED (${near})`];
  const parts = [`(SELECT * FROM near${at})`];
  const hasTerms = all.length > 0 || stateTerm !== undefined;
  if (rows.length === 0 || !(isIndexed || hasTerms)) return { tables, parts };
  const sought = { terms: all, ...(stateTerm !== undefined && { stateTerm }), ...only };
  const byTerms = hasTerms ? [termsMatch(sought, today, bind)] : [];
  const keys = key.map((column) => `a.${column}`).join(', ');
  const edge = `SELECT ${keys} ${from} ${where(...inScope)} ${sorted} OFFSET ${windowMax - 1} LIMIT 1`;
  const ends = key.map((column) => `(SELECT e.${column} FROM edge${at} AS e)`);
  const isShort = `(SELECT count(*) FROM near${at}) < ${bind(rowsMax)}::integer`;
  const isMore = `EXISTS (SELECT FROM edge${at})`;
  const beyondEdge = beyond(order, ends, { isFilter: terms.length > 0 });
  const inFar = [condition, ...sortable, ...(only === undefined ? [] : [only.condition])];
  const farWhere = where(...inFar, ...byTerms, ...rows, beyondEdge, isMore, isShort);
  const edged = [...tables, `edge${at} AS MATERIALIZED (${edge})`];
  const found = `SELECT ${shown} ${from} ${farWhere}`;
  if (isAnyOrder || terms.length === 0) {
    const far = `(${found} ${isAnyOrder ? '' : sorted} ${limit})`;
    return { tables: edged, parts: [...parts, far] };
  }
  // What is rare is taken from the index of terms as a whole and then put in order: with the limit
  // in sight the planner walks on in order instead, for it takes matches to lie evenly. Names that
  // begin with the word looked for lie together: the walk may go through all that there is.
  const far = `(SELECT * FROM far${at} AS a ${sorted} ${limit})`;
  const taken = `far${at} AS MATERIALIZED (${found})`;
  return { tables: [...edged, taken], parts: [...parts, far] };
};

/** That rows come after the last one of the page before, where there is one. */
const startOf = (order: AssetOrder, after: Look['after'], bind: Bind): readonly string[] => {
  if (after === undefined) return [];
  const place = after.map((value) => bind(value));
  return [beyond(order, place)];
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
