import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import type { NegotiationEvent } from '@ledger/domain/dataspace/negotiation.events.js';
import { negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { endsTransfers } from '@ledger/domain/dataspace/order-mapping.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { categoryOf, type RecordedEvent, type RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { isDataspaceOrder } from './dataspace-ids.js';
import { OrderNews } from './order-news.js';
import { OrderOfNegotiation } from './order-of-negotiation.js';
import { TransfersOfOrder } from './transfers-of-order.js';
import { unlessPast } from './unless-past.js';

/**
 * Keeps negotiations and transfers in step with the orders behind them, and says what the protocol
 * lets nobody decide: an agreement to what one asked for is verified, a verified one is final.
 */
@Injectable()
export class DataspaceProgressProcess implements Process {
  readonly name = 'dataspace-progress';
  readonly categories = ['order', 'negotiation'];
  readonly reactsTo = [
    'TermsProposed',
    'OrderSigned',
    'OrderContracted',
    'LicenceRefused',
    'OrderCancelled',
    ...endsTransfers,
    'NegotiationAgreed',
    'NegotiationVerified',
    'NegotiationTerminated',
  ];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(OrderNews) private readonly news: OrderNews,
    @Inject(OrderOfNegotiation) private readonly orders: OrderOfNegotiation,
    @Inject(TransfersOfOrder) private readonly transfers: TransfersOfOrder,
  ) {
    this.handle = loop.handler(negotiationKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    if (categoryOf(event.stream) === 'negotiation') {
      await this.onNegotiation(event as RecordedOf<NegotiationEvent>);
      return;
    }
    const news = event as RecordedOf<OrderEvent>;
    if (!isDataspaceOrder(news.data.orderId)) return;
    if (endsTransfers.some((type) => type === event.type)) {
      await this.transfers.end(news, reactionTo(event, this.name));
      return;
    }
    await this.news.tell(news, reactionTo(event, this.name));
  }

  private async onNegotiation({ type, data, ...event }: RecordedOf<NegotiationEvent>) {
    const context = reactionTo({ ...event, type, data } as RecordedEvent, this.name);
    const { negotiationId } = data;
    if (type === 'NegotiationVerified') return this.news.finish(negotiationId, context);
    if (type === 'NegotiationTerminated') {
      return isSilence(data) ? this.orders.giveUp(negotiationId, context) : undefined;
    }
    const stream = negotiationStream(negotiationId);
    const { state } = await this.loop.load(negotiationKind, stream);
    // What was agreed is what our buyer asked for, or it would not have been taken in.
    if (state?.role !== 'consumer' || state.state !== 'AGREED') return;
    const verified = { negotiationId, message: 'verification', by: 'consumer' } as const;
    await unlessPast(this.handle(stream, { type: 'AdvanceNegotiation', data: verified }, context));
  }
}

/** The other side refused what we said, or was not to be reached: nobody is left to sign with. */
const isSilence = ({ code }: { readonly code?: string }): boolean =>
  code === 'refused' || code === 'undeliverable';
