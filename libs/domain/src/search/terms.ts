import { simplified } from './simplified.js';

/**
 * How text is cut into terms, so that an index finds Chinese, which has no blanks between words.
 * Chinese (and kana, hangul) is cut into pairs of neighbours, everything else into threes: part of
 * a text is found by its own terms, then looked for as it stands. A single Chinese character is a
 * term of a name only, a short Latin word (`AI`) of any text, whole.
 */

/** Words of one search, at most: each is one more thing that every match must have. */
export const wordsMax = 8;

/** The words that blanks part, each once, as they are compared. */
export const wordsOf = (text: string): readonly string[] => [
  ...new Set(
    plainText(text)
      .split(/\s+/u)
      .filter((word) => word !== ''),
  ),
];

/**
 * Text as it is compared: full and half width alike, in lower case, Chinese in simplified form. An
 * index and what is asked of it are made by this one function; what is shown is never.
 */
export const plainText = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());

/** The terms of a name: also each of its Chinese characters, and its short words. */
export const nameTerms = (name: string): readonly string[] => [
  ...addNameTerms(new Set(), plainText(name)),
];

/** Characters of a name's beginning that are told from the same ones further on. */
const headMax = 6;

/**
 * The beginnings of a name, `^` before them: names that begin with a word lie together in the order
 * of names, so that they can be left out where the others are looked for. None of a name that
 * begins with neither letter nor digit.
 */
export const headTerms = (name: string): readonly string[] => [
  ...addHeadTerms(new Set(), plainText(name)),
];

/** The term of all names that begin with a word, and of no others; none where it is too long. */
export const headTermOf = (word: string): string | undefined =>
  headOf.exec(word)?.[0] === word && [...word].length <= headMax ? `^${word}` : undefined;

/** The terms of any other text. */
export const textTerms = (text: string): readonly string[] => [
  ...addTextTerms(new Set(), plainText(text)),
];

/** What something with a name is found by. */
export interface Indexed {
  /** The name as it is compared. */
  readonly nameKey: string;
  /** All texts as they are compared, line by line, the name first. */
  readonly searchText: string;
  /** Their terms, each once: the beginnings of the name, the name's, those of the others. */
  readonly terms: ReadonlySet<string>;
}

/** A name and other texts, made ready for an index in one go: the ledger takes in many at a time. */
export const indexed = (name: string, others: readonly string[]): Indexed => {
  const nameKey = plainText(name);
  const texts = others.map(plainText);
  const terms = addNameTerms(addHeadTerms(new Set(), nameKey), nameKey);
  for (const text of texts) addTextTerms(terms, text);
  return { nameKey, searchText: [nameKey, ...texts].join('\n'), terms };
};

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
export const soughtWords = (text: string): readonly SoughtWord[] =>
  wordsOf(text).map((word) => {
    const runs = runsOf(word);
    const terms = runs
      .filter((run) => [...run.text].length >= gramLength(run.isUnspaced))
      .flatMap((run) => [...addTextTerms(new Set(), run.text)]);
    if (terms.length > 0) return { word, terms: [...new Set(terms)], isWhole: false };
    const short = runs.map((run) => run.text);
    return { word, terms: [...new Set(short)], isWhole: short.length > 0 };
  });

/** Pieces of a need that are looked up; of a longer text the first ones stand for the whole. */
export const soughtPiecesMax = 12;
const pieceLength = 4;
const pieceStride = 2;

/**
 * The pieces that a text shares with whatever is about the same: words as they stand, of Chinese
 * (which has no words to see) each second run of four characters, and what is shorter as it is.
 */
export const soughtPieces = (text: string): readonly string[] => {
  const all = runsOf(plainText(text)).flatMap(({ text: run, isUnspaced }) =>
    isUnspaced ? overlapping([...run]) : [run],
  );
  const long = all.filter((piece) => [...piece].length > 1);
  return [...new Set(long.length === 0 ? all : long)].slice(0, soughtPiecesMax);
};

/** Every piece under which a text is looked up, so that whichever pieces a need has are among them. */
export const allPieces = (text: string): readonly string[] => [
  ...new Set(
    runsOf(plainText(text)).flatMap(({ text: run, isUnspaced }) =>
      isUnspaced ? everyPiece([...run]) : [run],
    ),
  ),
];

