import { type InForce, inForce } from '@ledger/domain/policy/in-force.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';

/** The streams of policies, for a look that may want others too: the ledger's, or a party's own. */
export const policyAsks = (
  definitions: readonly PolicyDefinition[],
  partyId?: string,
): readonly StreamAsk[] =>
  definitions.map(({ name }) => ({ kind: policyKind, stream: policyStream(name, partyId) }));

/** A policy of a day as a look has found it; a party named, its own wins over the ledger's. */
export const policyIn = <Content extends JsonObject>(
  view: View,
  definition: PolicyDefinition<Content>,
  date: string,
  partyId?: string,
): InForce<Content> => {
  const read = (owner?: string) => view.of(policyKind, policyStream(definition.name, owner)).state;
  const own = partyId === undefined ? undefined : read(partyId);
  return inForce(definition, date, { ledger: read(), own });
};
