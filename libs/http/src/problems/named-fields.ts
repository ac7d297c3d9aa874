import type { JsonObject, JsonValue } from '@ledger/domain/json.js';
import type { RefusalCode } from '@ledger/domain/refusal.js';
import type { InputError } from './http-problem.js';
import { type InputFields, inputFields } from './input-fields.js';
import type { ProblemText } from './problem-text.js';

/** What was sent: where a member of a request is looked for. */
export interface Sent {
  readonly body?: unknown;
  readonly query?: unknown;
}

/** Members looked at for one that is named; a refusal must not cost more than the request did. */
const lookedAtMax = 5_000;

/** The members of a request that a refusal is about, each where it stands in it. */
export const namedFields = (
  code: RefusalCode,
  obstacles: JsonObject,
  { zh, en }: ProblemText,
  sent: Sent,
): readonly InputError[] => {
  const fields = inputFields[code];
  if (fields === undefined) return [];
  return placesOf(fields, obstacles, sent).map((place) => ({
    ...place,
    zh: zh.title,
    en: en.title,
  }));
};

type Place = Pick<InputError, 'in' | 'pointer'>;

const placesOf = (fields: InputFields, obstacles: JsonObject, sent: Sent): readonly Place[] => {
  const names = namesOf(fields, obstacles).map((name) => name.split(/[.[\]/]+/).filter(Boolean));
  const found = names.flatMap((path) => placeOf(path, sent) ?? []);
  if (found.length > 0) return found;
  // Nothing of it was sent: it is what is missing.
  const [first] = names;
  return first === undefined ? [] : [{ in: 'body', pointer: pointerOf(first) }];
};

const namesOf = (fields: InputFields, obstacles: JsonObject): readonly string[] => {
  const { field, fields: several, members } = obstacles;
  if (typeof field === 'string') {
    const isInside = typeof fields === 'object' && 'toldIn' in fields;
    return [isInside ? `${fields.toldIn}.${field}` : field];
  }
  if (fields === 'told') return [several, members].flat().filter(isText);
  return 'toldIn' in fields ? [fields.toldIn] : fields;
};

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

const placeOf = (path: readonly string[], { body, query }: Sent): Place | undefined => {
  const inBody = pathIn(body, path);
  if (inBody !== undefined) return { in: 'body', pointer: pointerOf(inBody) };
  const inQuery = pathIn(query, path);
  return inQuery === undefined ? undefined : { in: 'query', pointer: pointerOf(inQuery) };
};

/** Where a path begins nearest to the root, and how far of it there is. */
const pathIn = (root: unknown, path: readonly string[]): readonly string[] | undefined => {
  const [first = ''] = path;
  const waiting: { readonly node: unknown; readonly at: readonly string[] }[] = [
    { node: root, at: [] },
  ];
  for (let looked = 0; looked < waiting.length && looked < lookedAtMax; looked += 1) {
    const { node, at } = waiting[looked] as (typeof waiting)[number];
    if (typeof node !== 'object' || node === null) continue;
    if (Object.hasOwn(node, first)) return [...at, ...path];
    for (const [name, value] of Object.entries(node)) {
      if (waiting.length >= lookedAtMax) break;
      waiting.push({ node: value, at: [...at, name] });
    }
  }
  return undefined;
};

/** RFC 6901. */
const pointerOf = (path: readonly string[]): string =>
  path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
