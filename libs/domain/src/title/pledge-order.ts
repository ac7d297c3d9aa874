import { minorUnits, type Money } from '../money.js';
import type { Pledge, RankKey, Subordination, Title } from './title.js';
import { rankingPledges } from './title.standing.js';

/**
 * The order of what is secured on one entry: tranches by their rank keys, and inside it the
 * agreements by which one pledgee lets another go first. Those between stand as if there were none.
 */

/** A part of a pledge at one place of the order; amounts in minor units (fen). */
export interface Slice {
  readonly pledgeId: string;
  readonly rankKey: RankKey;
  readonly amount: bigint;
  /** Version of the title that added it, where its place is older. */
  readonly since?: number;
  /** The agreement that put it there. */
  readonly subordinationId?: string;
}

/** Earlier in the title comes first; inside one event, the lower tranche. */
export const compareRanks = (a: RankKey, b: RankKey): number =>
  a.titleVersion - b.titleVersion || a.tranche - b.tranche;

/** Slices of registered pledges as they stand, by registration and by agreement. */
export const orderOf = (title: Title, holdingId: string, at: string): readonly Slice[] => {
  const pledges = rankingPledges(title, holdingId, at);
  return agreedOrder(byRank(pledges.flatMap(slicesOf)), agreementsOf(title));
};

/** Agreements on the order that there were, in the order of their recording. */
export const agreementsOf = ({ subordinations }: Title): readonly Subordination[] =>
  [...subordinations.values()].filter(({ corrected }) => corrected === undefined);

/**
 * Pledges that would stand otherwise if so much were added to what one secures, in its old place:
 * those behind it by registration, and those that an earlier agreement has put behind it.
 */
export const movedByMore = (title: Title, pledge: Pledge, more: Money, at: string) => {
  const pledges = rankingPledges(title, pledge.holdingId, at);
  const { pledgeId, rankKey } = pledge;
  const added = { pledgeId, rankKey, amount: minorUnits(more), since: title.version + 1 };
  const slices = pledges.flatMap(slicesOf);
  const agreements = agreementsOf(title);
  const before = agreedOrder(byRank(slices), agreements);
  const after = agreedOrder(byRank([...slices, added]), agreements);
  return pledges.filter((other) => other !== pledge).filter(movedBetween(before, after));
};

/** Pledges other than the one that stepped back that stand otherwise without the agreement. */
export const movedWithout = (title: Title, agreed: Subordination, at: string) => {
  const stepsBack = title.pledges.get(agreed.pledgeId);
  if (stepsBack === undefined) return [];
  const pledges = rankingPledges(title, stepsBack.holdingId, at);
  const slices = byRank(pledges.flatMap(slicesOf));
  const agreements = agreementsOf(title);
  const before = agreedOrder(slices, agreements);
  const after = agreedOrder(
    slices,
    agreements.filter(({ subordinationId }) => subordinationId !== agreed.subordinationId),
  );
  return pledges.filter((other) => other !== stepsBack).filter(movedBetween(before, after));
};

/** Those who took their place, or more of it, after a version of the title. */
export const rankingSince = (title: Title, pledge: Pledge, version: number, at: string) =>
  rankingPledges(title, pledge.holdingId, at).filter(
    (other) =>
      other.pledgeId !== pledge.pledgeId &&
      ((other.registered?.version ?? 0) > version ||
        other.tranches.some(({ rankKey, since = rankKey.titleVersion }) => since > version)),
  );

const movedBetween = (before: readonly Slice[], after: readonly Slice[]) => {
  const [was, is] = [placesOf(before), placesOf(after)];
  return ({ pledgeId }: Pledge): boolean => was(pledgeId) !== is(pledgeId);
};

/** Of each pledge what stands before its parts, and how much they are, as one text. */
const placesOf = (order: readonly Slice[]): ((pledgeId: string) => string | undefined) => {
  const places = new Map<string, string>();
  let through = 0n;
  for (const { pledgeId, amount } of order) {
    places.set(pledgeId, `${places.get(pledgeId) ?? ''} ${through}+${amount}`);
    through += amount;
  }
  return (pledgeId) => places.get(pledgeId);
};

const slicesOf = ({ pledgeId, tranches }: Pledge): readonly Slice[] =>
  tranches.map(({ rankKey, remaining, since }) => {
    const slice = { pledgeId, rankKey, amount: minorUnits(remaining) };
    return since === undefined ? slice : { ...slice, since };
  });

export const byRank = (slices: readonly Slice[]): readonly Slice[] =>
  slices.toSorted((a, b) => compareRanks(a.rankKey, b.rankKey)).filter(isThere);

/** What of an agreement decides the order. */
export type Agreement = Pick<
  Subordination,
  'subordinationId' | 'pledgeId' | 'toPledgeId' | 'version'
>;

/** The agreements in the order of their recording, each on what those before it left. */
export const agreedOrder = (
  slices: readonly Slice[],
  agreements: readonly Agreement[],
): readonly Slice[] => agreements.reduce(swapped, slices);

/**
 * A steps back for C: out of each slice of A that stands before one of C, C gets up to the smaller
 * of the two, and A the same amount at C's place. So nobody else's place or amount ahead changes.
 * A agreed to what was secured then: by what C adds later, A loses nothing without a new agreement
 * (Civil Code art. 409: no change harms another pledgee without his written consent).
 */
const swapped = (
  slices: readonly Slice[],
  { subordinationId, pledgeId: stepsBack, toPledgeId: goesFirst, version }: Agreement,
): readonly Slice[] => {
  // Each place keeps its amount; what has been swapped stands at its end apart.
  const places = slices.map((slice) => ({ slice, left: slice.amount, taken: [slice] }));
  for (const later of places) {
    const { pledgeId, rankKey, since = rankKey.titleVersion } = later.slice;
    if (pledgeId !== goesFirst || since > version) continue;
    for (const earlier of places.slice(0, places.indexOf(later))) {
      if (earlier.slice.pledgeId !== stepsBack) continue;
      const amount = earlier.left < later.left ? earlier.left : later.left;
      if (amount === 0n) continue;
      earlier.left -= amount;
      later.left -= amount;
      earlier.taken.unshift({ ...later.slice, amount, subordinationId });
      later.taken.push({ ...earlier.slice, amount, subordinationId });
    }
  }
  return places.flatMap(({ slice, left, taken }) =>
    taken.map((part) => (part === slice ? { ...slice, amount: left } : part)).filter(isThere),
  );
};

const isThere = ({ amount }: Slice): boolean => amount > 0n;
