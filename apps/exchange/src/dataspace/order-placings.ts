import { idOf, urnOf } from '@ledger/contracts/dataspace/protocol.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { dataspaceOffer, type PolicyOffer, readRequest } from '@ledger/domain/dataspace/policy.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { fingerprintOf } from '@ledger/http/writes/fingerprint.js';
import { Inject, Injectable } from '@nestjs/common';
import { priceChange } from './order-of-negotiation.js';

/** An order as it was placed, and the offer with the buyer's purpose and price in it. */
export interface Placed {
  readonly sellerPartyId: string;
  readonly offer: PolicyOffer;
  readonly termsVersion: number;
}

interface Standing {
  readonly offerId: string;
  readonly sellerPartyId: string;
  readonly standing: PolicyOffer;
}

/** Places orders for buyers that come by the dataspace. */
@Injectable()
export class OrderPlacings {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ORDER_PLACING) private readonly placing: OrderPlacing,
  ) {
    this.handle = loop.handler(orderKind);
  }

  /**
   * Places the order that a request, or the acceptance of an offer of ours, asks for. Sent again it
   * finds what it has made. Refuses what the offer, the gates or the order's own rules refuse.
   */
  async place(
    orderId: string,
    asked: PolicyOffer,
    { actor, correlationId, register }: CommandContext,
  ): Promise<Placed> {
    const { offerId, standing } = await this.standing(asked);
    const read = readRequest(standing, asked);
    const facts = await this.placing.of(offerId, {
      actor,
      ...(register && { register }),
    });
    const once = (step: string) => ({
      ...{ actor, correlationId },
      idempotency: { scope: `dataspace ${step}`, key: orderId, fingerprint: fingerprintOf(asked) },
    });
    const licenceId = derivedId('licence', orderId);
    const placing = { orderId, purpose: read.purpose, licenceId, ...facts };
    const stream = orderStream(orderId);
    const outcome = await this.handle(
      stream,
      { type: 'PlaceOrder', data: placing },
      once('placing'),
    );
    const { sellerPartyId, content } = facts.offer;
    const { price, offer } = read;
    if (price === undefined) {
      return { sellerPartyId, offer, termsVersion: outcome.state?.termsVersion ?? 1 };
    }
    const { calendar } = facts.rules ?? {};
    const data = { orderId, change: priceChange(content, price), ...(calendar && { calendar }) };
    const proposed = await this.handle(stream, { type: 'ProposeTerms', data }, once('price'));
    return { sellerPartyId, offer, termsVersion: proposed.state?.termsVersion ?? 1 };
  }

  /** The offer that an id in a message means, as it stands in the catalogue now. */
  async standing(asked: Pick<PolicyOffer, '@id' | 'target'>): Promise<Standing> {
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
    return {
      offerId,
      sellerPartyId,
      standing: { ...dataspaceOffer(about), target: urnOf(offerId) },
    };
  }

  /** An offer by its id, in the version that the catalogue shows now. */
  async listed(offerId: string): Promise<Standing> {
    const { version } = await this.loop.load(offerKind, `offer-${offerId}`);
    return this.standing({ '@id': `${urnOf(offerId)}#policy-${version}` });
  }
}
