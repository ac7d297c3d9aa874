import { plainText, soughtWords } from '@ledger/domain/search/terms.js';

/** Newest matches that are sorted by relevance; older ones follow, newest first. */
export const rankedMax = 200;

/** A match as its name and age rank it. */
export interface Match {
  readonly asset_id: string;
  readonly name_key: string;
  readonly applied_position: string;
}

export interface Ranked {
  readonly assetId: string;
  readonly position: number;
  readonly rank: number;
}

/** Rank of all that come after the newest matches. */
export const rankOfRest = 9;

/**
 * Matches by how their name meets the text: the name itself; one that has all words, those first that
 * begin with the first of them; one that begins with it and has the others in its description; the
 * rest. Among equals the newest first.
 */
export const ranked = (matches: readonly Match[], text: string): readonly Ranked[] => {
  const words = soughtWords(text).map(({ word }) => word);
  const whole = plainText(text).trim();
  return matches
    .map(({ asset_id: assetId, applied_position, name_key: name }) => ({
      assetId,
      position: Number(applied_position),
      rank: rankOf(name, whole, words),
    }))
    .sort((a, b) => a.rank - b.rank || b.position - a.position);
};

const rankOf = (name: string, whole: string, words: readonly string[]): number => {
  if (name === whole) return 0;
  const begins = name.startsWith(words[0] ?? whole);
  if (words.every((word) => name.includes(word))) return begins ? 1 : 2;
  return begins ? 3 : 4;
};
