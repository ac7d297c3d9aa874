import {
  columnOf,
  columns,
  requiredColumns,
  type ColumnKey,
} from '@ledger/domain/import/columns.js';
import type { ImportDefaults } from '@ledger/domain/import/import-defaults.js';
import { importRowsMax } from '@ledger/domain/import/import.decider.js';
import type { SheetFormat } from '@ledger/domain/import/import.events.js';
import type { Cells, SheetRow } from '@ledger/domain/import/map-row.js';
import { remark, type RowRemark } from '@ledger/domain/import/row-remark.js';
import { refuse } from '@ledger/domain/refusal.js';
import { ownText } from '@ledger/event-store/own-text.js';
import { setImmediate } from 'node:timers/promises';
import { csvRecords } from './csv.js';
import type { FileBytes } from './file-bytes.js';
import { formatOf, type Declared } from './format.js';
import { cellCharactersMax, columnsMax, sheetRowsMax } from './limits.js';
import { type CellMember, jsonLines, type JsonLine } from './ndjson.js';
import { isBlank, type SheetRecord } from './record.js';
import { textOf } from './text.js';
import { workbookRecords } from './workbook.js';

/** Rows that are read before other requests get their turn. */
const rowsPerTurn = 200;

/** A file whose header is understood; its rows are read once, one after another. */
export interface Sheet {
  readonly format: SheetFormat;
  /**
   * Headers that no field of an application has, each cut to 60 characters; those of lines of JSON
   * are known once they are read.
   */
  readonly ignoredColumns: readonly string[];
  readonly rows: AsyncIterable<SheetRow>;
}

/** A file read to its end: it can be imported. */
export interface InspectedSheet extends Omit<Sheet, 'rows'> {
  readonly rowCount: number;
}

/**
 * Reads the header of a file. Refuses (by throwing `Refused`) a file that is none of the formats,
 * or lacks a column that neither sheet nor defaults have; faults further down come with the rows.
 */
export const openSheet = async (
  file: FileBytes,
  declared: Declared,
  defaults: ImportDefaults,
): Promise<Sheet> => {
  const format = await formatOf(file, declared);
  switch (format) {
    case 'csv':
      return tableOf(format, csvRecords(textOf(file)), defaults);
    case 'xlsx':
      return tableOf(format, workbookRecords(file), defaults);
    case 'ndjson':
      return linesOf(jsonLines(textOf(file)), defaults);
  }
};

/** Reads a file to its end, so that what cannot be imported is refused before anything is recorded. */
export const inspectSheet = async (
  file: FileBytes,
  declared: Declared,
  defaults: ImportDefaults,
): Promise<InspectedSheet> => {
  const sheet = await openSheet(file, declared, defaults);
  let rowCount = 0;
  for await (const _ of sheet.rows) rowCount += 1;
  if (rowCount === 0) return refuse('import_file_empty');
  return { format: sheet.format, ignoredColumns: sheet.ignoredColumns, rowCount };
};

const tableOf = async (
  format: SheetFormat,
  records: AsyncGenerator<SheetRecord>,
  defaults: ImportDefaults,
): Promise<Sheet> => {
  for (;;) {
    const next = await records.next();
    if (next.done) return refuse('import_file_empty');
    const cells = checkedCells(next.value, format);
    if (isBlank(next.value)) continue;
    const headers = cells.map((header) => header.trim());
    const { keys, ignoredColumns } = headerOf(headers, defaults);
    return { format, ignoredColumns, rows: tableRows(records, keys, format) };
  }
};

async function* tableRows(
  records: AsyncIterable<SheetRecord>,
  keys: readonly (ColumnKey | undefined)[],
  format: SheetFormat,
): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const record of records) {
    const texts = checkedCells(record, format);
    if (isBlank(record)) continue;
    count = counted(count);
    if (count % rowsPerTurn === 0) await setImmediate();
    const cells: { [key in ColumnKey]?: string } = {};
    texts.forEach((cell, at) => {
      const key = keys[at];
      if (key !== undefined && cell !== '') cells[key] = byItself(cell);
    });
    const rounded = roundedNumbers(record, keys);
    const notes = rounded.filter(({ field }) => quantities.has(field));
    yield {
      row: record.row,
      cells,
      problems: [
        ...recordProblems(record, keys),
        ...rounded.filter(({ field }) => !quantities.has(field)),
        ...shortenedNumber(cells),
      ],
      ...(notes.length === 0 ? {} : { notes }),
    };
  }
}

/** Up to this length the engine copies a part of a text; beyond it, it points into the whole. */
const copiedMax = 12;

/**
 * A cell as a text of its own. What is remembered of a row (its number, its asset, what a report says
 * of it) would otherwise keep the piece of the file that it was cut from, and of 100,000 rows the file.
 */
const byItself = (cell: string): string => (cell.length > copiedMax ? ownText(cell) : cell);

const recordProblems = (
  { cells, errors = [] }: SheetRecord,
  keys: readonly (ColumnKey | undefined)[],
): readonly RowRemark[] => [
  ...(cells.slice(keys.length).some((cell) => cell.trim() !== '')
    ? [remark('row', 'cells_beyond_header')]
    : []),
  ...errors.flatMap((at) => {
    const key = keys[at];
    return key === undefined ? [] : [remark(key, 'cell_error', cells[at])];
  }),
];

/** Of a quantity the leading digits say enough; whatever else is a number is a name of something. */
const quantities: ReadonlySet<string> = new Set(['records', 'bytes', 'terabytes']);

