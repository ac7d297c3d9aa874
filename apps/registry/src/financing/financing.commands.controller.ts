import {
  AcceptOfferDto,
  CallMarginDto,
  CureMarginDto,
  DeclareDefaultDto,
  MakeOfferDto,
  RecordDrawdownDto,
  RecordRepaymentDto,
  RequestFinancingDto,
} from '@ledger/contracts/financing/financing.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { FinancingCommand } from '@ledger/domain/financing/financing.commands.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FinancingEvidence } from './financing.evidence.js';

/** Facilities secured by pledges, from the request to the closing. */
@ApiTags('financings')
@Controller('financings')
export class FinancingCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
  ) {
    this.handle = loop.handler(financingKind);
  }

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
    const outcome = await this.run(financingId, context, { type: 'RequestFinancing', data });
    return written(outcome, { id: financingId }, { location: `/v1/financings/${financingId}` });
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
    const { state } = await this.loop.load(financingKind, financingStream(financingId));
    const appraised = await this.evidence.appraised(state.request?.collateral ?? []);
    const policy = await this.evidence.lending(partyId);
    const { haircut, ratio, rate, until, openUntil } = body;
    const terms = { creditLine: moneyOf(body.creditLine), haircut, ratio, rate, until, openUntil };
    const data = { financingId, ...terms, appraised, policy };
    return this.step(financingId, context, { type: 'MakeOffer', data });
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
    return this.step(financingId, context, { type: 'AcceptOffer', data });
  }

  @Post(':financingId/drawdowns')
  @Roles('lender')
  @ApiOperation({
    summary: 'Records a drawdown; one outside the terms is recorded as well, and flagged.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async draw(
    @Param('financingId') financingId: string,
    @Body() { amount, on, reference }: RecordDrawdownDto,
    @IdempotentId() drawdownId: string,
    @Context() context: CommandContext,
  ) {
    const { state } = await this.loop.load(financingKind, financingStream(financingId));
    const claimsClosed = await this.evidence.claimsClosed(state);
    const terms = { amount: moneyOf(amount), ...present({ on, reference, claimsClosed }) };
    const data = { financingId, drawdownId, ...terms };
    const outcome = await this.run(financingId, context, { type: 'RecordDrawdown', data });
    return written(outcome, { id: drawdownId }, { location: `/v1/financings/${financingId}` });
  }

  @Post(':financingId/repayments')
  @Roles('lender')
  @ApiOperation({ summary: 'Records principal, and interest, that was paid back.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async repay(
    @Param('financingId') financingId: string,
    @Body() { amount, interest, on }: RecordRepaymentDto,
    @IdempotentId() repaymentId: string,
    @Context() context: CommandContext,
  ) {
    const paid = interest === undefined ? {} : { interest: moneyOf(interest) };
    const terms = { amount: moneyOf(amount), ...paid, ...present({ on }) };
    const data = { financingId, repaymentId, ...terms };
    const outcome = await this.run(financingId, context, { type: 'RecordRepayment', data });
    return written(outcome, { id: repaymentId }, { location: `/v1/financings/${financingId}` });
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
    const outcome = await this.run(financingId, context, { type: 'CallMargin', data });
    return written(outcome, { id: callId }, { location: `/v1/financings/${financingId}` });
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
    return this.step(financingId, context, { type: 'CureMargin', data: { financingId, how } });
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
    return this.step(financingId, context, { type: 'DeclareDefault', data });
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
    return this.step(financingId, context, {
      type: 'CloseFinancing',
      data: { financingId, reason },
    });
  }

  private async step(
    financingId: string,
    context: CommandContext,
    command: CommandInput<FinancingCommand>,
  ) {
    return written(await this.run(financingId, context, command), { id: financingId });
  }

  private run(
    financingId: string,
    context: CommandContext,
    command: CommandInput<FinancingCommand>,
  ) {
    return this.handle(financingStream(financingId), command, context);
  }
}
