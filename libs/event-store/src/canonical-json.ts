/**
 * Canonical JSON of RFC 8785 for what an event may hold: strings, booleans, null, integers below
 * 2^53, nested; members that are `undefined` are absent. Our own, because it is on the path of
 * every append and three times as fast as the general library, which the spec holds it against.
 * Throws where there is no canonical form.
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new Error('An unpaired surrogate has no canonical form.');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer below 2^53.`);
      return String(value === 0 ? 0 : value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? `[${value.map(canonicalJson).join(',')}]`
        : canonicalObject(value as Record<string, unknown>);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new Error(`A ${typeof value} has no canonical form.`);
  }
};

/** Members in the order of their names' UTF-16 code units, which is how `sort` compares. */
const canonicalObject = (object: Record<string, unknown>): string => {
  let text = '';
  for (const name of Object.keys(object).sort()) {
    const value = object[name];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}${canonicalJson(name)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
};
