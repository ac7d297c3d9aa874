import { Module } from '@nestjs/common';
import { LedgerQueriesController } from './ledger.queries.controller.js';
import { ReportScopes } from './report-scope.js';
import { Reports } from './reports.js';

/** What is made of posted vouchers: journal, ledgers, statements, disclosures, interchange. */
@Module({
  controllers: [LedgerQueriesController],
  providers: [ReportScopes, Reports],
})
export class ReportingModule {}
