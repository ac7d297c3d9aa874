import { addMilliseconds } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkPledgees, relying, type Deal } from './agreement.js';
import { checkInside } from './giver.js';
import type { CommandOf } from './title.commands.js';
import {
  checkDisposable,
  checkExclusivity,
  checkRoom,
  checkTerm,
  checkUnbarred,
  checkUnreserved,
  giverOf,
} from './title.conditions.js';
import type { GrantTerms, TitleEvent } from './title.events.js';
import { hourMilliseconds, shippedTitleClocks } from './title.policy.js';
import { before, licensingStands, reservationPending } from './title.standing.js';
import type { Reservation, Title } from './title.state.js';

/**
 * An exclusive order takes its place under the holder's authorisation for its offer. The sides come
 * from the order that the process read (pattern 2); the title decides.
 */
export const reserveLicence = (
  { data, meta }: CommandOf<'ReserveLicence'>,
  title: Title,
): TitleEvent[] => {
  if (title.version === 0) return refuse('title_not_found');
  const { sellerPartyId, timing = shippedTitleClocks(), ...asked } = data;
  const known = title.reservations.get(data.reservationId);
  if (known !== undefined) {
    return known.orderId === data.orderId
      ? []
      : refuse('title_id_taken', { id: data.reservationId });
  }
  checkRoom(title);
  const giver = giverOf(title, data.holdingId);
  if (!giver.partyIds.includes(sellerPartyId)) return refuse('not_the_holder');
  if (giver.partyIds.includes(data.licenseePartyId)) return refuse('counterparty_is_the_holder');
  const terms: GrantTerms = { ...data.terms, exclusive: true };
  checkTerm(terms, meta.now);
  checkAuthorised({ ...asked, terms }, title, meta.now);
  const agreed = checkFree({ ...asked, terms }, title, meta.now);
  const { content, version: policyVersion } = timing.clocks;
  const expiresAt = addMilliseconds(meta.now, content.licenceReservationHours * hourMilliseconds);
  const reserved = { ...asked, terms, reservedAt: meta.now, expiresAt, policyVersion, ...agreed };
  return [{ type: 'LicenceReserved', data: reserved }];
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
  const { assetId, reservationId, holdingId, orderId, licenseePartyId, terms } = reservation;
  if (!reservationPending(reservation, meta.now)) {
    return refuse('reservation_over', { reservationId, expiresAt: reservation.expiresAt });
  }
  const { authoriserPartyId } = title.licensing.get(reservation.offerId) ?? {};
  const [firstHolder = ''] = giverOf(title, holdingId).partyIds;
  const granterPartyId = authoriserPartyId ?? firstHolder;
  const agreed = checkFree(reservation, title, meta.now);
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
  'reservationId' | 'holdingId' | 'offerId' | 'licenseePartyId' | 'terms' | 'consentIds'
>;

/**
 * What must be so both when a licence is reserved and when it is confirmed. Co-owners agreed when
 * the offer was authorised. Answers the consents of pledgees that it relies on.
 */
const checkFree = (wanted: Wanted, title: Title, now: string) => {
  const { reservationId, holdingId, offerId, terms, consentIds: relied } = wanted;
  const giver = giverOf(title, holdingId);
  checkDisposable(giver, now);
  checkInside(terms, giver);
  const counterpartyPartyIds = [wanted.licenseePartyId];
  const kind = 'exclusiveGrant' as const;
  const [byPartyId = ''] = giver.partyIds;
  const deal: Deal = { holdingId, kind, byPartyId, counterpartyPartyIds, offerId, relied };
  checkUnbarred(title, holdingId, now);
  checkUnreserved(title, holdingId, now);
  const pledgees = checkPledgees(title, deal, now, 'any').map(({ consentId }) => consentId);
  const span = { from: terms.from, until: terms.until ?? giver.span.until };
  checkExclusivity(title, { holdingId, span, exclusive: true, reservationId }, now);
  return relying(...pledgees);
};

/** The holder let this very deal be sold: same offer, same entry, same terms, in its time. */
const checkAuthorised = (
  { offerId, holdingId, terms }: Wanted,
  title: Title,
  now: string,
): void => {
  const licensing = title.licensing.get(offerId);
  const covers =
    licensing !== undefined &&
    licensing.holdingId === holdingId &&
    licensingStands(licensing, now) &&
    sameJson(comparable(licensing.terms), comparable(terms));
  if (!covers) refuse('licensing_not_authorised', { offerId });
};

/** Purposes and fields are sets: their order says nothing. */
const comparable = ({ purposes, fields, ...terms }: GrantTerms) => ({
  ...terms,
  ...(purposes && { purposes: [...new Set(purposes)].sort() }),
  ...(fields && { fields: [...new Set(fields)].sort() }),
});

const reservationOf = (title: Title, reservationId: string): Reservation =>
  title.reservations.get(reservationId) ?? refuse('reservation_not_found', { reservationId });
