import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import {
  type CatalogueFilter,
  filterColumns,
  type FilterName,
  pageMax,
} from './catalogue-filter.js';

const listName = 'dsp-catalog';

/** A place in the catalogue, newest first: what is asked for, and from where on. */
export interface CataloguePlace {
  readonly filter: CatalogueFilter;
  readonly from?: { readonly position: number; readonly way: Way };
}

const ways = ['next', 'previous'] as const;
type Way = (typeof ways)[number];

/** With the filter in it, for whoever follows a link says nothing else (binding, pagination). */
export const tokenOf = (
  { limit, where }: CatalogueFilter,
  way: Way,
  { firstPosition }: { readonly firstPosition: number },
): string => encodeCursor(listName, [firstPosition, way, JSON.stringify({ limit, where })]);

/** The place that a token of ours names; anything else is `invalid_cursor`. */
export const placeAt = (token: string): CataloguePlace => {
  const [position = 0, told = '', asked = ''] =
    decodeCursor(listName, token, ['number', 'string', 'string']) ?? [];
  const way = ways.find((one) => one === told);
  const filter = filterIn(asked);
  if (way === undefined || filter === undefined) throw problem('invalid_cursor');
  return { filter, from: { position, way } };
};

const filterIn = (text: string): CatalogueFilter | undefined => {
  try {
    const { limit, where } = JSON.parse(text) as { limit: unknown; where: unknown };
    const isLimit = Number.isInteger(limit) && Number(limit) > 0 && Number(limit) <= pageMax;
    if (!isLimit || !Array.isArray(where) || !where.every(isCriterion)) return undefined;
    return { limit: Number(limit), offset: 0, where };
  } catch {
    return undefined;
  }
};

const isCriterion = (one: unknown): one is readonly [FilterName, string] =>
  Array.isArray(one) &&
  one.length === 2 &&
  Object.hasOwn(filterColumns, String(one[0])) &&
  typeof one[1] === 'string';
