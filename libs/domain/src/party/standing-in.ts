import { times } from '../fraction.js';
import type { SuccessorStated } from './party.events.js';

/** A merger or division: who stands in the party's place, from which day on. */
export interface Succeeded {
  readonly successors: readonly SuccessorStated[];
  readonly on: string;
}

/** Successions by the party that was succeeded. */
export interface Successions {
  readonly successions: ReadonlyMap<string, Succeeded>;
}

/** Who stands in a party's place on a date: itself, its successor, or theirs. */
export const standInsFor = (
  known: Successions,
  partyId: string,
  date: string,
): readonly SuccessorStated[] => standIns(known, { partyId }, date, new Set());

/** Two streams might say that each succeeded the other: nobody is followed twice. */
const standIns = (
  known: Successions,
  party: SuccessorStated,
  date: string,
  seen: ReadonlySet<string>,
): readonly SuccessorStated[] => {
  const succession = known.successions.get(party.partyId);
  if (succession === undefined || date < succession.on || seen.has(party.partyId)) return [party];
  const passed = new Set(seen).add(party.partyId);
  const { successors } = succession;
  return successors.flatMap(({ partyId, share }) => {
    const part = share ?? (successors.length === 1 ? party.share : undefined);
    const both = share !== undefined && party.share !== undefined;
    const own = both ? times(party.share ?? '1/1', share) : part;
    return standIns(known, own === undefined ? { partyId } : { partyId, share: own }, date, passed);
  });
};

/** Whoever cannot be divided among several: the first that was named stands for it. */
export const standInFor = (known: Successions, partyId: string, date: string): string =>
  standInsFor(known, partyId, date)[0]?.partyId ?? partyId;

/**
 * In whose place an organisation stands on a day (Civil Code art. 67), itself included; who was
 * itself succeeded stands in nobody's place, not even its own.
 */
export interface Standing {
  readonly partyId: string;
  /** Whose rights it has, alone or with other successors: what several may hold together. */
  readonly joint: readonly string[];
  /** In whose place it alone stands, for what cannot be divided: pledgee, grantee, registrar. */
  readonly sole: readonly string[];
}

/** The inverse of `standInsFor`, among the parties of which successions are known. */
export const standingOf = (known: Successions, partyId: string, date: string): Standing => {
  const candidates = [...new Set([partyId, ...known.successions.keys()])].map((id) => ({
    id,
    heirs: standInsFor(known, id, date).map((heir) => heir.partyId),
  }));
  return {
    partyId,
    joint: candidates.filter(({ heirs }) => heirs.includes(partyId)).map(({ id }) => id),
    sole: candidates.filter(({ heirs }) => heirs[0] === partyId).map(({ id }) => id),
  };
};

/** The standing of an organisation that succeeded nobody. */
export const aloneOf = (partyId: string): Standing => ({
  partyId,
  joint: [partyId],
  sole: [partyId],
});
