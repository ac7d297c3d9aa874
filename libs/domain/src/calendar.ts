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
export const isDate = (text: string): text is DateText => {
  if (!form.test(text)) return false;
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  const day = Number(text.slice(8));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0));
};

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The calendar date in Shanghai at an instant (RFC 3339). */
export const shanghaiDate = (instant: string): DateText => {
  if (instant === lately.instant) return lately.date;
  const minute = instant.endsWith('Z') ? instant.slice(0, minuteLength) : instant;
  const date =
    minute === lately.minute ? lately.date : toText(Date.parse(instant) + shanghaiOffsetMs);
  lately = { instant, minute, date };
  return date;
};

/** `2026-11-22T08:15`: all instants of a minute have the same date. */
const minuteLength = 16;

/** Judging a title asks for the date of one instant thousands of times, and an import of each now. */
let lately: { readonly instant: string; readonly minute: string; readonly date: DateText } = {
  instant: '',
  minute: '',
  date: '',
};

/** The instant (RFC 3339 UTC, milliseconds) at which an inclusive last day ends in Shanghai. */
export const endOfShanghaiDay = (date: DateText): string =>
  isoOf(toMs(date) + dayMs - shanghaiOffsetMs - 1);

/** The instant `milliseconds` after another (RFC 3339 UTC). */
export const addMilliseconds = (instant: string, milliseconds: number): string =>
  isoOf(Date.parse(instant) + milliseconds);

export const addDays = (date: DateText, days: number): DateText =>
  toText(toMs(date) + days * dayMs);

/** How many days later the second date is; negative where it is earlier. */
export const daysBetween = (from: DateText, to: DateText): number =>
  Math.round((toMs(to) - toMs(from)) / dayMs);

/** The same day some months later, or the month's last day where there is no such day. */
export const addMonths = (date: DateText, months: number): DateText => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const first = month - 1 + months;
  const lastDay = new Date(Date.UTC(year, first + 1, 0)).getUTCDate();
  return toText(Date.UTC(year, first, Math.min(day, lastDay)));
};

/**
 * Where the calendar departs from Monday to Friday: the content of the policy `working-days`. A year
 * that it does not know yet counts as having no such days.
 */
export type WorkingDays = {
  /** Mondays to Fridays that are free. */
  readonly holidays: readonly DateText[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly DateText[];
};

/** Whether a date is a Saturday or a Sunday. */
export const isWeekend = (date: DateText): boolean =>
  [0, 6].includes(new Date(toMs(date)).getUTCDay());

/**
 * Whether people work on that date, make-up days included: by the calendar that was adopted, or,
 * where none is given, by the State Council's as the library knows it.
 */
export const isWorkingDay = (date: DateText, calendar?: WorkingDays): boolean => {
  if (calendar === undefined) return chineseDays.isWorkday(date);
  const { holidays, makeUpDays } = lookUpOf(calendar);
  return isWeekend(date) ? makeUpDays.has(date) : !holidays.has(date);
};

/** The n-th working day after a date: the day itself does not count. */
export const addWorkingDays = (
  date: DateText,
  workingDays: number,
  calendar?: WorkingDays,
): DateText => {
  let day = date;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
};

/** The date itself where it is a working day, else the next one. */
export const orNextWorkingDay = (date: DateText, calendar?: WorkingDays): DateText => {
  let day = date;
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
};

/** Working days after the first date up to and including the second. */
export const workingDaysBetween = (
  first: DateText,
  last: DateText,
  calendar?: WorkingDays,
): number => {
  let count = 0;
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
};

type LookUp = { readonly holidays: ReadonlySet<string>; readonly makeUpDays: ReadonlySet<string> };

const lookUps = new WeakMap<WorkingDays, LookUp>();

/** A calendar is asked thousands of times and never changes: its sets are made once. */
const lookUpOf = (calendar: WorkingDays): LookUp => {
  const known = lookUps.get(calendar);
  if (known !== undefined) return known;
  const { holidays, makeUpDays } = calendar;
  const made = { holidays: new Set(holidays), makeUpDays: new Set(makeUpDays) };
  lookUps.set(calendar, made);
  return made;
};

const toMs = (date: DateText): number => Date.parse(`${date}T00:00:00.000Z`);

const isoOf = (ms: number): string => new Date(ms).toISOString();

const toText = (ms: number): DateText => (Number.isNaN(ms) ? '' : isoOf(ms).slice(0, 10));
