import { isCleanText } from '@ledger/contracts/shape.js';
import type { InputError } from '../problems/http-problem.js';
import { inputError } from './input-errors.js';

const depthMax = 32;
const reserved = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The first value of an input that nothing behind the edge could store, hash or walk: NUL, an
 * unpaired surrogate, a number that JSON cannot give back, or nesting without end.
 */
export const uncleanInput = (part: InputError['in'], input: unknown): InputError | undefined => {
  const found = unclean(input, 0);
  return found?.told(part, found.path);
};

/** What is wrong, and where: the path is put together only where something is. */
interface Unclean {
  readonly path: readonly string[];
  readonly told: (part: InputError['in'], path: readonly string[]) => InputError;
}

const unclean = (value: unknown, depth: number): Unclean | undefined => {
  if (typeof value === 'string') return isCleanText(value) ? undefined : { path: [], told: dirty };
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : { path: [], told: endless };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= depthMax) return { path: [], told: tooDeep };
  return Array.isArray(value) ? uncleanItem(value, depth) : uncleanMember(value, depth);
};

const uncleanItem = (items: readonly unknown[], depth: number): Unclean | undefined => {
  for (let at = 0; at < items.length; at += 1) {
    const found = unclean(items[at], depth + 1);
    if (found) return { ...found, path: [String(at), ...found.path] };
  }
  return undefined;
};

const uncleanMember = (object: object, depth: number): Unclean | undefined => {
  for (const key of Object.keys(object)) {
    if (!isCleanText(key)) return { path: [], told: badName };
    if (reserved.has(key)) return { path: [key], told: reservedName };
    const found = unclean((object as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
};

const dirty = (part: InputError['in'], path: readonly string[]): InputError =>
  inputError(part, path, {
    zh: '含有 NUL 或不成对的代理字符，请删除',
    en: 'has a NUL or an unpaired surrogate: remove it',
  });

const endless = (part: InputError['in'], path: readonly string[]): InputError =>
  inputError(part, path, { zh: '超出数值范围，请改正', en: 'is out of the range of numbers' });

const tooDeep = (part: InputError['in'], path: readonly string[]): InputError =>
  inputError(part, path.slice(0, 3), {
    zh: `嵌套超过 ${depthMax} 层，请展平`,
    en: `is nested more than ${depthMax} levels deep: flatten it`,
  });

const badName = (part: InputError['in'], path: readonly string[]): InputError =>
  inputError(part, path, {
    zh: '含有不允许的字段名，请删除',
    en: 'has a field name that is not allowed: remove it',
  });

/** Names such as `constructor` mean something to JavaScript itself, and never a field of ours. */
const reservedName = (part: InputError['in'], path: readonly string[]): InputError =>
  inputError(part, path, {
    zh: '是不允许的字段名，请删除',
    en: 'is not allowed as a field name: remove it',
  });
