import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { TitleExtracts } from '@ledger/http/titles/title-extracts.js';
import { Module } from '@nestjs/common';
import { TitleExtractQueriesController } from './title-extract.queries.controller.js';

/** What is printed of a title. */
@Module({
  controllers: [TitleExtractQueriesController],
  providers: [
    {
      provide: TitleExtracts,
      useFactory: (log: EventLog, loop: CommandLoop, clock: Clock, accesses: AccessRecorder) =>
        new TitleExtracts({ log, loop, clock, accesses }),
      inject: [EVENT_LOG, CommandLoop, CLOCK, AccessRecorder],
    },
  ],
})
export class DocumentPrintingModule {}
