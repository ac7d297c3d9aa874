import type { LicensingEvidence } from '@ledger/domain/offer/licensing-evidence.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import { refuse } from '@ledger/domain/refusal.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads what the title says about an offer, for its listing (rule pattern 2). */
@Injectable()
export class ListingEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(offerId: string): Promise<LicensingEvidence> {
    const { state } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const title = await this.loop.load(titleKind, titleStream(state.content.assetId));
    return licensingEvidence(title.state, state, this.clock.now());
  }
}
