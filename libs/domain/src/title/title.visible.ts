import { areKin } from './entry-line.js';
import type { Sight } from './title.sight.js';
import { lineageOf } from './title.standing.js';
import type { Grant, Title } from './title.js';

/** Who looks, and how much of the title he may see. */
export interface Looking {
  readonly partyId: string;
  readonly sight: Exclude<Sight, 'none'>;
}

/** A grantee sees his own grants, those above and below them, and the entries they come out of. */
export const visibleTo = (title: Title, { sight, partyId }: Looking) => {
  const all = {
    entries: [...title.entries.values()],
    grants: [...title.grants.values()],
    licensing: [...title.licensing.values()],
    reservations: [...title.reservations.values()],
    registrationReservations: [...title.registrationReservations.values()],
    consents: [...title.consents.values()],
    bars: [...title.bars.values()],
  };
  if (sight === 'full') return all;
  const own = all.consents.filter((consent) => consent.partyId === partyId);
  if (sight === 'encumbrances') return { ...all, consents: own };
  const mine = all.grants.filter(({ granteePartyId }) => granteePartyId === partyId);
  const isKin = (grant: Grant) =>
    mine.some(
      (one) => lineageOf(title, one).includes(grant) || lineageOf(title, grant).includes(one),
    );
  const grants = all.grants.filter(isKin);
  const reservations = all.reservations.filter(
    ({ licenseePartyId }) => licenseePartyId === partyId,
  );
  const holdingIds = [...new Set([...grants, ...reservations].map(({ holdingId }) => holdingId))];
  const concerns = (id: string) => holdingIds.some((holdingId) => areKin(title, holdingId, id));
  return {
    grants,
    reservations,
    licensing: [],
    registrationReservations: [],
    consents: own,
    entries: all.entries.filter(({ holdingId }) => concerns(holdingId)),
    bars: all.bars.filter(({ holdingId }) => holdingId === undefined || concerns(holdingId)),
  };
};
