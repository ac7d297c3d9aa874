import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import { Refused } from '@ledger/domain/refusal.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Captured = Extract<RecordedOf<WalletEvent>, { readonly type: 'HoldCaptured' }>;

/**
 * Pays what was captured in to its order, as any payment. What the order does not take, because it
 * has ended or is paid for, goes back to the wallet it came from: no fen stays between the two.
 */
@Injectable()
export class OrderPaymentProcess implements Process {
  readonly name = 'wallet-order-payment';
  readonly categories = ['wallet'];
  readonly reactsTo: readonly WalletEvent['type'][] = ['HoldCaptured'];
  private readonly order;
  private readonly wallet;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {
    this.order = loop.handler(orderKind);
    this.wallet = loop.handler(walletKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    const { partyId, orderId, holdId, captureId, amount } = (event as Captured).data;
    const { content: calendar } = await this.policies.of(workingDaysPolicy);
    const reference = `wallet ${holdId}`;
    try {
      const data = { orderId, fundingId: captureId, amount, reference, calendar };
      const context = reactionTo(event, this.name);
      await this.order(orderStream(orderId), { type: 'FundOrder', data }, context);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const ground = 'refund' as const;
      const back = { partyId, movementId: captureId, ground, amount, orderId };
      const data = { ...back, reference: error.code };
      const context = reactionTo(event, this.name, 'back');
      await this.wallet(walletStream(partyId), { type: 'CreditWallet', data }, context);
    }
  }
}
