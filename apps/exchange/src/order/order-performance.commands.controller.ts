import {
  DeliverDataDto,
  FundOrderDto,
  ReceiveDeliveryDto,
  RejectDeliveryDto,
} from '@ledger/contracts/order/order-commands.dto.js';
import { DeliveryWrittenDto } from '@ledger/contracts/order/order-written.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { sideOf } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderEvidence } from './order.evidence.js';
import { OrderSettling } from './order-settling.js';
import { numberedBy, numberIn, OrderWrites } from './order.writes.js';
import { TradingRules } from './trading-rules.js';

/** What is done under a contract: paid, delivered, received, accepted, settled. */
@ApiTags('orders')
@Controller('orders/:orderId')
export class OrderPerformanceCommandsController {
  constructor(
    @Inject(OrderWrites) private readonly writes: OrderWrites,
    @Inject(TradingRules) private readonly rules: TradingRules,
    @Inject(OrderEvidence) private readonly evidence: OrderEvidence,
    @Inject(OrderSettling) private readonly settling: OrderSettling,
  ) {}

  @Post('funding')
  @Roles('operator')
  @ApiOperation({
    summary: 'Records money of the buyer that came in: it is held for this order alone.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async fund(
    @Param('orderId') orderId: string,
    @Body() { amount, reference }: FundOrderDto,
    @IdempotentId() fundingId: string,
    @Context() context: CommandContext,
  ) {
    const { calendar } = await this.rules.now();
    const data = { orderId, fundingId, amount: moneyOf(amount), reference, calendar };
    const outcome = await this.writes.run({ type: 'FundOrder', data }, context);
    return written(outcome, { id: fundingId }, { location: `/v1/orders/${orderId}` });
  }

  @Post('deliveries')
  @Roles('manager')
  @ApiOperation({
    summary: 'The seller delivers a batch; with the last one the inspection begins.',
    description:
      'Title and asset are looked at again: what was barred meanwhile does not leave. For a foreign ' +
      'buyer, or to a destination abroad, the export must have been declared for this order.',
  })
  @ApiCreatedResponse({ type: DeliveryWrittenDto })
  async deliver(
    @Param('orderId') orderId: string,
    @Body() body: DeliverDataDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const order = await this.evidence.order(orderId);
    if (sideOf(order, side.standsFor) === undefined) return refuse('order_not_found', { orderId });
    const { calendar } = await this.rules.now();
    const gate = await this.evidence.gate(order, body.destination);
    const { contentDigest, isLast, records, bytes, description } = body;
    const batch = { contentDigest, isLast, ...present({ records, bytes, description }) };
    const data = { orderId, ...batch, gate, calendar, ...side };
    const outcome = await this.writes.run({ type: 'DeliverData', data }, context);
    const deliveryNo = numberedBy(outcome, 'deliveryNo');
    return written(outcome, { id: orderId, deliveryNo }, { location: `/v1/orders/${orderId}` });
  }

  @Post('deliveries/:deliveryNo/receipt')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The buyer says what reached him: its digest is compared and kept.' })
  @ApiOkResponse({ type: WrittenDto })
  async receive(
    @Param('orderId') orderId: string,
    @Param('deliveryNo') number: string,
    @Body() { contentDigest }: ReceiveDeliveryDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, deliveryNo: numberIn(number), contentDigest, ...side };
    return this.writes.step({ type: 'ReceiveDelivery', data }, context);
  }

  @Post('acceptance')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The buyer accepts; silence until the last day does so too.' })
  @ApiOkResponse({ type: WrittenDto })
  async accept(@Param('orderId') orderId: string, @Context() context: CommandContext) {
    const { calendar } = await this.rules.now();
    const data = { orderId, calendar, ...(await this.writes.standsFor(context)) };
    return this.writes.step({ type: 'AcceptOrder', data }, context);
  }

  @Post('rejection')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The buyer rejects with a reason; the seller delivers anew.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('orderId') orderId: string,
    @Body() { ground, explanation, deliveryNos = [] }: RejectDeliveryDto,
    @Context() context: CommandContext,
  ) {
    const { calendar, trading } = await this.rules.now();
    const { cureDays } = trading.terms;
    const side = await this.writes.standsFor(context);
    const said = { ground, explanation, deliveryNos };
    const data = { orderId, ...said, cureDays, calendar, ...side };
    return this.writes.step({ type: 'RejectDelivery', data }, context);
  }

  @Post('settlement')
  @HttpCode(200)
  @Roles('operator', 'manager')
  @ApiOperation({
    summary: 'Settles an accepted order.',
    description: 'It happens by itself after acceptance; this is for what stood in the way then.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async settle(@Param('orderId') orderId: string, @Context() context: CommandContext) {
    const side = await this.writes.standsFor(context);
    const order = await this.evidence.order(orderId);
    const isOwn = context.actor.role === 'operator';
    if (!isOwn && sideOf(order, side.standsFor) === undefined) {
      return refuse('order_not_found', { orderId });
    }
    return written(await this.settling.settle(order, context, side), { id: orderId });
  }
}
