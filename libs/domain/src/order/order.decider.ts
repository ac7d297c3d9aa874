import { shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { licensingObstacles } from '../offer/licensing-evidence.js';
import { refuse } from '../refusal.js';
import { before } from '../title/title.standing.js';
import type {
  CancelOrder,
  NoteGrant,
  NoteReservation,
  NoteReservationLapse,
  OfferEvidence,
  OrderCommand,
  PlaceOrder,
  RefuseLicence,
  SignContract,
} from './order.commands.js';
import type { OrderEvent } from './order.events.js';
import { evolveOrder, hasEnded, sideOf } from './order.state.js';
import type { OrderSide, OrderState, PlacedOrder } from './order.state.js';

/** `order-<orderId>`. */
export const orderKind: StreamKind<OrderCommand, OrderEvent, OrderState> = {
  category: 'order',
  decider: {
    initialState: () => undefined,
    evolve: evolveOrder,
    decide: (command, state) => {
      switch (command.type) {
        case 'PlaceOrder':
          return placeOrder(command, state);
        case 'SignContract':
          return signContract(command, state);
        case 'CancelOrder':
          return cancelOrder(command, state);
        case 'NoteReservation':
          return noteReservation(command, state);
        case 'RefuseLicence':
          return refuseLicence(command, state);
        case 'NoteGrant':
          return noteGrant(command, state);
        case 'NoteReservationLapse':
          return noteReservationLapse(command, state);
      }
    },
  },
  schemaVersions: {
    OrderPlaced: 1,
    OrderLicensed: 1,
    LicenceReservationNoted: 1,
    LicenceRefused: 1,
    OrderSigned: 1,
    OrderContracted: 1,
    LicenceGrantNoted: 1,
    OrderCancelled: 1,
  },
  eventsMax: 1_000,
};

/**
 * Ordinary: the standing authorisation is checked now, on the title version that the event names,
 * and the licence is given in the same breath. Exclusive: placed only; the title decides.
 */
const placeOrder = ({ data, meta }: PlaceOrder, state: OrderState): OrderEvent[] => {
  const { orderId, offer, purpose, licenceId, licensing } = data;
  if (state !== undefined) return refuse('order_already_placed', { orderId });
  checkOffer(offer, purpose, meta);
  const placed: OrderEvent = {
    type: 'OrderPlaced',
    data: {
      orderId,
      offerId: offer.offerId,
      offerVersion: offer.version,
      sellerPartyId: offer.sellerPartyId,
      buyerPartyId: meta.actor.partyId,
      content: offer.content,
      purpose,
    },
  };
  if (offer.content.kind === 'exclusive') return [placed];
  if (licensing === undefined) throw new Error('An ordinary order comes without its evidence.');
  const obstacles = licensingObstacles(licensing, offer.content, meta.now);
  if (obstacles !== undefined) return refuse('licensing_not_open', obstacles);
  const { titleVersion } = licensing;
  return [placed, { type: 'OrderLicensed', data: { orderId, licenceId, titleVersion } }];
};

const checkOffer = (offer: OfferEvidence, purpose: string, { actor, now }: Meta): void => {
  const { offerId, sellerPartyId, stage, until, content } = offer;
  const today = shanghaiDate(now);
  if (actor.partyId === sellerPartyId) refuse('buyer_is_the_seller', { offerId });
  if (stage === 'draft') refuse('offer_not_found', { offerId });
  if (stage !== 'listed') refuse('offer_not_listed', { offerId, state: stage });
  if (until !== undefined && today > until) refuse('offer_expired', { offerId, until });
  const { until: termsUntil, purposes } = content.terms;
  if (termsUntil !== undefined && today > termsUntil) {
    refuse('licence_term_over', { offerId, until: termsUntil });
  }
  if (purposes !== undefined && !purposes.includes(purpose)) {
    refuse('purpose_outside_terms', { offerId, purposes });
  }
};

/** Each side signs once; the second of two equal signatures makes the contract. */
const signContract = ({ data, meta }: SignContract, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data.orderId, meta);
  const { orderId, contractDigest } = data;
  const mine = order.signed[side];
  if (mine === contractDigest) return [];
  if (order.stage !== 'licensed' && order.stage !== 'licenceReserved') {
    return refuse('order_not_signable', { orderId, state: order.stage });
  }
  const { reservation } = order;
  if (reservation !== undefined && !before(meta.now, reservation.expiresAt)) {
    return refuse('reservation_expired', { orderId, ...reservation });
  }
  if (mine !== undefined) return refuse('already_signed', { orderId, contractDigest: mine });
  const theirs = order.signed[side === 'seller' ? 'buyer' : 'seller'];
  if (theirs !== undefined && theirs !== contractDigest) {
    return refuse('contract_digest_differs', { orderId, contractDigest: theirs });
  }
  const { partyId } = meta.actor;
  const signed: OrderEvent = {
    type: 'OrderSigned',
    data: { orderId, side, partyId, contractDigest },
  };
  if (theirs === undefined) return [signed];
  return [signed, { type: 'OrderContracted', data: { orderId, contractDigest } }];
};

