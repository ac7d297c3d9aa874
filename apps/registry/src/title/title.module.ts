import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { TitleExtracts } from '@ledger/http/titles/title-extracts.js';
import { TitleReading } from '@ledger/http/titles/title-reading.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Module } from '@nestjs/common';
import { CorrectionsCommandsController } from './corrections.commands.controller.js';
import { DisposalCommandsController } from './disposal.commands.controller.js';
import { HolderCommandsController } from './holder.commands.controller.js';
import { InsolvencyBarsProcess } from './insolvency-bars.process.js';
import { LicenceReservationProcess } from './licence-reservation.process.js';
import { RegistrarCommandsController } from './registrar.commands.controller.js';
import { TitleEvidence } from './title.evidence.js';
import { TitleLapseSweep } from './title-lapse.sweep.js';
import { TitleOpeningProcess } from './title-opening.process.js';
import { TitleQueriesController } from './title.queries.controller.js';
import { HANDLE_TITLE } from './title.tokens.js';
import { TransferApplicationsCommandsController } from './transfer-applications.commands.controller.js';

/** Titles: entries, grants, licensing, lenders let in, bars; and the exchange's exclusive orders. */
@Module({
  controllers: [
    RegistrarCommandsController,
    CorrectionsCommandsController,
    HolderCommandsController,
    DisposalCommandsController,
    TransferApplicationsCommandsController,
    TitleQueriesController,
  ],
  providers: [
    TitleEvidence,
    TitleOpeningProcess,
    LicenceReservationProcess,
    InsolvencyBarsProcess,
    TitleLapseSweep,
    TitleTiming,
    {
      provide: TitleDoor,
      useFactory: (loop: CommandLoop) => new TitleDoor(loop),
      inject: [CommandLoop],
    },
    {
      provide: TitleReading,
      useFactory: (
        log: EventLog,
        loop: CommandLoop,
        clock: Clock,
        accesses: AccessRecorder,
      ): TitleReading => new TitleReading({ log, loop, clock, accesses }),
      inject: [EVENT_LOG, CommandLoop, CLOCK, AccessRecorder],
    },
    {
      provide: TitleExtracts,
      useFactory: (
        log: EventLog,
        loop: CommandLoop,
        clock: Clock,
        accesses: AccessRecorder,
      ): TitleExtracts => new TitleExtracts({ log, loop, clock, accesses }),
      inject: [EVENT_LOG, CommandLoop, CLOCK, AccessRecorder],
    },
    { provide: HANDLE_TITLE, useFactory: (door: TitleDoor) => door.handle, inject: [TitleDoor] },
  ],
})
export class TitleModule {}
