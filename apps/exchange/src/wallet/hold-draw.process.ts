import { outstandingOf } from '@ledger/domain/order/charge.state.js';
import { isConfirmed } from '@ledger/domain/order/deal.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { hasEnded, orderStream, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import { fromMinorUnits, minorUnits, type Money } from '@ledger/domain/money.js';
import { Refused } from '@ledger/domain/refusal.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { hasLapsed, walletStream } from '@ledger/domain/wallet/wallet.state.js';
import { least } from '@ledger/domain/whole.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

/**
 * Prepaid money pays by itself: whatever falls due of an order is captured from what its buyer holds
 * for it as `prepaid`, oldest hold first, as far as it goes; the capture pays the order as any does.
 * Each charge draws its own amount, so that several at once draw once each. A deposit is never drawn
 * on by itself.
 */
@Injectable()
export class HoldDrawProcess implements Process {
  readonly name = 'wallet-hold-draw';
  readonly categories = ['order', 'wallet'];
  readonly reactsTo = [
    'OrderContracted',
    'ContractAmended',
    'LicenceGrantNoted',
    'ChargePosted',
    'FundsHeld',
  ];
  private readonly wallet;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.wallet = loop.handler(walletKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    const { orderId, gross } = event.data as { readonly orderId: string; readonly gross?: Money };
    const { state: order } = await this.loop.load(orderKind, orderStream(orderId));
    if (order === undefined) return;
    let missing = wantedBy(event.type, order, gross);
    if (missing <= 0n) return;
    const { buyerPartyId: partyId } = order;
    const stream = walletStream(partyId);
    const { state } = await this.loop.load(walletKind, stream);
    const holds = [...state.holds.values()].filter(
      (hold) =>
        hold.orderId === orderId && hold.ground === 'prepaid' && !hasLapsed(hold, this.clock.now()),
    );
    for (const { holdId, remaining } of holds) {
      const minor = least(remaining, missing);
      if (minor === 0n) return;
      const captureId = derivedId('hold-draw', event.id, holdId);
      const amount = fromMinorUnits(minor);
      const data = { partyId, holdId, captureId, amount, isFinal: false };
      const context = reactionTo(event, this.name, holdId);
      try {
        await this.wallet(stream, { type: 'CaptureHold', data }, context);
      } catch (error) {
        // Captured, voided or lapsed meanwhile: it pays for nothing any more.
        if (error instanceof Refused) continue;
        throw error;
      }
      missing -= minor;
    }
  }
}

/** Fen that an event asks for: a charge its own, a contract its price, a new hold all there is. */
const wantedBy = (type: string, order: PlacedOrder, gross: Money | undefined): bigint => {
  if (order.contract === undefined || !isConfirmed(order)) return 0n;
  const { stage, due, received, charging } = order;
  const isOpen = !hasEnded(order) && order.settled === undefined && stage !== 'disputed';
  const price = isOpen ? due - received : 0n;
  const outstanding = outstandingOf(charging);
  if (type === 'FundsHeld') return price + outstanding;
  return gross === undefined ? price : least(minorUnits(gross), outstanding);
};
