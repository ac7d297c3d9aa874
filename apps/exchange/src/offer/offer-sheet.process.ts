import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { ListedOffers } from './listed-offers.js';
import { ListingEvidence } from './listing.evidence.js';
import { HANDLE_OFFER } from './offer.tokens.js';
import type { HandleOffer } from './offer.tokens.js';

/**
 * Keeps what a listed offer tells of the register true to it: once the data was assessed or its
 * registration changed, the offer is revised in its seller's place, word for word.
 */
@Injectable()
export class OfferSheetProcess implements Process {
  readonly name = 'exchange-offer-sheet';
  readonly categories = ['asset'];
  readonly reactsTo: readonly AssetEvent['type'][] = ['QualityAssessed', 'RegistrationChanged'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(HANDLE_OFFER) private readonly handle: HandleOffer,
    @Inject(ListedOffers) private readonly offers: ListedOffers,
    @Inject(ListingEvidence) private readonly evidence: ListingEvidence,
  ) {}

  react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const assetId = subjectOf(event.stream);
    return this.offers.each(assetId, event.position, signal, (offerId) =>
      this.refresh(event, offerId),
    );
  }

  private async refresh(event: RecordedEvent, offerId: string): Promise<void> {
    const { state } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state?.stage !== 'listed') return;
    const { content, sellerPartyId } = state;
    const { licensing: _, ...facts } = await this.evidence.of(offerId, sellerPartyId);
    const data = { offerId, content, ...facts, standsFor: [sellerPartyId] };
    try {
      const context = reactionTo(event, this.name);
      await this.handle(`offer-${offerId}`, { type: 'ReviseOffer', data }, context);
    } catch (error) {
      // A gate has shut since it was listed: the next step of a trade meets it.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
