import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { CatalogueQueriesController } from './catalogue.queries.controller.js';
import { DataspaceCatalogueController } from './dataspace-catalogue.controller.js';
import { ListedOffers } from './listed-offers.js';
import { ListingEvidence } from './listing.evidence.js';
import { OfferSheetProcess } from './offer-sheet.process.js';
import { OfferSuspensionProcess } from './offer-suspension.process.js';
import { OfferTitleProcess } from './offer-title.process.js';
import { OfferCommandsController } from './offer.commands.controller.js';
import { OfferQueriesController } from './offer.queries.controller.js';
import { OfferSearch } from './offer-search.js';
import { HANDLE_OFFER } from './offer.tokens.js';
import { SampleFiles } from './sample-files.js';
import { SampleCommandsController } from './sample.commands.controller.js';
import { SampleQueriesController } from './sample.queries.controller.js';

/** Offers: drafted, listed, taken down, looked up. */
@Module({
  controllers: [
    OfferCommandsController,
    SampleCommandsController,
    SampleQueriesController,
    OfferQueriesController,
    CatalogueQueriesController,
    DataspaceCatalogueController,
  ],
  providers: [
    ListedOffers,
    ListingEvidence,
    OfferSearch,
    SampleFiles,
    Standings,
    OfferSheetProcess,
    OfferSuspensionProcess,
    OfferTitleProcess,
    {
      provide: HANDLE_OFFER,
      useFactory: (loop: CommandLoop) => loop.handler(offerKind),
      inject: [CommandLoop],
    },
  ],
})
export class OfferModule {}
