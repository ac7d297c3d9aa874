import type { BookState } from '../book/book.js';
import type { MonthText } from '../month.js';

/**
 * What of a book's amortisation stands in the journal. A run for month M, started at position q, covers every book
 * of its entity as its events before q leave it: it posts `amortisedThrough(max(M, through)) −
 * charged`. A fact between two runs brings the amortisation up to date itself where it must.
 */
export type PostedAmortisation = {
  /** Last month that is covered; empty: none yet. */
  readonly through: MonthText | '';
  readonly charged: bigint;
};

/** A book as it stands, with what of its amortisation is posted. */
export type BookInJournal = {
  readonly state: BookState;
  readonly posted: PostedAmortisation;
};
