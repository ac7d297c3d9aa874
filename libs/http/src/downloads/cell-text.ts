import { fromMinorUnits } from '@ledger/domain/money.js';
import type { PlainNumber } from './csv.js';
import type { WorkbookCell } from './workbook.js';

/** What a cell says as plain text, for CSV: the same figures, unformatted. */
export const cellText = (cell: WorkbookCell | undefined): string => {
  if (cell === undefined) return '';
  switch (cell.is) {
    case 'text':
    case 'strong':
      return cell.text;
    case 'number':
      return cell.digits;
    case 'date':
      return cell.date;
    case 'instant':
      return cell.instant;
    case 'money':
      return fromMinorUnits(cell.minor).amount;
  }
};

/** The same for CSV: figures are numbers there, also where a minus sign begins them. */
export const csvCell = (cell: WorkbookCell | undefined): string | PlainNumber =>
  cell?.is === 'money' || cell?.is === 'number' ? { number: cellText(cell) } : cellText(cell);
