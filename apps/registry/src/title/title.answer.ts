import { pledgeItem } from '@ledger/contracts/pledge/pledge-item.js';
import type { TitleDto } from '@ledger/contracts/title/title-answer.dto.js';
import {
  authorisationItem,
  barItem,
  entryItem,
  grantItem,
  licensingItem,
  reservationItem,
  type Shown,
} from '@ledger/contracts/title/title-items.js';
import { placedPledges } from '@ledger/domain/title/encumbrances.js';
import type { Sight } from '@ledger/domain/title/title.sight.js';
import { lineageOf } from '@ledger/domain/title/title.standing.js';
import type { Grant, Title } from '@ledger/domain/title/title.state.js';

/** Who reads a title, and what of it. */
export interface Reading extends Shown {
  readonly partyId: string;
  readonly sight: Exclude<Sight, 'none'>;
  /** Where a day was asked about: only what held on it. */
  readonly validAt?: string | undefined;
  readonly position: number;
}

/** A title as a reader sees it. */
export const titleAnswer = (title: Title, reading: Reading): TitleDto => {
  const { sight, partyId, validAt } = reading;
  const seen = visibleTo(title, reading);
  const held = <Item extends { readonly stands: boolean }>(items: readonly Item[]) =>
    validAt === undefined ? items : items.filter(({ stands }) => stands);
  const entries = seen.entries.map((entry) => entryItem(entry, reading));
  const pledges = seen.entries.flatMap(({ holdingId }) => pledgesOf(title, holdingId, reading));
  const reservations = seen.reservations.map((one) => reservationItem(one, reading));
  return {
    assetId: title.assetId,
    version: title.version,
    position: reading.position,
    ...(validAt !== undefined && { validAt }),
    registrarPartyId: title.registrarPartyId,
    sight,
    entries: entries.filter(({ recorded }) => validAt === undefined || recorded.stands),
    grants: held(seen.grants.map((grant) => grantItem(title, grant, reading))),
    licensing: held(seen.licensing.map((one) => licensingItem(one, reading))),
    reservations:
      validAt === undefined
        ? reservations
        : reservations.filter(({ state }) => state === 'pending'),
    lenderAuthorisations: held(
      [...title.authorisations.values()]
        .filter(({ lenderPartyId }) => sight === 'full' || lenderPartyId === partyId)
        .map((given) => authorisationItem(given, reading)),
    ),
    pledges: sight === 'own' ? [] : pledges.toSorted(byRankKey),
    bars: held(seen.bars.map((bar) => barItem(title, bar, reading))),
  };
};

/** A grantee sees his own grants, those above and below them, and the entries they come out of. */
const visibleTo = (title: Title, { sight, partyId }: Reading) => {
  const all = {
    entries: [...title.entries.values()],
    grants: [...title.grants.values()],
    licensing: [...title.licensing.values()],
    reservations: [...title.reservations.values()],
    bars: [...title.bars.values()],
  };
  if (sight !== 'own') return all;
  const mine = all.grants.filter(({ granteePartyId }) => granteePartyId === partyId);
  const isKin = (grant: Grant) =>
    mine.some(
      (own) => lineageOf(title, own).includes(grant) || lineageOf(title, grant).includes(own),
    );
  const grants = all.grants.filter(isKin);
  const reservations = all.reservations.filter(
    ({ licenseePartyId }) => licenseePartyId === partyId,
  );
  const holdingIds = new Set([...grants, ...reservations].map(({ holdingId }) => holdingId));
  return {
    grants,
    reservations,
    licensing: [],
    entries: all.entries.filter(({ holdingId }) => holdingIds.has(holdingId)),
    bars: all.bars.filter(({ holdingId }) => holdingId === undefined || holdingIds.has(holdingId)),
  };
};

const pledgesOf = (title: Title, holdingId: string, reading: Reading) =>
  placedPledges(title, holdingId, reading.at)
    .filter(({ ordinal }) => reading.validAt === undefined || ordinal !== undefined)
    .map((placed) => {
      const { pledgeePartyId } = placed.pledge;
      const showsContract = reading.sight === 'full' || pledgeePartyId === reading.partyId;
      return pledgeItem(placed, { instant: reading.instant, showsContract });
    });

const byRankKey = (
  a: { readonly rankKey: { readonly titleVersion: number } },
  b: { readonly rankKey: { readonly titleVersion: number } },
): number => a.rankKey.titleVersion - b.rankKey.titleVersion;
