import type { PledgeLifeEvent } from '@ledger/domain/title/pledge-life.events.js';
import { concerns, type Effect, ends, inner, letsIn } from './ground.js';

type Effects = {
  readonly [Type in PledgeLifeEvent['type']]: (
    data: Extract<PledgeLifeEvent, { readonly type: Type }>['data'],
  ) => readonly Effect[];
};

const about = ({ pledgeId }: { readonly pledgeId: string }): readonly Effect[] =>
  concerns(`pledge/${pledgeId}`);

const over = ({ pledgeId }: { readonly pledgeId: string }): readonly Effect[] =>
  ends(`pledge/${pledgeId}`);

/** What persons of the pledgee's, or of who is named, propose to one another is theirs alone. */
const inside = (said: { readonly pledgeId: string; readonly byPartyId?: string }) =>
  inner(`pledge/${said.pledgeId}`, said.byPartyId);

const lending = (pledgeId: string, partyId: string): readonly Effect[] =>
  letsIn(`pledge/${pledgeId}`, { kind: 'lender', partyId });

/** The life of a pledge: its pledgee reads it in substance, and after an assignment another does. */
export const pledgeLifeEffects: Effects = {
  PledgeAmended: about,
  PledgeExtended: about,
  PledgeAssigned: ({ pledgeId, toPartyId }) => lending(pledgeId, toPartyId),
  PledgeSubordinated: ({ pledgeId, toPledgeId }) => [
    ...concerns(`pledge/${pledgeId}`),
    ...concerns(`pledge/${toPledgeId}`),
  ],
  ClaimsFixed: about,
  ClaimsFixingCorrected: about,
  PledgeReleaseDemanded: about,
  PledgeObjectionRaised: about,
  PledgeObjectionPursued: about,
  PledgeObjectionWithdrawn: about,
  PledgeObjectionLapsed: about,
  PledgeCancelledByOrder: over,
  PledgeLapsed: over,
  PledgeEnforced: ({ pledgeId, clearedPledgeIds }) =>
    [pledgeId, ...clearedPledgeIds].flatMap((id) => ends(`pledge/${id}`)),
  PledgeReleaseCorrected: ({ pledgeId, pledgeePartyId }) => lending(pledgeId, pledgeePartyId),
  PledgeCancellationCorrected: ({ pledgeId, pledgeePartyId }) => lending(pledgeId, pledgeePartyId),
  PledgeTermsCorrected: about,
  PledgeAssignmentCorrected: ({ pledgeId, toPartyId }) => lending(pledgeId, toPartyId),
  PledgeSubordinationCorrected: about,
  PledgeEnforcementCorrected: ({ pledgeId, pledgeePartyId, enforced }) =>
    enforced === undefined ? lending(pledgeId, pledgeePartyId) : concerns(`pledge/${pledgeId}`),
  PledgeClearingCorrected: ({ pledgeId, pledgeePartyId }) => lending(pledgeId, pledgeePartyId),
  PledgeActionProposed: inside,
  PledgeActionRejected: inside,
};
