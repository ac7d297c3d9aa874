import { CorrectionRejectionDto } from '@ledger/contracts/correction.dto.js';
import { CorrectPartyDto } from '@ledger/contracts/party/party.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HANDLE_PARTY, type HandleParty } from './party.tokens.js';

/** A class registered wrongly: one registrar proposes another, a second person decides. */
@ApiTags('parties')
@Controller('parties/:party/corrections')
@Roles('registrar')
export class PartyCorrectionsCommandsController {
  constructor(@Inject(HANDLE_PARTY) private readonly handle: HandleParty) {}

  @Post()
  @ApiOperation({
    summary: 'Proposes to set the class of an organisation right; nothing changes yet.',
    description: 'Another person approves. What was decided on the class before stays decided.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async propose(
    @Param('party') party: string,
    @Body() { partyClass, reason }: CorrectPartyDto,
    @IdempotentId() correctionId: string,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const data = { partyId, correctionId, partyClass, reason };
    const command = { type: 'ProposePartyCorrection', data } as const;
    const outcome = await this.handle(partyStream(partyId), command, context);
    return written(outcome, { id: correctionId }, { location: `/v1/parties/${partyId}` });
  }

  @Post(':correctionId/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person approves a class: from now on it counts.' })
  @ApiOkResponse({ type: WrittenDto })
  async approve(
    @Param('party') party: string,
    @Param('correctionId') correctionId: string,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const command = { type: 'ApprovePartyCorrection', data: { partyId, correctionId } } as const;
    const outcome = await this.handle(partyStream(partyId), command, context);
    return written(outcome, { id: correctionId });
  }

  @Post(':correctionId/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person rejects a class that was proposed.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('party') party: string,
    @Param('correctionId') correctionId: string,
    @Body() { reason }: CorrectionRejectionDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const data = { partyId, correctionId, reason };
    const command = { type: 'RejectPartyCorrection', data } as const;
    const outcome = await this.handle(partyStream(partyId), command, context);
    return written(outcome, { id: correctionId });
  }
}
