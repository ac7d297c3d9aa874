import { isCleanText } from '@ledger/contracts/shape.js';
import type { InputError } from '../problems/http-problem.js';
import { inputError } from './input-errors.js';

const depthMax = 32;

/**
 * The first value of an input that nothing behind the edge could store, hash or walk: NUL, an
 * unpaired surrogate, a number that JSON cannot give back, or nesting without end.
 */
export const uncleanInput = (part: InputError['in'], input: unknown): InputError | undefined =>
  unclean(part, input, []);

const unclean = (
  part: InputError['in'],
  value: unknown,
  path: readonly string[],
): InputError | undefined => {
  if (typeof value === 'string') return isCleanText(value) ? undefined : dirty(part, path);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : endless(part, path);
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length >= depthMax) return tooDeep(part, path);
  for (const [key, member] of Object.entries(value)) {
    if (!isCleanText(key)) return badName(part, path);
    if (key in Object.prototype) return reservedName(part, [...path, key]);
    const found = unclean(part, member, [...path, key]);
    if (found) return found;
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
