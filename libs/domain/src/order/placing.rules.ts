import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { licensingObstacles } from '../offer/licensing-evidence.js';
import { orderedContent } from '../offer/product.rules.js';
import { passGates } from '../offer/trading-gates.js';
import { refuse } from '../refusal.js';
import { postingsOf } from '../settlement/posting.js';
import type {
  CancelOrder,
  NoteGrant,
  NoteReservation,
  NoteReservationLapse,
  NoteSigningLapse,
  NoteTransfer,
  OfferEvidence,
  PlaceOrder,
  RefuseLicence,
  SideNow,
} from './order.commands.js';
import { isConfirmed, reservesOnTitle } from './deal.js';
import { isSigningOver } from './order.clocks.js';
import { conflict, lastDay, partOf, placedOrder } from './order.conditions.js';
import type { CancellationReason, OrderEvent } from './order.events.js';
import { unwound } from './order.money.js';
import { hasEnded, isUndone } from './order.state.js';
import type { OrderState, PlacedOrder } from './order.state.js';
import { before } from '../title/title.standing.js';
import { listedTerms } from './terms.js';

/**
 * Ordinary: the standing authorisation is checked now, on the title version that the event names,
 * and the licence is given in the same breath. Every other deal is placed only; the title decides.
 */
export const placeOrder = ({ data, meta }: PlaceOrder, state: OrderState): OrderEvent[] => {
  const { orderId, purpose, licenceId, licensing, bound, rules, wanted } = data;
  if (state !== undefined) return refuse('order_already_placed', { orderId });
  checkOffer(data.offer, purpose, meta);
  const offer = { ...data.offer, content: orderedContent(data.offer, wanted) };
  checkSides(data);
  const passed = passGates(offer, data.gates, meta.now);
  const placed = {
    type: 'OrderPlaced' as const,
    data: {
      orderId,
      offerId: offer.offerId,
      offerVersion: offer.version,
      sellerPartyId: offer.sellerPartyId,
      buyerPartyId: meta.actor.partyId,
      content: offer.content,
      purpose,
      terms: listedTerms(offer.content, rules?.trading.terms, rules?.settlement.terms),
      ...(rules && {
        policies: { trading: rules.trading.version, settlement: rules.settlement.version },
      }),
      ...(data.sides && { identities: identitiesOf(data.sides) }),
      ...(data.source && { source: data.source }),
      passed,
    },
  };
  if (reservesOnTitle(offer.content.kind)) return [placed];
  if (licensing === undefined) throw new Error('An ordinary order comes without its evidence.');
  const obstacles = licensingObstacles(licensing, offer.content, meta.now);
  if (obstacles !== undefined) return refuse('licensing_not_open', obstacles);
  const { titleVersion } = licensing;
  const { signingDays } = placed.data.terms ?? {};
  const signing =
    signingDays === undefined ? {} : { signUntil: lastDay(meta, signingDays, rules?.calendar) };
  const relied = bound === undefined || bound.length === 0 ? {} : { bound };
  return [
    placed,
    { type: 'OrderLicensed', data: { orderId, licenceId, titleVersion, ...signing, ...relied } },
  ];
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

/**
 * Who runs an exchange verifies both sides and keeps that (Data Security Law art. 33). Of who is not
 * named by a USCC the registration must say where it is: by it data leaves the country or not.
 */
const checkSides = ({ sides, rules }: PlaceOrder['data']): void => {
  if (sides === undefined) return;
  const both = [sides.seller, sides.buyer];
  const suspended = both.find(({ isSuspended }) => isSuspended === true);
  if (suspended !== undefined) refuse('party_suspended', { partyId: suspended.partyId });
  const lacking = {
    recorded: () => false,
    registered: ({ version }: SideNow) => version === 0,
    verified: ({ verification }: SideNow) => verification === undefined,
  }[rules?.trading.terms.identity ?? 'recorded'];
  const isMissing = (side: SideNow) =>
    lacking(side) || (side.isOfOtherRegister === true && side.version === 0);
  const partyIds = both.filter(isMissing).map(({ partyId }) => partyId);
  if (partyIds.length > 0) refuse('order_identity_missing', { partyIds });
};

const identitiesOf = ({ seller, buyer }: NonNullable<PlaceOrder['data']['sides']>) => {
  const kept = ({ isSuspended: _, isOfOtherRegister: __, ...identity }: SideNow) => identity;
  return { seller: kept(seller), buyer: kept(buyer) };
};

/** Either side may step back until both have signed; the title releases what it had reserved. */
export const cancelOrder = ({ data, meta }: CancelOrder, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId } = data;
  if (order.stage === 'cancelled') return [];
  if (
    !(['placed', 'licensed', 'licenceReserved'] as const).some((stage) => stage === order.stage)
  ) {
    return refuse('order_not_cancellable', { orderId, state: order.stage });
  }
  return [cancelled(order, side === 'buyer' ? 'withdrawnByBuyer' : 'withdrawnBySeller')];
};

