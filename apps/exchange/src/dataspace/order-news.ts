import { urnOf } from '@ledger/contracts/dataspace/protocol.js';
import {
  negotiationKind,
  type AdvanceNegotiation,
} from '@ledger/domain/dataspace/negotiation.decider.js';
import { negotiationAfter } from '@ledger/domain/dataspace/negotiation.graph.js';
import {
  isNegotiationOver,
  type Negotiation,
  negotiationStream,
} from '@ledger/domain/dataspace/negotiation.state.js';
import { messageDue, orderAllows } from '@ledger/domain/dataspace/order-mapping.js';
import { agreementOf, priceAsked, withPrice } from '@ledger/domain/dataspace/policy.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import { Inject, Injectable } from '@nestjs/common';
import { negotiationIdOf } from './dataspace-ids.js';
import { unlessPast } from './unless-past.js';

type Said = Omit<AdvanceNegotiation['data'], 'negotiationId' | 'by'>;

/** What the provider says because of what was done on the order: by the one table, once each. */
@Injectable()
export class OrderNews {
  private readonly handle;

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {
    this.handle = loop.handler(negotiationKind);
  }

  async tell(event: RecordedOf<OrderEvent>, context: CommandContext): Promise<void> {
    const message = messageDue(event);
    if (message === undefined) return;
    const { orderId } = event.data;
    const negotiation = await this.negotiation(negotiationIdOf(orderId));
    if (negotiation === undefined) throw new NotYet(`The negotiation of ${orderId} is not there.`);
    const order = (await this.loop.load(orderKind, orderStream(orderId))).state;
    const said = order && saidOf(event, negotiation, order);
    if (said !== undefined) await this.say(negotiation, said, context);
  }

  /** Both have signed: the provider's last word, once the consumer has verified. */
  async finish(negotiationId: string, context: CommandContext): Promise<void> {
    const negotiation = await this.negotiation(negotiationId);
    const { orderId, role } = negotiation ?? {};
    if (negotiation === undefined || orderId === undefined || role !== 'provider') return;
    const order = (await this.loop.load(orderKind, orderStream(orderId))).state;
    if (order === undefined || !orderAllows('finalization', order.stage)) return;
    await this.say(negotiation, { message: 'finalization' }, context);
  }

  private async say(
    { negotiationId, state }: Negotiation,
    said: Said,
    context: CommandContext,
  ): Promise<void> {
    if (negotiationAfter(state, said.message, 'provider') === undefined) return;
    const data = { negotiationId, by: 'provider' as const, ...said };
    const stream = negotiationStream(negotiationId);
    await unlessPast(this.handle(stream, { type: 'AdvanceNegotiation', data }, context));
  }

  private async negotiation(negotiationId: string): Promise<Negotiation | undefined> {
    return (await this.loop.load(negotiationKind, negotiationStream(negotiationId))).state;
  }
}

const saidOf = (
  event: RecordedOf<OrderEvent>,
  negotiation: Negotiation,
  order: PlacedOrder,
): Said | undefined => {
  if (isNegotiationOver(negotiation)) return undefined;
  const { type, data } = event;
  const { orderId } = order;
  if (type === 'TermsProposed') {
    const { termsVersion } = data;
    if (negotiation.termsVersion >= termsVersion) return undefined;
    const name = { '@id': `${urnOf(orderId)}#terms-${termsVersion}` };
    return { message: 'offer', offer: { ...priced(negotiation, order), ...name }, termsVersion };
  }
  if (type === 'OrderSigned') {
    // The buyer has bargained elsewhere: what would be agreed is not what was spoken of here.
    if ((data.termsVersion ?? 1) !== negotiation.termsVersion) {
      return { message: 'termination', code: 'termsChangedElsewhere' };
    }
    const { participantId: assigner, counterpartId: assignee, offer } = negotiation;
    const target = offer.target ?? urnOf(order.offerId);
    const bound = { '@id': urnOf(orderId), target, assigner, assignee };
    const agreement = agreementOf(priced(negotiation, order), {
      ...bound,
      timestamp: event.recordedAt,
    });
    return { message: 'agreement', agreement, contractDigest: data.contractDigest };
  }
  if (type === 'LicenceRefused') return { message: 'termination', code: data.code };
  if (type === 'OrderCancelled') return { message: 'termination', code: data.reason };
  return type === 'OrderContracted' ? { message: 'finalization' } : undefined;
};

/** The offer as last spoken of, at the price that the order's terms have now. */
const priced = ({ offer }: Negotiation, { terms, content }: PlacedOrder) => {
  const { gross, net } = terms.price;
  const { amount } = content.price.vatIncluded ? gross : net;
  const asked = priceAsked(offer);
  return asked === undefined || asked === amount ? offer : withPrice(offer, amount);
};
