import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { CrossBorderCommandsController } from './cross-border.commands.controller.js';
import { CrossBorderQueriesController } from './cross-border.queries.controller.js';
import { HANDLE_EXPORT, type HandleExport } from './cross-border.tokens.js';
import { ExportYears } from './export-years.js';

/** Exports of data, and the persons counted with them year by year. */
@Module({
  controllers: [CrossBorderCommandsController, CrossBorderQueriesController],
  providers: [
    PoliciesInForce,
    Standings,
    ExportYears,
    {
      provide: HANDLE_EXPORT,
      useFactory: (loop: CommandLoop): HandleExport => loop.handler(exportKind),
      inject: [CommandLoop],
    },
  ],
})
export class CrossBorderModule {}
