import type { OfferEvent } from '@ledger/domain/offer/offer.events.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { letsIn } from './ground.js';
import type { EffectsOf } from './registry.effects.js';

/** A draft is its seller's; what was once listed stays in the open. */
export const offerEffects: EffectsOf<OfferEvent> = {
  OfferDrafted: ({ sellerPartyId }) =>
    letsIn('seller', { kind: 'side', partyId: sellerPartyId }, { kind: 'operator' }),
  OfferListed: ({ sellerPartyId }) =>
    letsIn(
      'listed',
      { kind: 'everyone' },
      { kind: 'side', partyId: sellerPartyId },
      { kind: 'operator' },
    ),
};

export const orderEffects: EffectsOf<OrderEvent> = {
  OrderPlaced: ({ sellerPartyId, buyerPartyId }) =>
    letsIn(
      'sides',
      { kind: 'side', partyId: sellerPartyId },
      { kind: 'side', partyId: buyerPartyId },
      { kind: 'operator' },
    ),
};
