import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { Ancestors } from './ancestors.js';
import { LineageCheckProcess } from './lineage-check.process.js';
import { LineageCommandsController } from './lineage.commands.controller.js';
import { LineageQueriesController } from './lineage.queries.controller.js';

/** Lineage: what assets were made from, changed, walked and drawn. */
@Module({
  controllers: [LineageCommandsController, LineageQueriesController],
  providers: [Ancestors, LineageCheckProcess, AssetDoor, Standings],
})
export class LineageModule {}
