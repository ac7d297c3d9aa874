import { partyKind } from '@ledger/domain/party/party.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { Module } from '@nestjs/common';
import { PartyCommandsController } from './party.commands.controller.js';
import { PartyCorrectionsCommandsController } from './party-corrections.commands.controller.js';
import { PartyCorrectionsQueriesController } from './party-corrections.queries.controller.js';
import { PartyQueriesController } from './party.queries.controller.js';
import { PartyStandingCommandsController } from './party-standing.commands.controller.js';
import { SuccessionProcess } from './succession.process.js';
import { HANDLE_PARTY } from './party.tokens.js';

/** Organisations: registered, verified, named, succeeded, suspended, insolvent. */
@Module({
  controllers: [
    PartyCommandsController,
    PartyCorrectionsCommandsController,
    PartyStandingCommandsController,
    PartyQueriesController,
    PartyCorrectionsQueriesController,
  ],
  providers: [
    SuccessionProcess,
    {
      provide: HANDLE_PARTY,
      useFactory: (loop: CommandLoop) => loop.handler(partyKind),
      inject: [CommandLoop],
    },
    {
      provide: RequestClaims,
      useFactory: (loop: CommandLoop) => new RequestClaims(loop),
      inject: [CommandLoop],
    },
  ],
})
export class PartyModule {}
