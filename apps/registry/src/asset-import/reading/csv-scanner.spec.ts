import { Refused } from '@ledger/domain/refusal.js';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvScanner } from './csv-scanner.js';
import { columnsMax } from './limits.js';

const cut = (text: string, lengths: readonly number[]): string[] => {
  const pieces: string[] = [];
  let from = 0;
  for (const length of [...lengths, text.length]) {
    pieces.push(text.slice(from, from + length));
    from += length;
  }
  return pieces;
};

const scanned = (pieces: readonly string[], delimiter = ','): (readonly string[])[] => {
  const scanner = new CsvScanner(delimiter);
  const records = [...pieces.flatMap((piece) => [...scanner.records(piece)])];
  return [...records, ...scanner.lastRecord()].map(({ cells }) => cells);
};

/** What the general library makes of the same text; nothing where it cannot read it. */
const parsed = (text: string, delimiter: string): readonly string[][] | undefined => {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
  } catch {
    return undefined;
  }
};

const scannedOrRefused = (pieces: readonly string[], delimiter: string) => {
  try {
    return scanned(pieces, delimiter);
  } catch (error) {
    if (error instanceof Refused && error.code === 'import_quotes_broken') return undefined;
    throw error;
  }
};

const text = fc
  .array(fc.constantFrom('a', '名', '😀', '"', '""', ',"', '",', ',', ';', '\n', '\r', '\r\n'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('the scanner of delimited text', () => {
  it('reads and refuses what the general library does, wherever the text is cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(text, cuts, fc.constantFrom(',', ';'), (whole, lengths, delimiter) => {
        const expected = parsed(whole, delimiter);
        expect(scannedOrRefused(cut(whole, lengths), delimiter)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('takes as many columns as a sheet may have, and refuses one more', () => {
    const row = Array.from({ length: columnsMax }, () => 'a').join(',');
    expect(scanned([`${row}\n`])[0]).toHaveLength(columnsMax);
    expect(() => scanned([`${row},`, '\n'])).toThrow(
      expect.objectContaining({ code: 'import_columns_too_many' }),
    );
  });

  it('tells the row and the line of a record that is too long', () => {
    const long = ['a,b\n"x\ny",c\n', 'd,', ...Array<string>(90).fill('x'.repeat(16_384))];
    expect(() => scanned(long)).toThrow(
      expect.objectContaining({
        code: 'import_line_too_long',
        obstacles: expect.objectContaining({ row: 3, line: 4 }),
      }),
    );
  });

  it('counts the whole record, however it is divided', () => {
    const cell = 'x'.repeat(30_000);
    const record = Array<string>(40).fill(cell).join(',');
    expect(() => scanned([record])).toThrow(
      expect.objectContaining({ code: 'import_line_too_long' }),
    );
    expect(scanned([`${Array<string>(30).fill(cell).join(',')}\n`])[0]).toHaveLength(30);
  });
});
