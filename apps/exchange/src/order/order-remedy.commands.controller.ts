import {
  DecideRefundDto,
  GrantRefundDto,
  OpenDisputeDto,
  OrderReasonDto,
  ProveUseEndDto,
  ResolveDisputeDto,
  TerminateOrderDto,
} from '@ledger/contracts/order/order-commands.dto.js';
import { DisputeWrittenDto, RefundWrittenDto } from '@ledger/contracts/order/order-written.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderEvidence } from './order.evidence.js';
import { numberedBy, numberIn, OrderWrites } from './order.writes.js';
import { TradingRules } from './trading-rules.js';

/** What goes wrong, and what becomes of it. */
@ApiTags('orders')
@Controller('orders/:orderId')
export class OrderRemedyCommandsController {
  constructor(
    @Inject(OrderWrites) private readonly writes: OrderWrites,
    @Inject(OrderEvidence) private readonly evidence: OrderEvidence,
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {}

  @Post('disputes')
  @Roles('manager')
  @ApiOperation({ summary: 'Either side opens a dispute; inspection stands still meanwhile.' })
  @ApiCreatedResponse({ type: DisputeWrittenDto })
  async open(
    @Param('orderId') orderId: string,
    @Body() { ground, claim, evidenceDigest, chargeNo }: OpenDisputeDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, ground, claim, ...present({ evidenceDigest, chargeNo }), ...side };
    const outcome = await this.writes.run({ type: 'OpenDispute', data }, context);
    const disputeNo = numberedBy(outcome, 'disputeNo');
    return written(outcome, { id: orderId, disputeNo }, { location: `/v1/orders/${orderId}` });
  }

  @Post('disputes/:disputeNo/resolution')
  @HttpCode(200)
  @Roles('operator')
  @ApiOperation({ summary: 'Decides a dispute, as mediated or awarded.' })
  @ApiOkResponse({ type: WrittenDto })
  async resolve(
    @Param('orderId') orderId: string,
    @Param('disputeNo') number: string,
    @Body() { outcome, amount, reason, documentDigest }: ResolveDisputeDto,
    @Context() context: CommandContext,
  ) {
    const part = amount === undefined ? {} : { amount: moneyOf(amount) };
    const decided = { outcome, reason, ...part, ...present({ documentDigest }) };
    const { calendar } = await this.rules.now();
    const data = { orderId, disputeNo: numberIn(number), ...decided, calendar };
    return this.writes.step({ type: 'ResolveDispute', data }, context);
  }

  @Post('disputes/:disputeNo/withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Who opened a dispute takes it back.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param('orderId') orderId: string,
    @Param('disputeNo') number: string,
    @Body() { reason }: OrderReasonDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, disputeNo: numberIn(number), reason, ...side };
    return this.writes.step({ type: 'WithdrawDispute', data }, context);
  }

  @Post('refund')
  @Roles('manager')
  @ApiOperation({ summary: 'The seller gives back all or a part, or lowers the price.' })
  @ApiCreatedResponse({ type: RefundWrittenDto })
  async refund(
    @Param('orderId') orderId: string,
    @Body() { kind, amount, reason }: GrantRefundDto,
    @Context() context: CommandContext,
  ) {
    const part = amount === undefined ? {} : { amount: moneyOf(amount) };
    const side = await this.writes.standsFor(context);
    const { calendar } = await this.rules.now();
    const data = { orderId, kind, reason, ...part, calendar, ...side };
    const outcome = await this.writes.run({ type: 'GrantRefund', data }, context);
    const refundNo = numberedBy(outcome, 'refundNo');
    return written(outcome, { id: orderId, refundNo }, { location: `/v1/orders/${orderId}` });
  }

  @Post('refunds/:refundNo/use-end')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'The buyer proves that the data is deleted or used no more; the refund is posted.',
    description:
      'Where the right itself was sold, that it was transferred back: the title shows it.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async prove(
    @Param('orderId') orderId: string,
    @Param('refundNo') number: string,
    @Body() { how, proofDigest }: ProveUseEndDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const refundNo = numberIn(number);
    const returned =
      how === 'returnTransfer'
        ? await this.evidence.returned(await this.evidence.order(orderId))
        : undefined;
    const data = { orderId, refundNo, how, proofDigest, ...present({ returned }), ...side };
    return this.writes.step({ type: 'ProveUseEnd', data }, context);
  }

  @Post('refunds/:refundNo/withdrawal')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'The seller takes back a refund whose proof did not come in time; the order goes on.',
    description: 'After proofUntil; where the contract has ended the operator decides.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async withdrawRefund(
    @Param('orderId') orderId: string,
    @Param('refundNo') number: string,
    @Body() { reason }: OrderReasonDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const refundNo = numberIn(number);
    const returned = await this.evidence.returned(await this.evidence.order(orderId));
    const isReturned = returned !== undefined;
    const data = { orderId, refundNo, reason, isReturned, ...side };
    return this.writes.step({ type: 'WithdrawRefund', data }, context);
  }

  @Post('refunds/:refundNo/decision')
  @HttpCode(200)
  @Roles('operator')
  @ApiOperation({
    summary: 'Decides what the buyer pays for what he keeps, where no proof came in time.',
    description:
      'After proofUntil (Civil Code art. 157, 566: what cannot be handed back is compensated). A ' +
      'contract that had ended is accepted and settled at that price, any other goes on.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async decideRefund(
    @Param('orderId') orderId: string,
    @Param('refundNo') number: string,
    @Body() { price, reason, documentDigest }: DecideRefundDto,
    @Context() context: CommandContext,
  ) {
    const refundNo = numberIn(number);
    const returned = await this.evidence.returned(await this.evidence.order(orderId));
    const isReturned = returned !== undefined;
    const decided = { price: moneyOf(price), reason, ...present({ documentDigest }) };
    const data = { orderId, refundNo, ...decided, isReturned };
    return this.writes.step({ type: 'DecideRefund', data }, context);
  }

  @Post('termination')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Ends a contract before its time; by agreement it takes both sides.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async terminate(
    @Param('orderId') orderId: string,
    @Body() { reason, explanation, documentDigest, right }: TerminateOrderDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const byOrder = present({ documentDigest, right });
    const { calendar } = await this.rules.now();
    const data = { orderId, reason, explanation, ...byOrder, calendar, ...side };
    return this.writes.step({ type: 'TerminateOrder', data }, context);
  }
}
