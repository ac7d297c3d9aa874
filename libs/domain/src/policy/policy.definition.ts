import type { JsonObject } from '../json.js';
import type { PolicyFault, PolicyShape } from './policy.shape.js';

/**
 * A kind of policy: what it is about, what its content looks like, who may adopt it. `Content` is
 * what `shape` admits, so that whoever reads the policy in force gets terms of that type.
 */
export type PolicyDefinition<Content extends JsonObject = JsonObject> = {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** `ledger`: one for all; `party`: one per party; `both`: the party's wins over the ledger's. */
  readonly of: 'ledger' | 'party' | 'both';
  /** Whether a party adopts its own; otherwise an administrator does so for it. */
  readonly partyMayAdopt: boolean;
  /** Whether only the party itself, administrators and auditors read a party's policy. */
  readonly isConfidential: boolean;
  readonly shape: PolicyShape & { readonly is: 'object' };
  /** What the shape alone cannot say, e.g. that two lists have no date in common. */
  moreFaults?(content: Content): readonly PolicyFault[];
  /** Version 1, in force from the beginning of time; absent: there is none until one is adopted. */
  readonly shipped?: () => Content;
};

/** Shipped versions hold for every date that a decision can concern. */
export const shippedFrom = '1970-01-01';

export const shippedReason = '出厂默认 · shipped default';
