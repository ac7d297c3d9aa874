import type { PolicyDefinition } from './policy.definition.js';
import { type PolicyState, versionInForce, withShipped } from './policy.state.js';

/** The content of the version of a policy that a decision follows: evidence in its command. */
export type InForce<Content> = { readonly version: number; readonly content: Content };

/**
 * The version of a policy that decisions of a date follow: a party's own, else the ledger's, else
 * what was shipped. The content has the definition's shape: nothing else was ever adopted.
 */
export const inForce = <Content>(
  definition: PolicyDefinition,
  date: string,
  { ledger, own }: { readonly ledger?: PolicyState; readonly own?: PolicyState } = {},
): InForce<Content> => {
  const found =
    (own && versionInForce(own, date)) ?? versionInForce(withShipped(ledger, definition), date);
  if (found === undefined) throw new Error(`Policy ${definition.name} is not in force.`);
  return { version: found.version, content: found.content as unknown as Content };
};
