import { change } from './maps.js';
import type { Pledge, PledgeProposal, Title } from './title.js';

/** What was proposed has been done. */
export const approved = (
  { pledgeProposals }: Title,
  proposalId: string | undefined,
  version: number,
): Partial<Title> =>
  proposalId === undefined
    ? {}
    : {
        pledgeProposals: change(pledgeProposals, proposalId, {
          decided: { as: 'approved', version },
        }),
      };

/** Whose persons decide on it; nobody's any more where the pledge went to another since. */
export const deciderOf = (
  { pledgeePartyId, assignments = [] }: Pledge,
  { byPartyId, version }: PledgeProposal,
): string | undefined => {
  if (byPartyId !== undefined) return byPartyId;
  return version > (assignments.at(-1)?.version ?? 0) ? pledgeePartyId : undefined;
};
