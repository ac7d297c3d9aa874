/**
 * How text is cut into terms, so that an index finds Chinese, which has no blanks between words.
 * Chinese (and kana, hangul) is cut into pairs of neighbours, everything else into threes: part of
 * a text is found by its own terms, then looked for as it stands. A single Chinese character is a
 * term of a name only, a short Latin word (`AI`) of any text, whole.
 */

/** Words of one search that count; the others are not looked for. */
export const wordsMax = 8;

/** Text as it is compared: full and half width alike, in lower case. */
export const plainText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The terms of a name: also each of its Chinese characters, and its short words. */
export const nameTerms = (name: string): readonly string[] =>
  runsOf(plainText(name)).flatMap(({ text, isUnspaced }) => [
    ...gramsOf(text, isUnspaced),
    ...(isUnspaced ? text : []),
  ]);

/** The terms of any other text. */
export const textTerms = (text: string): readonly string[] =>
  runsOf(plainText(text)).flatMap((run) => gramsOf(run.text, run.isUnspaced));

/** One word that is looked for. */
export interface SoughtWord {
  /** As it must stand in the text. */
  readonly word: string;
  /** Terms that the text must have; none where the word has neither letters nor digits. */
  readonly terms: readonly string[];
  /** Too short to be part of other words: it is found by its term alone. */
  readonly isWhole: boolean;
}

/** The words of a search, which blanks part; all must be found. */
export const soughtWords = (text: string): readonly SoughtWord[] => {
  const words = plainText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, wordsMax).map((word) => {
    const runs = runsOf(word);
    const terms = runs
      .filter((run) => [...run.text].length >= gramLength(run.isUnspaced))
      .flatMap((run) => gramsOf(run.text, run.isUnspaced));
    if (terms.length > 0) return { word, terms: [...new Set(terms)], isWhole: false };
    const short = runs.map((run) => run.text);
    return { word, terms: [...new Set(short)], isWhole: short.length > 0 };
  });
};

/** Letters and digits without anything between them, of one sort of script. */
interface Run {
  readonly text: string;
  /** Of a script that is written without blanks. */
  readonly isUnspaced: boolean;
}

const word = /[\p{L}\p{N}\p{M}]+/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;

const runsOf = (text: string): readonly Run[] =>
  (text.match(word) ?? []).flatMap((letters) => {
    const runs: Run[] = [];
    let from = 0;
    const spacedUpTo = (end: number): void => {
      if (end > from) runs.push({ text: letters.slice(from, end), isUnspaced: false });
    };
    for (const found of letters.matchAll(unspaced)) {
      spacedUpTo(found.index);
      runs.push({ text: found[0], isUnspaced: true });
      from = found.index + found[0].length;
    }
    spacedUpTo(letters.length);
    return runs;
  });

const gramLength = (isUnspaced: boolean): number => (isUnspaced ? 2 : 3);

/** A run that is shorter than a gram is a term by itself. */
const gramsOf = (text: string, isUnspaced: boolean): readonly string[] => {
  const length = gramLength(isUnspaced);
  // Of almost all text each unit is a character, and cutting it needs no list of them.
  const letters = hasPairs.test(text) ? [...text] : text;
  if (letters.length <= length) return [text];
  const grams: string[] = [];
  for (let from = 0; from + length <= letters.length; from++) {
    const gram = letters.slice(from, from + length);
    grams.push(typeof gram === 'string' ? gram : gram.join(''));
  }
  return grams;
};

const hasPairs = /[\ud800-\udfff]/;
