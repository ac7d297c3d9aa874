import { minorUnits } from '@ledger/domain/money.js';
import type { InPlaceOf } from '@ledger/domain/order/order.commands.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { OrderState, PlacedOrder } from '@ledger/domain/order/order.state.js';
import { poolOf, takenOut } from '@ledger/domain/settlement/settlement.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import { sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { OrderEvidence } from './order.evidence.js';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { type RulesInForce, TradingRules } from './trading-rules.js';

/**
 * Settles an order by the policy of the day and the agreement in force at the sale. Cost recovery is
 * taken in the agreement's own stream first (pattern 3: who takes it there has it), so that costs
 * come back once however many sales settle at once; asked again, the same sale finds what it took.
 */
@Injectable()
export class OrderSettling {
  private readonly share;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(OrderEvidence) private readonly evidence: OrderEvidence,
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {
    this.share = loop.handler(sharingKind);
  }

  async settle(
    order: PlacedOrder,
    context: CommandContext,
    side: InPlaceOf = {},
  ): Promise<Outcome<OrderEvent, OrderState>> {
    return this.settleBy(await this.rules.now(), order, context, side);
  }

  /** The same by rules that were looked up with the order. */
  async settleBy(
    rules: RulesInForce,
    order: PlacedOrder,
    context: CommandContext,
    side: InPlaceOf = {},
  ): Promise<Outcome<OrderEvent, OrderState>> {
    const { orderId } = order;
    await this.recover(order, rules, context);
    const sharing = await this.evidence.sharing(order);
    const { settlement, calendar } = rules;
    const found = { rules: settlement, calendar, ...(sharing && { sharing }) };
    const data = { orderId, ...found, ...side };
    return this.handle(orderStream(orderId), { type: 'SettleOrder', data }, context);
  }

  /** Only of a sale that can be settled: what is taken too early would be missing elsewhere. */
  private async recover(
    order: PlacedOrder,
    { settlement }: RulesInForce,
    context: CommandContext,
  ): Promise<void> {
    const sharing = await this.evidence.sharing(order);
    const isReady = order.stage === 'accepted' && order.received >= order.due;
    const hasSteps = sharing?.terms.first.some(({ kind }) => kind === 'recovery') ?? false;
    if (sharing === undefined || !isReady || !hasSteps) return;
    const { orderId, due, terms, contract } = order;
    const { vatRate } = terms.price;
    const { vat, fee } = takenOut(due, { ...settlement.terms, vatRate });
    const pool = String(poolOf(due, sharing.terms.base, vat, fee));
    const { sharingId } = sharing;
    const data = { sharingId, orderId, soldOn: contract?.on ?? '', pool };
    // The version that a caller asked for is the order's.
    const { ifMatch: _, ...plain } = context;
    await this.share(sharingStream(sharingId), { type: 'TakeRecovery', data }, plain);
  }

  /** What was taken towards recovery by a sale that came to less, or to nothing, is open again. */
  async returnRecovery(order: PlacedOrder, context: CommandContext): Promise<void> {
    const { orderId, sharingId, settled, refunded } = order;
    if (sharingId === undefined) return;
    const whole = settled === undefined ? 1n : minorUnits(settled.division.gross);
    const part = settled === undefined ? 1n : refunded;
    if (whole === 0n) return;
    const data = { sharingId, orderId, part: String(part), whole: String(whole) };
    await this.share(sharingStream(sharingId), { type: 'ReturnRecovery', data }, context);
  }
}
