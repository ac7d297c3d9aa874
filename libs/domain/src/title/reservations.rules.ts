import { addMilliseconds, endOfShanghaiDay } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkPledgees, relying, type Deal } from './agreement.js';
import { checkInside } from './giver.js';
import { checkMovement, consentIdsOf, movedBy } from './movement.rules.js';
import type { CommandOf, Conveyance } from './title.commands.js';
import {
  checkDisposable,
  checkExclusivity,
  checkRoom,
  checkTerm,
  checkUnbarred,
  checkUnreserved,
  entryOf,
  giverOf,
} from './title.conditions.js';
import type { GrantTerms, TitleEvent } from './title.events.js';
import { hourMilliseconds, shippedTitleClocks } from './title.policy.js';
import { before, licensingStands, placesTaken, reservationPending } from './title.standing.js';
import type { Licensing, Reservation, Title } from './title.state.js';
import type { Movement } from './transfer-parts.js';

/**
 * An order takes its place under the holder's authorisation for its offer: the one exclusive licence,
 * one of the licences that may be sold, or the right itself. The sides come from the order that the
 * process read (pattern 2); the title decides.
 */
export const reserveLicence = (
  { data, meta }: CommandOf<'ReserveLicence'>,
  title: Title,
): TitleEvent[] => {
  if (title.version === 0) return refuse('title_not_found');
  const { sellerPartyId, transfereeEvidence = [], timing = shippedTitleClocks(), ...asked } = data;
  const { reservationId, licenseePartyId, transfer } = data;
  const known = title.reservations.get(reservationId);
  if (known !== undefined) {
    return known.orderId === data.orderId ? [] : refuse('title_id_taken', { id: reservationId });
  }
  checkRoom(title);
  const giver = giverOf(title, data.holdingId);
  if (!giver.partyIds.includes(sellerPartyId)) return refuse('not_the_holder');
  // A co-owner may buy another's share.
  const isHolder = giver.partyIds.includes(licenseePartyId);
  if (isHolder && transfer?.share === undefined) return refuse('counterparty_is_the_holder');
  checkTerm(asked.terms, meta.now);
  const { consentIds: relied } = checkAuthorised(asked, title, meta.now);
  const wanted = { ...asked, consentIds: relied };
  const agreed =
    transfer === undefined
      ? relying(...checkFree(wanted, title, meta.now))
      : relying(...checkSale(wanted, { sellerPartyId, transfereeEvidence }, title, meta.now));
  const { content, version: policyVersion } = timing.clocks;
  const expiresAt = addMilliseconds(meta.now, content.licenceReservationHours * hourMilliseconds);
  const reserved = { ...asked, reservedAt: meta.now, expiresAt, policyVersion, ...agreed };
  return [{ type: 'LicenceReserved', data: reserved }];
};

/**
 * The sale of the right is contracted, and the right moves when the price is there: until the last
 * day to pay, and as long again as an order waits for its contract, it is kept for the buyer. Decided
 * again on the title as it stands.
 */
export const holdReservation = (
  { data, meta }: CommandOf<'HoldReservation'>,
  title: Title,
): TitleEvent[] => {
  const reservation = reservationOf(title, data.reservationId);
  if (reservation.grantedVersion !== undefined) return [];
  checkPending(reservation, meta.now);
  const { timing = shippedTitleClocks() } = data;
  const { content, version: policyVersion } = timing.clocks;
  const grace = content.licenceReservationHours * hourMilliseconds;
  const expiresAt = addMilliseconds(endOfShanghaiDay(data.lastDay), grace);
  if (!before(reservation.expiresAt, expiresAt)) return [];
  const agreed = relying(...checkSale(reservation, data, title, meta.now));
  const { assetId, reservationId, orderId } = reservation;
  const held = { assetId, reservationId, orderId, expiresAt, policyVersion, ...agreed };
  return [{ type: 'ReservationHeld', data: held }];
};

/**
 * Decided again on the title as it stands: a pledge or a bar that came meanwhile wins. A withdrawn
 * authorisation does not undo what was reserved while it stood.
 */
