import type { OfferStage } from '@ledger/domain/offer/offer.state.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/** Operator and platform auditor see every offer, and every draft. */
export const seesAllOffers = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.includes('operator') || roles.includes('auditor');

/** What was once listed is in the open; a draft is its seller's, or his successors'. */
export const seesOffer = (
  caller: Pick<Caller, 'roles'>,
  { joint }: Standing,
  offer: { readonly sellerPartyId: string; readonly stage: OfferStage },
): boolean =>
  offer.stage !== 'draft' || joint.includes(offer.sellerPartyId) || seesAllOffers(caller);
