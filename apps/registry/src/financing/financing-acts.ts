import type { FinancingCommand } from '@ledger/domain/financing/financing.commands.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { written } from '@ledger/http/writes/written.js';
import { Inject, Injectable } from '@nestjs/common';

/** Steps of facilities as routes take them: with in whose place the actor stands (pattern 2). */
@Injectable()
export class FinancingActs {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.handle = loop.handler(financingKind);
  }

  /** A step of which nothing with an id of its own comes. */
  async step(context: CommandContext, command: CommandInput<FinancingCommand>) {
    return written(await this.run(context, command), { id: command.data.financingId });
  }

  /** A step that records something of its own, found in the facility. */
  async made(id: string, context: CommandContext, command: CommandInput<FinancingCommand>) {
    const location = `/v1/financings/${command.data.financingId}`;
    return written(await this.run(context, command), { id }, { location });
  }

  private async run(context: CommandContext, command: CommandInput<FinancingCommand>) {
    const actingFor = await this.standings.of(context.actor.partyId);
    const informed = { ...command, data: { ...command.data, actingFor } } as typeof command;
    return this.handle(financingStream(command.data.financingId), informed, context);
  }
}
