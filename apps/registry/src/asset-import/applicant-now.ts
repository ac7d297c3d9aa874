import { filingParty } from '@ledger/domain/asset/eligibility.rules.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { ruleBookOf, ruleBookStreams } from '@ledger/domain/policy/rule-book.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Applicant } from './row-application.js';

/** An import as it was asked for. */
export interface Asked {
  readonly importId: string;
  readonly partyId: string;
  readonly scheme: SchemeName;
  readonly registrarPartyId?: string;
}

/**
 * The applicant and the policies as they stand, in one look for all rows (pattern 2: evidence in
 * the command; a registration is never undone). Version 0: not registered.
 */
export const applicantNow = async (
  loop: CommandLoop,
  { importId, partyId, scheme, registrarPartyId = partyId }: Asked,
  today: string,
): Promise<Applicant> => {
  const registrar = scheme === 'in-house' ? undefined : registrarPartyId;
  const policies = ruleBookStreams(registrar);
  const view = await loop.view([
    { kind: partyKind, stream: partyStream(partyId) },
    ...policies.map((stream) => ({ kind: policyKind, stream })),
  ]);
  const { state, version } = view.of(partyKind, partyStream(partyId));
  return {
    importId,
    partyId,
    party: filingParty(partyId, version, state, today),
    scheme,
    registrarPartyId,
    rules: ruleBookOf((stream) => view.of(policyKind, stream).state, registrar),
  };
};
