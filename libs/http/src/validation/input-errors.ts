import { problem } from '../problems/http-problem.js';
import type { HttpProblem, InputError } from '../problems/http-problem.js';
import type { Fault } from './dto-reader.js';

/** What is wrong with an input, as the answer tells it: pointer, field and remedy. */
export const inputProblem = (part: InputError['in'], faults: readonly Fault[]): HttpProblem => {
  const onlyUnknown = faults.every(({ is }) => is === 'unknown');
  return problem(onlyUnknown ? 'unknown_field' : 'invalid_request', {
    errors: faults.map((fault) => errorOf(part, fault)),
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

const errorOf = (part: InputError['in'], fault: Fault): InputError => {
  const { is, path } = fault;
  if (is === 'unknown') return unknownField(part, path, fault.known);
  const { zh, en } = fault.shape;
  return inputError(
    part,
    path,
    is === 'missing'
      ? { zh: `缺失，须为${spaced(zh)}`, en: `is missing: give ${en}` }
      : { zh: `须为${spaced(zh)}`, en: `must be ${en}` },
  );
};

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
