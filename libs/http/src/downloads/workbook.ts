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
  | { readonly is: 'instant'; readonly instant: string };

export interface WorkbookColumn {
  readonly header: string;
  /** In characters. */
  readonly width: number;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly WorkbookColumn[];
  readonly rows: AsyncIterable<readonly (WorkbookCell | undefined)[]>;
}

/**
 * A workbook of one sheet, row by row as it is sent: header in bold, frozen, with a filter on every
 * column. Text is stored as text, so nothing in it is run as a formula.
 */
export const workbookStream = (sheet: WorkbookSheet): Readable =>
  zipStream([
    { name: '[Content_Types].xml', text: [contentTypes] },
    { name: '_rels/.rels', text: [rootRelations] },
    { name: 'xl/workbook.xml', text: [workbookXml(sheet.name)] },
    { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations] },
    { name: 'xl/styles.xml', text: [styles] },
    { name: 'xl/worksheets/sheet1.xml', text: sheetXml(sheet) },
  ]);

/** Places of the formats in `styles`. */
const style = { header: 1, date: 2, instant: 3, text: 4 } as const;

async function* sheetXml({ columns, rows }: WorkbookSheet): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield (
    `${declaration}<worksheet xmlns="${spreadsheet}/main"><sheetViews>` +
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" ' +
    `state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  );
  const header = columns.map((column, at) =>
    textCell(`${columnName(at + 1)}1`, column.header, style.header),
  );
  yield `<row r="1">${header.join('')}</row>`;
  let row = 1;
  for await (const cells of rows) {
    row += 1;
    if (row > rowsMax) throw new Error(`A sheet holds at most ${rowsMax} rows.`);
    yield `<row r="${row}">${rowXml(cells, row)}</row>`;
  }
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length)}${row}"/></worksheet>`;
}

/** What the format allows. */
const rowsMax = 1_048_576;

const rowXml = (cells: readonly (WorkbookCell | undefined)[], row: number): string =>
  cells.map((cell, at) => (cell ? cellXml(`${columnName(at + 1)}${row}`, cell) : '')).join('');

const cellXml = (place: string, cell: WorkbookCell): string => {
  switch (cell.is) {
    case 'text':
      return textCell(place, cell.text);
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
  }
};

const textCell = (place: string, text: string, format: number = style.text): string =>
  `<c r="${place}" s="${format}" t="inlineStr"><is><t xml:space="preserve">` +
  `${xmlText(text)}</t></is></c>`;

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

const columnName = (number: number): string => {
  const rest = Math.floor((number - 1) / 26);
  return (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((number - 1) % 26));
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = 'http://schemas.openxmlformats.org';
const spreadsheet = `${schemas}/spreadsheetml/2006`;
const office = `${schemas}/officeDocument/2006/relationships`;
const relationships = `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">`;
const mainType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes =
  `${declaration}<Types xmlns="${schemas}/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${mainType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${mainType}.styles+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${mainType}.worksheet+xml"/></Types>`;

const rootRelations =
  `${relationships}<Relationship Id="rId1" Type="${office}/officeDocument" ` +
  'Target="xl/workbook.xml"/></Relationships>';

const workbookRelations =
  `${relationships}<Relationship Id="rId1" Type="${office}/worksheet" ` +
  `Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" ` +
  'Target="styles.xml"/></Relationships>';

const workbookXml = (name: string): string =>
  `${declaration}<workbook xmlns="${spreadsheet}/main" xmlns:r="${office}"><sheets>` +
  `<sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const format = (numFmtId: number, fontId = 0): string =>
  `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" ` +
  'applyNumberFormat="1" applyFont="1"/>';

const styles =
  `${declaration}<styleSheet xmlns="${spreadsheet}/main"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="5">${format(0)}${format(49, 1)}${format(164)}${format(165)}${format(49)}` +
  '</cellXfs></styleSheet>';
