import { CorrectPledgeDto } from '@ledger/contracts/pledge/pledge-corrections.dto.js';
import { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PledgeActs } from './pledge.acts.js';
import { PledgeEvidence } from './pledge.evidence.js';
import { correctionSaid } from './pledge.terms.js';

/** What one person proposes and another of the same organisation decides. */
@ApiTags('pledges')
@Controller('pledges/:pledgeId')
@Roles('lender', 'registrar', 'manager')
export class PledgeCorrectionsCommandsController {
  constructor(
    @Inject(PledgeActs) private readonly acts: PledgeActs,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
  ) {}

  @Post('corrections')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Proposes to set right what was recorded of a pledge by mistake.',
    description:
      'A release, extension, amendment, assignment, subordination or enforcement (pledgee), a ' +
      'fixing of claims (the pledgee its amount; that nothing was fixed, who recorded it), a ' +
      'cancellation by order, or that an order by which another pledge was enforced cleared this one ' +
      '(registrar). What is right is said in the member of that kind; without ' +
      'it, it never was. Another person of the same organisation approves. What comes back ranks from ' +
      'now on, unless every pledgee registered since has consented (rankChange); a release or an ' +
      'enforcement that never was needs the pledgor’s authorisation again.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async correct(
    @Param('pledgeId') pledgeId: string,
    @Body() body: CorrectPledgeDto,
    @IdempotentId() proposalId: string,
    @Context() context: CommandContext,
  ) {
    const data = { ...correctionSaid(body), ...(await this.assignee(body)), proposalId };
    return this.acts.act({ type: 'CorrectPledge', pledgeId, data }, context);
  }

  private async assignee({ toPartyId }: CorrectPledgeDto) {
    if (toPartyId === undefined) return {};
    return { toPartyId, assigneeVersion: await this.evidence.partyVersion(toPartyId) };
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
