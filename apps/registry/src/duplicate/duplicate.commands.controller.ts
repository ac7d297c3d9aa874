import { ResolveDuplicateDto } from '@ledger/contracts/duplicate/duplicate.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type HandleAsset, inPlaceOf } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { numberInPath } from '@ledger/http/validation/number-in-path.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** What the registrar decides on suspected duplicates. */
@ApiTags('duplicates')
@Controller('assets/:assetId/duplicates')
export class DuplicateCommandsController {
  private readonly handle: HandleAsset;

  constructor(@Inject(CommandLoop) loop: CommandLoop, @Inject(Standings) standings: Standings) {
    this.handle = inPlaceOf(loop, standings);
  }

  @Post(':duplicateNo/resolution')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({
    summary: 'Decides on a suspected duplicate of the later asset.',
    description: 'unfounded lifts the bar shortly afterwards; pledges are not touched either way.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async resolve(
    @Param('assetId') assetId: string,
    @Param('duplicateNo') no: string,
    @Body() { decision, reason }: ResolveDuplicateDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, duplicateNo: numberInPath(no), decision, reason };
    const command = { type: 'ResolveDuplicate', data } as const;
    const outcome = await this.handle(assetStream(assetId), command, context);
    return written(outcome, { id: assetId });
  }
}
