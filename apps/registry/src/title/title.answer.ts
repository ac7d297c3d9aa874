import { pledgeItem } from '@ledger/contracts/pledge/pledge-item.js';
import type { TitleDto } from '@ledger/contracts/title/title-answer.dto.js';
import {
  closingItem,
  consentItem,
  correctionItem,
  registrationReservationItem,
  transferApplicationItem,
  transferItem,
} from '@ledger/contracts/title/title-disposal-items.js';
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
import type { Title } from '@ledger/domain/title/title.state.js';
import { visibleTo } from '@ledger/domain/title/title.visible.js';

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
  const pledges = new Map(
    seen.entries
      .flatMap(({ holdingId }) => pledgesOf(title, holdingId, reading))
      .map((pledge) => [pledge.id, pledge]),
  );
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
    pledges: sight === 'own' ? [] : [...pledges.values()].sort(byRankKey),
    bars: held(seen.bars.map((bar) => barItem(title, bar, reading))),
    ...disposals(title, reading),
    ...(title.closed !== undefined && { closed: closingItem(title.closed) }),
  };
};

/** Whether something was over by a day is for each to say: here only what held on it is kept. */
const disposals = (title: Title, reading: Reading) => {
  const { sight, validAt } = reading;
  const seen = visibleTo(title, reading);
  const isFull = sight === 'full';
  const shown = new Set(seen.entries.map(({ holdingId }) => holdingId));
  const transfers = [...title.transfers.values()].filter(
    ({ fromHoldingId, on }) => shown.has(fromHoldingId) && (validAt === undefined || on <= validAt),
  );
  const consents = seen.consents.map((one) => consentItem(one, reading));
  const reserved = seen.registrationReservations.map((one) =>
    registrationReservationItem(one, reading),
  );
  return {
    transferApplications: isFull
      ? [...title.transferApplications.values()].map(transferApplicationItem)
      : [],
    transfers: transfers.map((one) => transferItem(one, reading, isFull)),
    consents:
      validAt === undefined ? consents : consents.filter(({ state }) => state === 'standing'),
    registrationReservations:
      validAt === undefined ? reserved : reserved.filter(({ state }) => state === 'pending'),
    corrections: isFull
      ? [...title.corrections.values()].map((one) => correctionItem(one, reading))
      : [],
  };
};

const pledgesOf = (title: Title, holdingId: string, reading: Reading) =>
  placedPledges(title, holdingId, reading.at)
    .filter(({ ordinal }) => reading.validAt === undefined || ordinal !== undefined)
    .map((placed) => {
      const { pledgeePartyId } = placed.pledge;
      const showsContract = reading.sight === 'full' || pledgeePartyId === reading.partyId;
      return pledgeItem(placed, { instant: reading.instant, showsContract, at: reading.at });
    });

const byRankKey = (
  a: { readonly rankKey: { readonly titleVersion: number } },
  b: { readonly rankKey: { readonly titleVersion: number } },
): number => a.rankKey.titleVersion - b.rankKey.titleVersion;
