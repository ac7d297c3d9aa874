import { columnOf } from '@ledger/domain/import/columns.js';
import { unguarded } from '@ledger/domain/import/formula-guard.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CsvError, parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { lineCharactersMax } from './limits.js';
import type { SheetRecord } from './record.js';

const delimiters = [',', ';', '\t'] as const;

/** Rows of delimited text, in order, one at a time; broken quoting is refused with its line. */
export async function* csvRecords(text: Iterable<string>): AsyncGenerator<SheetRecord> {
  const pieces = text[Symbol.iterator]();
  const first = pieces.next();
  const start = first.done ? '' : first.value;
  const parser = parse({
    delimiter: delimiterOf(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: lineCharactersMax,
  });
  // Its errors come out of the loop below; the callback only keeps them from being thrown twice.
  pipeline(Readable.from(chain(start, pieces)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      yield { row: ++row, cells: cells.map(unguarded) };
    }
  } catch (error) {
    if (error instanceof CsvError) refuseText(error);
    throw error;
  }
}

function* chain(start: string, rest: Iterator<string>): Iterable<string> {
  if (start !== '') yield start;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
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

const refuseText = (error: CsvError): never => {
  const { lines = 0, records = 0 } = error as CsvError & Partial<CsvPlace>;
  const place = { row: records + 1, line: lines };
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? refuse('import_line_too_long', { ...place, charactersMax: lineCharactersMax })
    : refuse('import_quotes_broken', place);
};

/** Where the parser stood: lines read, and records completed. */
interface CsvPlace {
  readonly lines: number;
  readonly records: number;
}