export const confirmLicence = (
  { data, meta }: CommandOf<'ConfirmLicence'>,
  title: Title,
): TitleEvent[] => {
  const reservation = reservationOf(title, data.reservationId);
  if (reservation.grantedVersion !== undefined) return [];
  checkPending(reservation, meta.now);
  if (reservation.transfer !== undefined) {
    if (data.conveyance === undefined) throw new Error('A sale is confirmed without its contract.');
    return [conveyed(reservation, data.conveyance, title, meta.now)];
  }
  const { assetId, reservationId, holdingId, orderId, licenseePartyId, terms } = reservation;
  const { authoriserPartyId } = title.licensing.get(reservation.offerId) ?? {};
  const [firstHolder = ''] = giverOf(title, holdingId).partyIds;
  const granterPartyId = authoriserPartyId ?? firstHolder;
  const agreed = relying(...checkFree(reservation, title, meta.now));
  return [
    {
      type: 'RightGranted',
      data: {
        assetId,
        grantId: reservationId,
        holdingId,
        granterPartyId,
        granteePartyId: licenseePartyId,
        right: terms.sublicenceDepth > 0 ? 'operation' : 'processing',
        terms,
        orderId,
        ...agreed,
      },
    },
  ];
};

/** What was granted cannot be released; what is over already says nothing. */
export const releaseReservation = (
  { data, meta }: CommandOf<'ReleaseReservation'>,
  title: Title,
): TitleEvent[] => {
  const reservation = reservationOf(title, data.reservationId);
  const { assetId, reservationId, orderId } = reservation;
  if (reservation.grantedVersion !== undefined) {
    return refuse('reservation_over', { reservationId, grantId: reservationId });
  }
  if (reservation.released !== undefined) return [];
  const releasedAt = before(meta.now, reservation.expiresAt) ? meta.now : reservation.expiresAt;
  const reason = releasedAt === meta.now ? 'cancelled' : 'lapsed';
  const released = { assetId, reservationId, orderId, reason, releasedAt } as const;
  return [{ type: 'ReservationReleased', data: released }];
};

/** Writes down that the time is over; the reservation stopped standing at `expiresAt` by itself. */
export const lapseReservation = (
  { data, meta }: CommandOf<'LapseReservation'>,
  title: Title,
): TitleEvent[] => {
  const reservation = reservationOf(title, data.reservationId);
  const { assetId, reservationId, orderId, expiresAt } = reservation;
  if (reservation.grantedVersion !== undefined || reservation.released !== undefined) return [];
  if (before(meta.now, expiresAt)) return refuse('not_due', { dueAt: expiresAt });
  const reason = 'lapsed';
  const released = { assetId, reservationId, orderId, reason, releasedAt: expiresAt } as const;
  return [{ type: 'ReservationReleased', data: released }];
};

type Wanted = Pick<
  Reservation,
  'reservationId' | 'holdingId' | 'offerId' | 'orderId' | 'licenseePartyId' | 'terms' | 'transfer'
> & { readonly consentIds?: readonly string[] | undefined };

const checkPending = (reservation: Reservation, now: string): void => {
  if (reservationPending(reservation, now)) return;
  const { reservationId, expiresAt } = reservation;
  refuse('reservation_over', { reservationId, expiresAt });
};

/**
 * What must be so both when a licence is reserved and when it is confirmed. Co-owners agreed when
 * the offer was authorised. Answers the consents of pledgees that it relies on.
 */
const checkFree = (wanted: Wanted, title: Title, now: string): readonly string[] => {
  const { reservationId, holdingId, offerId, terms, consentIds: relied } = wanted;
  const { exclusive } = terms;
  const giver = giverOf(title, holdingId);
  checkDisposable(giver, now);
  checkInside(terms, giver);
  const counterpartyPartyIds = [wanted.licenseePartyId];
  // One of several licences is what the leave to sell is about, and runs on where pledges allow it.
  const kind = exclusive ? 'exclusiveGrant' : 'licensing';
  const [byPartyId = ''] = giver.partyIds;
  const deal: Deal = { holdingId, kind, byPartyId, counterpartyPartyIds, offerId, relied };
  checkUnbarred(title, holdingId, now);
  checkUnreserved(title, holdingId, now);
  const pledgees = checkPledgees(title, deal, now, exclusive ? 'any' : 'ordinaryLicence');
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  checkExclusivity(title, { holdingId, span, exclusive, reservationId }, now);
  checkPlace(wanted, title, now);
  return pledgees.map(({ consentId }) => consentId);
};

