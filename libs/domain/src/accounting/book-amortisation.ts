import type { BookEvent } from '../book/book.events.js';
import { type BookState, evolveBook, initialBook } from '../book/book.state.js';
import { catchUpOf } from './catch-up.js';
import { amortise } from './amortisation.js';
import { laterMonth, type MonthText } from '../month.js';
import type { BookInJournal, PostedAmortisation } from './posted-amortisation.js';

export type { BookInJournal, PostedAmortisation } from './posted-amortisation.js';

/**
 * What the book's facts call for as amortisation up to the end of a month, in fen: every charge
 * since the book is kept here, whatever was removed later. An opening balance is not in it.
 */
export const amortisedThrough = (
  { schedule, episodes }: Pick<BookState, 'schedule' | 'episodes'>,
  month: MonthText,
): bigint => [...episodes, schedule].reduce((sum, one) => sum + amortise(one, month).charged, 0n);

/** A monthly run: its month and the position of the event that began it. */
export type AmortisationRun = { readonly month: MonthText; readonly position: number };

const nothingPosted: PostedAmortisation = { through: '', charged: 0n };

/** What a run for the month still has to post for the book, in fen; negative: taken back (red). */
export const runDue = ({ state, posted }: BookInJournal, month: MonthText): bigint =>
  amortisedThrough(state, laterMonth(month, posted.through)) - posted.charged;

/** The book after a run for the month. */
const afterRun = (book: BookInJournal, month: MonthText): BookInJournal => {
  const through = laterMonth(month, book.posted.through);
  return { ...book, posted: { through, charged: amortisedThrough(book.state, through) } };
};

/** An event with its place in the log. */
export type PlacedBookEvent = { readonly position: number; readonly event: BookEvent };

/**
 * A book folded with its entity's runs in the order of the log: the one account of what is posted.
 * The posting of event n wants the fold of the events before it: `foldInJournal(events.slice(0, n),
 * runs.filter(({ position }) => position < event.position))`.
 * @param each is told of every event with the book as it stood before it.
 */
export const foldInJournal = (
  events: readonly PlacedBookEvent[],
  runs: readonly AmortisationRun[],
  each?: (before: BookInJournal, placed: PlacedBookEvent, version: number) => void,
): BookInJournal => {
  let book: BookInJournal = { state: initialBook(), posted: nothingPosted };
  let next = 0;
  for (const [index, { position, event }] of events.entries()) {
    const first = next;
    while ((runs[next]?.position ?? position) < position) next += 1;
    book = afterRuns(book, runs.slice(first, next));
    each?.(book, { position, event }, index + 1);
    const { posted } = catchUpOf(book, event);
    book = { state: evolveBook(book.state, event), posted };
  }
  return afterRuns(book, runs.slice(next));
};

/** Runs with no fact between them leave what the one of the latest month would: it is computed once. */
const afterRuns = (book: BookInJournal, runs: readonly AmortisationRun[]): BookInJournal => {
  const months = runs.map(({ month }) => month);
  return months.length === 0 ? book : afterRun(book, months.reduce(laterMonth));
};
