import {
  DataspaceWrittenDto,
  OfferContractDto,
  RequestContractDto,
  SayInNegotiationDto,
} from '@ledger/contracts/dataspace/dataspace.dto.js';
import { urnOf } from '@ledger/contracts/dataspace/protocol.js';
import { readOffer } from '@ledger/contracts/dataspace/read-policy.js';
import { BadMessage, Members } from '@ledger/contracts/dataspace/read-values.js';
import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import { type Negotiation, negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { type PolicyOffer, withPrice } from '@ledger/domain/dataspace/policy.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Connectors } from './connectors.js';
import { negotiationIdOf, offeredOrderIdOf } from './dataspace-ids.js';
import { OrderPlacings } from './order-placings.js';

/**
 * What our buyer says to foreign providers. As provider nothing is said here: what is done on the
 * order (terms, signature, cancellation) is said by itself.
 */
@ApiTags('dataspace')
@Controller('dataspace/negotiations')
@Roles('manager')
export class NegotiationsCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(OrderPlacings) private readonly placings: OrderPlacings,
  ) {
    this.handle = loop.handler(negotiationKind);
  }

  @Post()
  @ApiOperation({
    summary: 'Asks a foreign provider for one of its offers (contract request).',
    description:
      'The request goes out by itself and again until it is taken. An agreement that holds what was ' +
      'asked for is verified by itself; any other one is refused.',
  })
  @ApiCreatedResponse({ type: DataspaceWrittenDto })
  async request(
    @Body() { connectorId, offer, participantId }: RequestContractDto,
    @IdempotentId() negotiationId: string,
    @Context() context: CommandContext,
  ) {
    const { partyId } = context.actor;
    const { joint } = await this.standings.of(partyId);
    const connector = await this.connectors.find(connectorId, joint);
    if (connector === undefined) return refuse('connector_not_found', { connectorId });
    const { counterpartyId, participantId: counterpartId, address } = connector;
    const opening = {
      ...{ role: 'consumer' as const, partyId, counterpartyId, address, counterpartId },
      participantId: participantId ?? connector.ownParticipantId ?? urnOf(partyId),
    };
    const data = {
      ...{ negotiationId, message: 'request' as const, opening },
      offer: offerIn(offer),
    };
    const outcome = await this.handle(
      negotiationStream(negotiationId),
      { type: 'OpenNegotiation', data },
      context,
    );
    const location = `/v1/dataspace/negotiations/${negotiationId}`;
    const { state = 'REQUESTED' } = outcome.state ?? {};
    return written(outcome, { id: negotiationId, state }, { location });
  }

  @Post('offers')
  @ApiOperation({
    summary: 'Offers a listed product of the caller’s to a foreign consumer (contract offer).',
    description: 'Its acceptance, or a request at another price, places the order.',
  })
  @ApiCreatedResponse({ type: DataspaceWrittenDto })
  async offer(
    @Body() { connectorId, offerId }: OfferContractDto,
    @IdempotentId() resourceId: string,
    @Context() context: CommandContext,
  ) {
    const { joint } = await this.standings.of(context.actor.partyId);
    const connector = await this.connectors.find(connectorId, joint);
    if (connector === undefined) return refuse('connector_not_found', { connectorId });
    const { sellerPartyId: partyId, standing: offer } = await this.placings.listed(offerId);
    if (!joint.includes(partyId)) return refuse('offer_not_found', { offerId });
    const { counterpartyId, participantId: counterpartId, address } = connector;
    const opening = {
      ...{ role: 'provider' as const, partyId, counterpartyId, address, counterpartId },
      participantId: connector.ownParticipantId ?? urnOf(partyId),
    };
    const orderId = offeredOrderIdOf(resourceId);
    const negotiationId = negotiationIdOf(orderId);
    const data = { negotiationId, message: 'offer' as const, opening, offer, orderId };
    const outcome = await this.handle(
      negotiationStream(negotiationId),
      { type: 'OpenNegotiation', data },
      context,
    );
    const location = `/v1/dataspace/negotiations/${negotiationId}`;
    const { state = 'OFFERED' } = outcome.state ?? {};
    return written(outcome, { id: negotiationId, state }, { location });
  }

  @Post(':negotiationId/messages')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says the next thing in a negotiation with a foreign provider.' })
  @ApiOkResponse({ type: DataspaceWrittenDto })
  async say(
    @Param('negotiationId') negotiationId: string,
    @Body() { message, price, reason }: SayInNegotiationDto,
    @Context() context: CommandContext,
  ) {
    const negotiation = await this.own(negotiationId, context.actor.partyId);
    const { offer, role, orderId } = negotiation;
    if (orderId !== undefined && (await this.isPlaced(orderId))) {
      return refuse('negotiation_follows_order', { negotiationId, orderId });
    }
    const data = {
      ...{ negotiationId, message, by: role },
      ...(message === 'request' && {
        offer: price === undefined ? offer : withPrice(offer, price),
      }),
      ...(reason !== undefined && { reason: [reason] }),
    };
    const outcome = await this.handle(
      negotiationStream(negotiationId),
      { type: 'AdvanceNegotiation', data },
      context,
    );
    return written(outcome, { id: negotiationId, state: outcome.state?.state ?? '' });
  }

  private async isPlaced(orderId: string): Promise<boolean> {
    return (await this.loop.load(orderKind, orderStream(orderId))).state !== undefined;
  }

  private async own(negotiationId: string, partyId: string): Promise<Negotiation> {
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(negotiationKind, negotiationStream(negotiationId)),
      this.standings.of(partyId),
    ]);
    if (state !== undefined && joint.includes(state.partyId)) return state;
    return refuse('negotiation_not_found', { negotiationId });
  }
}

/** The offer of a request must say which data set it is about (protocol, contract request). */
const offerIn = (json: Record<string, unknown>): PolicyOffer => {
  try {
    const offer = Members.of(json, '/offer');
    return { ...readOffer(offer), target: offer.name('target') };
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    throw problem('invalid_request', { errors: [{ in: 'body', ...error.fault }] });
  }
};
