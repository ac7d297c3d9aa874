import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { CatalogueQueriesController } from './catalogue.queries.controller.js';
import { ListingEvidence } from './listing.evidence.js';
import { OfferSuspensionProcess } from './offer-suspension.process.js';
import { OfferCommandsController } from './offer.commands.controller.js';
import { OfferQueriesController } from './offer.queries.controller.js';
import { HANDLE_OFFER } from './offer.tokens.js';

/** Offers: drafted, listed, taken down, looked up. */
@Module({
  controllers: [OfferCommandsController, OfferQueriesController, CatalogueQueriesController],
  providers: [
    ListingEvidence,
    Standings,
    OfferSuspensionProcess,
    {
      provide: HANDLE_OFFER,
      useFactory: (loop: CommandLoop) => loop.handler(offerKind),
      inject: [CommandLoop],
    },
  ],
})
export class OfferModule {}
