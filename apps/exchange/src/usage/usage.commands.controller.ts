import { present } from '@ledger/contracts/present.js';
import { RecordUsageDto, UsageRecordedDto } from '@ledger/contracts/usage/usage.dto.js';
import type { UsageLineDto } from '@ledger/contracts/usage/usage.dto.js';
import type { UsageLine } from '@ledger/domain/usage/usage.events.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { InTurnGuard } from '@ledger/http/in-turn.guard.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { UsageRecording } from './usage-recording.js';
import { flaggedIn, recordedIn, remainingOf } from './usage.answer.js';

/** Meters report what was used. */
@ApiTags('usage')
@Controller('orders')
export class UsageCommandsController {
  constructor(@Inject(UsageRecording) private readonly usage: UsageRecording) {}

  @Post(':orderId/usage')
  @HttpCode(200)
  @UseGuards(InTurnGuard)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Records a batch of uses of one meter, each counted once.',
    description:
      'By the seller’s delivery systems, or the operator’s. `(meterId, sequence)` names a use: what ' +
      'was reported before is not counted again, in whatever order batches arrive. Use outside the ' +
      'licence’s term is recorded, flagged and not billed. A batch is recorded whole or not at all.',
  })
  @ApiOkResponse({ type: UsageRecordedDto })
  async record(
    @Param('orderId') orderId: string,
    @Body() { meterId, events, requestLogDigest }: RecordUsageDto,
    @Context() context: CommandContext,
  ) {
    const report = { meterId, lines: events.map(lineOf), requestLogDigest };
    const { outcome, quota } = await this.usage.record(orderId, report, context);
    const recorded = recordedIn(outcome.events);
    const { state } = outcome;
    return written(outcome, {
      id: orderId,
      accepted: recorded.length,
      duplicates: events.length - recorded.length,
      flagged: flaggedIn(recorded),
      ...(state && quota && { remaining: remainingOf(quota, state.totals, state.month) }),
    });
  }
}

const lineOf = ({ sequence, usedAt, quantity, result, corrects }: UsageLineDto): UsageLine => ({
  sequence,
  usedAt,
  quantity,
  ...present({ result, corrects }),
});
