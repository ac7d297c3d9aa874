import chineseDays from 'chinese-days';

/**
 * Calendar dates (`yyyy-MM-dd`) in Asia/Shanghai, which has had no daylight saving since 1991 and
 * so is UTC+8. Periods start the day after the event; `…Until` dates are inclusive last days.
 */
export type DateText = string;

const form = /^\d{4}-\d{2}-\d{2}$/;
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Whether the text is a date that exists (2026-02-29 does not). */
export const isDate = (text: string): text is DateText =>
  form.test(text) && toText(toMs(text)) === text;

/** The calendar date in Shanghai at an instant (RFC 3339). */
export const shanghaiDate = (instant: string): DateText =>
  toText(Date.parse(instant) + shanghaiOffsetMs);

/** The instant (RFC 3339 UTC, milliseconds) at which an inclusive last day ends in Shanghai. */
export const endOfShanghaiDay = (date: DateText): string =>
  isoOf(toMs(date) + dayMs - shanghaiOffsetMs - 1);

/** The instant `milliseconds` after another (RFC 3339 UTC). */
export const addMilliseconds = (instant: string, milliseconds: number): string =>
  isoOf(Date.parse(instant) + milliseconds);

export const addDays = (date: DateText, days: number): DateText =>
  toText(toMs(date) + days * dayMs);

/** The same day some months later, or the month's last day where there is no such day. */
export const addMonths = (date: DateText, months: number): DateText => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const first = month - 1 + months;
  const lastDay = new Date(Date.UTC(year, first + 1, 0)).getUTCDate();
  return toText(Date.UTC(year, first, Math.min(day, lastDay)));
};

/** Whether the State Council's calendar, make-up days included, has people work on that date. */
export const isWorkingDay = (date: DateText): boolean => chineseDays.isWorkday(date);

/** The n-th working day after a date: the day itself does not count. */
export const addWorkingDays = (date: DateText, workingDays: number): DateText => {
  let day = date;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
};

/** The date itself where it is a working day, else the next one. */
export const orNextWorkingDay = (date: DateText): DateText => {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
};

const toMs = (date: DateText): number => Date.parse(`${date}T00:00:00.000Z`);

const isoOf = (ms: number): string => new Date(ms).toISOString();

const toText = (ms: number): DateText => (Number.isNaN(ms) ? '' : isoOf(ms).slice(0, 10));
