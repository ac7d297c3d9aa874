import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { NeedCommandsController } from './need.commands.controller.js';
import { NeedMatchingProcess } from './need-matching.process.js';
import { NeedQueriesController } from './need.queries.controller.js';
import { NeedSearch } from './need-search.js';
import { OfferCandidates } from './offer-candidates.js';

/** Needs: stated, compared with offers, told of. */
@Module({
  controllers: [NeedCommandsController, NeedQueriesController],
  providers: [NeedMatchingProcess, NeedSearch, OfferCandidates, PoliciesInForce, Standings],
})
export class NeedModule {}
