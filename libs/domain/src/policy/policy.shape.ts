import { isDate } from '../calendar.js';
import type { JsonObject } from '../json.js';

/** What a member of a policy's content may be; each kind knows how it is checked and described. */
export type PolicyShape =
  | { readonly is: 'text'; readonly max: number; readonly pattern?: string }
  | { readonly is: 'oneOf'; readonly values: readonly string[] }
  | { readonly is: 'integer'; readonly min: number; readonly max: number }
  | { readonly is: 'boolean' }
  | { readonly is: 'date' }
  | { readonly is: 'list'; readonly of: PolicyShape; readonly max: number }
  | { readonly is: 'object'; readonly members: Readonly<Record<string, PolicyMember>> };

/** A member: what it means to a reader, with its unit, and whether it may be left out. */
export type PolicyMember = PolicyShape & {
  readonly about: string;
  readonly optional?: boolean;
};

/** A place in a content (`/publicity/workingDays`) and what was expected there. */
export type PolicyFault = { readonly pointer: string; readonly expected: string };

/** Faults named in one answer, at most. */
const faultsMax = 20;

/** Where the content departs from the shape; empty: nowhere. */
export const faultsOf = (
  shape: PolicyShape,
  value: unknown,
  pointer = '',
): readonly PolicyFault[] => {
  switch (shape.is) {
    case 'object':
      return objectFaults(shape.members, value, pointer).slice(0, faultsMax);
    case 'list':
      if (!Array.isArray(value) || value.length > shape.max) return [fault(pointer, shape)];
      return (value as unknown[])
        .flatMap((item, index) => faultsOf(shape.of, item, `${pointer}/${index}`))
        .slice(0, faultsMax);
    case 'text':
    case 'oneOf':
    case 'integer':
    case 'boolean':
    case 'date':
      return accepts(shape, value) ? [] : [fault(pointer, shape)];
  }
};

type Leaf = Exclude<PolicyShape, { readonly is: 'object' } | { readonly is: 'list' }>;

const accepts = (shape: Leaf, value: unknown): boolean => {
  switch (shape.is) {
    case 'text':
      return (
        typeof value === 'string' &&
        value.trim() !== '' &&
        [...value].length <= shape.max &&
        (shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(value))
      );
    case 'oneOf':
      return typeof value === 'string' && shape.values.includes(value);
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isSafeInteger(value) &&
        value >= shape.min &&
        value <= shape.max
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isDate(value);
  }
};

const objectFaults = (
  members: Readonly<Record<string, PolicyMember>>,
  value: unknown,
  pointer: string,
): readonly PolicyFault[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ pointer, expected: 'an object' }];
  }
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(members, name))
    .map((name) => ({ pointer: `${pointer}/${name}`, expected: 'no such member' }));
  const known = Object.entries(members).flatMap(([name, member]) => {
    const there = Object.hasOwn(given, name);
    if (!there && member.optional === true) return [];
    return faultsOf(member, there ? given[name] : undefined, `${pointer}/${name}`);
  });
  return [...unknown, ...known];
};

const fault = (pointer: string, shape: PolicyShape): PolicyFault => ({
  pointer,
  expected: inWords(shape),
});

/** What the shape accepts, in words. */
export const inWords = (shape: PolicyShape): string => {
  switch (shape.is) {
    case 'text': {
      const form = shape.pattern === undefined ? '' : ` of the form ${shape.pattern}`;
      return `a text of 1 to ${shape.max} characters${form}`;
    }
    case 'oneOf':
      return `one of ${shape.values.join(', ')}`;
    case 'integer':
      return `a whole number from ${shape.min} to ${shape.max}`;
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'a calendar date yyyy-MM-dd';
    case 'list':
      return `a list of at most ${shape.max}: ${inWords(shape.of)}`;
    case 'object':
      return 'an object';
  }
};

/** The shape as JSON Schema (2020-12), descriptions included. */
export const jsonSchemaOf = (shape: PolicyShape): JsonObject => {
  switch (shape.is) {
    case 'text':
      return {
        type: 'string',
        minLength: 1,
        maxLength: shape.max,
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
      };
    case 'oneOf':
      return { type: 'string', enum: shape.values };
    case 'integer':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'list':
      return { type: 'array', maxItems: shape.max, items: jsonSchemaOf(shape.of) };
    case 'object': {
      const entries = Object.entries(shape.members);
      return {
        type: 'object',
        additionalProperties: false,
        required: entries.filter(([, member]) => member.optional !== true).map(([name]) => name),
        properties: Object.fromEntries(
          entries.map(([name, member]) => [
            name,
            { ...jsonSchemaOf(member), description: member.about },
          ]),
        ),
      };
    }
  }
};

/** Every place of a content that the shape describes: `publicity.workingDays`, `textLimits[].rule`. */
export const placesOf = (
  shape: PolicyShape,
  place = '',
): readonly { readonly place: string; readonly shape: PolicyShape; readonly about?: string }[] => {
  if (shape.is === 'list') return placesOf(shape.of, `${place}[]`);
  if (shape.is !== 'object') return [];
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const here = place === '' ? name : `${place}.${name}`;
    return [{ place: here, shape: member, about: member.about }, ...placesOf(member, here)];
  });
};
