import type { EntryLine, SourceEvent } from '@ledger/domain/accounting/entry.js';
import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import { createHash } from 'node:crypto';

/** Lines of one voucher, at most, and the bytes of its books' lines: an event has 64 KiB. */
const linesMax = 500;
const bytesMax = 60_000;
/** What the number of the line and its source add to a line. */
const placeBytes = 160;

/** What a run posts for one book. */
export interface BookCharge {
  readonly bookId: string;
  /** The last event of the book that the run saw. */
  readonly source: SourceEvent;
  /** Fen; negative where too much was posted before. */
  readonly amount: bigint;
  readonly lines: readonly EntryLine[];
}

/** The books of one voucher, as its lines: what moves no table is summed up over them. */
export interface ChunkLines {
  readonly lines: readonly EntryLine[];
  readonly sources: ReadonlyMap<string, SourceEvent>;
  readonly books: number;
  readonly amount: bigint;
  readonly digest: string;
}

/** Gathers charges book by book until a voucher is full. */
export class ChunkOfRun {
  private readonly own: EntryLine[] = [];
  private readonly shared = new Map<string, { readonly line: EntryLine; sum: bigint }>();
  private readonly sources = new Map<string, SourceEvent>();
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private amount = 0n;

  /** @param accountBytes what the longest account of the chart adds to a line. */
  constructor(private readonly accountBytes: number) {}

  get isEmpty(): boolean {
    return this.sources.size === 0;
  }

  /** Whether the charge finds room; an empty voucher takes any. */
  hasRoomFor({ lines }: BookCharge): boolean {
    const own = lines.filter(isOwn);
    // Every account that the books share takes one line more.
    const count = this.own.length + own.length + this.shared.size + lines.length - own.length;
    return this.isEmpty || (count <= linesMax && this.bytes + this.bytesOf(own) <= bytesMax);
  }

  add({ bookId, source, amount, lines }: BookCharge): void {
    const own = lines.filter(isOwn);
    this.own.push(...own);
    this.bytes += this.bytesOf(own);
    this.sources.set(bookId, source);
    this.amount += amount;
    this.hash.update(digestLine({ bookId, source, amount }));
    for (const line of lines.filter((each) => !isOwn(each))) this.share(line);
  }

  taken(): ChunkLines {
    const shared = [...this.shared.values()].flatMap(({ line, sum }) =>
      sum === 0n ? [] : [{ role: line.role, side: line.side, amount: fromMinorUnits(sum) }],
    );
    return {
      lines: [...shared, ...this.own],
      sources: this.sources,
      books: this.sources.size,
      amount: this.amount,
      digest: this.hash.digest('hex'),
    };
  }

  private bytesOf(lines: readonly EntryLine[]): number {
    const added = this.accountBytes + placeBytes;
    return lines.reduce((sum, line) => sum + JSON.stringify(line).length + added, 0);
  }

  private share(line: EntryLine): void {
    const key = `${line.role} ${line.side}`;
    const known = this.shared.get(key) ?? { line, sum: 0n };
    known.sum += minorUnits(line.amount);
    this.shared.set(key, known);
  }
}

/** What a digest over charges is made of: one text a book. */
export const digestLine = ({
  bookId,
  source,
  amount,
}: Pick<BookCharge, 'bookId' | 'source' | 'amount'>): string =>
  `${bookId}\t${source.version}\t${amount}\n`;

const isOwn = ({ movement }: EntryLine): boolean => movement !== undefined;
