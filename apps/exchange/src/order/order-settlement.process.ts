import { orderKind } from '@ledger/domain/order/order.decider.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { OrderSettling } from './order-settling.js';
import { rulesIn, ruleStreams } from './trading-rules.js';

/**
 * Settles what was accepted and is wholly paid, whichever came last. What a rule refuses (a sharing
 * agreement that leaves nothing for tax, a dispute that was faster) stays accepted, for the seller
 * or the operator to see to.
 */
@Injectable()
export class OrderSettlementProcess implements Process {
  readonly name = 'order-settlement';
  readonly categories = ['order'];
  readonly reactsTo = [
    'OrderAccepted',
    'OrderFunded',
    'ContractAmended',
    'RefundPosted',
    'RefundWithdrawn',
    'RefundDecided',
  ];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OrderSettling) private readonly settling: OrderSettling,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const view = await this.loop.view([{ kind: orderKind, stream: event.stream }, ...ruleStreams]);
    const { state } = view.of(orderKind, event.stream);
    if (state === undefined || state.stage !== 'accepted' || state.received < state.due) return;
    try {
      const rules = rulesIn(view, this.clock.now());
      await this.settling.settleBy(rules, state, reactionTo(event, this.name));
      // Nothing more happens for days: many at once would drive out the orders that people work on.
      this.loop.forget([event.stream]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}

/** What a sale gave towards the recovery of costs is open again when the sale is undone. */
@Injectable()
export class RecoveryReturnProcess implements Process {
  readonly name = 'recovery-return';
  readonly categories = ['order'];
  readonly reactsTo = ['RefundPosted', 'OrderTerminated'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(OrderSettling) private readonly settling: OrderSettling,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { state } = await this.loop.load(orderKind, event.stream);
    const isOver = state?.settled !== undefined || state?.stage === 'terminated';
    if (state === undefined || !isOver) return;
    await this.settling.returnRecovery(state, reactionTo(event, this.name));
  }
}
