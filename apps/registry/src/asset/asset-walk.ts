import { type Bind, type Conditions, termsAre, termsMatch } from './asset-conditions.js';
import {
  type AssetOrder,
  beginsBefore,
  beyond,
  notBeginning,
  orders,
  sortedBy,
} from './asset-orders.js';

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

/** How matching rows are looked for. */
export interface Look extends Run {
  /** What each row shows. */
  readonly columns: readonly string[];
  /** Rows that are walked through in order before the index of terms is asked. */
  readonly windowMax: number;
  /**
   * Which far rows come, where there are more than asked for, does not matter. Then the first rows
   * tell whether the walk goes on: where most of them do not match, the index is sooner done.
   */
  readonly isAnyOrder?: boolean;
}

/** Assets that one index holds together. */
export interface Scope {
  readonly condition: string;
  /** The term that all of them have. */
  readonly term?: string;
}

export interface Writing {
  readonly shown: string;
  readonly at: number | string;
  readonly bind: Bind;
}

/** A part of a scope that is walked through by itself. */
interface Leg extends Scope {
  /** What the rows that the index of terms is asked for have besides; more than the walk asks. */
  readonly far?: { readonly condition: string; readonly without: string };
}

export interface Walk {
  readonly tables: readonly string[];
  readonly parts: readonly string[];
}

/** The walk through a scope, and in the order of names the one through those that begin alike. */
export const walks = (
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
const walk = (leg: Leg, conditions: Conditions, look: Look, writing: Writing): Walk => {
  const { rows, terms, stateTerm, isPoint, isIndexed } = conditions;
  const { order = 'newest', rowsMax, windowMax, today, isAnyOrder = false } = look;
  const { shown, at, bind } = writing;
  const { key, isDescending, condition: sortable } = orders[order];
  const sorted = `ORDER BY ${sortedBy(key, isDescending, 'a')}`;
  const limit = `LIMIT ${bind(rowsMax)}::integer`;
  const start = [...sortable, ...startOf(order, look.after, bind)];
  const all = [...terms, ...(leg.term === undefined ? [] : [leg.term])];
  if (isPoint) {
    const found = terms.length === 0 ? rows : [...rows, termsAre(terms, bind)];
    const from = `FROM read.asset AS a ${where(leg.condition, ...start, ...found)}`;
    return { tables: [], parts: [`(SELECT ${shown} ${from} ${sorted} ${limit})`] };
  }
  const walking = { inScope: [leg.condition, ...start], rows, order, windowMax, limit, shown, at };
  const hasTerms = all.length > 0 || stateTerm !== undefined;
  const isAll = rows.length === 0 || !(isIndexed || hasTerms);
  const near = isAnyOrder && !isAll ? probedThenNear(walking) : justNear(walking);
  const parts = [`(SELECT * FROM near${at})`];
  if (isAll) return { tables: near.tables, parts };
  const sought = { terms: all, ...(stateTerm !== undefined && { stateTerm }), ...leg.far };
  const byTerms = hasTerms ? [termsMatch(sought, today, bind)] : [];
  const isShort = `(SELECT count(*) FROM near${at}) < ${bind(rowsMax)}::integer`;
  const isMore = `EXISTS (SELECT FROM edge${at})`;
  const beyondEdge = beyond(order, keysOf('edge', walking), { isFilter: terms.length > 0 });
  const inFar = [leg.condition, ...sortable, ...(leg.far ? [leg.far.condition] : [])];
  const farWhere = where(...inFar, ...byTerms, ...rows, beyondEdge, isMore, isShort);
  const tables = [...near.tables, `edge${at} AS MATERIALIZED (${edgeOf(walking, near.end)})`];
  const found = `SELECT ${shown} FROM read.asset AS a ${farWhere}`;
  if (isAnyOrder || terms.length === 0) {
    const far = `(${found} ${isAnyOrder ? '' : sorted} ${limit})`;
    return { tables, parts: [...parts, far] };
  }
  // What is rare is taken from the index of terms as a whole and then put in order: with the limit
  // in sight the planner walks on in order instead, for it takes matches to lie evenly. Names that
  // begin with the word looked for lie together: the walk may go through all that there is.
  const far = `(SELECT * FROM far${at} AS a ${sorted} ${limit})`;
  const taken = `far${at} AS MATERIALIZED (${found})`;
  return { tables: [...tables, taken], parts: [...parts, far] };
};

const where = (...all: readonly string[]): string => `WHERE ${all.join(' AND ') || 'true'}`;

/** A walk through a scope in order, as it is written. */
interface Walking extends Omit<Writing, 'bind'> {
  readonly inScope: readonly string[];
  readonly rows: readonly string[];
  readonly order: AssetOrder;
  readonly windowMax: number;
  readonly limit: string;
}

/** What the walk finds, as tables of which the last is `near`, and after how many rows it ended. */
interface Near {
  readonly tables: readonly string[];
  readonly end: string;
}

/** Those that match among the next so many rows of a scope. */
const nextOf = ({ inScope, rows, order, limit, shown }: Walking, windowMax: number): string => {
  const { key, isDescending } = orders[order];
  const sorted = `ORDER BY ${sortedBy(key, isDescending, 'a')}`;
  const next = `SELECT a.* FROM read.asset AS a ${where(...inScope)} ${sorted} LIMIT ${windowMax}`;
  return `SELECT ${shown} FROM (${next}) AS a ${where(...rows)} ${sorted} ${limit}`;
};

/** The key of the row of a scope after so many others. */
const edgeOf = ({ inScope, order }: Walking, offset: string): string => {
  const { key, isDescending } = orders[order];
  const columns = key.map((column) => `a.${column}`).join(', ');
  const sorted = `ORDER BY ${sortedBy(key, isDescending, 'a')}`;
  return `SELECT ${columns} FROM read.asset AS a ${where(...inScope)} ${sorted} OFFSET ${offset} LIMIT 1`;
};

const keysOf = (table: string, { order, at }: Walking): readonly string[] =>
  orders[order].key.map((column) => `(SELECT e.${column} FROM ${table}${at} AS e)`);

const justNear = (walking: Walking): Near => ({
  tables: [`near${walking.at} AS MATERIALIZED (${nextOf(walking, walking.windowMax)})`],
  end: String(walking.windowMax - 1),
});

/** Rows that tell whether most match. */
const probeMax = 500;

const probedThenNear = (walking: Walking): Near => {
  const { at, windowMax, order, inScope } = walking;
  if (windowMax <= probeMax) return justNear(walking);
  const isDense = `(SELECT count(*) FROM probe${at}) >= ${probeMax / 2}`;
  const further = [...inScope, beyond(order, keysOf('halt', walking)), isDense];
  const rest = nextOf({ ...walking, inScope: further }, windowMax - probeMax);
  return {
    tables: [
      `probe${at} AS MATERIALIZED (${nextOf(walking, probeMax)})`,
      `halt${at} AS MATERIALIZED (${edgeOf(walking, String(probeMax - 1))})`,
      `near${at} AS MATERIALIZED (SELECT * FROM probe${at} UNION ALL (${rest}))`,
    ],
    end: `(CASE WHEN ${isDense} THEN ${windowMax - 1} ELSE ${probeMax - 1} END)`,
  };
};

/** That rows come after the last one of the page before, where there is one. */
export const startOf = (order: AssetOrder, after: Look['after'], bind: Bind): readonly string[] => {
  if (after === undefined) return [];
  const place = after.map((value) => bind(value));
  return [beyond(order, place)];
};
