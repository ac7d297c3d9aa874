import type { DateText } from '../calendar.js';
import { fromMinorUnits, minorUnits, sumMoney } from '../money.js';
import type { Settlement } from '../book/book.terms.js';
import type { BookState } from '../book/book.state.js';
import type { AccountRole, BookSource, Entry, EntryLine, Movement, MovementRow } from './entry.js';

/** An entry that has no number among those of its fact yet. */
export type DraftEntry = Omit<Entry, 'ordinal'>;

/** What the lines of a book have in common. */
export type BookOfLines = {
  readonly bookId: string;
  readonly name: string;
  readonly source: BookSource;
};

export const bookOfLines = ({ opened }: BookState): BookOfLines => {
  if (opened === undefined) throw new Error('A book begins with BookOpened.');
  const { bookId, name, source } = opened;
  return { bookId, name, source };
};

type Cell = readonly [Movement['table'], Movement['section'], MovementRow];

/**
 * Lines of one entry in the making; amounts in fen. A line of nothing is left out, and lines that
 * differ in their amount alone are one.
 */
export class Lines {
  private readonly lines: EntryLine[] = [];

  constructor(private readonly book: BookOfLines) {}

  debit(role: AccountRole, amount: bigint, cell?: Cell): this {
    return this.line('debit', role, amount, cell);
  }

  credit(role: AccountRole, amount: bigint, cell?: Cell): this {
    return this.line('credit', role, amount, cell);
  }

  /** How it was paid for, or what was received. */
  settled(side: 'debit' | 'credit', settlement: readonly Settlement[]): this {
    for (const { by, amount } of settlement) this.line(side, by, minorUnits(amount));
    return this;
  }

  /** The entry, debits first; none where no line is left. */
  entry(date: DateText, summary: string): readonly DraftEntry[] {
    const of = (side: EntryLine['side']) => this.lines.filter((line) => line.side === side);
    const lines = [...of('debit'), ...of('credit')];
    return lines.length === 0 ? [] : [{ date, summary, lines }];
  }

  private line(side: EntryLine['side'], role: AccountRole, amount: bigint, cell?: Cell): this {
    if (amount === 0n) return this;
    const row = cell?.[2];
    const known = this.lines.findIndex(
      (line) => line.role === role && line.side === side && line.movement?.row === row,
    );
    if (known >= 0) {
      const line = this.lines[known]!;
      this.lines[known] = { ...line, amount: sumMoney([line.amount, fromMinorUnits(amount)]) };
      return this;
    }
    const { bookId, source } = this.book;
    this.lines.push({
      role,
      side,
      amount: fromMinorUnits(amount),
      ...(byBook.has(role) && { bookId }),
      ...(cell && { movement: { table: cell[0], section: cell[1], row: cell[2], source } }),
    });
    return this;
  }
}

/** Accounts that are kept by book; the others are the whole entity's. */
const byBook: ReadonlySet<AccountRole> = new Set<AccountRole>([
  'inventory',
  'inventoryProvision',
  'heldForSale',
  'heldForSaleImpairment',
  'intangible',
  'accumulatedAmortisation',
  'intangibleImpairment',
  'developmentExpenditure',
  'developmentImpairment',
  'researchExpense',
  'productionCost',
  'contractCost',
  'pendingLoss',
  'revenue',
  'otherRevenue',
  'disposalGain',
  'costOfSales',
  'otherCost',
  'administrationExpense',
  'impairmentLoss',
  'nonOperatingLoss',
]);

/** The same entries with their amounts in red (负数): what was booked is taken back. */
export const inRed = (
  entries: readonly DraftEntry[],
  date: DateText,
  summary: string,
): readonly DraftEntry[] =>
  entries.map(({ lines }) => ({
    date,
    summary,
    lines: lines.map((line) => ({
      ...line,
      amount: fromMinorUnits(-minorUnits(line.amount)),
    })),
  }));
