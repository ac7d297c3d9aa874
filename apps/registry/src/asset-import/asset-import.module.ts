import { importKind } from '@ledger/domain/import/import.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AssetImportCommandsController } from './asset-import.commands.controller.js';
import { AssetImportProcess } from './asset-import.process.js';
import { AssetImportQueriesController } from './asset-import.queries.controller.js';
import { HANDLE_IMPORT } from './asset-import.tokens.js';
import { AssetImports } from './asset-imports.js';
import { DryRun } from './dry-run.js';
import { ImportFiles } from './import-files.js';
import { RowAsking } from './row-asking.js';
import { RowSubmission } from './row-submission.js';

/** Inventories in one go: handed in, worked through, reported row by row. */
@Module({
  controllers: [AssetImportCommandsController, AssetImportQueriesController],
  providers: [
    AssetEvidence,
    AssetImports,
    AssetImportProcess,
    DryRun,
    ImportFiles,
    RowAsking,
    RowSubmission,
    Standings,
    {
      provide: HANDLE_IMPORT,
      useFactory: (loop: CommandLoop) => loop.handler(importKind),
      inject: [CommandLoop],
    },
  ],
})
export class AssetImportModule {}
