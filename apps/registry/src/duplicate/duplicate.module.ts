import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AssetStates } from './asset-states.js';
import { ComparedAssets } from './compared-assets.js';
import { DuplicateBarringProcess } from './duplicate-barring.process.js';
import { DuplicateResolutionProcess } from './duplicate-resolution.process.js';
import { DuplicateSearchProcess } from './duplicate-search.process.js';
import { DuplicateCommandsController } from './duplicate.commands.controller.js';
import { DuplicateQueriesController } from './duplicate.queries.controller.js';
import { SketchCandidates } from './sketch-candidates.js';

/** Duplicates: noticed at registration, barred, decided by the registrar. */
@Module({
  controllers: [DuplicateCommandsController, DuplicateQueriesController],
  providers: [
    AssetStates,
    ComparedAssets,
    SketchCandidates,
    DuplicateSearchProcess,
    DuplicateBarringProcess,
    DuplicateResolutionProcess,
    PoliciesInForce,
    Standings,
  ],
})
export class DuplicateModule {}
