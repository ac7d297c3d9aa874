/** First and last division of each section of GB/T 4754-2017 国民经济行业分类. */
const divisions: Readonly<Record<string, readonly [number, number]>> = {
  A: [1, 5],
  B: [6, 12],
  C: [13, 43],
  D: [44, 46],
  E: [47, 50],
  F: [51, 52],
  G: [53, 60],
  H: [61, 62],
  I: [63, 65],
  J: [66, 69],
  K: [70, 70],
  L: [71, 72],
  M: [73, 75],
  N: [76, 79],
  O: [80, 82],
  P: [83, 83],
  Q: [84, 85],
  R: [86, 90],
  S: [91, 96],
  T: [97, 97],
};

const form = /^([A-T])(\d{2})?$/;

/** Whether the text is a section letter, or a section letter with one of its divisions (`J66`). */
export const isIndustry = (text: string): boolean => {
  const [, section = '', division] = form.exec(text) ?? [];
  const range = divisions[section];
  if (!range) return false;
  if (division === undefined) return true;
  return Number(division) >= range[0] && Number(division) <= range[1];
};
