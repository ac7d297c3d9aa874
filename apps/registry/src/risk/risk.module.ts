import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Module } from '@nestjs/common';
import { RiskAssessing } from './risk-assessing.js';
import { RiskRows } from './risk-rows.js';
import { RiskWatchProcess } from './risk-watch.process.js';
import { RiskSweep } from './risk.sweep.js';
import { WatchCommandsController } from './watch.commands.controller.js';
import { WatchQueriesController } from './watch.queries.controller.js';

/** The risk monitor: what lenders are to worry about, told once each, and their watch lists. */
@Module({
  controllers: [WatchCommandsController, WatchQueriesController],
  providers: [
    Standings,
    RiskRows,
    RiskAssessing,
    RiskWatchProcess,
    RiskSweep,
    {
      provide: TitleDoor,
      useFactory: (loop: CommandLoop) => new TitleDoor(loop),
      inject: [CommandLoop],
    },
  ],
})
export class RiskModule {}
