import { moneyOf } from '@ledger/contracts/money.dto.js';
import { CorrectPledgeDto } from '@ledger/contracts/pledge/pledge-life.dto.js';
import { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PledgeActs } from './pledge.acts.js';

/** What one person proposes and another of the same organisation decides. */
@ApiTags('pledges')
@Controller('pledges/:pledgeId')
@Roles('lender', 'registrar', 'manager')
export class PledgeCorrectionsCommandsController {
  constructor(@Inject(PledgeActs) private readonly acts: PledgeActs) {}

  @Post('corrections')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Proposes to set right what was recorded of a pledge by mistake.',
    description:
      'A release (pledgee), a fixing of claims (the pledgee its amount; that nothing was fixed, who ' +
      'recorded it), a cancellation by order (registrar). Another person of the same organisation ' +
      'approves. What comes back ranks from now on, unless every pledgee registered since has ' +
      'consented (rankChange); a release needs the pledgor’s authorisation again.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  correct(
    @Param('pledgeId') pledgeId: string,
    @Body() { correctedEvent, claims, documentDigest, reason }: CorrectPledgeDto,
    @IdempotentId() proposalId: string,
    @Context() context: CommandContext,
  ) {
    const amount = claims === undefined ? {} : { claims: moneyOf(claims) };
    const data = { proposalId, correctedEvent, ...amount, ...present({ documentDigest }), reason };
    return this.acts.act({ type: 'CorrectPledge', pledgeId, data }, context);
  }

  @Post('proposals/:proposalId/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person approves what was proposed, and it is done.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async approve(
    @Param('pledgeId') pledgeId: string,
    @Param('proposalId') proposalId: string,
    @Context() context: CommandContext,
  ) {
    const data = { proposalId, evidence: await this.acts.evidenceOf(pledgeId) };
    return this.acts.act({ type: 'ApprovePledgeAction', pledgeId, data }, context);
  }

  @Post('proposals/:proposalId/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person rejects what was proposed.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  reject(
    @Param('pledgeId') pledgeId: string,
    @Param('proposalId') proposalId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { proposalId, reason };
    return this.acts.act({ type: 'RejectPledgeAction', pledgeId, data }, context);
  }
}
