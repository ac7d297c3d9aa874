/** What one file may be; beyond it is refused before anything is recorded. */
export const fileBytesMax = 50 * 1024 * 1024;
/** Rows of a sheet, blank ones too; what spreadsheet programs hold. */
export const sheetRowsMax = 1_048_576;
/** Columns of a sheet. */
export const columnsMax = 100;
/** Characters (UTF-16 units) of one cell: what XLSX itself allows, and what an event holds. */
export const cellCharactersMax = { xlsx: 32_767, csv: 65_536, ndjson: 65_536 } as const;
/** The same cell as a workbook writes it, were each character an escape such as `_x000A_`. */
export const escapedCharactersMax = cellCharactersMax.xlsx * 7;
/** One line of a text file, in UTF-16 units. */
export const lineCharactersMax = 1024 * 1024;
/** Entries in the zip archive of a workbook. */
export const archiveEntriesMax = 2_000;
/** All entries of a workbook unpacked. */
export const unpackedBytesMax = 400 * 1024 * 1024;
/** The table of shared texts unpacked: the only part of a workbook that is held in memory. */
export const sharedTextsBytesMax = 100 * 1024 * 1024;
/** Small parts of a workbook (its list of sheets, styles) unpacked. */
export const partBytesMax = 8 * 1024 * 1024;
/** Unpacked by packed size, judged where a workbook unpacks to more than `ratioFromBytes`. */
export const unpackedRatioMax = 150;
export const ratioFromBytes = 20 * 1024 * 1024;
