import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import {
  CoverageAssessing,
  CoverageSweep,
  CoverageWatchProcess,
} from './coverage-watch.process.js';
import { CreditLineQueriesController } from './credit-line.queries.controller.js';
import { CreditLines } from './credit-lines.js';
import { FinancingActs } from './financing-acts.js';
import { FinancingCollateralProcess } from './financing-collateral.process.js';
import { FinancingLook } from './financing-look.js';
import { FinancingRows } from './financing-rows.js';
import { FinancingCommandsController } from './financing.commands.controller.js';
import { FinancingEvidence } from './financing.evidence.js';
import { FinancingQueriesController } from './financing.queries.controller.js';
import { PaymentsCommandsController } from './payments.commands.controller.js';
import { TitleDays } from './title-days.js';

/** Facilities secured by pledges, and credit lines on portfolios. */
@Module({
  controllers: [
    FinancingCommandsController,
    PaymentsCommandsController,
    FinancingQueriesController,
    CreditLineQueriesController,
  ],
  providers: [
    FinancingEvidence,
    FinancingActs,
    PoliciesInForce,
    Standings,
    FinancingRows,
    TitleDays,
    FinancingLook,
    CreditLines,
    CoverageAssessing,
    CoverageWatchProcess,
    CoverageSweep,
    FinancingCollateralProcess,
  ],
})
export class FinancingModule {}