const roundedNumbers = (
  { cells, rounded = [] }: SheetRecord,
  keys: readonly (ColumnKey | undefined)[],
): readonly RowRemark[] =>
  rounded.flatMap((at) => {
    const key = keys[at];
    return key === undefined ? [] : [remark(key, 'number_rounded', cells[at])];
  });

/**
 * What a spreadsheet writes into CSV for a number too long for it: `1.10101E+17`. In a ledger's own
 * export, which names its assets by their ids, a number is what was recorded.
 */
const shortenedNumber = ({ externalNumber = '', assetId }: Cells): readonly RowRemark[] =>
  assetId === undefined && /^\d(?:\.\d+)?E\+\d{2}$/u.test(externalNumber.trim())
    ? [remark('externalNumber', 'number_rounded', externalNumber)]
    : [];

const linesOf = async (
  lines: AsyncGenerator<JsonLine>,
  defaults: ImportDefaults,
): Promise<Sheet> => {
  const first = await lines.next();
  if (first.done) return refuse('import_file_empty');
  if (first.value.members === undefined) return refuse('import_json_broken');
  const members = first.value.members.map(([member]) => member);
  // A ledger's line leaves out what an asset does not have: its id says then which one it is.
  const isNamed = members.some((member) => columnOf(member) === 'assetId');
  const required = isNamed ? requiredColumns.filter((key) => key !== 'externalNumber') : undefined;
  headerOf(members, defaults, required);
  const ignored = new Set<string>();
  return {
    format: 'ndjson',
    rows: lineRows(first.value, lines, ignored),
    get ignoredColumns() {
      return listed(ignored);
    },
  };
};

async function* lineRows(
  first: JsonLine,
  rest: AsyncIterable<JsonLine>,
  ignored: Set<string>,
): AsyncGenerator<SheetRow> {
  yield lineRow(first, ignored);
  let count = 1;
  for await (const line of rest) {
    count = counted(count);
    if (count % rowsPerTurn === 0) await setImmediate();
    yield lineRow(line, ignored);
  }
}

/** Each line has a header of its own: what it names is told like the columns of a sheet. */
const lineRow = ({ row, members }: JsonLine, ignored: Set<string>): SheetRow => {
  if (members === undefined) return { row, cells: {}, problems: [remark('row', 'not_an_object')] };
  checkedCells({ row, cells: members.map(([, text]) => text) }, 'ndjson');
  const named = new Map<ColumnKey, readonly CellMember[]>();
  for (const member of members) {
    const [header, text] = member;
    const key = columnOf(header);
    if (key === undefined) note(header, ignored);
    else if (text !== '') named.set(key, [...(named.get(key) ?? []), member]);
  }
  const problems = [...named].flatMap(([key, given]) =>
    given.length > 1
      ? [remark(key, 'members_repeated', given.map(([name]) => name).join(', '))]
      : [],
  );
  const cells = [...named].flatMap(([key, [first]]) => (first ? [[key, first[1]]] : []));
  return {
    row,
    cells: Object.fromEntries(cells) as Cells,
    ...(problems.length === 0 ? {} : { problems }),
  };
};

/** Remembers a member that no field has: as many as a sheet may have columns, and one to say so. */
const note = (header: string, ignored: Set<string>): void => {
  if (header !== '' && ignored.size <= columnsMax) ignored.add(shortened(header));
};

const listed = (ignored: ReadonlySet<string>): readonly string[] =>
  ignored.size <= columnsMax ? [...ignored] : [...[...ignored].slice(0, columnsMax - 1), '…'];

const headerOf = (
  headers: readonly string[],
  defaults: ImportDefaults,
  required: readonly ColumnKey[] = requiredColumns,
) => {
  const keys = headers.map(columnOf);
  const found = headers.filter((header) => header !== '').map(shortened);
  const missing = [
    ...required,
    ...(defaults.source === undefined ? (['source'] as const) : []),
    ...(hasForm(defaults) ? [] : (['form'] as const)),
  ].filter((key) => !keys.includes(key));
  if (missing.length > 0) {
    const names = missing.map((key) => `${columns[key].zh} / ${columns[key].en}`);
    return refuse('import_headers_missing', { missing: names, found });
  }
  const repeated = headers.filter((_, at) => {
    const key = keys[at];
    return key !== undefined && keys.indexOf(key) !== keys.lastIndexOf(key);
  });
  if (repeated.length > 0) return refuse('import_headers_repeated', { headers: repeated });
  const ignored = headers.filter((header, at) => header !== '' && keys[at] === undefined);
  return { keys, ignoredColumns: ignored.map(shortened) };
};

const hasForm = ({ form, bySource = {} }: ImportDefaults): boolean =>
  form !== undefined || Object.values(bySource).some((defaults) => defaults.form !== undefined);

const shortened = (header: string): string =>
  [...header.slice(0, 120)]
    .slice(0, 60)
    .join('')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, ' ');

const counted = (count: number): number =>
  count === importRowsMax ? refuse('import_rows_too_many', { rowsMax: importRowsMax }) : count + 1;

const checkedCells = ({ row, cells }: SheetRecord, format: SheetFormat): readonly string[] => {
  const charactersMax = cellCharactersMax[format];
  if (row > sheetRowsMax) return refuse('import_rows_too_many', { rowsMax: sheetRowsMax });
  if (cells.length > columnsMax) return refuse('import_columns_too_many', { row, columnsMax });
  if (cells.some((cell) => cell.length > charactersMax)) {
    return refuse('import_cell_too_long', { row, charactersMax });
  }
  return cells;
};
