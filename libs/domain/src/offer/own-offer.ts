import { refuse } from '../refusal.js';
import type { DraftedOffer, OfferState } from './offer.state.js';

/** Who acts, and in whose place his organisation stands by now (pattern 2). */
interface Acting {
  readonly partyId: string;
  /** Absent: in its own only. */
  readonly standsFor?: readonly string[] | undefined;
}

/** Another organisation's draft is not there for the caller; what was listed is in the open. */
export const ownOffer = (
  state: OfferState,
  offerId: string,
  { partyId, standsFor = [partyId] }: Acting,
): DraftedOffer => {
  if (state === undefined) return refuse('offer_not_found', { offerId });
  if (standsFor.includes(state.sellerPartyId)) return state;
  return refuse(state.stage === 'draft' ? 'offer_not_found' : 'not_the_seller', { offerId });
};
