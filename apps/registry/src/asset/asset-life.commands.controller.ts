import { changeExamples } from '@ledger/contracts/asset/application.examples.js';
import {
  CancellationDto,
  ChangeDto,
  RenewalDto,
  RestorationDto,
  RevocationDto,
  SuspensionDto,
} from '@ledger/contracts/asset/life.dto.js';
import { RequestedDto } from '@ledger/contracts/asset/registration-case.dto.js';
import { present } from '@ledger/contracts/present.js';
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
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { descriptionOf } from './application.js';
import { HANDLE_ASSET } from './asset.tokens.js';
import { SuspensionBars } from './suspension-bars.js';

/** What becomes of a registration. The registrar does it; a holder asks for it. */
@ApiTags('assets')
@Controller('assets/:assetId')
@Roles('registrar')
export class AssetLifeCommandsController {
  constructor(
    @Inject(HANDLE_ASSET) private readonly handle: HandleAsset,
    @Inject(AssetEvidence) private readonly evidence: AssetEvidence,
    @Inject(SuspensionBars) private readonly bars: SuspensionBars,
  ) {}

  @Post('change')
  @HttpCode(200)
  @Roles('registrar', 'manager')
  @ApiOperation({
    summary: '变更登记: the registrar changes the description, a holder asks for it.',
  })
  @ApiBody({ type: ChangeDto, examples: changeExamples })
  @ApiOkResponse({ type: RequestedDto })
  async change(
    @Param('assetId') assetId: string,
    @Body() body: ChangeDto,
    @IdempotentId() requestId: string,
    @Context() context: CommandContext,
  ) {
    const { reason, evidenceDigest } = body;
    const description = descriptionOf(body.description);
    const said = { assetId, description, reason, ...present({ evidenceDigest }) };
    const rules = await this.evidence.rules();
    if (context.actor.role === 'manager') {
      const request = { ...said, requestId, rules };
      return this.asked({ type: 'RequestChange', data: request }, context);
    }
    return this.run({ type: 'ChangeRegistration', data: { ...said, rules } }, context);
  }

  @Post('renewal')
  @HttpCode(200)
  @Roles('registrar', 'manager')
  @ApiOperation({ summary: '续期登记, in its window only: the registrar does it, a holder asks.' })
  @ApiOkResponse({ type: RequestedDto })
  async renew(
    @Param('assetId') assetId: string,
    @Body() { reason, sourceAgreementUntil }: RenewalDto,
    @IdempotentId() requestId: string,
    @Context() context: CommandContext,
  ) {
    const said = {
      assetId,
      rules: await this.evidence.rules(),
      ...present({ sourceAgreementUntil }),
    };
    return context.actor.role === 'manager'
      ? this.asked({ type: 'RequestRenewal', data: { ...said, requestId, reason } }, context)
      : this.run({ type: 'RenewRegistration', data: said }, context);
  }

  @Post('suspension')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Suspends a registration: a bar stands on its title until restoration.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async suspend(
    @Param('assetId') assetId: string,
    @Body() { ground, authority, documentDigest }: SuspensionDto,
    @IdempotentId() barId: string,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, barId, ground, authority, ...present({ documentDigest }) };
    await this.bars.raiseFor(data, context);
    return this.run({ type: 'SuspendRegistration', data }, context);
  }

  @Post('restoration')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a suspension; its bar is lifted shortly.' })
  @ApiOkResponse({ type: WrittenDto })
  async restore(
    @Param('assetId') assetId: string,
    @Body() { reason }: RestorationDto,
    @Context() context: CommandContext,
  ) {
    return this.run({ type: 'RestoreRegistration', data: { assetId, reason } }, context);
  }

  @Post('cancellation')
  @HttpCode(200)
  @Roles('registrar', 'manager')
  @ApiOperation({
    summary:
      '注销登记: a holder asks and the title decides (pledges and grants stand in the way); the ' +
      'registrar cancels ex officio.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async cancel(
    @Param('assetId') assetId: string,
    @Body() { ground, reason }: CancellationDto,
    @IdempotentId() requestId: string,
    @Context() context: CommandContext,
  ) {
    return context.actor.role === 'manager'
      ? this.run(
          { type: 'RequestCancellation', data: { assetId, requestId, ground, reason } },
          context,
        )
      : this.run({ type: 'CancelExOfficio', data: { assetId, ground, reason } }, context);
  }

  @Post('revocation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Revokes (撤销) a registration that should never have been.' })
  @ApiOkResponse({ type: WrittenDto })
  async revoke(
    @Param('assetId') assetId: string,
    @Body() { ground, reason, documentDigest }: RevocationDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, ground, reason, ...present({ documentDigest }) };
    return this.run({ type: 'RevokeRegistration', data }, context);
  }

  /** What a holder asks for has an id, by which it is refused or taken back. */
  private async asked(
    command: Extract<CommandInput<AssetCommand>, { type: 'RequestChange' | 'RequestRenewal' }>,
    context: CommandContext,
  ) {
    const { assetId, requestId } = command.data;
    const outcome = await this.handle(assetStream(assetId), command, context);
    return written(outcome, { id: assetId, requestId });
  }

  private async run(command: CommandInput<AssetCommand>, context: CommandContext) {
    const { assetId } = command.data;
    return written(await this.handle(assetStream(assetId), command, context), { id: assetId });
  }
}
