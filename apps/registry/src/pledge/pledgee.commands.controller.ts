import { moneyOf } from '@ledger/contracts/money.dto.js';
import { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import {
  AmendPledgeDto,
  AssignPledgeDto,
  EnforcePledgeDto,
  ExtendPledgeDto,
  SubordinatePledgeDto,
} from '@ledger/contracts/pledge/pledge-life.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PledgeActs } from './pledge.acts.js';
import { PledgeEvidence } from './pledge.evidence.js';
import { enforcementSaid, externalOf } from './pledge.terms.js';

/** What a pledgee does with his pledge while it stands. */
@ApiTags('pledges')
@Controller('pledges/:pledgeId')
@Roles('lender')
export class PledgeeCommandsController {
  constructor(
    @Inject(PledgeActs) private readonly acts: PledgeActs,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
  ) {}

  @Post('amendment')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Other terms, or more of them.',
    description:
      'An increase is judged as a new registration would be, under the pledgor’s authorisation, and ' +
      'is a tranche of its own at the end of the order. `ranksAsExisting` needs the consent ' +
      '(rankChange) of every pledgee after it.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async amend(
    @Param('pledgeId') pledgeId: string,
    @Body() { increase, externalRegistration, ...body }: AmendPledgeDto,
    @Context() context: CommandContext,
  ) {
    const terms = present({
      increase: increase && moneyOf(increase),
      externalRegistration: externalRegistration && externalOf(externalRegistration),
    });
    const relied = increase && { evidence: await this.acts.evidenceOf(pledgeId) };
    const data = { ...body, ...terms, ...relied };
    return this.acts.act({ type: 'AmendPledge', pledgeId, data }, context);
  }

  @Post('extension')
  @HttpCode(200)
  @ApiOperation({ summary: 'A later last day; impossible once the registration has lapsed.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  extend(
    @Param('pledgeId') pledgeId: string,
    @Body() body: ExtendPledgeDto,
    @Context() context: CommandContext,
  ) {
    return this.acts.act({ type: 'ExtendPledge', pledgeId, data: { ...body } }, context);
  }

  @Post('assignment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Claim and pledge go to another lender; the rank stays.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async assign(
    @Param('pledgeId') pledgeId: string,
    @Body() body: AssignPledgeDto,
    @Context() context: CommandContext,
  ) {
    const assigneeVersion = await this.evidence.partyVersion(body.toPartyId);
    const data = { ...body, assigneeVersion };
    return this.acts.act({ type: 'AssignPledge', pledgeId, data }, context);
  }

  @Post('subordination')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lets another pledge of the entry go first.',
    description:
      'Up to the smaller of the two amounts; those between stand as if there were no agreement.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  subordinate(
    @Param('pledgeId') pledgeId: string,
    @Body() body: SubordinatePledgeDto,
    @IdempotentId() subordinationId: string,
    @Context() context: CommandContext,
  ) {
    const data = { ...body, subordinationId };
    return this.acts.act({ type: 'SubordinatePledge', pledgeId, data }, context);
  }

  @Post('enforcement')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The object was turned into money: who gets what, by rank, to the fen.',
    description:
      'Where the pledgee’s policy asks for two persons (as shipped), this proposes it. Pledges that ' +
      'rank after it end only by an authority’s order.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async enforce(
    @Param('pledgeId') pledgeId: string,
    @Body() body: EnforcePledgeDto,
    @IdempotentId() proposalId: string,
    @Context() context: CommandContext,
  ) {
    const control = await this.evidence.control(context.actor.partyId);
    const { order } = body;
    const by = present({ order: order && { ...order } });
    const data = { ...enforcementSaid(body), ...by, proposalId, control };
    return this.acts.act({ type: 'EnforcePledge', pledgeId, data }, context);
  }
}
