import { TransferRefusalDto } from '@ledger/contracts/title/title-disposal.dto.js';
import { TransferWrittenDto } from '@ledger/contracts/title/title-disposal-written.dto.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { TransferApplicationCommand } from '@ledger/domain/title/disposal.commands.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitleEvidence } from './title.evidence.js';
import { HANDLE_TITLE, type HandleTitle } from './title.tokens.js';

/** 转让登记: both sides apply, the registrar reviews (guide art. 34). */
@ApiTags('titles')
@Controller('assets/:assetId/transfers/:transferId')
export class TransferApplicationsCommandsController {
  constructor(
    @Inject(HANDLE_TITLE) private readonly handle: HandleTitle,
    @Inject(TitleEvidence) private readonly evidence: TitleEvidence,
    @Inject(TitleTiming) private readonly timing: TitleTiming,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('joining')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'A transferee applies for the transfer with the transferor.',
    description: 'Once all have, the registrar reviews it, in the time of a review.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async join(
    @Param('assetId') assetId: string,
    @Param('transferId') transferId: string,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, transferId, timing: await this.timing.now() };
    return this.run({ type: 'JoinTransfer', data }, context);
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Transferor or transferee does not want the transfer; nothing moves.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param('assetId') assetId: string,
    @Param('transferId') transferId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    return this.run({ type: 'WithdrawTransfer', data: { assetId, transferId, reason } }, context);
  }

  @Post('approval')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({
    summary: 'Registers a transfer that both sides applied for: the right moves.',
    description:
      'Decided on the title as it stands, with consents, bars and pledges. The certificate follows.',
  })
  @ApiOkResponse({ type: TransferWrittenDto })
  async approve(
    @Param('assetId') assetId: string,
    @Param('transferId') transferId: string,
    @Context() context: CommandContext,
  ) {
    const transferees = await this.transfereesOf(assetId, transferId);
    const seen = await this.evidence.transferOf(assetId, transferees);
    const command = { type: 'ApproveTransfer', data: { assetId, transferId, ...seen } } as const;
    const outcome = await this.handle(titleStream(assetId), command, context);
    const { to, remaining } = outcome.state.transfers.get(transferId) ?? {};
    const entries = { toHoldingId: to?.holdingId, remainingHoldingId: remaining?.holdingId };
    return written(outcome, { id: transferId, ...present(entries), isMoved: true });
  }

  @Post('refusal')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Turns a transfer down on a coded ground; nothing moves.' })
  @ApiOkResponse({ type: WrittenDto })
  async refuse(
    @Param('assetId') assetId: string,
    @Param('transferId') transferId: string,
    @Body() { ground, explanation }: TransferRefusalDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, transferId, ground, explanation };
    return this.run({ type: 'TurnTransferDown', data }, context);
  }

  /** Those who are to have the right, or who has followed them since. */
  private async transfereesOf(assetId: string, transferId: string): Promise<readonly string[]> {
    const { title } = await this.door.parties.look(assetId);
    const { transferApplications } = resolved(title, shanghaiDate(this.clock.now()));
    const { transferees = [] } = transferApplications.get(transferId) ?? {};
    return transferees.map(({ partyId }) => partyId);
  }

  private async run(command: CommandInput<TransferApplicationCommand>, context: CommandContext) {
    const { assetId, transferId } = command.data;
    const outcome = await this.handle(titleStream(assetId), command, context);
    return written(outcome, { id: transferId });
  }
}
