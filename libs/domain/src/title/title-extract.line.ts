import type { Line } from './title-extract.shape.js';
import type { Words } from './title-extract.words.js';

/** A line, where there is something to say; data reads the same in both languages. */
export const line = (label: Words, value: string | Words | undefined): readonly Line[] => {
  if (value === undefined || value === '') return [];
  return [{ label, value: typeof value === 'string' ? { zh: value, en: value } : value }];
};
