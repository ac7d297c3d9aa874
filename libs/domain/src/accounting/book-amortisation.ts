import type { BookEvent } from '../book/book.events.js';
import { type BookState, evolveBook, initialBook } from '../book/book.state.js';
import { catchUpOf } from './catch-up.js';
import { amortise } from './amortisation.js';
import { laterMonth, type MonthText } from './month.js';

/**
 * What the book's facts call for as amortisation up to the end of a month, in fen: every charge
 * since the book is kept here, whatever was removed later. An opening balance is not in it.
 */
export const amortisedThrough = (
  { schedule, episodes }: Pick<BookState, 'schedule' | 'episodes'>,
  month: MonthText,
): bigint => [...episodes, schedule].reduce((sum, one) => sum + amortise(one, month).charged, 0n);

/**
 * What of that stands in the journal. A run for month M, started at position q, covers every book
 * of its entity as its events before q leave it: it posts `amortisedThrough(max(M, through)) −
 * charged`. A fact between two runs brings the amortisation up to date itself where it must.
 */
export type PostedAmortisation = {
  /** Last month that is covered; empty: none yet. */
  readonly through: MonthText | '';
  readonly charged: bigint;
};

/** A monthly run: its month and the position of the event that began it. */
export type AmortisationRun = { readonly month: MonthText; readonly position: number };

/** A book as it stands, with what of its amortisation is posted. */
export type BookInJournal = {
  readonly state: BookState;
  readonly posted: PostedAmortisation;
};

export const nothingPosted: PostedAmortisation = { through: '', charged: 0n };

/** What a run for the month still has to post for the book, in fen; negative: taken back (red). */
export const runDue = ({ state, posted }: BookInJournal, month: MonthText): bigint =>
  amortisedThrough(state, laterMonth(month, posted.through)) - posted.charged;

/** The book after a run for the month. */
export const afterRun = (book: BookInJournal, month: MonthText): BookInJournal => {
  const through = laterMonth(month, book.posted.through);
  return { ...book, posted: { through, charged: amortisedThrough(book.state, through) } };
};

/** An event with its place in the log. */
export type PlacedBookEvent = { readonly position: number; readonly event: BookEvent };

/**
 * A book folded with its entity's runs in the order of the log: the one account of what is posted.
 * The posting of event n wants the fold of the events before it: `foldInJournal(events.slice(0, n),
 * runs.filter(({ position }) => position < event.position))`.
 */
export const foldInJournal = (
  events: readonly PlacedBookEvent[],
  runs: readonly AmortisationRun[],
): BookInJournal => {
  let book: BookInJournal = { state: initialBook(), posted: nothingPosted };
  let next = 0;
  for (const { position, event } of events) {
    const first = next;
    while ((runs[next]?.position ?? position) < position) next += 1;
    book = afterRuns(book, runs.slice(first, next));
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
