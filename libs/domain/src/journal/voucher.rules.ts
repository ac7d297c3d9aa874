import type { AccountRole, Movement } from '../accounting/entry.js';
import type { VoucherContent, VoucherLine } from '../accounting/journal.events.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { refuse } from '../refusal.js';

/** Lines of one voucher, at most; an event's size limits them further where each names a book. */
const voucherLinesMax = 500;

type Table = Movement['table'];

/**
 * Accounts that move by the facts of books alone, and the table whose figures they must equal
 * (ledger = table). A voucher made by hand does not touch them.
 */
const tableOfRole: Readonly<Partial<Record<AccountRole, readonly Table[]>>> = {
  inventory: ['inventory'],
  inventoryProvision: ['inventory'],
  intangible: ['intangible'],
  accumulatedAmortisation: ['intangible'],
  intangibleImpairment: ['intangible'],
  developmentExpenditure: ['development'],
  developmentImpairment: ['development'],
  heldForSale: [],
  heldForSaleImpairment: [],
};

/** Whether the account is kept by the books. */
const isKeptByBooks = (role: AccountRole): boolean => tableOfRole[role] !== undefined;

/** Double entry: debits equal credits, and every line moves something. */
export const checkLines = (content: Pick<VoucherContent, 'kind' | 'lines'>): void => {
  const { kind, lines } = content;
  const isRed = lines.some(({ amount }) => minorUnits(amount) < 0n);
  const mayBeRed = kind !== 'manual' && kind !== 'opening';
  for (const { line, amount } of lines) {
    if (minorUnits(amount) === 0n || (isRed && !mayBeRed)) {
      refuse('voucher_amount_invalid', { line, amount: amount.amount });
    }
  }
  const debit = sumOf(lines, 'debit');
  const credit = sumOf(lines, 'credit');
  if (lines.length < 2 || lines.length > voucherLinesMax || debit !== credit) {
    refuse('voucher_not_balanced', {
      debit: fromMinorUnits(debit).amount,
      credit: fromMinorUnits(credit).amount,
    });
  }
};

/** What a person writes by hand stays off the accounts that follow from the books. */
export const checkByHand = ({ kind, lines }: Pick<VoucherContent, 'kind' | 'lines'>): void => {
  if (kind !== 'manual' && kind !== 'restatement') return;
  const kept = lines.filter(({ role }) => isKeptByBooks(role));
  if (kind === 'manual') {
    if (kept.length > 0) {
      refuse('voucher_account_of_books', { accounts: kept.map(({ account }) => account.code) });
    }
    return;
  }
  for (const { line, role, movement, bookId } of lines) {
    const tables = tableOfRole[role];
    const isRight =
      tables === undefined || tables.length === 0
        ? movement === undefined
        : movement !== undefined && bookId !== undefined && tables.includes(movement.table);
    if (!isRight) refuse('voucher_movement_unknown', { line });
  }
};

export const sumOf = (lines: readonly VoucherLine[], side: VoucherLine['side']): bigint =>
  lines.reduce((sum, line) => (line.side === side ? sum + minorUnits(line.amount) : sum), 0n);
