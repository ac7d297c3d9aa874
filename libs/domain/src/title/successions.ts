import { isShare, plus, times } from '../fraction.js';
import type { PartyFact } from './disposal.commands.js';
import type { Successor } from './disposal.events.js';
import type { TitleEvent } from './title.events.js';
import type { Entry, NotedSuccession, Title } from './title.js';

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
    ...[...title.successions.values()].flatMap(({ successors }) =>
      successors.map(({ partyId }) => partyId),
    ),
  ]),
];

/** Who stands in a party's place on a date: itself, its successor, or theirs. */
export const standInsFor = (title: Title, partyId: string, date: string): readonly Successor[] =>
  standIns(title, { partyId }, date, new Set());

/** Two streams might say that each succeeded the other: nobody is followed twice. */
const standIns = (
  title: Title,
  party: Successor,
  date: string,
  seen: ReadonlySet<string>,
): readonly Successor[] => {
  const succession = title.successions.get(party.partyId);
  if (succession === undefined || date < succession.on || seen.has(party.partyId)) return [party];
  const passed = new Set(seen).add(party.partyId);
  const { successors } = succession;
  return successors.flatMap(({ partyId, share }) => {
    const part = share ?? (successors.length === 1 ? party.share : undefined);
    const both = share !== undefined && party.share !== undefined;
    const own = both ? times(party.share ?? '1/1', share) : part;
    return standIns(title, own === undefined ? { partyId } : { partyId, share: own }, date, passed);
  });
};

/** The title with the successors of a date in their predecessors' places. */
export const resolved = (title: Title, date: string): Title => {
  if (title.successions.size === 0) return title;
  // Where one of several must stand for what cannot be divided, it is the first that was named.
  const one = (partyId: string): string => standInsFor(title, partyId, date)[0]?.partyId ?? partyId;
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
  const exact = [...merged.values()].every((share) => share !== undefined && isShare(share));
  return [...merged].map(([partyId, share]) => ({ partyId, ...(exact ? own(share) : {}) }));
};

const own = (share: string | undefined) => (share === undefined ? {} : { share });
