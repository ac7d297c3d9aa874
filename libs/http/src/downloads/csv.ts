import { guarded } from '@ledger/domain/import/formula-guard.js';

/** Tells spreadsheet programs that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

/** One line of RFC 4180 text; cells that a spreadsheet program would run are kept from it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const csvCell = (cell: string): string => {
  const text = guarded(cell);
  return /[",\r\n\t;]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
