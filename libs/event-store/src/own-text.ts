/**
 * The same text, on its own. The engine makes a part of a text point into the whole, and the short
 * columns of an event are parts of one text (`row-texts.ts`): whoever keeps one for long would keep
 * all of them.
 */
export const ownText = (text: string): string => Buffer.from(text).toString();
