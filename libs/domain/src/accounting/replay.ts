import { minorUnits } from '../money.js';
import {
  type AmortisationRun,
  type BookInJournal,
  foldInJournal,
  type PlacedBookEvent,
} from './book-amortisation.js';
import type { AccountRole, EntryLine } from './entry.js';
import { entriesOf } from './posting-rules.js';

/** Debits less credits of each account that is kept by books, in fen. */
export type RoleSums = ReadonlyMap<AccountRole, bigint>;

/** What one fact calls for. */
export interface CalledFor {
  /** Vouchers that it takes, one an entry. */
  readonly vouchers: number;
  readonly sums: RoleSums;
}

/** What a book's facts and its entity's runs call for, made again from the log alone. */
export interface Replayed {
  /** By version of the fact; facts that call for nothing are not there. */
  readonly facts: ReadonlyMap<number, CalledFor>;
  /** What runs charged as amortisation, in fen. */
  readonly charged: bigint;
}

/** Accounts that move by the facts of books alone: a manual voucher does not touch them. */
export const keptByBooks: readonly AccountRole[] = [
  'inventory',
  'inventoryProvision',
  'heldForSale',
  'heldForSaleImpairment',
  'intangible',
  'accumulatedAmortisation',
  'intangibleImpairment',
  'developmentExpenditure',
  'developmentImpairment',
];

/** Folds a book with its entity's runs and tells what must stand in the journal (fold = ledger). */
export const replay = (
  events: readonly PlacedBookEvent[],
  runs: readonly AmortisationRun[],
): Replayed => {
  const facts = new Map<number, CalledFor>();
  let caughtUp = 0n;
  const take = (before: BookInJournal, { event }: PlacedBookEvent, version: number): void => {
    const entries = entriesOf(before, event);
    const lines = entries.flatMap((entry) => entry.lines);
    if (entries.length > 0) facts.set(version, { vouchers: entries.length, sums: sumsOf(lines) });
    caughtUp += lines.reduce((sum, line) => sum + chargeOf(line), 0n);
  };
  const { posted } = foldInJournal(events, runs, take);
  return { facts, charged: posted.charged - caughtUp };
};

const signed = ({ side, amount }: EntryLine): bigint =>
  side === 'debit' ? minorUnits(amount) : -minorUnits(amount);

const sumsOf = (lines: readonly EntryLine[]): RoleSums => {
  const sums = new Map<AccountRole, bigint>();
  for (const line of lines) {
    if (!keptByBooks.includes(line.role)) continue;
    sums.set(line.role, (sums.get(line.role) ?? 0n) + signed(line));
  }
  return sums;
};

const chargeOf = (line: EntryLine): bigint =>
  line.movement?.section === 'amortisation' && line.movement.row === 'charge' ? -signed(line) : 0n;
