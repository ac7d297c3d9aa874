import type { ClassificationEvent } from '@ledger/domain/classification/classification.events.js';
import { isRaise } from '@ledger/domain/classification/grade.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { ListedOffers } from './listed-offers.js';
import { HANDLE_OFFER } from './offer.tokens.js';
import type { HandleOffer } from './offer.tokens.js';

/** Suspends the offers of an asset whose grade was raised. */
@Injectable()
export class OfferSuspensionProcess implements Process {
  readonly name = 'exchange-offer-suspension';
  readonly categories = ['asset'];
  readonly reactsTo: readonly ClassificationEvent['type'][] = ['AssetReclassified'];

  constructor(
    @Inject(HANDLE_OFFER) private readonly handle: HandleOffer,
    @Inject(ListedOffers) private readonly offers: ListedOffers,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { data, version, position } = event as RecordedOf<ClassificationEvent>;
    const { assetId, from, to, reason } = data;
    if (!isRaise(from.grade, to.grade)) return;
    await this.offers.each(assetId, position, signal, async (offerId) => {
      const asset = { assetId, version };
      const why = { offerId, ground: 'gradeRaised', reason, asset } as const;
      try {
        const context = reactionTo(event, this.name);
        await this.handle(`offer-${offerId}`, { type: 'SuspendOffer', data: why }, context);
      } catch (error) {
        // Taken down meanwhile: there is nothing left to suspend.
        if (!(error instanceof Refused)) throw error;
      }
    });
  }
}
