import type { OfferStage } from '@ledger/domain/offer/offer.state.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/** Operator and platform auditor see every offer, and every draft. */
export const seesAllOffers = ({ roles }: Caller): boolean =>
  roles.includes('operator') || roles.includes('auditor');

/** What was once listed is in the open; a draft is its seller's. */
export const seesOffer = (
  caller: Caller,
  offer: { readonly sellerPartyId: string; readonly stage: OfferStage },
): boolean =>
  offer.stage !== 'draft' || offer.sellerPartyId === caller.partyId || seesAllOffers(caller);
