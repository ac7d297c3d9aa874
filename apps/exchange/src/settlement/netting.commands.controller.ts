import { NetMonthDto } from '@ledger/contracts/settlement/netting.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { nettingKind, nettingStream } from '@ledger/domain/settlement/netting.decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NettingEvidence } from './netting.evidence.js';

/** What a party is owed and owes is set off month by month, and paid. */
@ApiTags('settlement')
@Controller('nettings')
@Roles('operator')
export class NettingCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(NettingEvidence) private readonly evidence: NettingEvidence,
  ) {
    this.handle = loop.handler(nettingKind);
  }

  @Post()
  @ApiOperation({
    summary: 'Sets off what a party is owed and owes at the end of a month, with its payment.',
    description:
      'Payables, shares, pay-downs and VAT; money in escrow or on deposit stays. Months go forward.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async net(
    @Body() { party: partyId, month, reference }: NetMonthDto,
    @Context() context: CommandContext,
  ) {
    const evidence = await this.evidence.of(partyId, month);
    const data = { partyId, month, reference, ...evidence };
    const stream = nettingStream(partyId);
    const outcome = await this.handle(stream, { type: 'NetMonth', data }, context);
    return written(outcome, { id: partyId }, { location: `/v1/accounts?owner=${partyId}` });
  }
}
