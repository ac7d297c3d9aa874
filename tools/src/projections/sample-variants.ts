import type { JsonSchema } from '../events/event-schemas.js';

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/**
 * Other data of the same shape: one in which nothing that may be left out is, and of that one for
 * every word that stands where the shape has a choice of words.
 */
export const variantsOf = (data: Json, shape: JsonSchema): readonly Json[] => {
  const full = filled(data, shape);
  return [full, ...otherWords(full, shape)];
};

/** What is there stays; what is not is made up. */
const filled = (value: Json, shape: JsonSchema): Json => {
  const { properties, items } = shape;
  if (isMembers(properties) && isMembers(value)) {
    const members = Object.entries(properties as Readonly<Record<string, JsonSchema>>);
    return Object.fromEntries(
      members.map(([name, each]) => [
        name,
        name in value ? filled(value[name], each) : madeUp(name, each),
      ]),
    );
  }
  if (isMembers(items) && Array.isArray(value)) {
    if (value.length === 0) return [madeUp('', items)];
    return value.map((item) => filled(item, items));
  }
  return value;
};

const madeUp = (name: string, shape: JsonSchema): Json => {
  const { properties, items, type, oneOf } = shape;
  if ('const' in shape) return shape['const'];
  if (Array.isArray(shape['enum'])) return shape['enum'][0] as Json;
  if (Array.isArray(oneOf)) return madeUp(name, oneOf[0] as JsonSchema);
  if (isMembers(properties)) return filled({}, shape);
  if (isMembers(items)) return [madeUp(name, items)];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return type === 'string' ? textFor(name) : null;
};

/** Text of the form that members of such a name have. */
const textFor = (name: string): string => {
  if (/digest/i.test(name)) return 'ab'.repeat(32);
  if (/Ids?$/.test(name)) return '6f1c0c52-4a0e-5d0e-9f63-0a4f7f1f9b1d';
  if (/At$/.test(name)) return '2026-12-01T08:00:00.000000Z';
  if (/(On|By|[Ff]rom|[Uu]ntil|[Dd]ate|Day)$/.test(name)) return '2027-01-31';
  if (/month/i.test(name)) return '2027-01';
  if (/(amount|rate|share|ratio|value)$/i.test(name)) return '1.00';
  return name === 'currency' ? 'CNY' : 'text';
};

/** The same with one word changed, once for each other word that may stand there. */
const otherWords = (value: Json, shape: JsonSchema): readonly Json[] => {
  const { properties, items } = shape;
  const words: unknown = shape['enum'];
  if (Array.isArray(words)) return words.filter((word) => word !== value);
  if (isMembers(properties) && isMembers(value)) {
    return Object.entries(value).flatMap(([name, member]) => {
      const each = properties[name];
      const others = isMembers(each) ? otherWords(member, each) : [];
      return others.map((other) => ({ ...value, [name]: other }));
    });
  }
  if (isMembers(items) && Array.isArray(value)) {
    return otherWords(value[0], items).map((other) => [other, ...(value.slice(1) as Json[])]);
  }
  return [];
};

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
