import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { Module } from '@nestjs/common';
import { AssetCommandsController } from './asset.commands.controller.js';
import { AssetQueriesController } from './asset.queries.controller.js';
import { AssetLedgerQueriesController } from './asset-ledger.queries.controller.js';
import { AssetLedgerRows } from './asset-ledger-rows.js';
import { AssetList } from './asset-list.js';
import { HANDLE_ASSET } from './asset.tokens.js';
import { TitleOpenings } from './title-openings.js';

/** Data assets: applied for, reviewed, registered, looked up. */
@Module({
  controllers: [AssetCommandsController, AssetQueriesController, AssetLedgerQueriesController],
  providers: [
    AssetLedgerRows,
    AssetList,
    TitleOpenings,
    {
      provide: HANDLE_ASSET,
      useFactory: (loop: CommandLoop) => loop.handler(assetKind),
      inject: [CommandLoop],
    },
    {
      provide: RequestClaims,
      useFactory: (loop: CommandLoop) => new RequestClaims(loop),
      inject: [CommandLoop],
    },
  ],
})
export class AssetModule {}
