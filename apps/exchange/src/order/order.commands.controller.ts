import { PlaceOrderDto, SignContractDto } from '@ledger/contracts/order/order.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderEvidence } from './order.evidence.js';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { PlacingEvidence } from './placing.evidence.js';
import { TradingRules } from './trading-rules.js';

/** Orders are placed by the buyer, signed by both sides and called off by either. */
@ApiTags('orders')
@Controller('orders')
export class OrderCommandsController {
  constructor(
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(PlacingEvidence) private readonly evidence: PlacingEvidence,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(TradingRules) private readonly rules: TradingRules,
    @Inject(OrderEvidence) private readonly running: OrderEvidence,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  @Post()
  @Roles('manager')
  @ApiOperation({
    summary: 'Places an order.',
    description:
      'An ordinary one is licensed at once or refused; of an exclusive one the title decides: ' +
      'follow it with GET /v1/orders/{orderId}?waitFor=decided.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async place(
    @Body() { offerId, purpose, delivery, offerVersion }: PlaceOrderDto,
    @IdempotentId() orderId: string,
    @Context() context: CommandContext,
  ) {
    const stream = orderStream(orderId);
    // An order that is new need not be read, nor asked after where nobody else can know its id.
    const isOwn = context.idempotency === undefined;
    const [evidence] = await Promise.all([
      this.evidence.of(offerId, context),
      this.loop.expectNew(orderKind, [stream], isOwn),
    ]);
    const licenceId = derivedId('licence', orderId);
    const wanted = present({ delivery, offerVersion });
    const outcome = await this.handle(
      stream,
      { type: 'PlaceOrder', data: { orderId, purpose, licenceId, wanted, ...evidence } },
      context,
    );
    return written(outcome, { id: orderId }, { location: `/v1/orders/${orderId}` });
  }

  @Post(':orderId/signatures')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Signs the contract on the caller’s side; the second makes it one.' })
  @ApiOkResponse({ type: WrittenDto })
  async sign(
    @Param('orderId') orderId: string,
    @Body() { contractDigest, termsVersion, sharingId, isRelated }: SignContractDto,
    @Context() context: CommandContext,
  ) {
    // Both are answered by the same look at the log.
    const [{ joint: standsFor }, { calendar }] = await Promise.all([
      this.standings.of(context.actor.partyId),
      this.rules.now(),
    ]);
    const shared = sharingId === undefined ? undefined : await this.running.sharingOwner(sharingId);
    const more = {
      ...present({ termsVersion, isRelated }),
      ...(shared && { sharing: shared }),
      calendar,
    };
    const outcome = await this.handle(
      `order-${orderId}`,
      { type: 'SignContract', data: { orderId, contractDigest, standsFor, ...more } },
      context,
    );
    return written(outcome, { id: orderId });
  }

  @Post(':orderId/cancellation')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Calls an order off, until both sides have signed.' })
  @ApiOkResponse({ type: WrittenDto })
  async cancel(@Param('orderId') orderId: string, @Context() context: CommandContext) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const outcome = await this.handle(
      `order-${orderId}`,
      { type: 'CancelOrder', data: { orderId, standsFor } },
      context,
    );
    return written(outcome, { id: orderId });
  }
}
