import type { JsonObject } from '../json.js';
import type { PolicyDefinition } from './policy.definition.js';
import { type PolicyState, versionInForce, withShipped } from './policy.state.js';

/** The content of the version of a policy that a decision follows: evidence in its command. */
export type InForce<Content> = { readonly version: number; readonly content: Content };

/** A policy's streams as they were read: the ledger's, and the party's own where there is one. */
type PolicyStates = {
  readonly ledger?: PolicyState | undefined;
  readonly own?: PolicyState | undefined;
};

/**
 * The version of a policy that decisions of a date follow: a party's own, else the ledger's, else
 * what was shipped. The content has the definition's shape: nothing else was ever adopted.
 */
export const inForce = <Content extends JsonObject>(
  definition: PolicyDefinition<Content>,
  date: string,
  { ledger, own }: PolicyStates = {},
): InForce<Content> => {
  const found =
    (own && versionInForce(own, date)) ?? versionInForce(withShipped(ledger, definition), date);
  if (found === undefined) throw new Error(`Policy ${definition.name} is not in force.`);
  return { version: found.version, content: found.content as Content };
};

/** A party's own version of a date, of a policy that nobody has by nature; absent: it has none. */
export const ownInForce = <Content extends JsonObject>(
  definition: PolicyDefinition<Content>,
  date: string,
  own: PolicyState | undefined,
): InForce<Content> | undefined =>
  own !== undefined && versionInForce(own, date) !== undefined
    ? inForce(definition, date, { own })
    : undefined;
