import { wordsMax, wordsOf } from '@ledger/domain/search/terms.js';
import { type Shape, text } from './shape.js';

/** Words that are looked for, parted by blanks; a word too many is refused, not left out. */
export const soughtText = (max: number): Shape => {
  const words = text({ max });
  return {
    ...words,
    accepts: (value) => words.accepts(value) && wordsOf(value as string).length <= wordsMax,
    zh: `${words.zh}，其中以空格分开的词至多 ${wordsMax} 个`,
    en: `${words.en}, with at most ${wordsMax} words parted by blanks`,
  };
};
