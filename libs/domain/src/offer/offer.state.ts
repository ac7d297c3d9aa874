import type { Assessment, OfferContent, OfferEvent } from './offer.events.js';

/** Where an offer stands. A listed one whose last day has passed stays `listed`: see `until`. */
export type OfferStage = 'draft' | 'listed' | 'suspended' | 'delisted';

export interface DraftedOffer {
  readonly stage: OfferStage;
  readonly offerId: string;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  /** Inclusive last day of the listing; absent on a draft. */
  readonly until?: string;
  /** The last compliance assessment. */
  readonly assessment?: Assessment;
}

/** `undefined`: there is no offer of this id. */
export type OfferState = DraftedOffer | undefined;

export const evolveOffer = (state: OfferState, { type, data }: OfferEvent): OfferState => {
  switch (type) {
    case 'OfferDrafted': {
      const { offerId, sellerPartyId, content } = data;
      return { stage: 'draft', offerId, sellerPartyId, content };
    }
    case 'OfferListed': {
      const { offerId, sellerPartyId, content, until } = data;
      return { ...state, stage: 'listed', offerId, sellerPartyId, content, until };
    }
    case 'OfferAssessed': {
      const { offerId: _, ...assessment } = data;
      if (state === undefined) throw new Error('An offer was assessed that was never drafted.');
      return { ...state, assessment };
    }
    case 'OfferSuspended': {
      if (state === undefined) throw new Error('An offer was suspended that was never listed.');
      return { ...state, stage: 'suspended' };
    }
    case 'OfferDelisted': {
      if (state === undefined) throw new Error('An offer was delisted that was never listed.');
      return { ...state, stage: 'delisted' };
    }
  }
};
