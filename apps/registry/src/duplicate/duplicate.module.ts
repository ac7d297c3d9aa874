import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AssetStates } from './asset-states.js';
import { DuplicateBarringProcess } from './duplicate-barring.process.js';
import { DuplicateResolutionProcess } from './duplicate-resolution.process.js';
import { DuplicateSearchProcess } from './duplicate-search.process.js';
import { DuplicateCommandsController } from './duplicate.commands.controller.js';
import { DuplicateQueriesController } from './duplicate.queries.controller.js';

/** Duplicates: noticed at registration, barred, decided by the registrar. */
@Module({
  controllers: [DuplicateCommandsController, DuplicateQueriesController],
  providers: [
    AssetStates,
    DuplicateSearchProcess,
    DuplicateBarringProcess,
    DuplicateResolutionProcess,
    PoliciesInForce,
    Standings,
  ],
})
export class DuplicateModule {}
