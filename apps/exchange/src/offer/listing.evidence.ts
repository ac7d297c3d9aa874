import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { LicensingEvidence } from '@ledger/domain/offer/licensing-evidence.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import { standInsFor } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads what the title says about an offer, for its listing (rule pattern 2). */
@Injectable()
export class ListingEvidence {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.titles = new TitleParties(loop);
  }

  /** As the title stands for whoever acts in the seller's place, or for the seller's first heir. */
  async of(offerId: string, actorPartyId: string): Promise<LicensingEvidence> {
    const { state } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const { sellerPartyId, content } = state;
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const { title } = await this.titles.look(content.assetId, { partyIds: [sellerPartyId] });
    const sellers = standInsFor(title, sellerPartyId, today).map(({ partyId }) => partyId);
    const seller = sellers.includes(actorPartyId) ? actorPartyId : (sellers[0] ?? sellerPartyId);
    return licensingEvidence(resolved(title, today), { ...state, sellerPartyId: seller }, now);
  }
}
