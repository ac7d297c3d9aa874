import { RequestRefusalDto } from '@ledger/contracts/asset/registration-case.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import type { HandleAsset } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HANDLE_ASSET } from './asset.tokens.js';

/** How a change or a renewal that a holder asked for ends without being done. */
@ApiTags('assets')
@Controller('assets/:assetId/requests/:requestId')
export class RegistrationRequestsCommandsController {
  constructor(@Inject(HANDLE_ASSET) private readonly handle: HandleAsset) {}

  @Post('refusal')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Refuses a change or renewal that the holder asked for, with reasons.' })
  @ApiOkResponse({ type: WrittenDto })
  async refuse(
    @Param('assetId') assetId: string,
    @Param('requestId') requestId: string,
    @Body() { reason }: RequestRefusalDto,
    @Context() context: CommandContext,
  ) {
    return this.run({ type: 'RefuseRequest', data: { assetId, requestId, reason } }, context);
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Takes back a change or renewal that was asked for.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param('assetId') assetId: string,
    @Param('requestId') requestId: string,
    @Context() context: CommandContext,
  ) {
    return this.run({ type: 'WithdrawRequest', data: { assetId, requestId } }, context);
  }

  private async run(command: CommandInput<AssetCommand>, context: CommandContext) {
    const { assetId } = command.data;
    return written(await this.handle(assetStream(assetId), command, context), { id: assetId });
  }
}
