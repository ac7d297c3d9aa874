import { plainText, soughtWords } from '@ledger/domain/search/terms.js';

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

/** Rank of all that come after the newest matches; none of those has as much. */
export const rankOfRest = 1_000;

/**
 * Matches by how their name meets the text: the name itself, then by how many of the words the name
 * has, the others being in its description. Of as many words: a name that begins with the whole text,
 * one that holds it, one that begins with the first word, the rest. Among equals the newest first.
 */
export const ranked = (matches: readonly Match[], text: string): readonly Ranked[] => {
  const words = soughtWords(text).map(({ word }) => word);
  const whole = plainText(text).trim();
  const phrases = [whole, words.join('')];
  return matches
    .map(({ asset_id: assetId, applied_position, name_key: name }) => ({
      assetId,
      position: Number(applied_position),
      rank: name === whole ? 0 : rankOf(name, phrases, words),
    }))
    .sort((a, b) => a.rank - b.rank || b.position - a.position);
};

/** Chinese has no blanks between its words, so a text is looked for with them and without. */
const rankOf = (name: string, phrases: readonly string[], words: readonly string[]): number => {
  const missing = words.filter((word) => !name.includes(word)).length;
  const manners = [
    phrases.some((phrase) => name.startsWith(phrase)),
    phrases.some((phrase) => name.includes(phrase)),
    name.startsWith(words[0] ?? ''),
    true,
  ];
  return 1 + missing * manners.length + manners.indexOf(true);
};
