import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { hasEnded } from '@ledger/domain/order/order.state.js';
import { Refused } from '@ledger/domain/refusal.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

/** Frees what was held for an order when the order ends. */
@Injectable()
export class HoldReleaseProcess implements Process {
  readonly name = 'wallet-hold-release';
  readonly categories = ['order'];
  readonly reactsTo: readonly OrderEvent['type'][] = [
    'LicenceRefused',
    'OrderCancelled',
    'OrderRefunded',
    'OrderTerminated',
    'OrderClosed',
  ];
  private readonly wallet;

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {
    this.wallet = loop.handler(walletKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    const { state: order } = await this.loop.load(orderKind, event.stream);
    if (order === undefined || !hasEnded(order)) return;
    const { orderId, buyerPartyId: partyId } = order;
    const stream = walletStream(partyId);
    const { state } = await this.loop.load(walletKind, stream);
    for (const { holdId, orderId: of } of state.holds.values()) {
      if (of !== orderId) continue;
      const data = { partyId, holdId, reason: event.type };
      const context = reactionTo(event, this.name, holdId);
      try {
        await this.wallet(stream, { type: 'VoidHold', data }, context);
      } catch (error) {
        // Captured or voided meanwhile: it holds nothing any more.
        if (!(error instanceof Refused && error.code === 'hold_not_found')) throw error;
      }
    }
  }
}