const overlapping = (letters: readonly string[]): readonly string[] => {
  const last = Math.max(letters.length - pieceLength, 0);
  const starts = Array.from({ length: Math.ceil(last / pieceStride) }, (_, at) => at * pieceStride);
  return [...starts, last].map((from) => letters.slice(from, from + pieceLength).join(''));
};

const everyPiece = (letters: readonly string[]): readonly string[] =>
  letters.flatMap((_, from) =>
    Array.from({ length: Math.min(pieceLength, letters.length - from) }, (_unused, more) =>
      letters.slice(from, from + more + 1).join(''),
    ),
  );

/** Letters and digits without anything between them, of one sort of script. */
interface Run {
  readonly text: string;
  /** Of a script that is written without blanks. */
  readonly isUnspaced: boolean;
}

const letter = String.raw`\p{L}\p{N}\p{M}`;
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}`;
/** One run; the first group has it where its script is written without blanks. */
const oneRun = new RegExp(`([[${letter}]&&[${unspaced}]]+)|[[${letter}]--[${unspaced}]]+`, 'gv');

const runsOf = (text: string): readonly Run[] =>
  hasPairs.test(text) ? runsByPattern(text) : runsByUnit(text);

const runsByPattern = (text: string): readonly Run[] =>
  Array.from(text.matchAll(oneRun), ([run, without]) => ({
    text: run,
    isUnspaced: without !== undefined,
  }));

/** Of almost all text each unit is a character, and a table of them is many times as fast. */
const runsByUnit = (text: string): readonly Run[] => {
  const runs: Run[] = [];
  let [from, sort]: [number, number] = [0, sorts.none];
  for (let at = 0; at <= text.length; at++) {
    const next = at === text.length ? sorts.none : sortOf(text.charCodeAt(at));
    if (next === sort) continue;
    if (sort !== sorts.none) {
      runs.push({ text: text.slice(from, at), isUnspaced: sort === sorts.unspaced });
    }
    [from, sort] = [at, next];
  }
  return runs;
};

/** What a unit is a letter of; 0 where it was not looked at yet. */
const sorts = { none: 1, spaced: 2, unspaced: 3 } as const;
const sortByUnit = new Uint8Array(0x1_0000);

const sortOf = (unit: number): number => {
  const known = sortByUnit[unit];
  if (known) return known;
  const [run] = runsByPattern(String.fromCharCode(unit));
  const sort = run === undefined ? sorts.none : run.isUnspaced ? sorts.unspaced : sorts.spaced;
  sortByUnit[unit] = sort;
  return sort;
};

const headOf = new RegExp(`^[${letter}]+`, 'v');

const gramLength = (isUnspaced: boolean): number => (isUnspaced ? 2 : 3);

const addHeadTerms = (terms: Set<string>, nameKey: string): Set<string> => {
  const [head = ''] = headOf.exec(nameKey) ?? [];
  const letters = [...head.slice(0, 2 * headMax)].slice(0, headMax);
  letters.forEach((_, at) => terms.add(`^${letters.slice(0, at + 1).join('')}`));
  return terms;
};

const addNameTerms = (terms: Set<string>, nameKey: string): Set<string> => {
  for (const { text, isUnspaced } of runsOf(nameKey)) {
    addGrams(terms, text, isUnspaced);
    if (isUnspaced) for (const character of text) terms.add(character);
  }
  return terms;
};

const addTextTerms = (terms: Set<string>, text: string): Set<string> => {
  for (const run of runsOf(text)) addGrams(terms, run.text, run.isUnspaced);
  return terms;
};

/** A run that is shorter than a gram is a term by itself. */
const addGrams = (terms: Set<string>, text: string, isUnspaced: boolean): void => {
  const length = gramLength(isUnspaced);
  // Cutting a text of which each unit is a character needs no list of them.
  const letters = hasPairs.test(text) ? [...text] : text;
  if (letters.length <= length) terms.add(text);
  else {
    for (let from = 0; from + length <= letters.length; from++) {
      const gram = letters.slice(from, from + length);
      terms.add(typeof gram === 'string' ? gram : gram.join(''));
    }
  }
};

const hasPairs = /[\ud800-\udfff]/;
