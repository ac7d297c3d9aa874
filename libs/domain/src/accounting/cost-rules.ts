import type { BookDataOf } from '../book/book.events.js';
import { acquiredCost, type AwaitingCost, type BookState, costPlaceOf } from '../book/book.js';
import type { Settlement } from '../book/book.terms.js';
import type { DateText } from '../calendar.js';
import { minorUnits } from '../money.js';
import type { BookSource, MovementRow } from './entry.js';
import { bookOfLines, type DraftEntry, Lines } from './entry-lines.js';

/** Entries of facts that bring something onto the balance, or expense it at once. */

/** 其中：购入 · 内部研发 or 采集加工 · 其他增加. */
const additionRow: Readonly<Record<BookSource, MovementRow>> = {
  purchased: 'purchase',
  selfMade: 'ownWork',
  other: 'otherAddition',
};

export const openingEntries = (
  before: BookState,
  data: BookDataOf<'OpeningBalanceTaken'>,
): readonly DraftEntry[] => {
  const { on, carriedAs } = data;
  const [cost, amortised, impaired] = [
    minorUnits(data.cost),
    minorUnits(data.amortised),
    minorUnits(data.impaired),
  ];
  const book = bookOfLines(before);
  const lines = new Lines(book);
  const summary = data.note ?? `期初余额：${book.name}`;
  switch (carriedAs) {
    case 'intangible':
      lines
        .debit('intangible', cost, ['intangible', 'cost', 'opening'])
        .credit('accumulatedAmortisation', amortised, ['intangible', 'amortisation', 'opening'])
        .credit('intangibleImpairment', impaired, ['intangible', 'impairment', 'opening']);
      break;
    case 'inventory':
      lines
        .debit('inventory', cost, ['inventory', 'cost', 'opening'])
        .credit('inventoryProvision', impaired, ['inventory', 'provision', 'opening']);
      break;
    case 'development':
      lines
        .debit('developmentExpenditure', cost, ['development', 'cost', 'opening'])
        .credit('developmentImpairment', impaired, ['development', 'impairment', 'opening']);
  }
  return lines.credit('openingBalance', cost - amortised - impaired).entry(on, summary);
};

export const awaitingOf = (
  data: BookDataOf<'DataAcquired'> | BookDataOf<'CostIncurred'>,
): AwaitingCost => ({
  on: data.on,
  amount: 'mode' in data ? acquiredCost(data) : minorUnits(data.amount),
  inputTax: minorUnits(data.inputTax),
  settlement: data.settlement,
});

/** A cost on the account of the place that it belongs to; what waits is booked when decided. */
export const costEntries = (
  before: BookState,
  cost: AwaitingCost,
  note?: string,
): readonly DraftEntry[] => {
  const place = costPlaceOf(before);
  if (place === 'awaiting') return [];
  const book = bookOfLines(before);
  const lines = new Lines(book);
  addTo(lines, place === 'cost' ? before.status : place, cost.amount, additionRow[book.source]);
  return lines
    .debit('inputTax', cost.inputTax)
    .settled('credit', cost.settlement)
    .entry(cost.on, note ?? `数据资源成本：${book.name}`);
};

const addTo = (lines: Lines, place: string, amount: bigint, row: MovementRow): Lines => {
  switch (place) {
    case 'intangible':
      return lines.debit('intangible', amount, ['intangible', 'cost', row]);
    case 'inventory':
      return lines.debit('inventory', amount, ['inventory', 'cost', row]);
    case 'development':
      return lines.debit('developmentExpenditure', amount, ['development', 'cost', 'ownWork']);
    case 'production':
      return lines.debit('productionCost', amount);
    case 'contractCost':
      return lines.debit('contractCost', amount);
    default:
      return lines.debit('administrationExpense', amount);
  }
};

type Spending = {
  readonly on: DateText;
  readonly amount: BookDataOf<'ResearchIncurred'>['amount'];
  readonly inputTax?: BookDataOf<'CostIncurred'>['inputTax'];
  readonly settlement: readonly Settlement[];
  readonly note?: string;
};

export const spentOn = (
  before: BookState,
  role: 'administrationExpense' | 'developmentExpenditure' | 'researchExpense',
  { on, amount, inputTax, settlement, note }: Spending,
): readonly DraftEntry[] => {
  const book = bookOfLines(before);
  const words = role === 'developmentExpenditure' ? '资本化支出' : '费用化支出';
  const isDevelopment = role === 'developmentExpenditure';
  return new Lines(book)
    .debit(role, minorUnits(amount), isDevelopment ? ['development', 'cost', 'ownWork'] : undefined)
    .debit('inputTax', inputTax === undefined ? 0n : minorUnits(inputTax))
    .settled('credit', settlement)
    .entry(on, note ?? `${words}：${book.name}`);
};

/** Research, and development that does not qualify, is expensed when incurred (CAS 6 art. 8). */
export const researchEntries = (before: BookState, data: Spending): readonly DraftEntry[] => {
  const amount = minorUnits(data.amount);
  const book = bookOfLines(before);
  return [
    ...spentOn(before, 'researchExpense', data),
    ...new Lines(book)
      .debit('administrationExpense', amount)
      .credit('researchExpense', amount)
      .entry(data.on, data.note ?? `结转费用化支出：${book.name}`),
  ];
};

/** What waited is booked on its own days, one entry a day; what was being made, on the day of the decision. */
export const recognitionEntries = (
  before: BookState,
  { on, result, note }: BookDataOf<'RecognitionDecided'>,
): readonly DraftEntry[] => {
  const { awaiting, production, development, developmentImpaired } = before;
  const { carriedAs } = result;
  const book = bookOfLines(before);
  const summary = note ?? `数据资源确认：${book.name}`;
  const row = additionRow[book.source];
  const made = addTo(
    new Lines(book),
    carriedAs,
    production + development - developmentImpaired,
    row,
  )
    .debit('developmentImpairment', developmentImpaired, [
      'development',
      'impairment',
      'otherReduction',
    ])
    .credit('developmentExpenditure', development, ['development', 'cost', 'otherReduction'])
    .credit('productionCost', production);
  const days = [...new Set(awaiting.map((cost) => cost.on))].toSorted();
  const waited = days.flatMap((day) => {
    const costs = awaiting.filter((cost) => cost.on === day);
    const lines = new Lines(book);
    for (const { amount } of costs) addTo(lines, carriedAs, amount, row);
    for (const { inputTax } of costs) lines.debit('inputTax', inputTax);
    for (const { settlement } of costs) lines.settled('credit', settlement);
    return lines.entry(day, summary);
  });
  return [...waited, ...made.entry(on, summary)];
};
