import { moneyOf } from '@ledger/contracts/money.dto.js';
import { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import {
  AuthorityOrderDto,
  CancelPledgeDto,
  FixClaimsDto,
  PledgorSaysDto,
} from '@ledger/contracts/pledge/pledge-life.dto.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PledgeActs } from './pledge.acts.js';
import { PledgeEvidence } from './pledge.evidence.js';

/** What others than its pledgee may do about a pledge: the pledgor, and the registrar by order. */
@ApiTags('pledges')
@Controller('pledges/:pledgeId')
export class PledgorCommandsController {
  constructor(
    @Inject(PledgeActs) private readonly acts: PledgeActs,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
  ) {}

  @Post('claims-fixing')
  @HttpCode(200)
  @Roles('lender', 'manager')
  @ApiOperation({
    summary: 'Pledgee or pledgor fixes the claims of a maximum-amount pledge.',
    description: 'On the grounds of Civil Code art. 423; what is drawn after it is not secured.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  fix(
    @Param('pledgeId') pledgeId: string,
    @Body() body: FixClaimsDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...body, claims: moneyOf(body.claims) };
    return this.acts.act({ type: 'FixClaims', pledgeId, data }, context);
  }

  @Post('release-demand')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'The pledgor demands the release: its clock starts.',
    description: 'Ten working days as shipped (policy). What is overdue is flagged, never deleted.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async demand(
    @Param('pledgeId') pledgeId: string,
    @Body() body: PledgorSaysDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...body, clock: await this.evidence.clocks() };
    return this.acts.act({ type: 'DemandRelease', pledgeId, data }, context);
  }

  @Post('objections')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'The pledgor objects to the registration.',
    description: 'It is shown and blocks nothing; without suit or arbitration in time it lapses.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async object(
    @Param('pledgeId') pledgeId: string,
    @Body() body: PledgorSaysDto,
    @IdempotentId() objectionId: string,
    @Context() context: CommandContext,
  ) {
    const data = { ...body, objectionId, clock: await this.evidence.clocks() };
    return this.acts.act({ type: 'RaisePledgeObjection', pledgeId, data }, context);
  }

  @Post('objections/:pledgeObjectionId/proceedings')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Suit or arbitration was filed: the objection stays.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  pursue(
    @Param('pledgeId') pledgeId: string,
    @Param('pledgeObjectionId') objectionId: string,
    @Body() body: AuthorityOrderDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...body, objectionId };
    return this.acts.act({ type: 'PursuePledgeObjection', pledgeId, data }, context);
  }

  @Post('objections/:pledgeObjectionId/withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Who objected takes it back.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  withdraw(
    @Param('pledgeId') pledgeId: string,
    @Param('pledgeObjectionId') objectionId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { objectionId, reason };
    return this.acts.act({ type: 'WithdrawPledgeObjection', pledgeId, data }, context);
  }

  @Post('cancellation-by-order')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'The registrar cancels a pledge as an authority orders.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  cancel(
    @Param('pledgeId') pledgeId: string,
    @Body() body: CancelPledgeDto,
    @Context() context: CommandContext,
  ) {
    return this.acts.act({ type: 'CancelPledgeByOrder', pledgeId, data: { ...body } }, context);
  }
}
