import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import {
  readContractOffer,
  readContractRequest,
} from '@ledger/contracts/dataspace/read-message.js';
import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import type {
  AdvanceNegotiation,
  NegotiationCommand,
} from '@ledger/domain/dataspace/negotiation.decider.js';
import type { EndReason } from '@ledger/domain/dataspace/negotiation.events.js';
import { negotiationAfter } from '@ledger/domain/dataspace/negotiation.graph.js';
import { type Negotiation, negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { placesOrder } from '@ledger/domain/dataspace/order-mapping.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { uuid } from '@ledger/contracts/shape.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';
import { Connectors } from './connectors.js';
import { counterpartAddress } from './counterpart-address.js';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';
import { negotiationIdOf, offeredNegotiationIdOf, orderIdOf } from './dataspace-ids.js';
import { OrderOfNegotiation } from './order-of-negotiation.js';
import { OrderPlacings } from './order-placings.js';
import { otherSide } from './sides.js';

type Said = Omit<AdvanceNegotiation['data'], 'negotiationId' | 'by' | 'counterPid'> &
  EndReason & { readonly counterPid: string };

/** What other connectors say in negotiations, as provider and as consumer. */
@Injectable()
export class Negotiations {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(OrderPlacings) private readonly placings: OrderPlacings,
    @Inject(OrderOfNegotiation) private readonly orders: OrderOfNegotiation,
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
  ) {
    this.handle = loop.handler(negotiationKind);
  }

  /** The first request for an offer of ours: it places the order. The same again finds itself. */
  async requested(json: unknown, context: CommandContext): Promise<Negotiation> {
    const { consumerPid, callbackAddress = '', offer, providerPid } = readContractRequest(json);
    if (providerPid !== undefined) return refuse('negotiation_not_found');
    const address = counterpartAddress(callbackAddress, this.configuration);
    const { partyId: counterpartyId } = context.actor;
    const orderId = orderIdOf(counterpartyId, consumerPid);
    const negotiationId = negotiationIdOf(orderId);
    const { state } = await this.loop.load(negotiationKind, negotiationStream(negotiationId));
    const placed =
      state === undefined
        ? await this.placings.place(orderId, offer, context)
        : { sellerPartyId: state.partyId, offer: state.offer, termsVersion: state.termsVersion };
    const opening = {
      ...{ role: 'provider' as const, partyId: placed.sellerPartyId, counterpartyId, address },
      ...(await this.connectors.namesFor(placed.sellerPartyId, counterpartyId, address)),
    };
    const { offer: asked, termsVersion } = placed;
    const about = { counterPid: consumerPid, offer: asked, orderId, termsVersion };
    const data = { negotiationId, message: 'request' as const, opening, ...about };
    return this.known(await this.run({ type: 'OpenNegotiation', data }, context));
  }

  /** A foreign provider begins with one of ours: who is meant stands in the path. */
  async offered(json: unknown, partyId: string, context: CommandContext): Promise<Negotiation> {
    const { providerPid, consumerPid, callbackAddress = '', offer } = readContractOffer(json);
    const isKnown = consumerPid === undefined && uuid.accepts(partyId);
    if (!isKnown) return refuse('negotiation_not_found');
    const address = counterpartAddress(callbackAddress, this.configuration);
    const { partyId: counterpartyId } = context.actor;
    const opening = {
      ...{ role: 'consumer' as const, partyId, counterpartyId, address },
      ...(await this.connectors.namesFor(partyId, counterpartyId, address)),
    };
    const negotiationId = offeredNegotiationIdOf(partyId, counterpartyId, providerPid);
    const about = { message: 'offer' as const, opening, counterPid: providerPid, offer };
    const data = { negotiationId, ...about };
    return this.known(await this.run({ type: 'OpenNegotiation', data }, context));
  }

  /** Any later message of the other side: the order has its say first, then it is a fact. */
  async received(pid: string, said: Said, context: CommandContext): Promise<Negotiation> {
    const negotiation = await this.open(pid, context.actor.partyId);
    const { negotiationId, role, state, orderId } = negotiation;
    const by = otherSide(role);
    const data = { negotiationId, by, ...said };
    if (orderId === undefined || negotiationAfter(state, said.message, by) === undefined) {
      return this.known(await this.run({ type: 'AdvanceNegotiation', data }, context));
    }
    const { counterPid = said.counterPid } = negotiation;
    if (counterPid !== said.counterPid) return refuse('negotiation_not_found');
    const told = await this.told(negotiation, orderId, data, context);
    const outcome = await this.run({ type: 'AdvanceNegotiation', data: told }, context);
    return this.known(outcome);
  }

  /** Our offer came unasked: there is an order from the consumer's first word on. */
  private async told(
    negotiation: Negotiation,
    orderId: string,
    data: AdvanceNegotiation['data'],
    context: CommandContext,
  ): Promise<AdvanceNegotiation['data']> {
    const { message, offer } = data;
    const { state: order } = await this.loop.load(orderKind, orderStream(orderId));
    if (order !== undefined) return this.orders.tell(negotiation, order, data, context);
    if (!placesOrder(message)) return data;
    const { '@id': name } = negotiation.offer;
    const asked = offer === undefined ? negotiation.offer : { ...offer, '@id': name };
    const placed = await this.placings.place(orderId, asked, context);
    const { termsVersion } = placed;
    return message === 'acceptance' ? data : { ...data, offer: placed.offer, termsVersion };
  }

  /** A negotiation for the organisation at its other end; for all others it is not there. */
  async open(pid: string, partyId: string): Promise<Negotiation> {
    const negotiationId = idOf(pid);
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(negotiationKind, negotiationStream(negotiationId)),
      this.standings.of(partyId),
    ]);
    if (state !== undefined && joint.includes(state.counterpartyId)) return state;
    return refuse('negotiation_not_found', { negotiationId });
  }

  private run(command: CommandInput<NegotiationCommand>, { actor, correlationId }: CommandContext) {
    const stream = negotiationStream(command.data.negotiationId);
    return this.handle(stream, command, { actor, correlationId });
  }

  private known({ state }: { readonly state: Negotiation | undefined }): Negotiation {
    if (state === undefined) throw new Error('A negotiation that was just written is gone.');
    return state;
  }
}
