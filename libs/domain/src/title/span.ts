import { addDays, type DateText } from '../calendar.js';

/** A run of calendar dates, both ends inclusive; without `until` it does not end. May be empty. */
export interface Span {
  readonly from: DateText;
  readonly until?: DateText | undefined;
}

export const holdsOn = ({ from, until }: Span, date: DateText): boolean =>
  from <= date && (until === undefined || date <= until);

/** The dates that both have. */
export const shared = (a: Span, b: Span): Span => ({
  from: a.from > b.from ? a.from : b.from,
  until: earlier(a.until, b.until),
});

export const overlap = (a: Span, b: Span): boolean => {
  const { from, until } = shared(a, b);
  return until === undefined || from <= until;
};

/** The span as it is left by an ending: the date of the ending no longer belongs to it. */
export const endedOn = ({ from, until }: Span, on: DateText | undefined): Span => ({
  from,
  until: earlier(until, on === undefined ? undefined : addDays(on, -1)),
});

const earlier = (a: DateText | undefined, b: DateText | undefined): DateText | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
