import { refuse } from '@ledger/domain/refusal.js';
import { Archive } from './archive.js';
import type { FileBytes } from './file-bytes.js';
import { cellCharactersMax, columnsMax, escapedCharactersMax, unpackedBytesMax } from './limits.js';
import { plainDecimal } from './plain-decimal.js';
import type { SheetRecord } from './record.js';
import { unescaped, workbookParts, type WorkbookParts } from './workbook-parts.js';
import { readXml, type XmlReader } from './xml.js';

/**
 * Rows of the first visible worksheet, in order, one at a time. A formula counts as the value that
 * was stored with it; dates become `yyyy-MM-dd`, numbers plain decimals (with the zeros that their
 * format puts before them), rich text its letters.
 */
export async function* workbookRecords(file: FileBytes): AsyncGenerator<SheetRecord> {
  const archive = await Archive.open(file);
  try {
    const parts = await workbookParts(archive);
    const reader = new RowReader(parts);
    for await (const _ of readXml(archive.read(parts.sheetPath, unpackedBytesMax), reader)) {
      yield* reader.taken();
    }
  } finally {
    archive.close();
  }
}

/** Turns the tags of a worksheet into records. */
class RowReader implements XmlReader {
  private done: SheetRecord[] = [];
  private row = 0;
  private column = -1;
  private cells: string[] | undefined;
  private errors: number[] = [];
  private rounded: number[] = [];
  private type = '';
  private style = 0;
  private value = '';
  private isValue = false;
  private isReading = false;

  constructor(private readonly parts: WorkbookParts) {}

  /** The rows that were completed since the last call. */
  taken(): readonly SheetRecord[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(attributes['r']);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't')
      this.isValue = this.cells !== undefined && !this.isReading;
    else if (name === 'rPh') this.isReading = true;
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.value += text;
    if (this.value.length > escapedCharactersMax) {
      refuse('import_cell_too_long', { row: this.row, charactersMax: cellCharactersMax.xlsx });
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'rPh') this.isReading = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
  }

  private openRow(number?: string): void {
    const row = number === undefined ? this.row + 1 : Number(number);
    if (!Number.isSafeInteger(row) || row <= this.row) {
      refuse('import_workbook_broken', { reason: `row ${number?.slice(0, 20)} out of order` });
    }
    this.row = row;
    this.column = -1;
    this.cells = [];
    this.errors = [];
    this.rounded = [];
  }

  private openCell({ r: place, t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>) {
    this.column = place === undefined ? this.column + 1 : columnOfPlace(place);
    this.type = type;
    this.style = Number(style);
    this.value = '';
  }

  private closeCell(): void {
    const { cells, column, value } = this;
    if (cells === undefined || value === '') return;
    if (column >= columnsMax) refuse('import_columns_too_many', { row: this.row, columnsMax });
    while (cells.length < column) cells.push('');
    cells[column] = this.meaning(value);
    if (this.type === 'e') this.errors.push(column);
    if (this.type === 'n' && isRounded(value)) this.rounded.push(column);
    this.value = '';
  }

  private closeRow(): void {
    const { row, cells = [], errors, rounded } = this;
    this.done.push({
      row,
      cells,
      ...(errors.length === 0 ? {} : { errors }),
      ...(rounded.length === 0 ? {} : { rounded }),
    });
    this.cells = undefined;
  }

  private meaning(value: string): string {
    switch (this.type) {
      case 's':
        return this.sharedText(Number(value));
      case 'inlineStr':
      case 'str':
        return unescaped(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
      case 'd':
        return value;
      default:
        return this.shownNumber(value);
    }
  }

  private shownNumber(value: string): string {
    const { isDate, digits } = this.parts.styleOf(this.style);
    const date = isDate ? dateOfSerial(Number(value), this.parts.from1904) : undefined;
    if (date !== undefined) return date;
    const number = plainNumber(value);
    return /^\d+$/u.test(number) ? number.padStart(digits, '0') : number;
  }

  private sharedText(index: number): string {
    return (
      this.parts.sharedTexts[index] ??
      refuse('import_workbook_broken', { reason: `no shared text ${index}` })
    );
  }
}

/** Place of a column from 0, from a reference such as `AB12`. */
const columnOfPlace = (place: string): number => {
  const [letters = ''] = /^[A-Z]{1,3}(?=\d)/u.exec(place) ?? [];
  if (letters === '') refuse('import_workbook_broken', { reason: `cell ${place.slice(0, 20)}` });
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

const dayMs = 86_400_000;
/** 9999-12-31, the last date that a spreadsheet knows. */
const serialMax = 2_958_465;

/** The calendar date of a serial number; spreadsheets of 1900 count a 29 February that never was. */
const dateOfSerial = (serial: number, from1904: boolean): string | undefined => {
  if (!(serial >= 1 && serial <= serialMax)) return undefined;
  const days = Math.floor(serial) + (from1904 ? 1_462 : 0);
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(epoch + days * dayMs).toISOString().slice(0, 10);
};

/** From here on a spreadsheet keeps 15 digits and puts zeros for the others. */
const roundedFrom = 1e15;

/** A number as people write it: without exponent, and of a fraction the 15 digits that are shown. */
const plainNumber = (value: string): string => {
  if (/^-?\d{1,15}$/u.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return plainDecimal(isRounded(value) ? value : String(Number(number.toPrecision(15))));
};

/** Whether a number may have had other digits before a spreadsheet kept it. */
const isRounded = (value: string): boolean => Math.abs(Number(value)) >= roundedFrom;
