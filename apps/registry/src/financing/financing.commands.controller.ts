import {
  AcceptOfferDto,
  CallMarginDto,
  CureMarginDto,
  DeclareDefaultDto,
  MakeOfferDto,
  RequestFinancingDto,
} from '@ledger/contracts/financing/financing.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FinancingActs } from './financing-acts.js';
import { FinancingEvidence } from './financing.evidence.js';

/** Facilities secured by pledges, from the request to the closing. */
@ApiTags('financings')
@Controller('financings')
export class FinancingCommandsController {
  constructor(
    @Inject(FinancingActs) private readonly acts: FinancingActs,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
  ) {}

  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Asks a lender for a facility on entries of the caller’s.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async request(
    @Body() body: RequestFinancingDto,
    @IdempotentId() financingId: string,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const { lenderPartyId, purpose, until } = body;
    const collateral = body.collateral.map(({ assetId, holdingId }) => ({ assetId, holdingId }));
    const heldHoldingIds = await this.evidence.held(collateral, partyId);
    const terms = { lenderPartyId, amount: moneyOf(body.amount), purpose, until, collateral };
    const data = { financingId, ...terms, heldHoldingIds };
    return this.acts.made(financingId, context, { type: 'RequestFinancing', data });
  }

  @Post(':financingId/offer')
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({
    summary: 'Offers a line, within the lender’s policy on appraisals valid today.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async offer(
    @Param('financingId') financingId: string,
    @Body() body: MakeOfferDto,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const appraised = await this.evidence.offered(financingId);
    const policy = await this.evidence.lending(partyId);
    const { haircut, ratio, rate, until, openUntil } = body;
    const terms = { creditLine: moneyOf(body.creditLine), haircut, ratio, rate, until, openUntil };
    const data = { financingId, ...terms, appraised, policy };
    return this.acts.step(context, { type: 'MakeOffer', data });
  }

  @Post(':financingId/acceptance')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The borrower accepts the offer and names the pledge contract.' })
  @ApiOkResponse({ type: WrittenDto })
  accept(
    @Param('financingId') financingId: string,
    @Body() { contractDigest }: AcceptOfferDto,
    @Context() context: CommandContext,
  ) {
    const data = { financingId, contractDigest };
    return this.acts.step(context, { type: 'AcceptOffer', data });
  }

  @Post(':financingId/margin-call')
  @Roles('lender')
  @ApiOperation({ summary: 'Calls for margin while the coverage is below the minimum.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async call(
    @Param('financingId') financingId: string,
    @Body() { amount, until }: CallMarginDto,
    @IdempotentId() callId: string,
    @Context() context: CommandContext,
  ) {
    const data = { financingId, callId, amount: moneyOf(amount), until };
    return this.acts.made(callId, context, { type: 'CallMargin', data });
  }

  @Post(':financingId/cure')
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({ summary: 'The margin call is met, or waived.' })
  @ApiOkResponse({ type: WrittenDto })
  cure(
    @Param('financingId') financingId: string,
    @Body() { how }: CureMarginDto,
    @Context() context: CommandContext,
  ) {
    return this.acts.step(context, { type: 'CureMargin', data: { financingId, how } });
  }

  @Post(':financingId/default')
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({
    summary: 'The borrower is in default; the pledges are enforced in their titles.',
  })
  @ApiOkResponse({ type: WrittenDto })
  default(
    @Param('financingId') financingId: string,
    @Body() { ground, explanation }: DeclareDefaultDto,
    @Context() context: CommandContext,
  ) {
    const data = { financingId, ground, explanation };
    return this.acts.step(context, { type: 'DeclareDefault', data });
  }

  @Post(':financingId/closing')
  @HttpCode(200)
  @Roles('lender', 'manager')
  @ApiOperation({
    summary: 'Ends a facility on which nothing is owed; asks for the release of its pledges.',
    description: 'The lender; before acceptance either side. A release is the pledgee’s own act.',
  })
  @ApiOkResponse({ type: WrittenDto })
  close(
    @Param('financingId') financingId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    return this.acts.step(context, {
      type: 'CloseFinancing',
      data: { financingId, reason },
    });
  }
}
