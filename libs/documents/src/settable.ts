import { fontOf } from './fonts.js';

/**
 * Text as it can be set: what the fonts have no sign for is named by its number, `〔U+20BB7〕`, for an
 * empty box would make two rare names the same. What is not seen, or turns the order of what is, is
 * left out.
 */
export const settable = (text: string): string => {
  const marked = latinMarks(text);
  if (isSet(marked)) return marked;
  return Array.from(marked.replaceAll(unseen, '').normalize('NFC'), (character) =>
    isSet(character) ? character : numberOf(character),
  ).join('');
};

/** In fonts of Chinese an apostrophe is as wide as a character: within a Latin word it is set straight. */
const latinMarks = (text: string): string =>
  text.replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'");

/** Joiners, selectors of variants and turns of direction. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

const numberOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? ' ' : `〔U+${code.toString(16).toUpperCase().padStart(4, '0')}〕`;
};

const isSet = (text: string): boolean => {
  for (const character of text) if (!hasSign(character)) return false;
  return true;
};

const known = new Map<string, boolean>([
  ['\n', true],
  ['\r', true],
]);

const hasSign = (character: string): boolean => {
  const found = known.get(character);
  if (found !== undefined) return found;
  const has =
    character >= ' ' &&
    character.search(unseen) < 0 &&
    [fontOf('regular'), fontOf('bold')].every((font) =>
      (font as unknown as Signs).hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    );
  known.set(character, has);
  return has;
};

/** Of a font as pdfkit parses it. */
interface Signs {
  hasGlyphForCodePoint(code: number): boolean;
}
