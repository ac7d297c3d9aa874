import { idOf, urnOf } from '@ledger/contracts/dataspace/protocol.js';
import {
  readContractOffer,
  readContractRequest,
} from '@ledger/contracts/dataspace/read-message.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import type {
  AdvanceNegotiation,
  NegotiationCommand,
} from '@ledger/domain/dataspace/negotiation.decider.js';
import type { EndReason } from '@ledger/domain/dataspace/negotiation.events.js';
import { negotiationAfter } from '@ledger/domain/dataspace/negotiation.graph.js';
import { type Negotiation, negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { dataspaceOffer, type PolicyOffer, readRequest } from '@ledger/domain/dataspace/policy.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { fingerprintOf } from '@ledger/http/writes/fingerprint.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { Inject, Injectable } from '@nestjs/common';
import { counterpartAddress } from './counterpart-address.js';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';
import { negotiationIdOf, offeredNegotiationIdOf, orderIdOf } from './dataspace-ids.js';
import { OrderOfNegotiation, priceChange } from './order-of-negotiation.js';
import { otherSide } from './sides.js';

type Said = Omit<AdvanceNegotiation['data'], 'negotiationId' | 'by' | 'counterPid'> &
  EndReason & { readonly counterPid: string };

/** What other connectors say in negotiations, as provider and as consumer. */
@Injectable()
export class Negotiations {
  private readonly handle;
  private readonly handleOrder;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(ORDER_PLACING) private readonly placing: OrderPlacing,
    @Inject(OrderOfNegotiation) private readonly orders: OrderOfNegotiation,
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
  ) {
    this.handle = loop.handler(negotiationKind);
    this.handleOrder = loop.handler(orderKind);
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
        ? await this.place(orderId, offer, context)
        : { sellerPartyId: state.partyId, offer: state.offer, termsVersion: state.termsVersion };
    const opening = {
      ...{ role: 'provider' as const, partyId: placed.sellerPartyId, counterpartyId, address },
      ...{ participantId: urnOf(placed.sellerPartyId), counterpartId: urnOf(counterpartyId) },
    };
    const { offer: asked, termsVersion } = placed;
    const about = { counterPid: consumerPid, offer: asked, orderId, termsVersion };
    const data = { negotiationId, message: 'request' as const, opening, ...about };
    return this.known(await this.run({ type: 'OpenNegotiation', data }, context));
  }

  /** A foreign provider begins with one of ours: who is meant stands in the path. */
  async offered(json: unknown, partyId: string, context: CommandContext): Promise<Negotiation> {
    const { providerPid, consumerPid, callbackAddress = '', offer } = readContractOffer(json);
    if (consumerPid !== undefined) return refuse('negotiation_not_found');
    const address = counterpartAddress(callbackAddress, this.configuration);
    const { partyId: counterpartyId } = context.actor;
    const opening = {
      ...{ role: 'consumer' as const, partyId, counterpartyId, address },
      ...{ participantId: urnOf(partyId), counterpartId: urnOf(counterpartyId) },
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
    if (negotiation.counterPid !== said.counterPid) return refuse('negotiation_not_found');
    const told = await this.orders.tell(negotiation, orderId, data, context);
    const outcome = await this.run({ type: 'AdvanceNegotiation', data: told }, context);
    return this.known(outcome);
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

  private async place(orderId: string, asked: PolicyOffer, context: CommandContext) {
    const { offerId, standing } = await this.standing(asked);
    const read = readRequest(standing, asked);
    const { actor, correlationId } = context;
    const facts = await this.placing.of(offerId, actor.partyId);
    const once = (step: string) => ({
      ...{ actor, correlationId },
      idempotency: { scope: `dataspace ${step}`, key: orderId, fingerprint: fingerprintOf(asked) },
    });
    const licenceId = derivedId('licence', orderId);
    const placing = { orderId, purpose: read.purpose, licenceId, ...facts };
    const stream = orderStream(orderId);
    const outcome = await this.handleOrder(
      stream,
      { type: 'PlaceOrder', data: placing },
      once('placing'),
    );
    const { sellerPartyId, content } = facts.offer;
    const { price, offer } = read;
    if (price === undefined) {
      return { sellerPartyId, offer, termsVersion: outcome.state?.termsVersion ?? 1 };
    }
    const data = { orderId, change: priceChange(content, price) };
    const proposed = await this.handleOrder(stream, { type: 'ProposeTerms', data }, once('price'));
    return { sellerPartyId, offer, termsVersion: proposed.state?.termsVersion ?? 1 };
  }

  /** The offer that an id in a message means, as it stands in the catalogue now. */
  private async standing(asked: PolicyOffer) {
    const { '@id': name, target } = asked;
    const [, offerId = '', policy = ''] =
      /^urn:uuid:([0-9a-f-]{36})#policy-(\d+)$/.exec(name) ?? [];
    const unknown = (): never => refuse('dataspace_offer_unknown', { offerId: name });
    if (offerId === '' || (target !== undefined && idOf(target) !== offerId)) return unknown();
    const { state, version } = await this.loop.load(offerKind, `offer-${offerId}`);
    const today = shanghaiDate(this.clock.now());
    if (state?.stage !== 'listed' || (state.until ?? '') < today) return unknown();
    if (version !== Number(policy)) return unknown();
    const { sellerPartyId, content } = state;
    const about = { offerId, version, sellerPartyId, content, target: urnOf(offerId) };
    return { offerId, standing: { ...dataspaceOffer(about), target: urnOf(offerId) } };
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
