import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AppraisalChoiceCommandsController } from './appraisal-choice.commands.controller.js';
import { ComputationQueriesController } from './computation.queries.controller.js';
import { ValuationCommandsController } from './valuation.commands.controller.js';
import { ValuationEvidence } from './valuation.evidence.js';
import { ValuationReportQueriesController } from './valuation-report.queries.controller.js';
import { ValuationQueriesController } from './valuation.queries.controller.js';
import { HANDLE_VALUATION } from './valuation.tokens.js';

/** Appraisals: computed, the appraiser named, the report recorded, superseded, withdrawn, chosen; the list. */
@Module({
  controllers: [
    AppraisalChoiceCommandsController,
    ComputationQueriesController,
    ValuationCommandsController,
    ValuationQueriesController,
    ValuationReportQueriesController,
  ],
  providers: [
    Standings,
    ValuationEvidence,
    {
      provide: HANDLE_VALUATION,
      useFactory: (loop: CommandLoop) => loop.handler(valuationKind),
      inject: [CommandLoop],
    },
  ],
})
export class ValuationModule {}
