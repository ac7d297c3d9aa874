import { AcknowledgeAlertDto } from '@ledger/contracts/alert/alert.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { watchKind, watchOfAlert, watchStream } from '@ledger/domain/alert/alert.decider.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** What a party does with the alerts addressed to it. */
@ApiTags('alerts')
@Controller('alerts')
export class AlertCommandsController {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Post(':alertId/acknowledgement')
  @HttpCode(200)
  @Roles('lender', 'manager', 'registrar')
  @ApiOperation({ summary: 'Acknowledges an alert: seen, and dealt with.' })
  @ApiOkResponse({ type: WrittenDto })
  async acknowledge(
    @Param('alertId') alertId: string,
    @Body() { note }: AcknowledgeAlertDto,
    @Context() context: CommandContext,
  ) {
    const watchId = watchOfAlert(alertId) ?? refuse('alert_not_found');
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const data = { watchId, alertId, note, standsFor };
    const handle = this.loop.handler(watchKind);
    const command = { type: 'AcknowledgeAlert', data } as const;
    const outcome = await handle(watchStream(watchId), command, context);
    return written(outcome, { id: alertId });
  }
}