/** Either side may step back until both have signed; the title releases what it had reserved. */
const cancelOrder = ({ data, meta }: CancelOrder, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data.orderId, meta);
  const { orderId } = data;
  switch (order.stage) {
    case 'placed':
    case 'licensed':
    case 'licenceReserved':
      return [cancelled(orderId, side === 'buyer' ? 'withdrawnByBuyer' : 'withdrawnBySeller')];
    case 'cancelled':
      return [];
    case 'contracted':
    case 'refused':
      return refuse('order_not_cancellable', { orderId, state: order.stage });
  }
};

/** An order called off meanwhile takes no notice: the registry releases the reservation. */
const noteReservation = ({ data }: NoteReservation, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, reservationId, titleVersion, expiresAt } = data;
  if (order.kind !== 'exclusive') return conflict(order);
  if (hasEnded(order) || order.reservation?.reservationId === reservationId) return [];
  if (order.stage !== 'placed') return conflict(order);
  return [
    {
      type: 'LicenceReservationNoted',
      data: { orderId, reservationId, titleVersion, expiresAt },
    },
  ];
};

/** The title's last word, on the placing or (something barred the grant) on the contract. */
const refuseLicence = ({ data }: RefuseLicence, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, code, obstacles, titleVersion } = data;
  if (order.kind !== 'exclusive' || order.grantId !== undefined) return conflict(order);
  switch (order.stage) {
    case 'placed':
    case 'contracted':
      return [{ type: 'LicenceRefused', data: { orderId, code, obstacles, titleVersion } }];
    case 'refused':
    case 'cancelled':
      return [];
    case 'licensed':
    case 'licenceReserved':
      return conflict(order);
  }
};

const noteGrant = ({ data }: NoteGrant, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, grantId, titleVersion } = data;
  if (order.grantId === grantId) return [];
  const expected = order.reservation?.reservationId;
  if (order.stage !== 'contracted' || expected !== grantId) return conflict(order);
  return [{ type: 'LicenceGrantNoted', data: { orderId, grantId, titleVersion } }];
};

/**
 * The title released what it had held. A contract signed in the reservation's last moment ends
 * with it too: there is nothing left to grant.
 */
const noteReservationLapse = ({ data }: NoteReservationLapse, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (order.kind !== 'exclusive' || order.grantId !== undefined) return conflict(order);
  if (hasEnded(order)) return [];
  const known = order.reservation?.reservationId;
  if (known !== undefined && known !== data.reservationId) return conflict(order);
  return [cancelled(data.orderId, 'reservationLapsed')];
};

type CancellationReason = Extract<OrderEvent, { type: 'OrderCancelled' }>['data']['reason'];

const cancelled = (orderId: string, reason: CancellationReason): OrderEvent => ({
  type: 'OrderCancelled',
  data: { orderId, reason },
});

const placedOrder = (state: OrderState, orderId: string): PlacedOrder =>
  state ?? refuse('order_not_found', { orderId });

/** An outsider gets the same answer as for an order that is not there. */
const partOf = (
  state: OrderState,
  orderId: string,
  { actor }: Meta,
): { readonly order: PlacedOrder; readonly side: OrderSide } => {
  const order = placedOrder(state, orderId);
  return { order, side: sideOf(order, actor.partyId) ?? refuse('order_not_found', { orderId }) };
};

const conflict = ({ orderId, stage }: PlacedOrder): never =>
  refuse('order_state_conflict', { orderId, state: stage });
