import { isDate } from '../calendar.js';
import { charactersOf, isStorable } from './cell-values.js';

/** What a cell holds as JSON text, or one of its members, as long as nobody knows what it is. */
export type Members = Readonly<Record<string, unknown>>;

/** The value that a cell states, or undefined where it is no JSON. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The members of an object; undefined for all that is none. */
export const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;

/** A text that says something and can be kept. */
export const isText = (value: unknown, charactersMax: number): value is string =>
  typeof value === 'string' &&
  isStorable(value) &&
  value.trim() !== '' &&
  charactersOf(value) <= charactersMax;

/** A calendar date that exists. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && isDate(value);

/** A SHA-256 in hex. */
export const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);

/** An id of this ledger (RFC 9562), as it writes them. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(value);

/** A list of so many items of one kind. */
export const isList = <Item>(
  value: unknown,
  isItem: (item: unknown) => item is Item,
  itemsMax: number,
  itemsMin = 0,
): value is readonly Item[] =>
  Array.isArray(value) &&
  value.length >= itemsMin &&
  value.length <= itemsMax &&
  value.every(isItem);

/** A list of texts. */
export const areTexts = (
  value: unknown,
  itemsMax: number,
  charactersMax: number,
): value is readonly string[] =>
  isList(value, (item): item is string => isText(item, charactersMax), itemsMax);
