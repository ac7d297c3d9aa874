import type { Actor } from '../decider.js';
import type { Standing } from '../party/standing-in.js';
import { refuse } from '../refusal.js';
import type { AssetEvent } from './asset.events.js';
import type { AssetState } from './asset.state.js';

/**
 * Pattern 2: in whose place the actor's organisation stands, as the parties' own streams said when
 * the command was made. Absent: it stands in its own; processes and imports say nothing.
 */
export interface InPlaceOf {
  readonly actingFor?: Pick<Standing, 'joint' | 'sole'>;
  /**
   * Pattern 2: who holds what the registration entered, as the title said when the command was made
   * (`registrationHolders`). Absent or empty: the applicant.
   */
  readonly heldBy?: readonly string[];
}

/**
 * The asset as the rules see it for somebody who stands in another's place: he is the applicant
 * where he, or one that he succeeded, holds what was registered, alone or with others, and the
 * registrar where he alone stands for it. For whoever was succeeded it is not there any more; an
 * applicant of whom everything has moved to others is none.
 */
export const seenBy = (
  state: AssetState,
  { partyId }: Actor,
  { joint, sole }: NonNullable<InPlaceOf['actingFor']>,
  heldBy: readonly string[] = [],
): AssetState => {
  if (!joint.includes(partyId)) return refuse('asset_not_found');
  const isOneOf = (partyIds: readonly string[]) => partyIds.some((id) => joint.includes(id));
  const holds = isOneOf(heldBy);
  const named = <Terms extends { applicantPartyId: string; registrarPartyId: string }>(
    terms: Terms,
  ): Terms => ({
    ...terms,
    applicantPartyId:
      holds || (heldBy.length === 0 && isOneOf([terms.applicantPartyId]))
        ? partyId
        : (heldBy[0] ?? terms.applicantPartyId),
    ...(sole.includes(terms.registrarPartyId) && { registrarPartyId: partyId }),
  });
  const applied = state.application && isOneOf([state.application.applicantPartyId]);
  return {
    ...state,
    ...(applied && heldBy.length > 0 && !holds && { formerHolderPartyId: partyId }),
    ...(state.application && { application: named(state.application) }),
    ...(state.draft && { draft: named(state.draft) }),
  };
};

/** What is filed anew is filed in one's own name. */
const isFiling = ({ type }: AssetEvent): boolean =>
  type === 'ApplicationSubmitted' || type === 'ApplicationDrafted';

/**
 * What is recorded names the sides as the application does, whoever stands in their places: lists
 * and sights resolve that when they are read, for all successors alike (0053).
 */
export const asRecorded = (
  event: AssetEvent,
  { application }: Pick<AssetState, 'application'>,
): AssetEvent => {
  if (application === undefined || isFiling(event)) return event;
  if (!('applicantPartyId' in event.data)) return event;
  const { applicantPartyId, registrarPartyId } = application;
  const data = {
    ...event.data,
    ...{ applicantPartyId },
    ...('registrarPartyId' in event.data && { registrarPartyId }),
  };
  return { ...event, data } as AssetEvent;
};