/** An order called off meanwhile takes no notice: the registry releases the reservation. */
export const noteReservation = ({ data }: NoteReservation, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, reservationId, titleVersion, expiresAt } = data;
  if (!reservesOnTitle(order.kind)) return conflict(order);
  const { reservation } = order;
  const isKnown = reservation?.reservationId === reservationId;
  const isLater = isKnown && before(reservation.expiresAt, expiresAt);
  if (hasEnded(order) || (isKnown && !isLater)) return [];
  if (order.stage !== 'placed' && !isLater) return conflict(order);
  const noted = { orderId, reservationId, titleVersion, expiresAt };
  return [{ type: 'LicenceReservationNoted', data: noted }];
};

/** The title's last word, on the placing or (something barred the grant) on the contract. */
export const refuseLicence = ({ data }: RefuseLicence, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, code, obstacles, titleVersion } = data;
  if (isConfirmed(order)) return conflict(order);
  if (isUndone(order)) return [];
  if (order.stage !== 'placed' && order.contract === undefined) return conflict(order);
  const refused = { orderId, code, obstacles, titleVersion, ...postingsOf(unwound(order)) };
  return [{ type: 'LicenceRefused', data: refused }];
};

/** The process hears of a grant after the contract; one that was ended meanwhile is not noted. */
export const noteGrant = ({ data }: NoteGrant, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, grantId, titleVersion, bound = [] } = data;
  const expected = order.reservation?.reservationId;
  if (order.grantId === grantId || (isUndone(order) && expected === grantId)) return [];
  const isExpected = expected === grantId && order.kind !== 'transfer';
  if (order.contract === undefined || !isExpected) return conflict(order);
  const relied = bound.length === 0 ? {} : { bound };
  return [
    { type: 'LicenceGrantNoted', data: { orderId, grantId, titleVersion, ...relied } },
    ...boundProceeds(orderId, bound),
  ];
};

/** The right was paid for and has moved: now its delivery is due. */
export const noteTransfer = ({ data }: NoteTransfer, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, transferId, toHoldingId, titleVersion, bound = [] } = data;
  if (order.transfer?.transferId === transferId) return [];
  const isExpected = order.kind === 'transfer' && order.reservation?.reservationId === transferId;
  if (order.contract === undefined || !isExpected || hasEnded(order)) return conflict(order);
  const relied = bound.length === 0 ? {} : { bound };
  const moved = { orderId, transferId, toHoldingId, titleVersion, ...relied };
  return [{ type: 'RightTransferNoted', data: moved }, ...boundProceeds(orderId, bound)];
};

/** The obligation comes into being with the sale: its pledgees see it. */
export const boundProceeds = (orderId: string, pledges: PlacedOrder['bound']): OrderEvent[] =>
  pledges.length === 0 ? [] : [{ type: 'ProceedsBound', data: { orderId, pledges } }];

/**
 * The title released what it had held. A contract signed in the reservation's last moment ends
 * with it too: there is nothing left to grant.
 */
export const noteReservationLapse = (
  { data }: NoteReservationLapse,
  state: OrderState,
): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (isConfirmed(order)) return conflict(order);
  if (hasEnded(order)) return [];
  const known = order.reservation?.reservationId;
  if (known !== undefined && known !== data.reservationId) return conflict(order);
  return [cancelled(order, 'reservationLapsed')];
};

/** Sweep: nobody has made a contract of it in time (Civil Code art. 481). */
export const noteSigningLapse = (
  { data, meta }: NoteSigningLapse,
  state: OrderState,
): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  if (order.stage !== 'licensed') return [];
  const { orderId, signUntil: until = '' } = order;
  if (!isSigningOver(order, meta.now)) return refuse('order_not_due', { orderId, until });
  return [cancelled(order, 'notSigned')];
};

const cancelled = (order: PlacedOrder, reason: CancellationReason): OrderEvent => ({
  type: 'OrderCancelled',
  data: { orderId: order.orderId, reason, ...postingsOf(unwound(order)) },
});
