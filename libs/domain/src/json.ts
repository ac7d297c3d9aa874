/**
 * What an event may hold: strings, booleans, null and integers below 2^53, nested. Fractions and
 * money are strings, so that the canonical form (RFC 8785) is the same in every language.
 */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

export type JsonObject = { readonly [key: string]: JsonValue | undefined };
