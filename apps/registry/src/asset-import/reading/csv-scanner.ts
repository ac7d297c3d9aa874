import { refuse } from '@ledger/domain/refusal.js';
import { columnsMax, lineCharactersMax } from './limits.js';
import type { SheetRecord } from './record.js';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where a cell ends, its quotes included, and what it says. */
interface Cell {
  readonly end: number;
  readonly text: string;
}

/**
 * Cuts delimited text (RFC 4180) into records, wherever its pieces are cut. A quoted cell may hold
 * anything, its quotes doubled; in any other a quote is refused, as it is after a closing one. A
 * file is read twice, so this is our own: it takes much less than the general library, against
 * which the spec holds it.
 */
export class CsvScanner {
  private readonly delimiter: number;
  /** Text that is not cut yet: it begins with the cell in hand. */
  private rest = '';
  /** How far the end of that cell was looked for. */
  private searched = 0;
  /** Of the record in hand. */
  private cells: string[] = [];
  private row = 1;
  /** On which it begins, in a file whose first line is 1. */
  private line = 1;
  /** Line ends in its cells. */
  private linesWithin = 0;
  /** UTF-16 units of its cells. */
  private units = 0;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** The records that end in the next piece of text; refuses what is wrong with the one after. */
  *records(piece: string): Generator<SheetRecord> {
    yield* this.cut(this.rest + piece, false);
  }

  /** The record that the end of the text ends, where there is one. */
  *lastRecord(): Generator<SheetRecord> {
    yield* this.cut(this.rest, true);
  }

  private *cut(text: string, isEnd: boolean): Generator<SheetRecord> {
    let at = 0;
    while (at < text.length || (isEnd && this.cells.length > 0)) {
      if (this.cells.length === columnsMax) {
        return refuse('import_columns_too_many', { row: this.row, columnsMax });
      }
      const isQuoted = text.charCodeAt(at) === quote;
      const cell = isQuoted ? this.quotedCell(text, at, isEnd) : this.plainCell(text, at, isEnd);
      this.measure((cell?.end ?? text.length) - at, cell !== undefined);
      if (cell === undefined) break;
      this.cells.push(cell.text);
      this.searched = 0;
      at = cell.end + 1;
      if (text.charCodeAt(cell.end) === this.delimiter) continue;
      if (text.charCodeAt(cell.end) === carriageReturn && text.charCodeAt(at) === lineFeed) at += 1;
      yield this.taken();
    }
    this.rest = text.slice(at);
  }

  /** Nothing, where the cell goes on in the next piece. */
  private plainCell(text: string, from: number, isEnd: boolean): Cell | undefined {
    const { delimiter } = this;
    let at = from + this.searched;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === delimiter || unit === lineFeed || unit === carriageReturn) break;
      if (unit === quote) return this.refuseQuote(this.line + this.linesWithin);
    }
    if (!isEnd && !this.isEndKnown(text, at)) return this.pending(at - from);
    return { end: at, text: text.slice(from, at) };
  }

  private quotedCell(text: string, from: number, isEnd: boolean): Cell | undefined {
    let at = from + Math.max(this.searched, 1);
    for (;;) {
      const closing = text.indexOf('"', at);
      if (closing === -1) {
        return isEnd ? this.refuseQuote(this.line) : this.pending(text.length - from);
      }
      const end = closing + 1;
      if (text.charCodeAt(end) === quote) {
        at = end + 1;
        continue;
      }
      if (!isEnd && !this.isEndKnown(text, end)) return this.pending(closing - from);
      const said = text.slice(from + 1, closing);
      this.linesWithin += lineEndsIn(said);
      if (!this.isCellEnd(text, end)) return this.refuseQuote(this.line + this.linesWithin);
      return { end, text: said.replaceAll('""', '"') };
    }
  }

  private pending(searched: number): undefined {
    this.searched = searched;
  }

  /** Whether what follows is at hand: of a CR also whether an LF follows. */
  private isEndKnown(text: string, at: number): boolean {
    const last = text.charCodeAt(at) === carriageReturn ? at + 1 : at;
    return last < text.length;
  }

  private isCellEnd(text: string, at: number): boolean {
    const unit = text.charCodeAt(at);
    return (
      at === text.length || unit === this.delimiter || unit === lineFeed || unit === carriageReturn
    );
  }

  /** Holds a record to its length, its last cell included, whether that one has ended or not. */
  private measure(units: number, hasEnded: boolean): void {
    const { row, line } = this;
    const all = this.units + units;
    if (all > lineCharactersMax) {
      return refuse('import_line_too_long', { row, line, charactersMax: lineCharactersMax });
    }
    if (hasEnded) this.units = all;
  }

  private taken(): SheetRecord {
    const { row, cells } = this;
    this.cells = [];
    this.row += 1;
    this.line += 1 + this.linesWithin;
    [this.linesWithin, this.units] = [0, 0];
    return { row, cells };
  }

  private refuseQuote(line: number): never {
    return refuse('import_quotes_broken', { row: this.row, line });
  }
}

const lineEndsIn = (text: string): number => text.match(/\r\n|\n|\r/gu)?.length ?? 0;
