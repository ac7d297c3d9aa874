/** Orders of the list that an index keeps; `relevance` is made from the newest matches. */
export type AssetOrder = 'newest' | 'name' | 'registeredOn' | 'expiry';

interface Order {
  /** Columns of the sort key, all in one direction; the last one is unique. */
  readonly key: readonly string[];
  readonly types: readonly string[];
  readonly isDescending: boolean;
  /** Which assets have a place in it. */
  readonly condition: readonly string[];
}

export const orders: Readonly<Record<AssetOrder, Order>> = {
  newest: { key: ['applied_position'], types: ['bigint'], isDescending: true, condition: [] },
  name: {
    key: ['name_key', 'applied_position'],
    types: ['text', 'bigint'],
    isDescending: false,
    condition: [],
  },
  registeredOn: {
    key: ['registered_on', 'applied_position'],
    types: ['text', 'bigint'],
    isDescending: true,
    condition: ['a.registered_on IS NOT NULL'],
  },
  expiry: {
    key: ['valid_until', 'applied_position'],
    types: ['text', 'bigint'],
    isDescending: false,
    condition: ['a.valid_until IS NOT NULL'],
  },
};

/** The columns of an `ORDER BY`. */
export const sortedBy = (key: readonly string[], isDescending: boolean, table: 'a' | 'm'): string =>
  key.map((column) => `${table}.${column}${isDescending ? ' DESC' : ''}`).join(', ');

/**
 * That a row comes after a place in an order; `values` are the place's key as SQL. As a `filter` it
 * is written so that no index is read for it: most rows of all come after, and another index has
 * found the few that are asked about.
 */
export const beyond = (
  order: AssetOrder,
  values: readonly string[],
  { isFilter = false }: { readonly isFilter?: boolean } = {},
): string => {
  const { key, types, isDescending } = orders[order];
  const same = (at: number): string =>
    isFilter ? (types[at] === 'bigint' ? ' + 0' : ` || ''`) : '';
  const columns = key.map((column, at) => `a.${column}${same(at)}`).join(', ');
  const place = values.map((value, at) => `${value}::${types[at] ?? 'text'}`).join(', ');
  return `(${columns}) ${isDescending ? '<' : '>'} (${place})`;
};

/** The end of the names that begin with a word: no text has this character. */
const endOf = (word: string): string => `${word} || '${String.fromCodePoint(0x10ffff)}'`;

/** That a name comes before the end of those that begin with a word; the word as SQL. */
export const beginsBefore = (word: string): string => `a.name_key < ${endOf(word)}`;

/** That a name does not begin with a word, written so that no index is read for it. */
export const notBeginning = (word: string): string =>
  `NOT (a.name_key >= ${word} AND a.name_key < ${endOf(word)})`;
