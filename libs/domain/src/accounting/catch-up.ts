import type { BookEvent } from '../book/book.events.js';
import { restoredOf, resumedSchedule } from '../book/book.held.js';
import { isWhole } from '../fraction.js';
import type { BookState } from '../book/book.js';
import { evolveBook } from '../book/book.state.js';
import { amortise, type ScheduleChange } from './amortisation.js';
import type { BookInJournal, PostedAmortisation } from './posted-amortisation.js';
import { addToMonth, laterMonth, monthOf, type MonthText } from '../month.js';

/** Amortisation that a fact itself brings up to date, by month, and what is posted after it. */
export type CatchUp = {
  readonly charges: readonly { readonly month: MonthText; readonly amount: bigint }[];
  readonly posted: PostedAmortisation;
};

/**
 * A fact that measures the carrying amount needs the amortisation up to it; one that ends it takes
 * back what was charged beyond. Months no run has covered are charged each by itself.
 */
export const catchUpOf = (book: BookInJournal, event: BookEvent): CatchUp => {
  const { state, posted } = book;
  const need = needOf(book, event);
  if (need === undefined || state.schedule.length === 0) return { charges: [], posted };
  const { month, isEnd } = need;
  if (month <= posted.through && !isEnd) return { charges: [], posted };
  const byMonth = new Map<MonthText, bigint>();
  const resumed = resumedBy(state, event);
  const through = resumed === undefined ? month : laterMonth(month, posted.through);
  const present = resumed ?? state.schedule;
  for (const schedule of [...state.episodes, present]) {
    amortise(schedule, through, (at, charge) => byMonth.set(at, (byMonth.get(at) ?? 0n) + charge));
  }
  const months = [...byMonth].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sum = (total: bigint, [, charge]: readonly [MonthText, bigint]) => total + charge;
  // What was due by the months that are covered may have changed with facts recorded since.
  const covered = months.filter(([at]) => at <= posted.through).reduce(sum, 0n);
  const owed = months.filter(([at]) => at > posted.through);
  const late = { month: posted.through, amount: covered - posted.charged };
  const charges = [
    ...(late.amount === 0n ? [] : [late]),
    ...owed.map(([at, amount]) => ({ month: at, amount })),
  ];
  const charged = charges.reduce((total, { amount }) => total + amount, posted.charged);
  return { charges, posted: { through: laterMonth(month, posted.through), charged } };
};

/**
 * The schedule that governs months which runs have covered already: what they passed over while it
 * was held for sale is due with its return, and not due where the return was a mistake.
 */
const resumedBy = (state: BookState, event: BookEvent): readonly ScheduleChange[] | undefined => {
  if (event.type === 'HeldForSaleWithdrawn') return resumedSchedule(state, restoredOf(state));
  return isWithdrawalReversed(state, event) ? evolveBook(state, event).schedule : undefined;
};

const isWithdrawalReversed = ({ history }: BookState, event: BookEvent): boolean =>
  event.type === 'FactReversed' && history[event.data.version - 1]?.type === 'HeldForSaleWithdrawn';

/** The month up to whose end amortisation must be charged, of facts that need it. */
const needOf = (
  { state, posted }: BookInJournal,
  event: BookEvent,
): { readonly month: MonthText; readonly isEnd: boolean } | undefined => {
  switch (event.type) {
    // Tested at the month's end: the month's own charge comes first.
    case 'ImpairmentRecognised':
      return event.data.of === 'intangible'
        ? { month: monthOf(event.data.on), isEnd: false }
        : undefined;
    // None in the month of derecognition, of what is derecognised.
    case 'DataPartlyLapsed':
    case 'BookHandedOver':
    case 'DataSold': {
      const { on, share } = event.data;
      return { month: addToMonth(monthOf(on), -1), isEnd: isWhole(share) };
    }
    case 'DataLapsed':
    case 'HeldForSaleClassified':
    case 'HeldForSaleWithdrawn':
    case 'BookReclassified':
      return { month: addToMonth(monthOf(event.data.on), -1), isEnd: true };
    case 'BookOpened':
    case 'BookLinked':
    case 'OpeningBalanceTaken':
    case 'BookTakenOver':
    case 'DataAcquired':
    case 'CostIncurred':
    case 'ResearchIncurred':
    case 'DevelopmentIncurred':
    case 'CapitalisationConditionsMet':
    case 'RecognitionDecided':
    case 'UsefulLifeEstimated':
    case 'UnitsUsed':
    case 'InventoryWrittenDown':
    case 'WriteDownReversed':
    case 'ServiceRevenueEarned':
      return undefined;
    case 'FactReversed':
      return isWithdrawalReversed(state, event)
        ? { month: posted.through, isEnd: true }
        : undefined;
  }
};
