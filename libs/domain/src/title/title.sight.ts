import { shanghaiDate } from '../calendar.js';
import type { Role } from '../decider.js';
import { overlap } from './span.js';
import {
  authorisationStands,
  grantSpan,
  pledgeStanding,
  registrationReservationPending,
  reservationPending,
} from './title.standing.js';
import type { Title } from './title.state.js';

/** Who asks: an organisation and the hats that the person wears for it. */
export interface Reader {
  readonly partyId: string;
  readonly roles: readonly Role[];
}

/**
 * How much of a title a reader sees. `full`: holders, its registrar, the platform's auditor, our own
 * processes. `encumbrances`: lenders let in, and those of a standing pledge or claim. `own`:
 * grantees and those for whom a licence is reserved. `none`: for them it is not there.
 */
export type Sight = 'full' | 'encumbrances' | 'own' | 'none';

export const sightOf = (title: Title, { partyId, roles }: Reader, at: string): Sight => {
  const has = (role: Role) => roles.includes(role);
  if (title.version === 0) return 'none';
  if (has('auditor') || has('system')) return 'full';
  if (has('registrar') && partyId === title.registrarPartyId) return 'full';
  if (roles.every((role) => role === 'admin')) return 'none';
  if (holds(title, partyId)) return 'full';
  if (lends(title, partyId, at) || (has('lender') && !title.inHouse)) return 'encumbrances';
  return uses(title, partyId, at) ? 'own' : 'none';
};

/**
 * An entry that ran out by its own term, or with a cancelled asset, still shows its holder what
 * became of it.
 */
const holds = (title: Title, partyId: string): boolean =>
  (title.inHouse && partyId === title.registrarPartyId) ||
  [...title.entries.values()].some(
    ({ ended, holders }) =>
      (ended === undefined || ended.version === title.closed?.version) &&
      holders.some((holder) => holder.partyId === partyId),
  );

/** The lender of a living pledge, claim or reservation keeps his sight of the asset. */
const lends = (title: Title, partyId: string, at: string): boolean =>
  [...title.registrationReservations.values()].some(
    (reserved) =>
      reserved.lenderPartyId === partyId && registrationReservationPending(reserved, at),
  ) ||
  [...title.authorisations.values()].some(
    (given) => given.lenderPartyId === partyId && authorisationStands(given, at),
  ) ||
  [...title.pledges.values()].some(
    (pledge) =>
      pledge.pledgeePartyId === partyId &&
      ['registered', 'claimed'].includes(pledgeStanding(pledge, at)),
  );

/** Grants that stand or will, and licences that are reserved. */
const uses = (title: Title, partyId: string, at: string): boolean =>
  [...title.grants.values()].some(
    (grant) =>
      grant.granteePartyId === partyId &&
      overlap(grantSpan(title, grant), { from: shanghaiDate(at) }),
  ) ||
  [...title.reservations.values()].some(
    (reservation) => reservation.licenseePartyId === partyId && reservationPending(reservation, at),
  );
