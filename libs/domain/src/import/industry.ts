import { isIndustry } from '../asset/industry.js';
import { industryWords } from '../asset/industry.words.js';

/**
 * The section letter, with its division where one is named (`J`, `J66`), from a letter, a division,
 * a section's name, or letter and name; undefined where there is no such industry.
 */
export const industryOf = (text: string): string | undefined => {
  const written = text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  const [, letter = '', digits, name = ''] = /^([A-T])?(\d{2})?(.*)$/u.exec(written) ?? [];
  if (digits !== undefined) return /^\d/u.test(name) ? undefined : divisionOf(letter, digits);
  const named = letterByName.get(plain(name));
  if (letter === '') return named;
  return named === undefined || named === letter ? letter : undefined;
};

const divisionOf = (letter: string, digits: string): string | undefined =>
  (letter === '' ? letters : [letter]).map((section) => section + digits).find(isIndustry);

const plain = (name: string): string => name.replace(/[、,，。.\-—/]/gu, '');

const letters = Object.keys(industryWords);

/** Sheets write the section's name instead of its letter. */
const letterByName: ReadonlyMap<string, string> = new Map(
  Object.entries(industryWords).map(([letter, { zh }]) => [plain(zh), letter] as const),
);
