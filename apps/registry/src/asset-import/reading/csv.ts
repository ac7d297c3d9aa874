import { columnOf } from '@ledger/domain/import/columns.js';
import { unguarded } from '@ledger/domain/import/formula-guard.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CsvError, parse } from 'csv-parse';
import { setImmediate } from 'node:timers/promises';
import { columnsMax, lineCharactersMax } from './limits.js';
import type { SheetRecord } from './record.js';

const delimiters = [',', ';', '\t'] as const;

/**
 * Rows of delimited text (RFC 4180, any of three delimiters and line ends), one at a time. Broken
 * quoting is refused with its row and line, after the rows before it were given out. Others get
 * their turn after each piece.
 */
export async function* csvRecords(
  pieces: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<SheetRecord> {
  let reader: CsvReader | undefined;
  for await (const piece of pieces) {
    reader ??= new CsvReader(delimiterOf(piece));
    const fault = await reader.write(piece);
    for (const record of reader.taken()) yield record;
    if (fault) reader.refuse(fault);
    await setImmediate();
  }
  if (!reader) return;
  const fault = await reader.end();
  for (const record of reader.taken()) yield record;
  if (fault) reader.refuse(fault);
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

/** `csv-parse` with the places of its rows, and its complaints as refusals. */
class CsvReader {
  private readonly parser;
  private records: SheetRecord[] = [];
  /** Of the record that is read. */
  private row = 1;
  /** On which the record that is read begins; a CRLF in a cell is one line end. */
  private line = 1;
  /** Lines before that record as the parser counts them: a CRLF in a cell for two. */
  private linesCounted = 0;

  constructor(delimiter: string) {
    this.parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: lineCharactersMax,
      // Delimiters count for nothing in that size, so they must not make cells without end.
      ignore_last_delimiters: columnsMax + 1,
      on_record: (cells) => this.take(cells),
    });
    // Faults come to whoever wrote; without a listener they would end the process besides.
    this.parser.on('error', () => undefined);
  }

  /** Reads a piece; resolves to what is wrong with it, where something is. */
  write(piece: string): Promise<Fault> {
    return new Promise((resolve) => this.parser.write(piece, resolve));
  }

  /** Reads what is left. */
  end(): Promise<Fault> {
    return new Promise((resolve) => this.parser.end((fault?: Fault) => resolve(fault)));
  }

  /** The rows that were completed since the last call. */
  taken(): readonly SheetRecord[] {
    const { records } = this;
    this.records = [];
    return records;
  }

  refuse(fault: Error): never {
    if (!(fault instanceof CsvError)) throw fault;
    const { row, line } = this;
    if (Number(fault['column']) >= columnsMax) {
      return refuse('import_columns_too_many', { row, columnsMax });
    }
    if (fault.code === 'CSV_MAX_RECORD_SIZE') {
      return refuse('import_line_too_long', { row, line, charactersMax: lineCharactersMax });
    }
    if (fault.code === 'CSV_QUOTE_NOT_CLOSED') return refuse('import_quotes_broken', { row, line });
    if (!misplacedQuotes.includes(fault.code)) throw fault;
    const linesInto = Number(fault['lines']) - this.linesCounted - 1;
    return refuse('import_quotes_broken', { row, line: line + linesInto });
  }

  /** Keeps a record; the parser itself then has none to hand on. */
  private take(cells: readonly string[]): undefined {
    this.records.push({ row: this.row, cells: cells.map(unguarded) });
    this.row += 1;
    this.line += 1 + cells.reduce((sum, cell) => sum + lineEndsIn(cell), 0);
    const { info } = this.parser;
    this.linesCounted = info.lines;
    // Of a record that is not as long as the first one the parser makes an error, which takes ten
    // times as long as reading it, even where that is allowed. So each one is its first.
    Object.assign(info, { records: 0 });
  }
}

const misplacedQuotes: readonly string[] = ['CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE'];

type Fault = Error | null | undefined;

const lineEndsIn = (cell: string): number => cell.match(/\r\n|\n|\r/gu)?.length ?? 0;
