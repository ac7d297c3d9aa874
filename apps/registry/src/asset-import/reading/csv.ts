import { columnOf } from '@ledger/domain/import/columns.js';
import { unguarded } from '@ledger/domain/import/formula-guard.js';
import { setImmediate } from 'node:timers/promises';
import { CsvScanner } from './csv-scanner.js';
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
  let scanner: CsvScanner | undefined;
  for await (const piece of pieces) {
    scanner ??= new CsvScanner(delimiterOf(piece));
    for (const record of scanner.records(piece)) yield plain(record);
    await setImmediate();
  }
  for (const record of scanner?.lastRecord() ?? []) yield plain(record);
}

const plain = ({ row, cells }: SheetRecord): SheetRecord => ({ row, cells: cells.map(unguarded) });

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
