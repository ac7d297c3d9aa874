import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { ClassificationCommandsController } from './classification.commands.controller.js';
import { ClassificationQueriesController } from './classification.queries.controller.js';
import { RegradingSweep } from './regrading.sweep.js';

/** Classification and grading: the calculator, the label of an asset, and its changes. */
@Module({
  controllers: [ClassificationCommandsController, ClassificationQueriesController],
  providers: [PoliciesInForce, RegradingSweep, Standings],
})
export class ClassificationModule {}
