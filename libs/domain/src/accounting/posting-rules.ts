import type { BookDataOf, BookEvent } from '../book/book.events.js';
import { type BookState, evolveBook, initialBook } from '../book/book.state.js';
import type { DateText } from '../calendar.js';
import { minorUnits } from '../money.js';
import type { BookInJournal } from './book-amortisation.js';
import { catchUpOf } from './catch-up.js';
import {
  awaitingOf,
  costEntries,
  openingEntries,
  recognitionEntries,
  researchEntries,
  spentOn,
} from './cost-rules.js';
import {
  heldForSaleEntries,
  lapseEntries,
  reclassificationEntries,
  saleEntries,
  withdrawalEntries,
} from './disposal-rules.js';
import { handedOverEntries, takenOverEntries } from './succession-rules.js';
import type { AccountRole, Entry, EntryLine } from './entry.js';
import { bookOfLines, type DraftEntry, inRed, Lines } from './entry-lines.js';
import { lastDayOf, monthOf } from '../month.js';

/**
 * The entries that a fact calls for (fact sheet 8), each balanced; none where it calls for none.
 * Amortisation that the fact brings up to date comes first, in entries of its own, each dated at
 * the end of its month.
 * @param before the book as it stood before the fact, with what of its amortisation is posted.
 */
export const entriesOf = (before: BookInJournal, event: BookEvent): readonly Entry[] =>
  [...catchUpEntries(before, event), ...ownEntries(before.state, event)].map((entry, index) => ({
    ...entry,
    ordinal: index + 1,
  }));

/** Lines that charge amortisation of the book by its use, in fen; red where negative. */
export const amortisationLines = (state: BookState, amount: bigint): readonly EntryLine[] =>
  amortisationEntry(state, amount, '', '').flatMap(({ lines }) => lines);

const amortisationEntry = (
  state: BookState,
  amount: bigint,
  date: DateText,
  summary: string,
): readonly DraftEntry[] => {
  const use = state.life?.estimate.use ?? 'administration';
  const lines = new Lines(bookOfLines(state)).debit(expenseOf[use], amount);
  // What research uses is expensed with it at once: 5301.费用化支出 is left empty.
  if (use === 'research') {
    lines.credit('researchExpense', amount).debit('administrationExpense', amount);
  }
  return lines
    .credit('accumulatedAmortisation', amount, ['intangible', 'amortisation', 'charge'])
    .entry(date, summary);
};

const expenseOf = {
  administration: 'administrationExpense',
  sales: 'costOfSales',
  otherBusiness: 'otherCost',
  production: 'productionCost',
  research: 'researchExpense',
} as const satisfies Readonly<Record<string, AccountRole>>;

const catchUpEntries = (before: BookInJournal, event: BookEvent): readonly DraftEntry[] => {
  const { state } = before;
  return catchUpOf(before, event).charges.flatMap(({ month, amount }) => {
    const { on } = event.data as { readonly on: DateText };
    const date = month < monthOf(on) ? lastDayOf(month) : on;
    return amortisationEntry(state, amount, date, `摊销 ${month}：${bookOfLines(state).name}`);
  });
};

const ownEntries = (before: BookState, event: BookEvent): readonly DraftEntry[] => {
  switch (event.type) {
    case 'OpeningBalanceTaken':
      return openingEntries(before, event.data);
    case 'DataAcquired':
      return costEntries(before, awaitingOf(event.data), event.data.note);
    case 'CostIncurred':
      return event.data.treatment === 'expensed'
        ? spentOn(before, 'administrationExpense', event.data)
        : costEntries(before, awaitingOf(event.data), event.data.note);
    case 'ResearchIncurred':
      return researchEntries(before, event.data);
    case 'DevelopmentIncurred':
      return event.data.qualifies
        ? spentOn(before, 'developmentExpenditure', event.data)
        : researchEntries(before, event.data);
    case 'RecognitionDecided':
      return recognitionEntries(before, event.data);
    case 'ImpairmentRecognised':
      return impairmentEntries(before, event.data);
    case 'InventoryWrittenDown':
    case 'WriteDownReversed':
      return provisionEntries(before, event);
    case 'BookReclassified':
      return reclassificationEntries(before, event.data);
    case 'HeldForSaleClassified':
      return heldForSaleEntries(before, event.data);
    case 'HeldForSaleWithdrawn':
      return withdrawalEntries(before, event.data);
    case 'DataSold':
      return saleEntries(before, event.data);
    case 'DataPartlyLapsed':
    case 'DataLapsed':
      return lapseEntries(before, event.data);
    case 'BookHandedOver':
      return handedOverEntries(before, event.data);
    case 'BookTakenOver':
      return takenOverEntries(before, event.data);
    case 'ServiceRevenueEarned':
      return revenueEntries(before, event.data);
    case 'FactReversed':
      return reversalEntries(before, event.data);
    case 'BookOpened':
    case 'BookLinked':
    case 'CapitalisationConditionsMet':
    case 'UsefulLifeEstimated':
    case 'UnitsUsed':
      return [];
  }
};

