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
  runsOf(plainText(name)).flatMap(({ letters, isUnspaced }) => [
    ...gramsOf(letters, isUnspaced),
    ...(isUnspaced ? letters : []),
  ]);

/** The terms of any other text. */
export const textTerms = (text: string): readonly string[] =>
  runsOf(plainText(text)).flatMap(({ letters, isUnspaced }) => gramsOf(letters, isUnspaced));

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
      .filter(({ letters, isUnspaced }) => letters.length >= gramLength(isUnspaced))
      .flatMap(({ letters, isUnspaced }) => gramsOf(letters, isUnspaced));
    if (terms.length > 0) return { word, terms: [...new Set(terms)], isWhole: false };
    const short = runs.map(({ letters }) => letters.join(''));
    return { word, terms: [...new Set(short)], isWhole: short.length > 0 };
  });
};

interface Run {
  readonly letters: readonly string[];
  /** Of a script that is written without blanks. */
  readonly isUnspaced: boolean;
}

const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}';
const runForm = new RegExp(`([${unspaced}]+)|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

const runsOf = (text: string): readonly Run[] =>
  [...text.matchAll(runForm)].map(([run, chinese]) => ({
    letters: [...run],
    isUnspaced: chinese !== undefined,
  }));

const gramLength = (isUnspaced: boolean): number => (isUnspaced ? 2 : 3);

/** A run that is shorter than a gram is a term by itself. */
const gramsOf = (letters: readonly string[], isUnspaced: boolean): readonly string[] => {
  const length = gramLength(isUnspaced);
  if (letters.length <= length) return [letters.join('')];
  const grams: string[] = [];
  for (let from = 0; from + length <= letters.length; from++) {
    grams.push(letters.slice(from, from + length).join(''));
  }
  return grams;
};
