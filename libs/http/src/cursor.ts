import { isCleanText } from '@ledger/contracts/shape.js';
import { problem } from './problems/http-problem.js';

/** Where a page ends: the sort key of its last row. */
export type CursorKey = string | number;

/** What a cursor of a list must hold, value by value. */
export type CursorForm = readonly ('string' | 'number')[];

const cursorVersion = 1;

/** An opaque cursor of one list; `list` keeps it from being used on another. */
export const encodeCursor = (list: string, keys: readonly CursorKey[]): string =>
  Buffer.from(JSON.stringify([cursorVersion, list, ...keys])).toString('base64url');

/**
 * The sort key that a cursor holds, or undefined for the first page. Anything but a cursor that
 * this list gave out is `invalid_cursor` (400), so that nothing odd reaches a query.
 */
export const decodeCursor = <Form extends CursorForm>(
  list: string,
  cursor: string | undefined,
  form: readonly [...Form],
): KeysOf<Form> | undefined => {
  if (cursor === undefined) return undefined;
  const parsed = parse(cursor);
  if (!Array.isArray(parsed)) throw problem('invalid_cursor');
  const [version, name, ...keys] = parsed as unknown[];
  const fits =
    version === cursorVersion &&
    name === list &&
    keys.length === form.length &&
    keys.every((key, at) => isKey(key, form[at]));
  if (!fits) throw problem('invalid_cursor');
  return keys as unknown as KeysOf<Form>;
};

/** The values of a cursor, typed by its form. */
export type KeysOf<Form extends CursorForm> = {
  readonly [At in keyof Form]: Form[At] extends 'number' ? number : string;
};

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const isKey = (key: unknown, kind: 'string' | 'number' | undefined): boolean =>
  kind === 'number'
    ? Number.isSafeInteger(key)
    : kind === 'string' && typeof key === 'string' && isCleanText(key);
