import { change } from './maps.js';
import type { Title } from './title.js';

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
