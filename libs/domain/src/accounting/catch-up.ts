import type { BookEvent } from '../book/book.events.js';
import { isWhole } from '../fraction.js';
import { amortise } from './amortisation.js';
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
  const need = needOf(event);
  if (need === undefined || state.schedule.length === 0) return { charges: [], posted };
  const { month, isEnd } = need;
  if (month <= posted.through && !isEnd) return { charges: [], posted };
  const byMonth = new Map<MonthText, bigint>();
  for (const schedule of [...state.episodes, state.schedule]) {
    amortise(schedule, month, (at, charge) => byMonth.set(at, (byMonth.get(at) ?? 0n) + charge));
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

/** The month up to whose end amortisation must be charged, of facts that need it. */
const needOf = (
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
    case 'DataSold': {
      const { on, share } = event.data;
      return { month: addToMonth(monthOf(on), -1), isEnd: isWhole(share) };
    }
    case 'DataLapsed':
    case 'HeldForSaleClassified':
    case 'BookReclassified':
      return { month: addToMonth(monthOf(event.data.on), -1), isEnd: true };
    case 'BookOpened':
    case 'BookLinked':
    case 'OpeningBalanceTaken':
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
    case 'FactReversed':
      return undefined;
  }
};
