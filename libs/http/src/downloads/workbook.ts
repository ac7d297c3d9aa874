import { fromMinorUnits } from '@ledger/domain/money.js';
import type { Readable } from 'node:stream';
import { zipStream } from './zip-stream.js';

export const workbookMediaType =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A cell of a sheet; absent where there is nothing. */
export type WorkbookCell =
  | { readonly is: 'text'; readonly text: string }
  /** A whole number in decimal digits; more than 15 of them are shown as text. */
  | { readonly is: 'number'; readonly digits: string }
  /** A calendar date, `yyyy-MM-dd`. */
  | { readonly is: 'date'; readonly date: string }
  /** An instant (RFC 3339 UTC), shown in Shanghai time to the second. */
  | { readonly is: 'instant'; readonly instant: string }
  /** Money in fen, shown in yuan; a formula, without `=`, is there beside the amount it comes to. */
  | {
      readonly is: 'money';
      readonly minor: bigint;
      readonly formula?: string;
      readonly isStrong?: boolean;
    }
  /** Words that stand out, as the labels of totals do. */
  | { readonly is: 'strong'; readonly text: string };

export interface WorkbookColumn {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** Long text goes on in further lines of its cell, so that a print shows all of it. */
  readonly wraps?: true;
}

export interface WorkbookSheet {
  /** At most 31 characters, none of them one of `[]:*?/\\`. */
  readonly name: string;
  readonly columns: readonly WorkbookColumn[];
  readonly rows:
    | AsyncIterable<readonly (WorkbookCell | undefined)[]>
    | Iterable<readonly (WorkbookCell | undefined)[]>;
  /** Columns at the left that stay when the others are scrolled; none where it is absent. */
  readonly columnsFrozen?: number;
  /** Rows at the end that sum the others up: they are neither filtered nor sorted with them. */
  readonly sumRows?: number;
  /** Lines over the header: what the sheet is of. With them it is a statement, without a filter. */
  readonly lead?: readonly string[];
}

/**
 * A workbook, row by row as it is sent: headers in bold and frozen, repeated on every printed page,
 * which is as wide as the sheet. A list has a filter on every column. Text is stored as text, so
 * nothing in it is run as a formula.
 */
export const workbookStream = (...sheets: readonly WorkbookSheet[]): Readable =>
  zipStream([
    { name: '[Content_Types].xml', text: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', text: [rootRelations] },
    { name: 'xl/workbook.xml', text: [workbookXml(sheets)] },
    { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(sheets.length)] },
    { name: 'xl/styles.xml', text: [styles] },
    ...sheets.map((sheet, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      text: sheetXml(sheet),
    })),
  ]);

/** Places of the formats in `styles`. */
const style = {
  header: 1,
  date: 2,
  instant: 3,
  text: 4,
  money: 5,
  strongMoney: 6,
  strong: 7,
  title: 8,
  wrapped: 9,
  strongWrapped: 10,
} as const;

/** The row that the header stands in. */
export const headerRowOf = ({ lead = [] }: Pick<WorkbookSheet, 'lead'>): number => lead.length + 1;

