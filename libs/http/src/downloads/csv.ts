import { guarded } from '@ledger/domain/import/formula-guard.js';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';

/** A number that was made here: written as it is, a minus sign and all. */
export interface PlainNumber {
  readonly number: string;
}

/**
 * Rows as RFC 4180 text while they come, with the mark that tells spreadsheet programs that it is
 * UTF-8. Cells that such a program would run are kept from it.
 */
export const csvStream = (rows: AsyncIterable<readonly (string | PlainNumber)[]>): Readable => {
  const lines = stringify({
    bom: true,
    record_delimiter: 'windows',
    // Any line end in a cell, not only the one that ends rows.
    quote_record_delimiter: true,
    // What programs cut off, or take for a delimiter where another one is usual.
    quoted_match: /[\t;]|^\s|\s$/u,
    cast: { string: guarded, object: ({ number }) => String(number) },
  });
  // A fault of the rows comes out of the lines; a reader that leaves ends the rows too.
  return pipeline(Readable.from(rows), lines, () => undefined);
};
