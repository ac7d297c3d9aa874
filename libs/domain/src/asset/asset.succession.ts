import type { Actor } from '../decider.js';
import type { Standing } from '../party/standing-in.js';
import { refuse } from '../refusal.js';
import type { AssetState } from './asset.state.js';

/**
 * Pattern 2: in whose place the actor's organisation stands, as the parties' own streams said when
 * the command was made. Absent: it stands in its own; processes and imports say nothing.
 */
export interface InPlaceOf {
  readonly actingFor?: Pick<Standing, 'joint' | 'sole'>;
}

/**
 * The asset as the rules see it for somebody who stands in another's place: he is the applicant
 * where one that he succeeded was, alone or with others, and the registrar where he alone stands
 * for it. For whoever was succeeded it is not there any more.
 */
export const seenBy = (
  state: AssetState,
  { partyId }: Actor,
  { actingFor }: InPlaceOf,
): AssetState => {
  if (actingFor === undefined) return state;
  const { joint, sole } = actingFor;
  if (!joint.includes(partyId)) return refuse('asset_not_found');
  const named = <Terms extends { applicantPartyId: string; registrarPartyId: string }>(
    terms: Terms,
  ): Terms => ({
    ...terms,
    ...(joint.includes(terms.applicantPartyId) && { applicantPartyId: partyId }),
    ...(sole.includes(terms.registrarPartyId) && { registrarPartyId: partyId }),
  });
  return {
    ...state,
    ...(state.application && { application: named(state.application) }),
    ...(state.draft && { draft: named(state.draft) }),
  };
};
