import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { LicensingEvidence } from '@ledger/domain/offer/licensing-evidence.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import type { OfferEvidence } from '@ledger/domain/order/order.commands.js';
import { standInFor } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

/**
 * Reads the offer, and for an ordinary deal its title, as an order meets them (rule pattern 2). An
 * exclusive order is not checked here: the title decides when it is asked to reserve.
 */
@Injectable()
export class PlacingEvidence {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.titles = new TitleParties(loop);
  }

  async of(
    offerId: string,
  ): Promise<{ readonly offer: OfferEvidence; readonly licensing?: LicensingEvidence }> {
    const { state, version } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const { assetId, kind } = state.content;
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const { title } = await this.titles.look(assetId, { partyIds: [state.sellerPartyId] });
    // The deal is with whoever stands in the seller's place on the day.
    const sellerPartyId = standInFor(title, state.sellerPartyId, today);
    const offer = { ...state, sellerPartyId, version };
    if (kind === 'exclusive') return { offer };
    return { offer, licensing: licensingEvidence(resolved(title, today), offer, now) };
  }
}
