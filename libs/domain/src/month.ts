import type { DateText } from './calendar.js';

/** A calendar month, `yyyy-MM`; as text in the order of time. */
export type MonthText = string;

const form = /^\d{4}-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): text is MonthText => form.test(text);

export const monthOf = (date: DateText): MonthText => date.slice(0, 7);

/** The month so many months later, or earlier where negative. */
export const addToMonth = (month: MonthText, months: number): MonthText => {
  const index = indexOf(month) + months;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`;
};

/** Months from the first up to the second, not counting the first; negative where it is later. */
export const monthsBetween = (first: MonthText, second: MonthText): number =>
  indexOf(second) - indexOf(first);

/** Every month from the first to the last, both included; none where the first is later. */
export const monthsFromTo = (first: MonthText, last: MonthText): readonly MonthText[] =>
  Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, at) =>
    addToMonth(first, at),
  );

export const firstDayOf = (month: MonthText): DateText => `${month}-01`;

export const lastDayOf = (month: MonthText): DateText => {
  const [year, number] = partsOf(month);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};

export const laterMonth = (a: MonthText, b: MonthText): MonthText => (a > b ? a : b);

const partsOf = (month: MonthText): readonly [number, number] => [
  Number(month.slice(0, 4)),
  Number(month.slice(5, 7)),
];

const indexOf = (month: MonthText): number => {
  const [year, number] = partsOf(month);
  return year * 12 + number - 1;
};
