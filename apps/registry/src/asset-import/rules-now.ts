import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { type RuleBook, ruleBookOf, ruleBookStreams } from '@ledger/domain/policy/rule-book.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';

/** The policies as they stand, for all rows of a run (pattern 2: evidence in the command). */
export const rulesNow = async (loop: CommandLoop, registrarPartyId?: string): Promise<RuleBook> => {
  const streams = ruleBookStreams(registrarPartyId);
  const view = await loop.view(streams.map((stream) => ({ kind: policyKind, stream })));
  return ruleBookOf((stream) => view.of(policyKind, stream).state, registrarPartyId);
};