const impairmentEntries = (
  before: BookState,
  data: BookDataOf<'ImpairmentRecognised'>,
): readonly DraftEntry[] => {
  const loss = minorUnits(data.loss);
  const book = bookOfLines(before);
  const lines = new Lines(book).debit('impairmentLoss', loss);
  switch (data.of) {
    case 'intangible':
      lines.credit('intangibleImpairment', loss, ['intangible', 'impairment', 'charge']);
      break;
    case 'development':
      lines.credit('developmentImpairment', loss, ['development', 'impairment', 'charge']);
      break;
    case 'heldForSale':
      lines.credit('heldForSaleImpairment', loss);
  }
  return lines.entry(data.on, data.note ?? `计提减值准备：${book.name}`);
};

const provisionEntries = (
  before: BookState,
  { type, data }: Extract<BookEvent, { type: 'InventoryWrittenDown' | 'WriteDownReversed' }>,
): readonly DraftEntry[] => {
  const amount = minorUnits(data.amount);
  const book = bookOfLines(before);
  const lines = new Lines(book);
  if (type === 'InventoryWrittenDown') {
    return lines
      .debit('impairmentLoss', amount)
      .credit('inventoryProvision', amount, ['inventory', 'provision', 'charge'])
      .entry(data.on, data.note ?? `计提存货跌价准备：${book.name}`);
  }
  if (data.of === 'heldForSale') {
    return lines
      .debit('heldForSaleImpairment', amount)
      .credit('impairmentLoss', amount)
      .entry(data.on, data.note ?? `转回持有待售资产减值准备：${book.name}`);
  }
  return lines
    .debit('inventoryProvision', amount, ['inventory', 'provision', 'reversal'])
    .credit('impairmentLoss', amount)
    .entry(data.on, data.note ?? `转回存货跌价准备：${book.name}`);
};

const revenueEntries = (
  before: BookState,
  data: BookDataOf<'ServiceRevenueEarned'>,
): readonly DraftEntry[] => {
  const { on, revenue, settlement } = data;
  const cost = minorUnits(data.contractCost);
  const book = bookOfLines(before);
  const isMain = revenue === 'main';
  return [
    ...new Lines(book)
      .settled('debit', settlement)
      .credit(isMain ? 'revenue' : 'otherRevenue', minorUnits(data.amount))
      .credit('outputTax', minorUnits(data.outputTax))
      .entry(on, data.note ?? `数据服务收入：${book.name}`),
    ...new Lines(book)
      .debit(isMain ? 'costOfSales' : 'otherCost', cost)
      .credit('contractCost', cost)
      .entry(on, data.note ?? `结转合同履约成本：${book.name}`),
  ];
};

/** Amortisation that the fact had brought up to date stays: it was due anyhow. */
const reversalEntries = (
  before: BookState,
  { on, version, note }: BookDataOf<'FactReversed'>,
): readonly DraftEntry[] => {
  const past = before.history.slice(0, version - 1).reduce(evolveBook, initialBook());
  const event = before.history[version - 1];
  if (event === undefined) throw new Error(`The book has no fact ${version}.`);
  const summary = note ?? `红字冲销：${bookOfLines(before).name}`;
  return inRed(ownEntries(past, event), on, summary);
};
