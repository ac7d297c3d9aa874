import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Module } from '@nestjs/common';
import { HolderCommandsController } from './holder.commands.controller.js';
import { LicenceReservationProcess } from './licence-reservation.process.js';
import { RegistrarCommandsController } from './registrar.commands.controller.js';
import { TitleEvidence } from './title.evidence.js';
import { TitleLapseSweep } from './title-lapse.sweep.js';
import { TitleOpeningProcess } from './title-opening.process.js';
import { TitleQueriesController } from './title.queries.controller.js';
import { HANDLE_TITLE } from './title.tokens.js';

/** Titles: entries, grants, licensing, lenders let in, bars; and the exchange's exclusive orders. */
@Module({
  controllers: [RegistrarCommandsController, HolderCommandsController, TitleQueriesController],
  providers: [
    TitleEvidence,
    TitleOpeningProcess,
    LicenceReservationProcess,
    TitleLapseSweep,
    {
      provide: TitleDoor,
      useFactory: (loop: CommandLoop) => new TitleDoor(loop),
      inject: [CommandLoop],
    },
    { provide: HANDLE_TITLE, useFactory: (door: TitleDoor) => door.handle, inject: [TitleDoor] },
  ],
})
export class TitleModule {}
