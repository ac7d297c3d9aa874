import {
  AgreeAmendmentDto,
  ChangedTermsDto,
  OrderReasonDto,
  ProposeAmendmentDto,
  ProposeTermsDto,
} from '@ledger/contracts/order/order-commands.dto.js';
import { AmendmentWrittenDto, TermsWrittenDto } from '@ledger/contracts/order/order-written.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { statedPricing } from '@ledger/contracts/pricing/price-plan.dto.js';
import { proposalExamples } from '@ledger/contracts/pricing/price-plan.examples.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { TermsChange } from '@ledger/domain/order/order.commands.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { numberedBy, numberIn, OrderWrites } from './order.writes.js';
import { TradingRules } from './trading-rules.js';

/** What the two sides agree on, before the contract and after it. */
@ApiTags('orders')
@Controller('orders/:orderId')
@Roles('manager')
export class OrderTermsCommandsController {
  constructor(
    @Inject(OrderWrites) private readonly writes: OrderWrites,
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {}

  @Post('proposals')
  @ApiOperation({
    summary: 'Makes a counter-offer: a new version of the terms.',
    description: 'Signatures for earlier versions are void; both sides sign the one that stands.',
  })
  @ApiBody({ type: ProposeTermsDto, examples: proposalExamples })
  @ApiCreatedResponse({ type: TermsWrittenDto })
  async propose(
    @Param('orderId') orderId: string,
    @Body() body: ProposeTermsDto,
    @Context() context: CommandContext,
  ) {
    const { calendar } = await this.rules.now();
    const side = await this.writes.standsFor(context);
    const data = { orderId, change: changeOf(body), calendar, ...side };
    const outcome = await this.writes.run({ type: 'ProposeTerms', data }, context);
    const termsVersion = numberedBy(outcome, 'termsVersion') || (outcome.state?.termsVersion ?? 1);
    return written(outcome, { id: orderId, termsVersion }, { location: `/v1/orders/${orderId}` });
  }

  @Post('amendments')
  @ApiOperation({
    summary: 'Proposes another contract in place of the one that stands.',
    description: 'A contract is never changed: it is superseded once the other side agrees.',
  })
  @ApiCreatedResponse({ type: AmendmentWrittenDto })
  async amend(
    @Param('orderId') orderId: string,
    @Body() { contractDigest, ...body }: ProposeAmendmentDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, change: changeOf(body), contractDigest, ...side };
    const outcome = await this.writes.run({ type: 'ProposeAmendment', data }, context);
    const amendmentNo = numberedBy(outcome, 'amendmentNo');
    return written(outcome, { id: orderId, amendmentNo }, { location: `/v1/orders/${orderId}` });
  }

  @Post('amendments/:amendmentNo/agreement')
  @HttpCode(200)
  @ApiOperation({ summary: 'The other side agrees: the new contract stands from now on.' })
  @ApiOkResponse({ type: WrittenDto })
  async agree(
    @Param('orderId') orderId: string,
    @Param('amendmentNo') number: string,
    @Body() { contractDigest }: AgreeAmendmentDto,
    @Context() context: CommandContext,
  ) {
    const { calendar } = await this.rules.now();
    const side = await this.writes.standsFor(context);
    const amendmentNo = numberIn(number);
    const data = { orderId, amendmentNo, contractDigest, calendar, ...side };
    return this.writes.step({ type: 'AgreeAmendment', data }, context);
  }

  @Post('amendments/:amendmentNo/decline')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declines an amendment, or takes one’s own back.' })
  @ApiOkResponse({ type: WrittenDto })
  async decline(
    @Param('orderId') orderId: string,
    @Param('amendmentNo') number: string,
    @Body() { reason }: OrderReasonDto,
    @Context() context: CommandContext,
  ) {
    const side = await this.writes.standsFor(context);
    const data = { orderId, amendmentNo: numberIn(number), reason, ...side };
    return this.writes.step({ type: 'DeclineAmendment', data }, context);
  }
}

const changeOf = ({
  price,
  pricePlan,
  deposit,
  withoutDeposit,
  ...rest
}: ChangedTermsDto): TermsChange => ({
  ...present(rest),
  ...statedPricing(present({ price, pricePlan })),
  ...(deposit && { deposit: moneyOf(deposit) }),
  ...(withoutDeposit === true && { deposit: null }),
});
