import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { QualityCommandsController } from './quality.commands.controller.js';
import { QualityQueriesController } from './quality.queries.controller.js';

/** Quality assessments: recorded, listed. */
@Module({
  controllers: [QualityCommandsController, QualityQueriesController],
  providers: [AssetDoor, PoliciesInForce, Standings],
})
export class QualityModule {}
