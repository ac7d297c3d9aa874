import { agreedPlan } from '@ledger/domain/order/charge.state.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { isRunning } from '@ledger/domain/pricing/price-plan.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { OrderCharging } from './order-charging.js';

/**
 * Charges at once what falls due with a contract, and what is left when the licence or the contract
 * ends. What a rule refuses waits for the clock, the seller or the operator.
 */
@Injectable()
export class OrderChargingProcess implements Process {
  readonly name = 'order-charging';
  readonly categories = ['order'];
  readonly reactsTo: readonly OrderEvent['type'][] = [
    'OrderContracted',
    'LicenceGrantNoted',
    'LicenceEnded',
    'OrderTerminated',
  ];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(OrderCharging) private readonly charging: OrderCharging,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { state } = await this.loop.load(orderKind, event.stream);
    if (state === undefined || !isRunning(agreedPlan(state.terms))) return;
    try {
      await this.charging.due(state.orderId, reactionTo(event, this.name));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}
