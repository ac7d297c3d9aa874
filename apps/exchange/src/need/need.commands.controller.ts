import { CloseNeedDto, NeedContentDto } from '@ledger/contracts/need/need.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { needKind } from '@ledger/domain/need/need.decider.js';
import type { NeedContent } from '@ledger/domain/need/need.events.js';
import { needStream } from '@ledger/domain/need/need.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { numberInPath } from '@ledger/http/validation/number-in-path.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { needTermsOf } from './need.answer.js';

/** Buyers say what they look for. */
@ApiTags('needs')
@Controller('needs')
export class NeedCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.handle = loop.handler(needKind);
  }

  @Post()
  @Roles('manager')
  @ApiOperation({
    summary: 'Saves a need: its owner is told of offers that meet it.',
    description:
      'When an offer is listed or changed so that it meets the need: once per offer and revision, ' +
      'in GET /v1/need-matches, in the feed and by webhook (`NeedMatched`).',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async state(
    @Body() body: NeedContentDto,
    @IdempotentId() needId: string,
    @Context() context: CommandContext,
  ) {
    const command = { type: 'StateNeed', data: { needId, ...contentOf(body) } } as const;
    const outcome = await this.handle(needStream(needId), command, context);
    return written(outcome, { id: needId }, { location: `/v1/needs/${needId}` });
  }

  @Post(':needId/revision')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'States a need anew; offers told before may be told again.' })
  @ApiOkResponse({ type: WrittenDto })
  async revise(
    @Param('needId') needId: string,
    @Body() body: NeedContentDto,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const data = { needId, ...contentOf(body), standsFor };
    const outcome = await this.handle(needStream(needId), { type: 'ReviseNeed', data }, context);
    return written(outcome, { id: needId });
  }

  @Post(':needId/closing')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Ends a need: nothing more is told.' })
  @ApiOkResponse({ type: WrittenDto })
  async close(
    @Param('needId') needId: string,
    @Body() { reason }: CloseNeedDto,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const data = { needId, reason, standsFor };
    const outcome = await this.handle(needStream(needId), { type: 'CloseNeed', data }, context);
    return written(outcome, { id: needId });
  }

  @Post(':needId/matches/:matchNo/acknowledgement')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The owner has seen a match.' })
  @ApiOkResponse({ type: WrittenDto })
  async acknowledge(
    @Param('needId') needId: string,
    @Param('matchNo') no: string,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const data = { needId, matchNo: numberInPath(no), standsFor };
    const command = { type: 'AcknowledgeMatch', data } as const;
    return written(await this.handle(needStream(needId), command, context), { id: needId });
  }
}

const contentOf = ({ terms, until, published }: NeedContentDto): NeedContent => ({
  terms: needTermsOf(terms),
  until,
  published: [...new Set(published)],
});
