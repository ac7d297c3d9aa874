import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Module } from '@nestjs/common';
import { PledgeCommandsController } from './pledge.commands.controller.js';
import { KeptStatuses } from './kept-statuses.js';
import { PledgeActs } from './pledge.acts.js';
import { PledgeeCommandsController } from './pledgee.commands.controller.js';
import { PledgeBatchQueriesController } from './pledge-batch.queries.controller.js';
import { PledgeCorrectionsCommandsController } from './pledge-corrections.commands.controller.js';
import { PledgeCovers } from './pledge-covers.js';
import { PledgeReportQueriesController } from './pledge-report.queries.controller.js';
import { PledgeReportRows } from './pledge-report-rows.js';
import { PledgeLapseSweep } from './pledge-lapse.sweep.js';
import { PledgorCommandsController } from './pledgor.commands.controller.js';
import { PledgeEvidence } from './pledge.evidence.js';
import { PledgeQueriesController } from './pledge.queries.controller.js';
import { PledgeStatusQueriesController } from './pledge-status.queries.controller.js';
import { RegistrationReservationsController } from './registration-reservations.commands.controller.js';
import { HANDLE_PLEDGE } from './pledge.tokens.js';
import { TitleLook } from './title-look.js';
import { TitlePast } from './title-past.js';
import { TitlesLook } from './titles-look.js';

/** Pledges from registration or claim to their end; and the lender's question. */
@Module({
  controllers: [
    PledgeCommandsController,
    PledgeeCommandsController,
    PledgorCommandsController,
    PledgeCorrectionsCommandsController,
    RegistrationReservationsController,
    PledgeQueriesController,
    PledgeStatusQueriesController,
    PledgeBatchQueriesController,
    PledgeReportQueriesController,
  ],
  providers: [
    PledgeEvidence,
    PoliciesInForce,
    TitleTiming,
    Standings,
    PledgeActs,
    PledgeLapseSweep,
    KeptStatuses,
    TitlePast,
    TitlesLook,
    TitleLook,
    PledgeCovers,
    PledgeReportRows,
    {
      provide: TitleDoor,
      useFactory: (loop: CommandLoop) => new TitleDoor(loop),
      inject: [CommandLoop],
    },
    { provide: HANDLE_PLEDGE, useFactory: (door: TitleDoor) => door.handle, inject: [TitleDoor] },
  ],
})
export class PledgeModule {}
