import {
  type AdvanceNegotiation,
  negotiationKind,
} from '@ledger/domain/dataspace/negotiation.decider.js';
import { type Negotiation, negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { orderAllows, orderCommandOf } from '@ledger/domain/dataspace/order-mapping.js';
import { readRequest } from '@ledger/domain/dataspace/policy.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { OrderCommand, TermsChange } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { unlessPast } from './unless-past.js';

type Said = AdvanceNegotiation['data'];

/** Another price, VAT in it or not as the offer states its own. */
export const priceChange = ({ price }: OfferContent, amount: string): TermsChange => ({
  price: { amount: { amount, currency: 'CNY' }, vatIncluded: price.vatIncluded },
});

/** The order behind a negotiation in which we are the provider: the consumer is its buyer. */
@Injectable()
export class OrderOfNegotiation {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(ORDER_PLACING) private readonly placing: OrderPlacing,
  ) {
    this.handle = loop.handler(orderKind);
  }

  /**
   * Tells the order what the buyer said, by the one table, and answers the message with what the
   * order made of it. Refuses what either graph forbids.
   */
  async tell(
    negotiation: Negotiation,
    order: PlacedOrder,
    said: Said,
    { actor, correlationId }: CommandContext,
  ): Promise<Said> {
    const { negotiationId } = negotiation;
    const { message } = said;
    if (!orderAllows(message, order.stage)) {
      return refuse('negotiation_order_forbids', { negotiationId, state: order.stage, message });
    }
    const read = said.offer && readRequest(negotiation.offer, said.offer);
    const command = await this.commandOf(negotiation, order, said, read?.price, actor.partyId);
    const stream = orderStream(order.orderId);
    const told = command && (await this.handle(stream, command, { actor, correlationId }));
    if (read === undefined) return said;
    const { termsVersion } = told?.state ?? order;
    return { ...said, offer: read.offer, termsVersion };
  }

  /** Calls the order off in the seller's place, where it still can be: its buyer is out of reach. */
  async giveUp(negotiationId: string, context: CommandContext): Promise<void> {
    const stream = negotiationStream(negotiationId);
    const { state } = await this.loop.load(negotiationKind, stream);
    const { role, orderId, partyId } = state ?? {};
    if (role !== 'provider' || orderId === undefined || partyId === undefined) return;
    const { state: order } = await this.loop.load(orderKind, orderStream(orderId));
    const isOpen = order !== undefined && orderAllows('termination', order.stage);
    if (!isOpen || orderCommandOf('termination', order.stage) === undefined) return;
    const data = { orderId, standsFor: [partyId] };
    const command = { type: 'CancelOrder' as const, data };
    await unlessPast(this.handle(orderStream(orderId), command, context));
  }

  private async commandOf(
    { contractDigest }: Negotiation,
    order: PlacedOrder,
    { message }: Said,
    price: string | undefined,
    partyId: string,
  ): Promise<CommandInput<OrderCommand> | undefined> {
    const { orderId, termsVersion, content, stage } = order;
    const { joint: standsFor } = await this.standings.of(partyId);
    const type = orderCommandOf(message, stage);
    if (type === 'ProposeTerms' && price !== undefined) {
      const calendar = await this.placing.calendar();
      return { type, data: { orderId, change: priceChange(content, price), standsFor, calendar } };
    }
    if (type === 'SignContract' && contractDigest !== undefined) {
      const calendar = await this.placing.calendar();
      return { type, data: { orderId, contractDigest, termsVersion, standsFor, calendar } };
    }
    return type === 'CancelOrder' ? { type, data: { orderId, standsFor } } : undefined;
  }
}
