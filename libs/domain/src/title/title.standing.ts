import { type DateText, endOfShanghaiDay, shanghaiDate } from '../calendar.js';
import { areKin } from './entry-line.js';
import { endedOn, holdsOn, overlap, shared, type Span } from './span.js';
import type {
  Consent,
  Entry,
  Grant,
  LenderAuthorisation,
  Licensing,
  Pledge,
  RegistrationReservation,
  Reservation,
  Title,
} from './title.js';

export { barStanding, barStands, standingBars } from './bars.standing.js';

/**
 * What stands at an instant (RFC 3339 UTC). Dates are Shanghai's, `until` is an inclusive last day,
 * and whether the event that writes an expiry down is already there makes no difference.
 */

/** The instant that stands for a date in a question about the past: the end of that day. */
export const instantOf = (validAt: string): string => endOfShanghaiDay(validAt);

/** The title as it stood on a date, as far as its closing goes: one that came later is not told. */
export const openOn = (title: Title, date: DateText): Title => {
  if (title.closed === undefined || title.closed.on <= date) return title;
  const { closed: _, ...open } = title;
  return open;
};

export const entrySpan = (entry: Entry): Span => endedOn(entry, entry.ended?.on);

export const entryStands = (entry: Entry, at: string): boolean =>
  holdsOn(entrySpan(entry), shanghaiDate(at));

/** A grant with those it descends from, itself first. */
export const lineageOf = (title: Title, grant: Grant): readonly Grant[] => {
  const lineage = [grant];
  for (let id = grant.parentGrantId; id !== undefined;) {
    const parent: Grant | undefined = title.grants.get(id);
    if (parent === undefined) throw new Error(`Grant ${grant.grantId} descends from none.`);
    lineage.push(parent);
    id = parent.parentGrantId;
  }
  return lineage;
};

/**
 * The dates on which what was given out of an entry has something to come out of: where its rights
 * moved, they go on in the entries that took its place, up to the last day of the longest.
 */
const sourceSpan = (title: Title, entry: Entry): Span => {
  const own = entrySpan(entry);
  if (entry.movedTo === undefined) return own;
  const ends = entry.movedTo.map((id) => sourceSpan(title, sourceOf(title, id)).until);
  const until = ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
  return { from: own.from, until };
};

const sourceOf = (title: Title, holdingId: string): Entry => {
  const entry = title.entries.get(holdingId);
  if (entry === undefined) throw new Error(`Something comes out of ${holdingId}, which is none.`);
  return entry;
};

/** A grant holds on the dates on which it, all its ancestors and its entry do. */
export const grantSpan = (title: Title, grant: Grant): Span => {
  const entry = sourceOf(title, grant.holdingId);
  return lineageOf(title, grant)
    .map(({ terms, ended }) => endedOn(terms, ended?.on))
    .reduce(shared, sourceSpan(title, entry));
};

export const grantStands = (title: Title, grant: Grant, at: string): boolean =>
  holdsOn(grantSpan(title, grant), shanghaiDate(at));

/** Grants out of an entry that share a date with a span. */
export const grantsDuring = (title: Title, holdingId: string, span: Span): readonly Grant[] =>
  grantsOf(title, holdingId).filter((grant) => overlap(grantSpan(title, grant), span));

/** Grants out of an entry that stand now or will. */
export const openGrants = (title: Title, holdingId: string, at: string): readonly Grant[] =>
  grantsDuring(title, holdingId, { from: shanghaiDate(at) });

const grantsOf = (title: Title, holdingId: string): readonly Grant[] =>
  [...title.grants.values()].filter((grant) => areKin(title, grant.holdingId, holdingId));

/** Whether the holder's leave to sell stands, whatever may suspend it. */
export const licensingStands = ({ on, until, ended }: Licensing, at: string): boolean =>
  holdsOn(endedOn({ from: on, until }, ended?.on), shanghaiDate(at));

/** Neither confirmed nor released, and its time is not over. */
export const reservationPending = (reservation: Reservation, at: string): boolean => {
  const { reservedAt, expiresAt, released, grantedVersion } = reservation;
  return (
    grantedVersion === undefined &&
    !before(at, reservedAt) &&
    before(at, expiresAt) &&
    (released === undefined || before(at, released.at))
  );
};

