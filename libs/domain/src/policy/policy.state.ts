import type { JsonObject } from '../json.js';
import type { PolicyDefinition } from './policy.definition.js';
import { shippedFrom, shippedReason } from './policy.definition.js';
import type { PolicyEvent } from './policy.events.js';

/** One version of a policy; its number is the version of the stream. */
export type PolicyVersion = {
  readonly version: number;
  readonly from: string;
  readonly reason: string;
  readonly content: JsonObject;
};

/** All versions, oldest first. */
export type PolicyState = { readonly versions: readonly PolicyVersion[] };

export const initialPolicy = (): PolicyState => ({ versions: [] });

export const evolvePolicy = ({ versions }: PolicyState, { data }: PolicyEvent): PolicyState => {
  const { from, reason, content } = data;
  return { versions: [...versions, { version: versions.length + 1, from, reason, content }] };
};

/** The version that decisions of a date follow: the latest of those that had begun by then. */
export const versionInForce = (
  { versions }: PolicyState,
  date: string,
): PolicyVersion | undefined => versions.findLast(({ from }) => from <= date);

/**
 * The policy as it stands, or what a process will append as its version 1 on its first start: the
 * two are the same, so a decision in that instant is no different.
 */
export const withShipped = (
  state: PolicyState | undefined,
  { shipped }: PolicyDefinition,
): PolicyState =>
  (state !== undefined && state.versions.length > 0) || shipped === undefined
    ? (state ?? initialPolicy())
    : { versions: [{ version: 1, from: shippedFrom, reason: shippedReason, content: shipped() }] };

/** `policy-<name>`, or `policy-<name>-<partyId>` for a party's own. */
export const policyStream = (name: string, partyId?: string): string =>
  partyId === undefined ? `policy-${name}` : `policy-${name}-${partyId}`;
