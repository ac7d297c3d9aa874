import type { DateText } from '../calendar.js';
import { type AccountSum, closingOf, openingOf, sumOf } from './account-sums.js';
import { lineNames, type StatementFormat, sumsOfData, sumsOfLine } from './balance-sheet.js';
import { movementText } from './movement-text.js';
import type { ReportPeriod } from './report-days.js';

/** Columns of the trial balance; balances are debits less credits. */
export const trialBalanceColumns = ['opening', 'debit', 'credit', 'closing'] as const;
/** Columns of the balance sheet: the line, and what of it are data resources. */
export const balanceSheetColumns = [
  'closing',
  'opening',
  'ofWhichClosing',
  'ofWhichOpening',
] as const;

type TrialBalanceColumn = (typeof trialBalanceColumns)[number];
type BalanceSheetColumn = (typeof balanceSheetColumns)[number];

/** Sums of days that a cell is made of: those of one kind, on some days. */
export interface SumPart {
  readonly code: string;
  readonly generalCode: string;
  readonly role: string;
  readonly hasBook: boolean;
  /** As `movementText`; empty: none. */
  readonly movement: string;
  readonly isOpening: boolean;
  /** Inclusive; empty: from the beginning. */
  readonly from: DateText | '';
  readonly to: DateText;
}

/** A cell of a statement that is made of accounts, and the sums behind its figure. */
export interface AccountCell {
  /** In fen. */
  readonly amount: bigint;
  /** What a line adds: its debit less its credit, or one of the two. */
  readonly adds: 'balance' | 'debit' | 'credit';
  readonly parts: readonly SumPart[];
}

type Days = ReportPeriod & { readonly dayBefore: DateText };

/** @returns undefined where the trial balance has no such cell. */
export const trialBalanceCell = (
  sums: readonly AccountSum[],
  row: string,
  column: string,
  days: Days,
): AccountCell | undefined => {
  const isTurnover = column === 'debit' || column === 'credit';
  if (!trialBalanceColumns.includes(column as TrialBalanceColumn)) return undefined;
  // Balances stand on one side, account by account: added up they are no cell of their own.
  if (row === 'total' && !isTurnover) return undefined;
  const own = row === 'total' ? sums : sums.filter(({ code }) => code === row);
  if (own.length === 0) return undefined;
  if (!isTurnover) return balanceCell(own, column === 'opening', days);
  const within = own.filter(({ isOpening }) => !isOpening);
  return {
    amount: sumOf(within, ({ within: turnover }) => turnover[column]),
    adds: column,
    parts: within.map((sum) => partOf(sum, days.from, days.to)),
  };
};

/** @returns undefined where the balance sheet has no such cell. */
export const balanceSheetCell = (
  sums: readonly AccountSum[],
  row: string,
  column: string,
  { format, ...days }: Days & { readonly format: StatementFormat },
): AccountCell | undefined => {
  const isColumn = balanceSheetColumns.includes(column as BalanceSheetColumn);
  if (!isColumn || !lineNames(format).some((name) => name === row)) return undefined;
  const isPart = column.startsWith('ofWhich');
  const own = isPart ? sumsOfData(row, sums, format) : sumsOfLine(row, sums, format);
  return balanceCell(own, column.toLowerCase().endsWith('opening'), days);
};

/** A balance taken over counts as there before the period. */
const balanceCell = (own: readonly AccountSum[], isOpening: boolean, days: Days): AccountCell => ({
  amount: sumOf(own, isOpening ? openingOf : closingOf),
  adds: 'balance',
  parts: own.map((sum) => partOf(sum, '', isOpening && !sum.isOpening ? days.dayBefore : days.to)),
});

const partOf = (
  { code, generalCode, role, hasBook, movement, isOpening }: AccountSum,
  from: SumPart['from'],
  to: DateText,
): SumPart => ({
  code,
  generalCode,
  role,
  hasBook,
  movement: movement === undefined ? '' : movementText(movement),
  isOpening,
  from,
  to,
});
