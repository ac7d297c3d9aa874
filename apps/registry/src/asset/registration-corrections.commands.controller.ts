import { correctionExamples } from '@ledger/contracts/asset/application.examples.js';
import { CorrectRegistrationDto } from '@ledger/contracts/asset/life.dto.js';
import { CorrectionRejectionDto } from '@ledger/contracts/correction.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import type { HandleAsset } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { descriptionOf } from './application.js';
import { HANDLE_ASSET } from './asset.tokens.js';

/** Clerical errors in a registration: one person of the registrar's proposes, another decides. */
@ApiTags('assets')
@Controller('assets/:assetId/corrections')
@Roles('registrar')
export class RegistrationCorrectionsCommandsController {
  constructor(
    @Inject(HANDLE_ASSET) private readonly handle: HandleAsset,
    @Inject(AssetEvidence) private readonly evidence: AssetEvidence,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Proposes to set a clerical error right; nothing changes yet.',
    description:
      'Another person of the registrar’s approves. `correctedEvent` is a version at which the asset ' +
      'was described: its application, a supplement, a change or a correction. What was shown ' +
      'before stays in the log.',
  })
  @ApiBody({ type: CorrectRegistrationDto, examples: correctionExamples })
  @ApiCreatedResponse({ type: WrittenDto })
  async propose(
    @Param('assetId') assetId: string,
    @Body() body: CorrectRegistrationDto,
    @IdempotentId() correctionId: string,
    @Context() context: CommandContext,
  ) {
    const { correctedEvent, reason } = body;
    const description = descriptionOf(body.description);
    const rules = await this.evidence.rules();
    const data = { assetId, correctionId, correctedEvent, description, reason, rules };
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'ProposeRegistrationCorrection', data },
      context,
    );
    return written(outcome, { id: correctionId }, { location: `/v1/assets/${assetId}` });
  }

  @Post(':correctionId/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person approves a correction: from now on it counts.' })
  @ApiOkResponse({ type: WrittenDto })
  async approve(
    @Param('assetId') assetId: string,
    @Param('correctionId') correctionId: string,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    const data = { assetId, correctionId, rules };
    return this.run({ type: 'ApproveRegistrationCorrection', data }, context);
  }

  @Post(':correctionId/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person rejects a correction.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('assetId') assetId: string,
    @Param('correctionId') correctionId: string,
    @Body() { reason }: CorrectionRejectionDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, correctionId, reason };
    return this.run({ type: 'RejectRegistrationCorrection', data }, context);
  }

  private async run(
    command: Extract<
      CommandInput<AssetCommand>,
      { type: 'ApproveRegistrationCorrection' | 'RejectRegistrationCorrection' }
    >,
    context: CommandContext,
  ) {
    const { assetId, correctionId } = command.data;
    const outcome = await this.handle(assetStream(assetId), command, context);
    return written(outcome, { id: correctionId });
  }
}
