import type { JsonValue } from './json.js';

/** Whether two values say the same as JSON: the order of members does not count, absent is absent. */
export const sameJson = (a: JsonValue | undefined, b: JsonValue | undefined): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = membersOf(a);
  const right = membersOf(b);
  return (
    left.size === right.size && [...left].every(([key, value]) => sameJson(value, right.get(key)))
  );
};

const membersOf = (value: object): ReadonlyMap<string, JsonValue> =>
  new Map(Object.entries(value).filter(([, member]) => member !== undefined));
