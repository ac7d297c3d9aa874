import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { Module } from '@nestjs/common';
import { QualityCommandsController } from './quality.commands.controller.js';
import { QualityQueriesController } from './quality.queries.controller.js';

/** Quality assessments: recorded, listed. */
@Module({
  controllers: [QualityCommandsController, QualityQueriesController],
  providers: [
    {
      provide: AssetDoor,
      useFactory: (loop: CommandLoop) => new AssetDoor(loop),
      inject: [CommandLoop],
    },
  ],
})
export class QualityModule {}
