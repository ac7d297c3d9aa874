/**
 * What a spreadsheet program would run as a formula when it opens a CSV file (`=`, `+`, `-`, `@`,
 * their wide forms, a tab or a line break before them), behind any number of apostrophes.
 */
const live = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const guardedForm = /^'+[=+\-@\t\r\n＝＋－＠]/u;

/** The cell with an apostrophe before what would be run, so that it is shown as text. */
export const guarded = (cell: string): string => (live.test(cell) ? `'${cell}` : cell);

/** The cell as it was before it was guarded. */
export const unguarded = (cell: string): string => (guardedForm.test(cell) ? cell.slice(1) : cell);