/** Under a cap there is a place for it beside those that others have. */
const checkPlace = ({ offerId, reservationId }: Wanted, title: Title, now: string): void => {
  const { cap } = title.licensing.get(offerId) ?? {};
  if (cap === undefined) return;
  const others = placesTaken(title, offerId, now).filter(
    (taken) => taken.reservationId !== reservationId,
  );
  if (others.length >= cap) refuse('licence_cap_reached', { offerId, cap });
};

type Selling = Pick<Conveyance, 'sellerPartyId' | 'transfereeEvidence'> &
  Partial<Pick<Conveyance, 'contractDigest' | 'toHoldingId' | 'remainingHoldingId'>>;

/** A sale of the right as the movement that it comes to; before the contract without its digest. */
const movingBy = (wanted: Wanted, selling: Selling, title: Title) => {
  const { reservationId, holdingId, offerId, licenseePartyId, transfer } = wanted;
  const { sellerPartyId, transfereeEvidence, contractDigest } = selling;
  const movement: Movement = {
    transferId: reservationId,
    toHoldingId: selling.toHoldingId ?? '',
    remainingHoldingId: selling.remainingHoldingId ?? '',
    transferees: [{ partyId: licenseePartyId }],
    ...(transfer?.share !== undefined && { part: { share: transfer.share } }),
    contractDigest: contractDigest ?? '',
    transfereeEvidence,
  };
  const deal: Deal = {
    holdingId,
    kind: 'transfer',
    byPartyId: sellerPartyId,
    counterpartyPartyIds: [licenseePartyId],
    offerId,
    ...(contractDigest !== undefined && { contractDigest }),
    relied: wanted.consentIds,
  };
  return { entry: entryOf(title, holdingId), movement, deal, reservationId };
};

/** Whether the right could move now. Answers the consents that it would rely on. */
const checkSale = (
  wanted: Wanted,
  { sellerPartyId, transfereeEvidence }: Selling,
  title: Title,
  now: string,
): readonly string[] => {
  const moving = movingBy(wanted, { sellerPartyId, transfereeEvidence }, title);
  const agreed = checkMovement(title, moving, now);
  // Also that the share that is sold can be told apart.
  movedBy(title, moving, agreed, now);
  return consentIdsOf(agreed);
};

/** The right moves to the buyer: the same fact as by the holder's own act, naming its order. */
const conveyed = (
  reservation: Reservation,
  conveyance: Conveyance,
  title: Title,
  now: string,
): TitleEvent => {
  const { reservationId, orderId } = reservation;
  const moving = movingBy(reservation, conveyance, title);
  const moved = movedBy(title, moving, checkMovement(title, moving, now), now);
  return { type: 'RightTransferred', data: { ...moved, orderId, reservationId } };
};

/** The holder let this very deal be sold: same offer, same entry, same terms, in its time. */
const checkAuthorised = (
  { offerId, holdingId, terms, transfer }: Wanted,
  title: Title,
  now: string,
): Licensing => {
  const licensing = title.licensing.get(offerId);
  const covers =
    licensing !== undefined &&
    licensing.holdingId === holdingId &&
    licensingStands(licensing, now) &&
    reserves(licensing) &&
    sameJson(comparable(licensing.terms), comparable(terms)) &&
    sameJson(licensing.transfer ?? null, transfer ?? null);
  return covers ? licensing : refuse('licensing_not_authorised', { offerId });
};

/** Licences in any number are sold without the title. */
const reserves = ({ terms, cap, transfer }: Licensing): boolean =>
  terms.exclusive || cap !== undefined || transfer !== undefined;

/** Purposes and fields are sets: their order says nothing. */
const comparable = ({ purposes, fields, ...terms }: GrantTerms) => ({
  ...terms,
  ...(purposes && { purposes: [...new Set(purposes)].sort() }),
  ...(fields && { fields: [...new Set(fields)].sort() }),
});

const reservationOf = (title: Title, reservationId: string): Reservation =>
  title.reservations.get(reservationId) ?? refuse('reservation_not_found', { reservationId });
