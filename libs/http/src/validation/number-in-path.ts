/** A number in a path, from 1; 0 where the text is none: it names nothing. */
export const numberInPath = (text: string): number =>
  /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0;
