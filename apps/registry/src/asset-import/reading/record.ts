/** One row of a sheet before its header is understood. */
export interface SheetRecord {
  /** The number beside the row in a spreadsheet program; the first is 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Places of cells whose formula gave an error instead of a value. */
  readonly errors?: readonly number[];
  /** Places of numbers whose last digits a spreadsheet may have put to zero. */
  readonly rounded?: readonly number[];
}

/** Whether nothing is written in the row. */
export const isBlank = ({ cells }: SheetRecord): boolean =>
  cells.every((cell) => cell.trim() === '');
