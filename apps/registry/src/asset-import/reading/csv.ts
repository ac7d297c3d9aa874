import { columnOf } from '@ledger/domain/import/columns.js';
import { unguarded } from '@ledger/domain/import/formula-guard.js';
import { refuse } from '@ledger/domain/refusal.js';
import { lineCharactersMax } from './limits.js';
import type { SheetRecord } from './record.js';

const quote = '"';
const delimiters = [',', ';', '\t'] as const;

/**
 * Rows of delimited text (RFC 4180, any of three delimiters and line ends), one at a time. Broken
 * quoting is refused with its row and line. Written by hand because a general parser takes several
 * times as long, and a file is read twice.
 */
export function* csvRecords(pieces: Iterable<string>): Generator<SheetRecord> {
  let text = '';
  let delimiter: string | undefined;
  let row = 0;
  let line = 1;
  for (const { piece, isLast } of withLast(pieces)) {
    text += piece;
    delimiter ??= delimiterOf(text);
    const scan = new RecordScan(text, delimiter, isLast);
    for (let cells = scan.next(row + 1, line); cells; cells = scan.next(row + 1, line)) {
      row += 1;
      line += scan.lines;
      yield { row, cells: cells.map(unguarded) };
    }
    text = text.slice(scan.done);
    if (text.length > lineCharactersMax) {
      refuse('import_line_too_long', { row: row + 1, line, charactersMax: lineCharactersMax });
    }
  }
}

/** The delimiter by which the header has most known names, or else most cells. */
const delimiterOf = (start: string): string => {
  const [header = ''] = start.trimStart().split(/[\r\n]/u, 1);
  const scored = delimiters.map((delimiter) => {
    const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/gu, ''));
    const known = names.filter((name) => columnOf(name) !== undefined).length;
    return { delimiter, score: known * 1_000 + names.length };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
};

/** Reads the records that stand whole in a text; the last one may be cut off. */
class RecordScan {
  /** Where the records that were read end. */
  done = 0;
  /** Lines of the record that was read last. */
  lines = 0;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly isLast: boolean,
  ) {}

  /** The next record, or undefined where it is not there as a whole. */
  next(row: number, line: number): string[] | undefined {
    const { text } = this;
    this.at = this.done;
    this.lines = 1;
    if (this.at === text.length) return undefined;
    for (const cells: string[] = []; ; this.at += 1) {
      const cell = text[this.at] === quote ? this.quoted(row, line) : this.plain(row, line);
      if (cell === undefined) return undefined;
      cells.push(cell);
      if (text[this.at] !== this.delimiter) return this.ended() ? cells : undefined;
    }
  }

  /** A line end that could still become another one is waited for. */
  private ended(): boolean {
    const { text, at, isLast } = this;
    if (at === text.length && !isLast) return false;
    if (text[at] === '\r' && at + 1 === text.length && !isLast) return false;
    this.done = at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
    if (this.done > text.length) this.done = text.length;
    return true;
  }

  private plain(row: number, line: number): string | undefined {
    const { text, delimiter } = this;
    const from = this.at;
    for (; this.at < text.length; this.at += 1) {
      const character = text[this.at];
      if (character === delimiter || character === '\n' || character === '\r') break;
      if (character === quote) return refuse('import_quotes_broken', { row, line });
    }
    return this.at === text.length && !this.isLast ? undefined : text.slice(from, this.at);
  }

  private quoted(row: number, line: number): string | undefined {
    const { text } = this;
    let value = '';
    for (let from = this.at + 1; ;) {
      const end = text.indexOf(quote, from);
      if (end === -1) {
        return this.isLast ? refuse('import_quotes_broken', { row, line }) : undefined;
      }
      if (end + 1 === text.length && !this.isLast) return undefined;
      value += text.slice(from, end);
      if (text[end + 1] !== quote) {
        this.at = end + 1;
        break;
      }
      value += quote;
      from = end + 2;
    }
    this.lines += value.match(/\r\n|\n|\r/gu)?.length ?? 0;
    const after = text[this.at];
    const isClosed =
      after === undefined || after === this.delimiter || after === '\n' || after === '\r';
    return isClosed ? value : refuse('import_quotes_broken', { row, line: line + this.lines - 1 });
  }
}

/** Each piece with whether it is the last; a file without text is one empty last piece. */
function* withLast(pieces: Iterable<string>): Generator<{ piece: string; isLast: boolean }> {
  let held: string | undefined;
  for (const piece of pieces) {
    if (held !== undefined) yield { piece: held, isLast: false };
    held = piece;
  }
  yield { piece: held ?? '', isLast: true };
}
