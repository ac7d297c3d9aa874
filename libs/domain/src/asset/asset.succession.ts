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
}

/**
 * The asset as the rules see it for somebody who stands in another's place: he is the applicant
 * where one that he succeeded was, alone or with others, and the registrar where he alone stands
 * for it. For whoever was succeeded it is not there any more.
 */
export const seenBy = (
  state: AssetState,
  { partyId }: Actor,
  { joint, sole }: NonNullable<InPlaceOf['actingFor']>,
): AssetState => {
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
