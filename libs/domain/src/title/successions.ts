import { isPart, plus, times } from '../fraction.js';
import { standInFor, standInsFor } from '../party/standing-in.js';
import type { PartyFact } from './disposal.commands.js';
import type { Successor } from './disposal.events.js';
import type { TitleEvent } from './title.events.js';
import type { Entry, NotedSuccession, Title, TransferApplication } from './title.js';

/**
 * Organisations that were merged or divided: the title keeps the names under which things were
 * recorded, and whoever decides or reads puts the successors in their place (Civil Code art. 67).
 */

type Holder = Entry['holders'][number];

/** What the evidence says and the title does not know yet, as facts to append before the decision. */
export const newlyKnown = (parties: readonly PartyFact[], title: Title): readonly TitleEvent[] =>
  parties.flatMap(({ partyId, version, succession }) => {
    const isNew = succession !== undefined && !title.successions.has(partyId);
    if (!isNew || title.version === 0) return [];
    const { assetId } = title;
    const { successors, on } = succession;
    return [
      { type: 'SuccessionNoted' as const, data: { assetId, partyId, successors, on, version } },
    ];
  });

/** A title with what the parties' own streams say of their successions. */
export const informed = (title: Title, parties: readonly PartyFact[]): Title => {
  const told = parties.flatMap(({ partyId, version, succession }): NotedSuccession[] =>
    succession === undefined ? [] : [{ assetId: title.assetId, partyId, version, ...succession }],
  );
  if (told.length === 0) return title;
  const successions = new Map(title.successions);
  for (const one of told) successions.set(one.partyId, one);
  return { ...title, successions };
};

/** Party ids that a title names, as far as it matters who stands in their place. */
export const partiesOf = (title: Title): readonly string[] => [
  ...new Set([
    title.registrarPartyId,
    ...[...title.entries.values()].flatMap(({ holders }) => holders.map(({ partyId }) => partyId)),
    ...[...title.grants.values()].map(({ granteePartyId }) => granteePartyId),
    ...[...title.pledges.values()].map(({ pledgeePartyId }) => pledgeePartyId),
    ...[...title.authorisations.values()].map(({ lenderPartyId }) => lenderPartyId),
    ...[...title.transferApplications.values()].flatMap(({ transferorPartyId, transferees }) => [
      transferorPartyId,
      ...transferees.map(({ partyId }) => partyId),
    ]),
    ...[...title.successions.values()].flatMap(({ successors }) =>
      successors.map(({ partyId }) => partyId),
    ),
  ]),
];

/** The title with the successors of a date in their predecessors' places. */
export const resolved = (title: Title, date: string): Title => {
  if (title.successions.size === 0) return title;
  const one = (partyId: string): string => standInFor(title, partyId, date);
  const all = <V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> =>
    new Map([...map].map(([id, value]) => [id, change(value)]));
  return {
    ...title,
    registrarPartyId: one(title.registrarPartyId),
    entries: all(title.entries, (entry) => ({
      ...entry,
      holders: holdersNow(title, entry.holders, date),
    })),
    grants: all(title.grants, (grant) => ({
      ...grant,
      granterPartyId: one(grant.granterPartyId),
      granteePartyId: one(grant.granteePartyId),
    })),
    reservations: all(title.reservations, (reservation) => ({
      ...reservation,
      licenseePartyId: one(reservation.licenseePartyId),
    })),
    registrationReservations: all(title.registrationReservations, (reserved) => ({
      ...reserved,
      lenderPartyId: one(reserved.lenderPartyId),
    })),
    authorisations: all(title.authorisations, (given) => ({
      ...given,
      lenderPartyId: one(given.lenderPartyId),
    })),
    transferApplications: all(title.transferApplications, (asked) =>
      asked.decided === undefined ? appliedNow(title, asked, date) : asked,
    ),
    consents: all(title.consents, (consent) => ({ ...consent, partyId: one(consent.partyId) })),
    pledges: all(title.pledges, (pledge) => ({
      ...pledge,
      pledgeePartyId: one(pledge.pledgeePartyId),
      pledgorPartyIds: [
        ...new Set(
          pledge.pledgorPartyIds.flatMap((id) =>
            standInsFor(title, id, date).map(({ partyId }) => partyId),
          ),
        ),
      ],
    })),
  };
};

/** Whoever follows a side of a transfer in hand takes its place; what it had joined, he has joined. */
const appliedNow = (
  title: Title,
  asked: TransferApplication,
  date: string,
): TransferApplication => {
  const joined = asked.joinedPartyIds.flatMap((id) => standInsFor(title, id, date));
  return {
    ...asked,
    registrarPartyId: standInFor(title, asked.registrarPartyId, date),
    transferorPartyId: standInFor(title, asked.transferorPartyId, date),
    transferees: holdersNow(title, asked.transferees, date),
    joinedPartyIds: [...new Set(joined.map(({ partyId }) => partyId))],
  };
};

/**
 * A holder's part goes to his successors as they agreed, else in equal parts (art. 309); where the
 * entry states no shares, they hold it jointly with the others.
 */
const holdersNow = (title: Title, holders: readonly Holder[], date: string): readonly Holder[] => {
  const isSole = holders.length === 1;
  const parts = holders.flatMap(({ partyId, share }): readonly Successor[] => {
    const heirs = standInsFor(title, partyId, date);
    if (heirs.length === 1 && heirs[0]?.partyId === partyId) return [{ partyId, ...own(share) }];
    const base = share ?? (isSole && heirs.some((heir) => heir.share) ? '1/1' : undefined);
    if (base === undefined) return heirs.map((heir) => ({ partyId: heir.partyId }));
    return heirs.map((heir) => ({
      partyId: heir.partyId,
      share: times(base, heir.share ?? `1/${heirs.length}`),
    }));
  });
  const merged = new Map<string, string | undefined>();
  for (const { partyId, share } of parts) {
    const had = merged.get(partyId);
    merged.set(partyId, had === undefined || share === undefined ? share : plus(had, share));
  }
  const exact = [...merged.values()].every((share) => share !== undefined && isPart(share));
  return [...merged].map(([partyId, share]) => ({ partyId, ...(exact ? own(share) : {}) }));
};

const own = (share: string | undefined) => (share === undefined ? {} : { share });
