import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import {
  BuyPackagesDto,
  ChargeDueDto,
  ChargesWrittenDto,
  CreditChargeDto,
} from '@ledger/contracts/pricing/charge.dto.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { sideOf } from '@ledger/domain/order/order.state.js';
import type { OrderState } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderCharging } from './order-charging.js';
import { OrderEvidence } from './order.evidence.js';
import { numberIn, OrderWrites } from './order.writes.js';

/** What is charged under a contract after it was made. */
@ApiTags('charges')
@Controller('orders/:orderId')
export class OrderChargeCommandsController {
  constructor(
    @Inject(OrderWrites) private readonly writes: OrderWrites,
    @Inject(OrderEvidence) private readonly evidence: OrderEvidence,
    @Inject(OrderCharging) private readonly charging: OrderCharging,
  ) {}

  @Post('charges')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Charges what is due, or what one side declares for a period that is over.',
    description:
      'An empty body charges fees, months of use and minimums that are due by now and not charged, ' +
      'and corrects what came to something else since: the clock does so by itself. Revenue is ' +
      'declared by either side, results that no meter counts by the seller.',
  })
  @ApiOkResponse({ type: ChargesWrittenDto })
  async charge(
    @Param('orderId') orderId: string,
    @Body() { from, revenue, results, reportDigest }: ChargeDueDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const order = await this.evidence.order(orderId);
    const isOwn = context.actor.role === 'operator';
    if (!isOwn && sideOf(order, side.standsFor) === undefined) {
      return refuse('order_not_found', { orderId });
    }
    if (from === undefined || reportDigest === undefined) {
      const isDeclared = [from, revenue, results, reportDigest].some((said) => said !== undefined);
      if (isDeclared) return refuse('charge_period_unsound', { orderId, from: from ?? '' });
      return answer(orderId, await this.charging.due(orderId, context, side));
    }
    const said = { ...(revenue && { revenue: moneyOf(revenue) }), ...present({ results }) };
    const found = await this.charging.evidence(order);
    const data = { orderId, from, reportDigest, ...said, ...found, ...side };
    return answer(orderId, await this.writes.run({ type: 'DeclareForCharge', data }, context));
  }

  @Post('packages')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'The buyer orders more packages: their units can be used once they are paid for.',
  })
  @ApiOkResponse({ type: ChargesWrittenDto })
  async buy(
    @Param('orderId') orderId: string,
    @Body() { packages }: BuyPackagesDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const order = await this.evidence.order(orderId);
    const found = await this.charging.evidence(order);
    const data = { orderId, packages, ...found, ...side };
    return answer(orderId, await this.writes.run({ type: 'BuyPackages', data }, context));
  }

  @Post('charges/:chargeNo/credit')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The seller takes a charge back, wholly or in part.' })
  @ApiOkResponse({ type: ChargesWrittenDto })
  async credit(
    @Param('orderId') orderId: string,
    @Param('chargeNo') number: string,
    @Body() { amount, reason }: CreditChargeDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, chargeNo: numberIn(number), amount: moneyOf(amount), reason, ...side };
    return answer(orderId, await this.writes.run({ type: 'CreditCharge', data }, context));
  }
}

const answer = (orderId: string, outcome: Outcome<OrderEvent, OrderState>) => {
  const charges = outcome.events.flatMap((event) =>
    event.type === 'ChargePosted'
      ? [{ chargeNo: event.data.chargeNo, gross: event.data.gross }]
      : [],
  );
  return written(outcome, { id: orderId, charges });
};
