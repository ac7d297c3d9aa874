import {
  RecordDrawdownDto,
  RecordRepaymentDto,
} from '@ledger/contracts/financing/financing.dto.js';
import {
  type PaymentSaidDto,
  ProposePaymentCorrectionDto,
} from '@ledger/contracts/financing/payment.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FinancingActs } from './financing-acts.js';
import { FinancingEvidence } from './financing.evidence.js';

/** What was paid out and paid back under a facility, and what of that was recorded wrongly. */
@ApiTags('financings')
@Controller('financings/:financingId')
@Roles('lender')
export class PaymentsCommandsController {
  constructor(
    @Inject(FinancingActs) private readonly acts: FinancingActs,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
  ) {}

  @Post('drawdowns')
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
    const claimsClosed = await this.evidence.claimsClosed(financingId);
    const terms = { amount: moneyOf(amount), ...present({ on, reference, claimsClosed }) };
    const data = { financingId, drawdownId, ...terms };
    return this.acts.made(drawdownId, context, { type: 'RecordDrawdown', data });
  }

  @Post('repayments')
  @ApiOperation({ summary: 'Records principal, and interest, that was paid back.' })
  @ApiCreatedResponse({ type: WrittenDto })
  repay(
    @Param('financingId') financingId: string,
    @Body() { amount, interest, on }: RecordRepaymentDto,
    @IdempotentId() repaymentId: string,
    @Context() context: CommandContext,
  ) {
    const paid = interest === undefined ? {} : { interest: moneyOf(interest) };
    const terms = { amount: moneyOf(amount), ...paid, ...present({ on }) };
    const data = { financingId, repaymentId, ...terms };
    return this.acts.made(repaymentId, context, { type: 'RecordRepayment', data });
  }

  @Post('corrections')
  @ApiOperation({
    summary: 'Proposes to set a drawdown or repayment right, or to strike it; nothing changes yet.',
    description: 'Another person of the lender’s approves. What it said before stays known.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  propose(
    @Param('financingId') financingId: string,
    @Body() { paymentId, to, reason }: ProposePaymentCorrectionDto,
    @IdempotentId() correctionId: string,
    @Context() context: CommandContext,
  ) {
    const said = to === undefined ? {} : { to: saidBy(to) };
    const data = { financingId, correctionId, paymentId, ...said, reason };
    return this.acts.made(correctionId, context, { type: 'ProposePaymentCorrection', data });
  }

  @Post('corrections/:correctionId/approval')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Another person of the lender’s approves a correction: from now on it counts.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async approve(
    @Param('financingId') financingId: string,
    @Param('correctionId') correctionId: string,
    @Context() context: CommandContext,
  ) {
    const claimsClosed = await this.evidence.claimsClosed(financingId);
    const data = { financingId, correctionId, ...present({ claimsClosed }) };
    return this.acts.step(context, { type: 'ApprovePaymentCorrection', data });
  }

  @Post('corrections/:correctionId/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another person of the lender’s rejects a correction.' })
  @ApiOkResponse({ type: WrittenDto })
  reject(
    @Param('financingId') financingId: string,
    @Param('correctionId') correctionId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { financingId, correctionId, reason };
    return this.acts.step(context, { type: 'RejectPaymentCorrection', data });
  }
}

const saidBy = ({ amount, interest, on, reference }: PaymentSaidDto) => ({
  amount: moneyOf(amount),
  ...(interest !== undefined && { interest: moneyOf(interest) }),
  on,
  ...present({ reference }),
});
