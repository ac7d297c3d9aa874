import { isDate } from '../calendar.js';

/** The first or last calendar day that a cell means, or undefined where it is no date. */
export const dateOf = (text: string, end: 'first' | 'last'): string | undefined => {
  const written = text.normalize('NFKC').trim();
  const [, year, month, day] = dayForm.exec(written) ?? compactForm.exec(written) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDate(date) ? date : undefined;
  }
  return periodOf(written, end);
};

/** Two ends of a span in one cell: `2020-01-01 至 2025-12-31`, `2019年-2025年`, `2020-01 至今`. */
export const spanOf = (
  text: string,
): { readonly from: string; readonly until?: string } | undefined => {
  const written = text.normalize('NFKC').trim();
  const [, first, last] = spanForm.exec(written) ?? [];
  const from = dateOf(first ?? written, 'first');
  if (from === undefined) return undefined;
  if (last !== undefined && openEnds.has(last.trim())) return { from };
  const until = dateOf(last ?? written, 'last');
  return until === undefined ? undefined : { from, until };
};

/** A whole number of at most 30 digits in its one spelling; what parts groups of digits is read over. */
export const wholeNumberOf = (text: string): string | undefined => {
  const digits = digitsOf(text);
  const [, whole] = /^0*(\d{1,30})(?:\.0+)?$/u.exec(digits) ?? [];
  return whole;
};

/** Terabytes (10^12 bytes) as bytes, exactly; at most 6 digits before and 12 after the point. */
export const terabytesOf = (text: string): string | undefined => {
  const digits = digitsOf(text);
  const [, whole, fraction = ''] = /^(\d{1,6})(?:\.(\d{1,12})0*)?$/u.exec(digits) ?? [];
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(12, '0')).toString();
};

/**
 * Free tags of one cell: parted by `|`, semicolons or Chinese commas; a backslash before one of
 * them keeps it as part of the tag. Empty and repeated tags fall away.
 */
export const tagsOf = (text: string): readonly string[] => {
  const tags = [...text.matchAll(/(?:\\[\s\S]|[^\\|｜;；、])+/gu)].map(([tag]) =>
    tag.replace(/\\([\s\S])/gu, '$1').trim(),
  );
  return [...new Set(tags)].filter((tag) => tag !== '');
};

/** Tags as one cell, such that `tagsOf` gives them back. */
export const tagsText = (tags: readonly string[]): string =>
  tags.map((tag) => tag.replace(/[\\|｜;；、]/gu, '\\$&')).join('|');

/** Whether text can be stored and hashed: no NUL, no unpaired surrogate. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** Length in characters (code points). */
export const charactersOf = (text: string): number => {
  let characters = 0;
  for (const _ of text) characters += 1;
  return characters;
};

/**
 * A number without what parts its groups of three or four digits. Empty where a comma parts others
 * (`1,5` is a fraction to some), and where digits are raised or lowered: NFKC makes 10⁶ into 106.
 */
const digitsOf = (text: string): string => {
  const written = text.normalize('NFKC').trim();
  if (/[²³¹⁰⁴-⁹₀-₉]/u.test(text)) return '';
  if (/,/u.test(written) && !groupedForm.test(written)) return '';
  return written.replace(/[,\s]/gu, '');
};

const groupedForm = /^\d{1,4}(?:(?:,\s?\d{3})+|(?:,\s?\d{4})+)(?:\.\d+)?$/u;
const dayForm = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]00:00(?::00(?:\.0+)?)?Z?)?$/u;
const compactForm = /^(\d{4})(\d{2})(\d{2})$/u;
const monthForm = /^(\d{4})[-/.年](\d{1,2})月?$/u;
const yearForm = /^(\d{4})年?$/u;
const spanForm = /^(.+?)\s*(?:至|到|~|—+|–|\/(?=\d{4}-|$)|\s-\s|(?<=年|日|月)-)\s*(.*)$/u;
const openEnds: ReadonlySet<string> = new Set(['今', '', '..', 'now', 'present']);

/** A month or a year stands for its first or its last day. */
const periodOf = (text: string, end: 'first' | 'last'): string | undefined => {
  const [, year = yearForm.exec(text)?.[1], month] = monthForm.exec(text) ?? [];
  if (year === undefined) return undefined;
  const from = (month ?? (end === 'first' ? '1' : '12')).padStart(2, '0');
  const days = end === 'first' ? ['01'] : ['31', '30', '29', '28'];
  return days.map((day) => `${year}-${from}-${day}`).find(isDate);
};
