import { shapeConstraint } from '@ledger/contracts/fields.js';
import type { Shape } from '@ledger/contracts/shape.js';
import type { ValidationError } from 'class-validator';
import { problem } from '../problems/http-problem.js';
import type { HttpProblem, InputError } from '../problems/http-problem.js';
import { fieldsOf } from './dto-fields.js';

/** What class-validator found, as the answer tells it: pointer, field and remedy. */
export const inputProblem = (
  part: InputError['in'],
  found: readonly ValidationError[],
): HttpProblem => {
  const errors = found.flatMap((error) => errorsOf(part, error, []));
  const onlyUnknown = errors.every(({ unknown }) => unknown);
  return problem(onlyUnknown ? 'unknown_field' : 'invalid_request', {
    errors: errors.map(({ unknown: _, ...error }) => error),
  });
};

/** One wrong value, told by its path from the root of its part. */
export const inputError = (
  part: InputError['in'],
  path: readonly string[],
  remedy: { readonly zh: string; readonly en: string },
): InputError => {
  const name = nameOf(path);
  return {
    in: part,
    pointer: pointerOf(path),
    zh: `${name} ${remedy.zh}`.trim(),
    en: `${name} ${remedy.en}`.trim(),
  };
};

/** A name that the request may not use, and those that it may. */
export const unknownField = (
  part: InputError['in'],
  path: readonly string[],
  known: readonly string[],
): InputError =>
  inputError(part, path, {
    zh: `是未知字段，请删除${known.length > 0 ? `；可用的字段：${known.join('、')}` : ''}`,
    en: `is unknown: remove it${known.length > 0 ? `; known fields: ${known.join(', ')}` : ''}`,
  });

type Found = InputError & { readonly unknown?: true };

const errorsOf = (
  part: InputError['in'],
  error: ValidationError,
  above: readonly string[],
): readonly Found[] => {
  const path = [...above, error.property];
  const { constraints = {}, children = [], target } = error;
  if ('whitelistValidation' in constraints) {
    return [
      { ...unknownField(part, path, target ? fieldsOf(target.constructor) : []), unknown: true },
    ];
  }
  const shape = (error.contexts as Record<string, Shape> | undefined)?.[shapeConstraint];
  if (shape) return shapeErrors(part, path, error.value, shape);
  if (children.length > 0) return children.flatMap((child) => errorsOf(part, child, path));
  const [message = 'is not valid'] = Object.values(constraints);
  return [inputError(part, path, { zh: `不合要求（${message}）`, en: `is not valid: ${message}` })];
};

/** A list whose items are wrong is told item by item, so that the pointer leads to the spot. */
const shapeErrors = (
  part: InputError['in'],
  path: readonly string[],
  value: unknown,
  shape: Shape,
): readonly Found[] => {
  const { item } = shape;
  if (item && Array.isArray(value)) {
    const wrong = value.flatMap((entry, at) => (item.accepts(entry) ? [] : [String(at)]));
    if (wrong.length > 0) return wrong.map((at) => shapeError(part, [...path, at], true, item));
  }
  return [shapeError(part, path, value !== undefined, shape)];
};

const shapeError = (
  part: InputError['in'],
  path: readonly string[],
  present: boolean,
  { zh, en }: Shape,
): InputError =>
  present
    ? inputError(part, path, { zh: `须为${spaced(zh)}`, en: `must be ${en}` })
    : inputError(part, path, { zh: `缺失，须为${spaced(zh)}`, en: `is missing: give ${en}` });

/** Chinese is set apart from the digits and Latin letters that follow it. */
const spaced = (text: string): string => (/^[\x21-\x7e]/.test(text) ? ` ${text}` : text);

const nameOf = (path: readonly string[]): string =>
  path.reduce((name, step) => {
    if (/^\d+$/.test(step) && name !== '') return `${name}[${step}]`;
    const shown = step.length > 100 ? `${step.slice(0, 100)}…` : step;
    return name === '' ? shown : `${name}.${shown}`;
  }, '');

/** RFC 6901. */
const pointerOf = (path: readonly string[]): string =>
  path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
