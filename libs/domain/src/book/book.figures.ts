import { amortise } from '../accounting/amortisation.js';
import type { BookInJournal } from '../accounting/book-amortisation.js';
import { lastDayOf, monthOf, type MonthText } from '../month.js';
import { type DateText } from '../calendar.js';
import { type FractionText, partOf } from '../fraction.js';
import { fromMinorUnits } from '../money.js';
import type { Removed } from './book.events.js';
import { type BookState, evolveBook, initialBook } from './book.state.js';

/** What a book is carried at, in fen. */
export type BookFigures = {
  readonly cost: bigint;
  readonly amortised: bigint;
  /** Impairment, or provision for decline. */
  readonly impaired: bigint;
  readonly carrying: bigint;
};

const figures = (cost: bigint, amortised: bigint, impaired: bigint): BookFigures => ({
  cost,
  amortised,
  impaired,
  carrying: cost - amortised - impaired,
});

/** As the facts call for it, amortised to the end of a month; by the balance the status names. */
export const figuresThrough = (state: BookState, month: MonthText): BookFigures => {
  const { cost, impaired } = state;
  switch (state.status) {
    case 'intangible':
      return figures(cost, amortise(state.schedule, month).accumulated, impaired);
    case 'inventory':
      return figures(cost, 0n, impaired);
    case 'heldForSale':
      return figures(state.heldForSale, 0n, state.heldForSaleImpaired);
    case 'contractCost':
      return figures(state.contractCost, 0n, 0n);
    case 'none':
      return figures(state.development, 0n, state.developmentImpaired);
    case 'unrecognised':
    case 'derecognised':
      return figures(0n, 0n, 0n);
  }
};

/** As the journal must have it: only amortisation that is posted is counted. */
export const figuresInJournal = ({ state, posted }: BookInJournal): BookFigures => {
  const { status, cost, impaired } = state;
  if (status !== 'intangible') return figuresThrough(state, '');
  return figures(cost, openingAmortised(state) + posted.charged, impaired);
};

/** Amortisation taken over and removed, without what was charged here. */
const openingAmortised = ({ episodes, schedule }: BookState): bigint =>
  [...episodes, schedule].flat().reduce((sum, change) => {
    if (change.kind === 'opening') return sum + change.amortised;
    return change.kind === 'removal' ? sum - change.removed.amortised : sum;
  }, 0n);

/** Accumulated amortisation on a day before the charge of its month: what a disposal takes off. */
const amortisedBefore = (state: BookState, on: DateText): bigint =>
  amortise([...state.schedule, { month: monthOf(on), kind: 'stop' }], monthOf(on)).accumulated;

/**
 * What it is carried at on a day: balances of the month are there from their day on, its charge with
 * its last day.
 */
export const figuresOn = (state: BookState, date: DateText): BookFigures => {
  const isOver = date === lastDayOf(monthOf(date));
  if (isOver || state.status !== 'intangible') return figuresThrough(state, monthOf(date));
  return figures(state.cost, amortisedBefore(state, date), state.impaired);
};

/** What leaves the balance when that share of the book does, each amount half-up to the fen. */
export const removedOf = (state: BookState, on: DateText, share: FractionText): Removed => {
  const { cost, impaired } = figuresThrough(state, '');
  const amortised = state.status === 'intangible' ? amortisedBefore(state, on) : 0n;
  return {
    cost: fromMinorUnits(partOf(cost, share)),
    amortised: fromMinorUnits(partOf(amortised, share)),
    impaired: fromMinorUnits(partOf(impaired, share)),
  };
};

/** The book as it stood on a day: without facts of later days, and without what was taken back. */
export const bookOn = ({ history, reversed }: BookState, date: DateText): BookState =>
  history
    .filter(
      (event, index) =>
        !reversed.has(index + 1) &&
        event.type !== 'FactReversed' &&
        (!('on' in event.data) || event.data.on <= date),
    )
    .reduce(evolveBook, initialBook());
