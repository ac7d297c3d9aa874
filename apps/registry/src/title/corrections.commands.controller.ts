import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { ProposeCorrectionDto } from '@ledger/contracts/title/title-correction.dto.js';
import { ExtendBarDto } from '@ledger/contracts/title/title-disposal.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { correctionOf } from './correction.js';
import { HANDLE_TITLE } from './title.tokens.js';
import type { HandleTitle } from './title.tokens.js';

/** What the registrar puts off or sets right. */
@ApiTags('titles')
@Controller('assets/:assetId')
@Roles('registrar')
export class CorrectionsCommandsController {
  constructor(@Inject(HANDLE_TITLE) private readonly handle: HandleTitle) {}

  @Post('bars/:barId/extension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Puts a bar’s last day off; it keeps its place (续封).' })
  @ApiOkResponse({ type: WrittenDto })
  async extend(
    @Param('assetId') assetId: string,
    @Param('barId') barId: string,
    @Body() { until, documentDigest, documentNumber }: ExtendBarDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, barId, until, ...present({ documentDigest, documentNumber }) };
    const outcome = await this.handle(titleStream(assetId), { type: 'ExtendBar', data }, context);
    return written(outcome, { id: barId });
  }

  @Post('title/corrections')
  @ApiOperation({
    summary: 'Proposes to set an entry or bar right; nothing changes yet.',
    description: 'Another person of the registrar’s approves. What was shown before stays known.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async propose(
    @Param('assetId') assetId: string,
    @Body() { correctedEvent, of, id, change, reason }: ProposeCorrectionDto,
    @IdempotentId() correctionId: string,
    @Context() context: CommandContext,
  ) {
    const correction = correctionOf(of, id, change);
    const data = { assetId, correctionId, correctedEvent, correction, reason };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ProposeCorrection', data },
      context,
    );
    return written(outcome, { id: correctionId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('title/corrections/:correctionId/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person approves a correction: from now on it counts.' })
  @ApiOkResponse({ type: WrittenDto })
  async approve(
    @Param('assetId') assetId: string,
    @Param('correctionId') correctionId: string,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, correctionId };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ApproveCorrection', data },
      context,
    );
    return written(outcome, { id: correctionId });
  }

  @Post('title/corrections/:correctionId/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person rejects a correction.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('assetId') assetId: string,
    @Param('correctionId') correctionId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, correctionId, reason };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'RejectCorrection', data },
      context,
    );
    return written(outcome, { id: correctionId });
  }
}