async function* sheetXml(sheet: WorkbookSheet): AsyncGenerator<string> {
  const { columns, rows, lead = [], columnsFrozen = 0, sumRows = 0 } = sheet;
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const head = headerRowOf(sheet);
  yield (
    `${declaration}<worksheet xmlns="${spreadsheet}/main"><sheetPr><pageSetUpPr fitToPage="1"/>` +
    '</sheetPr><sheetViews>' +
    `<sheetView workbookViewId="0"><pane ` +
    (columnsFrozen === 0 ? '' : `xSplit="${columnsFrozen}" `) +
    `ySplit="${head}" topLeftCell="${columnName(columnsFrozen + 1)}${head + 1}" ` +
    `activePane="${columnsFrozen === 0 ? 'bottomLeft' : 'bottomRight'}" ` +
    `state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  );
  for (const [at, line] of lead.entries()) {
    const cell = textCell(`A${at + 1}`, line, at === 0 ? style.title : style.text);
    yield `<row r="${at + 1}">${cell}</row>`;
  }
  const header = columns.map((column, at) =>
    textCell(`${columnName(at + 1)}${head}`, column.header, style.header),
  );
  yield `<row r="${head}">${header.join('')}</row>`;
  let row = head;
  for await (const cells of rows) {
    row += 1;
    if (row > rowsMax) throw new Error(`A sheet holds at most ${rowsMax} rows.`);
    yield `<row r="${row}">${rowXml(cells, row, columns)}</row>`;
  }
  const all = `A${head}:${columnName(columns.length)}${row - sumRows}`;
  yield `</sheetData>${lead.length === 0 ? `<autoFilter ref="${all}"/>` : ''}${printing}</worksheet>`;
}

/** A4, as wide as the sheet, with the page's number at its foot. */
const printing =
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>';

/** What the format allows. */
const rowsMax = 1_048_576;

const rowXml = (
  cells: readonly (WorkbookCell | undefined)[],
  row: number,
  columns: readonly WorkbookColumn[],
): string =>
  cells
    .map((cell, at) =>
      cell ? cellXml(`${columnName(at + 1)}${row}`, cell, columns[at]?.wraps === true) : '',
    )
    .join('');

const cellXml = (place: string, cell: WorkbookCell, wraps: boolean): string => {
  switch (cell.is) {
    case 'text':
      return textCell(place, cell.text, wraps ? style.wrapped : style.text);
    case 'number':
      return cell.digits.length > 15
        ? textCell(place, cell.digits)
        : `<c r="${place}"><v>${cell.digits}</v></c>`;
    case 'date':
      // Before March 1900 spreadsheets count a day that never was, so those dates stay text.
      return cell.date < '1900-03-01'
        ? textCell(place, cell.date)
        : numberCell(place, serialOf(Date.parse(`${cell.date}T00:00:00Z`)), style.date);
    case 'instant':
      return numberCell(place, serialOf(Date.parse(cell.instant) + shanghaiMs), style.instant);
    case 'money':
      return moneyCell(place, cell);
    case 'strong':
      return textCell(place, cell.text, wraps ? style.strongWrapped : style.strong);
  }
};

/** Spreadsheets keep fifteen digits: what has more is told as text, so that no fen is lost. */
const moneyCell = (
  place: string,
  { minor, formula, isStrong = false }: Extract<WorkbookCell, { readonly is: 'money' }>,
): string => {
  const { amount } = fromMinorUnits(minor);
  if (amount.replace(/\D/gu, '').length > 15) return textCell(place, amount);
  const format = isStrong ? style.strongMoney : style.money;
  const made = formula === undefined ? '' : `<f>${xmlText(formula)}</f>`;
  return `<c r="${place}" s="${format}">${made}<v>${amount}</v></c>`;
};

const textCell = (place: string, text: string, format: number = style.text): string =>
  `<c r="${place}" s="${format}" t="inlineStr"><is><t xml:space="preserve">` +
  `${xmlText(inCell(text))}</t></is></c>`;

/** UTF-16 units that the format allows in a cell; with more the whole file counts as damaged. */
export const workbookCellMax = 32_767;

/** What is cut says so at its end; CSV and NDJSON have all of it. */
const inCell = (text: string): string =>
  text.length <= workbookCellMax
    ? text
    : `${text.slice(0, workbookCellMax - 1).replace(/[\ud800-\udbff]$/, '')}…`;

const numberCell = (place: string, value: number, format: number): string =>
  `<c r="${place}" s="${format}"><v>${value}</v></c>`;

const dayMs = 86_400_000;
const shanghaiMs = 8 * 60 * 60 * 1_000;

/** Days since 1899-12-30. */
const serialOf = (ms: number): number => (ms - Date.UTC(1899, 11, 30)) / dayMs;

/** `_x000D_` stands for a character that XML would not keep, `_x005F_` for an underscore. */
const xmlText = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/gu, escapedCharacter)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const escapedCharacter = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Letters of a column, from 1: `A`, `Z`, `AA`. */
export const columnName = (number: number): string => {
  const rest = Math.floor((number - 1) / 26);
  return (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((number - 1) % 26));
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = 'http://schemas.openxmlformats.org';
const spreadsheet = `${schemas}/spreadsheetml/2006`;
const office = `${schemas}/officeDocument/2006/relationships`;
const relationships = `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">`;
const mainType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => at + 1);

const contentTypes = (sheets: number): string =>
  `${declaration}<Types xmlns="${schemas}/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${mainType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${mainType}.styles+xml"/>` +
  numbers(sheets)
    .map(
      (number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ` +
        `ContentType="${mainType}.worksheet+xml"/>`,
    )
    .join('') +
  '</Types>';

const rootRelations =
  `${relationships}<Relationship Id="rId1" Type="${office}/officeDocument" ` +
  'Target="xl/workbook.xml"/></Relationships>';

const workbookRelations = (sheets: number): string =>
  relationships +
  numbers(sheets)
    .map(
      (number) =>
        `<Relationship Id="rId${number}" Type="${office}/worksheet" ` +
        `Target="worksheets/sheet${number}.xml"/>`,
    )
    .join('') +
  `<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/>` +
  '</Relationships>';

/** Formulas are made again when the workbook is opened; their results stand beside them till then. */
const workbookXml = (sheets: readonly WorkbookSheet[]): string =>
  `${declaration}<workbook xmlns="${spreadsheet}/main" xmlns:r="${office}"><sheets>` +
  sheets
    .map(
      ({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
    )
    .join('') +
  '</sheets><definedNames>' +
  sheets
    .map(
      (sheet, at) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">` +
        `'${xmlText(sheet.name.replaceAll("'", "''"))}'!$1:$${headerRowOf(sheet)}</definedName>`,
    )
    .join('') +
  '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>';

/** The format that every spreadsheet program knows as `#,##0.00`. */
const twoDecimals = 4;

const format = (numFmtId: number, fontId = 0): string => `${formatStart(numFmtId, fontId)}/>`;

const wrappedFormat = (numFmtId: number, fontId = 0): string =>
  `${formatStart(numFmtId, fontId)} applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`;

const formatStart = (numFmtId: number, fontId: number): string =>
  `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" ` +
  'applyNumberFormat="1" applyFont="1"';

const styles =
  `${declaration}<styleSheet xmlns="${spreadsheet}/main"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="3"><font><sz val="11"/></font><font><b/><sz val="11"/></font>' +
  '<font><b/><sz val="14"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="11">${format(0)}${format(49, 1)}${format(164)}${format(165)}${format(49)}` +
  `${format(twoDecimals)}${format(twoDecimals, 1)}${format(49, 1)}${format(49, 2)}` +
  `${wrappedFormat(49)}${wrappedFormat(49, 1)}` +
  '</cellXfs></styleSheet>';
