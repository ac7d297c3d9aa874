import { OriginDto, StartOriginDto } from '@ledger/contracts/evidence/origin.dto.js';
import { BadOrigin } from '@ledger/evidence/sealing/origins.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SealingOrders } from './sealing-orders.js';

/** Sealing after a restore, and making tiles and state map again. */
@ApiTags('operations')
@Controller('admin/evidence')
@Roles('admin')
export class SealingCommandsController {
  constructor(@Inject(SealingOrders) private readonly orders: SealingOrders) {}

  @Post('origins')
  @ApiOperation({
    summary: 'Seals the log anew under another name, after it lost events.',
    description:
      'For a log restored from a backup: what was signed under the old name stays, and what is ' +
      'there now is sealed from its first event. Tell whoever holds checkpoints of the old name.',
  })
  @ApiCreatedResponse({ type: OriginDto })
  async startOrigin(
    @Body() { name, reason }: StartOriginDto,
    @CurrentCaller() { person }: Caller,
  ): Promise<OriginDto> {
    try {
      const number = await this.orders.startOrigin({ name, reason, startedBy: person });
      return { number, name, reason };
    } catch (error) {
      throw error instanceof BadOrigin ? problem('conflict', { cause: error }) : error;
    }
  }

  @Post('rebuild')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Makes tiles and state map again from the log.',
    description: 'Nothing is signed before they lead to the roots of the latest checkpoint.',
  })
  @ApiAcceptedResponse({ description: 'The sealer starts over.' })
  async rebuild(): Promise<void> {
    await this.orders.rebuild();
  }
}
