import { shanghaiDate } from '@ledger/domain/calendar.js';
import { barStanding, barUntil, waitingFor } from '@ledger/domain/title/bars.standing.js';
import {
  authorisationStands,
  before,
  entryStands,
  grantStands,
  licensingStands,
  reservationPending,
} from '@ledger/domain/title/title.standing.js';
import type {
  Bar,
  Ending,
  Entry,
  Grant,
  LenderAuthorisation,
  Licensing,
  Reservation,
  Title,
} from '@ledger/domain/title/title.state.js';
import type { RightDto } from '../asset/rights.dto.js';
import { present } from '../present.js';
import type { BarDto } from './bar.dto.js';
import { statementItem } from './right-item.js';
import type {
  EntryDto,
  GrantDto,
  LenderAuthorisationDto,
  LicensingDto,
  ReservationDto,
} from './title-answer.dto.js';

/** The moment that items are shown at, and when versions were recorded. */
export interface Shown {
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly instant: (version: number) => string;
}

/** An entry in the words of the rights statement. */
export const rightItem = (entry: Entry): RightDto => statementItem(entry);

export const entryItem = (entry: Entry, shown: Shown): EntryDto => ({
  ...rightItem(entry),
  recorded: {
    ...place(entry, entryStands(entry, shown.at), shown),
    ...present({
      cameFrom: entry.cameFrom,
      movedTo: entry.movedTo,
      corrections: entry.corrections,
    }),
  },
});

export const grantItem = (title: Title, grant: Grant, shown: Shown): GrantDto => ({
  id: grant.grantId,
  holdingId: grant.holdingId,
  granterPartyId: grant.granterPartyId,
  granteePartyId: grant.granteePartyId,
  right: grant.right,
  terms: grant.terms,
  ...present({ parentGrantId: grant.parentGrantId, orderId: grant.orderId }),
  ...place(grant, grantStands(title, grant, shown.at), shown),
});

export const licensingItem = (licensing: Licensing, shown: Shown): LicensingDto => ({
  offerId: licensing.offerId,
  holdingId: licensing.holdingId,
  terms: licensing.terms,
  until: licensing.until,
  ...present({ cap: licensing.cap, transfer: licensing.transfer }),
  ...place(licensing, licensingStands(licensing, shown.at), shown),
});

export const reservationItem = (reservation: Reservation, shown: Shown): ReservationDto => ({
  id: reservation.reservationId,
  holdingId: reservation.holdingId,
  offerId: reservation.offerId,
  orderId: reservation.orderId,
  licenseePartyId: reservation.licenseePartyId,
  terms: reservation.terms,
  ...present({ transfer: reservation.transfer }),
  expiresAt: reservation.expiresAt,
  state: reservationState(reservation, shown.at),
  version: reservation.version,
  recordedAt: shown.instant(reservation.version),
});

const reservationState = (reservation: Reservation, at: string): ReservationDto['state'] => {
  if (reservationPending(reservation, at)) return 'pending';
  if (reservation.grantedVersion !== undefined) return 'granted';
  const { released, expiresAt } = reservation;
  return released !== undefined && before(released.at, expiresAt) ? 'released' : 'lapsed';
};

export const authorisationItem = (
  given: LenderAuthorisation,
  shown: Shown,
): LenderAuthorisationDto => ({
  id: given.authorisationId,
  holdingId: given.holdingId,
  lenderPartyId: given.lenderPartyId,
  purpose: given.purpose,
  until: given.until,
  ...present({ cap: given.cap }),
  ...place(given, authorisationStands(given, shown.at), shown),
});

export const barItem = (title: Title, bar: Bar, shown: Shown): BarDto => {
  const standing = barStanding(title, bar, shown.at);
  const waits = standing === 'waiting' ? waitingFor(title, bar, shown.at) : undefined;
  return {
    id: bar.barId,
    ground: bar.ground,
    authority: bar.authority,
    from: bar.from,
    standing,
    ...present({
      holdingId: bar.holdingId,
      documentDigest: bar.documentDigest,
      documentNumber: bar.documentNumber,
      until: barUntil(title, bar, shown.at),
      months: bar.months,
      waitsFor: waits,
      extensions: bar.extensions,
      corrections: bar.corrections,
    }),
    ...place(bar, standing !== 'none', shown),
  };
};

/** An ending that had not come at the moment shown is not told. */
const place = (
  { version, ended }: { readonly version: number; readonly ended?: Ending },
  stands: boolean,
  { at, instant }: Shown,
) => {
  const over = ended !== undefined && ended.on <= shanghaiDate(at) ? ended : undefined;
  return {
    stands,
    version,
    recordedAt: instant(version),
    ...present({ endedOn: over?.on, endedReason: over?.reason }),
  };
};
