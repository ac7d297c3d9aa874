import type { BookCommand } from '../../book/book.commands.js';
import { bookKind } from '../../book/book.decider.js';
import type { BookEvent } from '../../book/book.events.js';
import { type BookState, evolveBook, initialBook } from '../../book/book.state.js';
import type { Settlement, SettlementRole } from '../../book/book.terms.js';
import type { Meta } from '../../decider.js';
import { fromMinorUnits, minorUnits, type Money } from '../../money.js';
import {
  type AmortisationRun,
  type BookInJournal,
  foldInJournal,
  type PlacedBookEvent,
  runDue,
} from '../book-amortisation.js';
import type { AccountRole, BookSource, Entry, EntryLine, Movement } from '../entry.js';
import type { MonthText } from '../../month.js';
import { lastDayOf } from '../../month.js';
import { amortisationLines, entriesOf } from '../posting-rules.js';

/** Whole yuan, or an amount as text. */
export const yuan = (amount: number | string): Money =>
  fromMinorUnits(minorUnits({ amount: String(amount), currency: 'CNY' }));

export const nil = yuan(0);

export const paid = (...parts: readonly (readonly [SettlementRole, number])[]): Settlement[] =>
  parts.map(([by, amount]) => ({ by, amount: yuan(amount) }));

/** That all that recognition asks for is so. */
export const recognisedFor = (purpose: 'ownUse' | 'sale', basis: string, on: string) =>
  ({
    type: 'DecideRecognition',
    data: {
      on,
      basis,
      inputs: {
        purpose,
        identifiable: true,
        controlled: true,
        benefitsProbable: true,
        costReliable: true,
        fulfilsContract: false,
      },
    },
  }) as const;

type Input = BookCommand extends infer C
  ? C extends BookCommand
    ? Pick<C, 'type'> & { readonly data: Omit<C['data'], 'bookId'> }
    : never
  : never;

/** What a line says, short: `D intangible 720000.00`. */
export const shownLine = ({ side, role, amount }: EntryLine): string =>
  `${side === 'debit' ? 'D' : 'C'} ${role} ${amount.amount}`;

export const shown = ({ lines }: Pick<Entry, 'lines'>): readonly string[] => lines.map(shownLine);

/** One entity with its books, journal and runs, in memory: what the services do, without them. */
export class EntityBooks {
  readonly entries: Entry[] = [];
  readonly runs: AmortisationRun[] = [];
  private readonly books = new Map<string, PlacedBookEvent[]>();
  private position = 0;

  constructor(private readonly now = '2026-11-21T02:00:00.000000Z') {}

  meta(partyId = 'entity'): Meta {
    return { actor: { person: 'token-1', partyId, role: 'accountant' }, now: this.now };
  }

  open(bookId: string, source: BookSource = 'purchased'): void {
    this.record(bookId, { type: 'OpenBook', data: { name: bookId, source } });
  }

  /** Records a fact and posts its entries, which it answers; of another organisation where named. */
  record(bookId: string, { type, data }: Input, partyId?: string): readonly Entry[] {
    const command = { type, data: { ...data, bookId }, meta: this.meta(partyId) } as BookCommand;
    const state = this.state(bookId);
    return bookKind.decider.decide(command, state).flatMap((event) => {
      this.position += 1;
      const past = this.books.get(bookId) ?? [];
      const entries = entriesOf(foldInJournal(past, this.runs), event);
      this.books.set(bookId, [...past, { position: this.position, event }]);
      this.entries.push(...entries);
      return entries;
    });
  }

  /** The monthly run; answers what it posted, by book. */
  run(month: MonthText): Readonly<Record<string, string>> {
    this.position += 1;
    const posted: Record<string, string> = {};
    for (const bookId of this.books.keys()) {
      const book = this.inJournal(bookId);
      const due = runDue(book, month);
      if (due === 0n) continue;
      posted[bookId] = fromMinorUnits(due).amount;
      const lines = amortisationLines(book.state, due);
      this.entries.push({ ordinal: 1, date: lastDayOf(month), summary: `摊销 ${month}`, lines });
    }
    this.runs.push({ month, position: this.position });
    return posted;
  }

  state(bookId: string): BookState {
    return this.events(bookId).reduce(evolveBook, initialBook());
  }

  events(bookId: string): readonly BookEvent[] {
    return (this.books.get(bookId) ?? []).map(({ event }) => event);
  }

  /** Facts with their places in the log. */
  placed(bookId: string): readonly PlacedBookEvent[] {
    return this.books.get(bookId) ?? [];
  }

  inJournal(bookId: string): BookInJournal {
    return foldInJournal(this.books.get(bookId) ?? [], this.runs);
  }

  /** Balance of an account: debits less credits, of one book or of all. */
  balance(role: AccountRole, bookId?: string): string {
    const lines = this.entries
      .flatMap((entry) => entry.lines)
      .filter((line) => line.role === role && (bookId === undefined || line.bookId === bookId));
    return sum(lines, ({ side }) => (side === 'debit' ? 1n : -1n));
  }

  /** Everything that moved one cell of a table, as positive amounts. */
  cell(
    table: Movement['table'],
    section: Movement['section'],
    row: Movement['row'],
    source: BookSource,
  ): string {
    const lines = this.entries
      .flatMap((entry) => entry.lines)
      .filter(
        ({ movement }) =>
          movement?.table === table &&
          movement.section === section &&
          movement.row === row &&
          movement.source === source,
      );
    return sum(lines, () => 1n);
  }
}

const sum = (lines: readonly EntryLine[], sign: (line: EntryLine) => bigint): string =>
  fromMinorUnits(lines.reduce((total, line) => total + sign(line) * minorUnits(line.amount), 0n))
    .amount;

/** Debits less credits of an entry: nothing, if it is one. */
export const differenceOf = ({ lines }: Pick<Entry, 'lines'>): bigint =>
  lines.reduce(
    (total, { side, amount }) => total + (side === 'debit' ? 1n : -1n) * minorUnits(amount),
    0n,
  );