export const pendingReservations = (
  title: Title,
  holdingId: string,
  at: string,
): readonly Reservation[] =>
  [...title.reservations.values()].filter(
    (reservation) =>
      areKin(title, reservation.holdingId, holdingId) && reservationPending(reservation, at),
  );

/** Whether others have to stay away while it is pending: all but one of several places. */
export const shutsOut = ({ terms, transfer }: Reservation): boolean =>
  terms.exclusive || transfer !== undefined;

/**
 * What takes places under an offer's cap: pending reservations, and the licences that came of them
 * until they are over. A place that was released, lapsed or whose licence ended is free again.
 */
export const placesTaken = (title: Title, offerId: string, at: string): readonly Reservation[] =>
  [...title.reservations.values()].filter((reservation) => {
    if (reservation.offerId !== offerId) return false;
    const grant = title.grants.get(reservation.reservationId);
    if (grant === undefined) return reservationPending(reservation, at);
    const { until } = grantSpan(title, grant);
    return until === undefined || until >= shanghaiDate(at);
  });

/** Neither given up nor used, and its time is not over. */
export const registrationReservationPending = (
  { reservedAt, until, over }: RegistrationReservation,
  at: string,
): boolean =>
  !before(at, reservedAt) && before(at, until) && (over === undefined || before(at, over.at));

/** What keeps an entry free for one lender now. */
export const pendingRegistrations = (
  title: Title,
  holdingId: string,
  at: string,
): readonly RegistrationReservation[] =>
  [...title.registrationReservations.values()].filter(
    (reserved) =>
      areKin(title, reserved.holdingId, holdingId) && registrationReservationPending(reserved, at),
  );

/** Given, not withdrawn, not used up, and in its time. */
export const consentStands = ({ on, until, ended, usedBy }: Consent, at: string): boolean =>
  usedBy === undefined && holdsOn(endedOn({ from: on, until }, ended?.on), shanghaiDate(at));

export const authorisationStands = (
  { on, until, ended }: LenderAuthorisation,
  at: string,
): boolean => holdsOn(endedOn({ from: on, until }, ended?.on), shanghaiDate(at));

/** `none`: not there yet. `lapsed`: unconfirmed in time, or past the registration's last day. */
export type PledgeStanding =
  'none' | 'claimed' | 'registered' | 'released' | 'declined' | 'lapsed' | 'cancelled' | 'enforced';

export const pledgeStanding = (pledge: Pledge, at: string): PledgeStanding => {
  const date = shanghaiDate(at);
  const { from, ended, terms, claim } = pledge;
  const isRegistered = pledge.registered !== undefined && pledge.registered.on <= date;
  if (date < from) return 'none';
  if (ended !== undefined && ended.on <= date) return ended.as;
  if (date > terms.until) return 'lapsed';
  if (isRegistered) return 'registered';
  return claim !== undefined && date > claim.lapsesAfter ? 'lapsed' : 'claimed';
};

/** Registered pledges and claims of an entry, in the order of their ranks. */
export const standingPledges = (title: Title, holdingId: string, at: string): readonly Pledge[] =>
  [...title.pledges.values()]
    .filter(
      (pledge) =>
        areKin(title, pledge.holdingId, holdingId) &&
        ['registered', 'claimed'].includes(pledgeStanding(pledge, at)),
    )
    .sort(byPlace);

/** Places are versions of the title: one comes before another for ever. */
export const byPlace = ({ rankKey: a }: Pledge, { rankKey: b }: Pledge): number =>
  a.titleVersion - b.titleVersion || a.tranche - b.tranche;

/** The pledges that have a say: registered ones, in the order of their ranks. */
export const rankingPledges = (title: Title, holdingId: string, at: string): readonly Pledge[] =>
  standingPledges(title, holdingId, at).filter(
    (pledge) => pledgeStanding(pledge, at) === 'registered',
  );

/** Instants may carry three or six decimals, so they are compared as times and not as texts. */
export const before = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);
