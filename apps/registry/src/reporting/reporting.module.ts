import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CellQueriesController } from './cell.queries.controller.js';
import { DisclosureQueriesController } from './disclosure.queries.controller.js';
import { Disclosures } from './disclosures.js';
import { FoldLook } from './fold-look.js';
import { InterchangeQueriesController } from './interchange.queries.controller.js';
import { LedgerQueriesController } from './ledger.queries.controller.js';
import { RegisterLook } from './register-look.js';
import { ReportScopes } from './report-scope.js';
import { Reports } from './reports.js';

/** What is made of posted vouchers: journal, ledgers, statements, disclosures, interchange. */
@Module({
  controllers: [
    LedgerQueriesController,
    DisclosureQueriesController,
    CellQueriesController,
    InterchangeQueriesController,
  ],
  providers: [
    ReportScopes,
    Reports,
    FoldLook,
    RegisterLook,
    Disclosures,
    PoliciesInForce,
    Standings,
    {
      provide: EvidenceReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new EvidenceReader(dataSource),
    },
  ],
})
export class ReportingModule {}
