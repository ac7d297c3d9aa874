import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import { inPlaceOf } from '@ledger/http/assets/asset-handling.js';
import { PartyNames } from '@ledger/http/parties/party-names.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AssetCommandsController } from './asset.commands.controller.js';
import { AssetDueSweep } from './asset-due.sweep.js';
import { CaseOverdueSweep } from './case-overdue.sweep.js';
import { AssetEnding } from './asset-ending.process.js';
import { AssetSights } from './asset-sights.js';
import { AssetLifeCommandsController } from './asset-life.commands.controller.js';
import { AssetReviewCommandsController } from './asset-review.commands.controller.js';
import { SuspensionBars } from './suspension-bars.js';
import { AssetQueriesController } from './asset.queries.controller.js';
import { AssetExportsQueriesController } from './asset-exports.queries.controller.js';
import { AssetLedgerQueriesController } from './asset-ledger.queries.controller.js';
import { AssetLedgerRows } from './asset-ledger-rows.js';
import { AssetList } from './asset-list.js';
import { HANDLE_ASSET } from './asset.tokens.js';
import { RegistrationCasesQueriesController } from './registration-cases.queries.controller.js';
import { RegistrationCorrectionsCommandsController } from './registration-corrections.commands.controller.js';
import { RegistrationRequestsCommandsController } from './registration-requests.commands.controller.js';
import { PublicityList } from './publicity.js';
import { PublicityQueriesController } from './publicity.queries.controller.js';
import { TitleOpenings } from './title-openings.js';
import { TransferOverdueSweep } from './transfer-overdue.sweep.js';

/** Data assets: applied for, reviewed, registered, looked up. */
@Module({
  controllers: [
    AssetCommandsController,
    AssetReviewCommandsController,
    AssetLifeCommandsController,
    AssetQueriesController,
    AssetLedgerQueriesController,
    AssetExportsQueriesController,
    PublicityQueriesController,
    RegistrationCasesQueriesController,
    RegistrationCorrectionsCommandsController,
    RegistrationRequestsCommandsController,
  ],
  providers: [
    AssetLedgerRows,
    AssetList,
    AssetDueSweep,
    CaseOverdueSweep,
    TransferOverdueSweep,
    AssetEnding,
    AssetEvidence,
    AssetSights,
    PartyNames,
    PublicityList,
    Standings,
    SuspensionBars,
    TitleOpenings,
    {
      provide: HANDLE_ASSET,
      useFactory: (loop: CommandLoop, standings: Standings) => inPlaceOf(loop, standings),
      inject: [CommandLoop, Standings],
    },
    {
      provide: RequestClaims,
      useFactory: (loop: CommandLoop) => new RequestClaims(loop),
      inject: [CommandLoop],
    },
  ],
})
export class AssetModule {}
