import type { LicensingEvidence } from '@ledger/domain/offer/licensing-evidence.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import type { OfferEvidence } from '@ledger/domain/order/order.commands.js';
import { refuse } from '@ledger/domain/refusal.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/**
 * Reads the offer, and for an ordinary deal its title, as an order meets them (rule pattern 2). An
 * exclusive order is not checked here: the title decides when it is asked to reserve.
 */
@Injectable()
export class PlacingEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(
    offerId: string,
  ): Promise<{ readonly offer: OfferEvidence; readonly licensing?: LicensingEvidence }> {
    const { state, version } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const offer = { ...state, version };
    if (state.content.kind === 'exclusive') return { offer };
    const title = await this.loop.load(titleKind, titleStream(state.content.assetId));
    return { offer, licensing: licensingEvidence(title.state, state, this.clock.now()) };
  }
}
