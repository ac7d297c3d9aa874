import type { OfferCommand } from '@ledger/domain/offer/offer.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_OFFER } from './offer.tokens.js';
import type { HandleOffer } from './offer.tokens.js';

const news = [
  'RightTransferred',
  'LicensingCapLowered',
] as const satisfies readonly TitleEvent['type'][];
type News = Extract<TitleEvent, { readonly type: (typeof news)[number] }>;

/**
 * Keeps offers true to the title: where a right has moved, the leaves to sell of who had it have
 * ended, so his offers are taken down; where the holder sells fewer licences, the offer says so.
 */
@Injectable()
export class OfferTitleProcess implements Process {
  readonly name = 'exchange-offer-title';
  readonly categories = ['title'];
  readonly reactsTo: readonly News['type'][] = news;

  constructor(@Inject(HANDLE_OFFER) private readonly handle: HandleOffer) {}

  async react(event: RecordedEvent): Promise<void> {
    for (const command of commandsOf(event as RecordedOf<News>)) {
      const stream = `offer-${command.data.offerId}`;
      await this.handle(stream, command, reactionTo(event, this.name));
    }
  }
}

const commandsOf = ({
  type,
  data,
  version: titleVersion,
}: RecordedOf<News>): readonly CommandInput<OfferCommand>[] => {
  switch (type) {
    case 'RightTransferred':
      return data.endedOfferIds.map((offerId) => ({
        type: 'DelistOffer',
        data: { offerId, reason: 'rightTransferred', titleVersion },
      }));
    case 'LicensingCapLowered': {
      const { offerId, cap } = data;
      return [{ type: 'NoteCap', data: { offerId, cap, titleVersion } }];
    }
  }
};
