import { ink, lineHeightOf, type Sheet, type Style } from './sheet.js';

/** Some text of a cell in one style. */
export interface CellText {
  readonly text: string;
  readonly style: Style;
}

export interface Column {
  readonly width: number;
  /** What stands over it, in Chinese and in English; absent: the table has no head. */
  readonly head?: readonly [zh: string, en: string];
  /** Drawn on a ground of its own, as labels are. */
  readonly isLabel?: boolean;
  /** Figures stand under one another at the right edge. */
  readonly isFigure?: boolean;
}

/** Where a table is drawn, and what happens where a page ends. */
export interface Place {
  readonly x: number;
  readonly bottom: number;
  /** Begins a page; answers where on it to go on. */
  readonly nextPage: () => number;
  /** What stands over the table, on the page where its first row is. */
  readonly heading?: { readonly height: number; readonly draw: (y: number) => void };
}

type LaidLine = CellText;

const padding = 4;
const headZh: Style = { size: 8.5, weight: 'bold', colour: '#ffffff' };
const headEn: Style = { size: 6.5, colour: '#dbe5ef' };
/** A row is broken only where at least so many lines fit before the break. */
const linesBeforeBreakMin = 2;
/** A row of no more lines than this is never broken. */
const wholeLinesMax = 24;

/** Draws a table from `y` on; answers where it ends. Rows break across pages, heads are repeated. */
export const drawTable = (
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly (readonly CellText[])[])[],
  place: Place,
  y: number,
): number => {
  const table = new Table(sheet, columns, place, y);
  table.begin(rows[0] ?? []);
  for (const row of rows) table.row(row);
  return table.y;
};

class Table {
  constructor(
    private readonly sheet: Sheet,
    private readonly columns: readonly Column[],
    private readonly place: Place,
    public y: number,
  ) {}

  /** The head, on the page where the first row will be: no head stands alone. */
  begin(first: readonly (readonly CellText[])[]): void {
    const cells = this.cells(first);
    const own = Math.max(...cells.map((lines) => heightOf(lines.slice(0, wholeLinesMax))), 0);
    const isWhole = !this.isWorthBreaking(cells);
    const needed = isWhole ? own + 2 * padding : linesBeforeBreakMin * lineHeightOf(headZh);
    const { heading, bottom, nextPage } = this.place;
    const above = heading?.height ?? 0;
    if (this.y + above + this.headHeight + needed > bottom) this.y = nextPage();
    heading?.draw(this.y);
    this.y += above;
    this.head();
  }

  private get heads(): readonly (readonly LaidLine[])[] {
    if (this.columns.every(({ head }) => head === undefined)) return [];
    return this.columns.map(({ head, width }) => this.headLines(head ?? ['', ''], width));
  }

  private get headHeight(): number {
    const { heads } = this;
    return heads.length === 0 ? 0 : Math.max(...heads.map(heightOf)) + padding;
  }

  private head(): void {
    const { heads, headHeight: height } = this;
    if (height === 0) return;
    this.sheet.fill(this.place.x, this.y, this.width, height, ink.accent);
    this.eachColumn((column, x, index) => {
      let y = this.y + padding / 2;
      for (const line of heads[index] ?? []) {
        this.put(line, column, x, y);
        y += lineHeightOf(line.style);
      }
    });
    this.y += height;
  }

  private headLines([zh, en]: readonly [string, string], width: number): readonly LaidLine[] {
    const room = width - 2 * padding;
    const laid = (text: string, style: Style): readonly LaidLine[] =>
      this.sheet.wrap(text, room, style).map((line) => ({ text: line, style }));
    return [...laid(zh, headZh), ...laid(en, headEn)];
  }

  row(cells: readonly (readonly CellText[])[]): void {
    let rest = this.cells(cells);
    while (rest.some((lines) => lines.length > 0)) {
      const room = this.place.bottom - this.y - 2 * padding;
      const fitting = rest.map((lines) => fittingIn(lines, room));
      const isWhole = fitting.every((count, index) => count === rest[index]?.length);
      const begins = fitting.every(
        (count, index) => count >= Math.min(linesBeforeBreakMin, rest[index]?.length ?? 0),
      );
      if (isWhole || (begins && this.isWorthBreaking(rest))) {
        this.draw(rest.map((lines, index) => lines.slice(0, fitting[index])));
        rest = rest.map((lines, index) => lines.slice(fitting[index]));
        if (isWhole) return;
      }
      this.y = this.place.nextPage();
      this.head();
    }
  }

  private cells(row: readonly (readonly CellText[])[]): readonly (readonly LaidLine[])[] {
    return row.map((cell, index) => this.laid(cell, this.columns[index]?.width ?? 0));
  }

  /** A short row goes to the next page whole; a long one is broken where the page ends. */
  private isWorthBreaking(cells: readonly (readonly LaidLine[])[]): boolean {
    return Math.max(...cells.map((lines) => lines.length), 0) > wholeLinesMax;
  }

  private draw(cells: readonly (readonly LaidLine[])[]): void {
    const heights = cells.map((lines) => heightOf(lines));
    const height = Math.max(...heights) + 2 * padding;
    const top = this.y;
    this.eachColumn((column, x, index) => {
      if (column.isLabel === true) this.sheet.fill(x, top, column.width, height, ink.shade);
      let y = top + padding;
      for (const line of cells[index] ?? []) {
        this.put(line, column, x, y);
        y += lineHeightOf(line.style);
      }
    });
    const right = this.place.x + this.width;
    this.eachColumn((_, x) => this.sheet.rule(x, top, x, top + height, ink.hair));
    this.sheet.rule(right, top, right, top + height, ink.hair);
    this.sheet.rule(this.place.x, top, right, top, ink.hair);
    this.sheet.rule(this.place.x, top + height, right, top + height, ink.line);
    this.y = top + height;
  }

  /** Figures and what stands over them end at the right edge of their column. */
  private put({ text, style }: LaidLine, { isFigure, width }: Column, x: number, y: number): void {
    if (isFigure === true) this.sheet.line(text, x + width - padding, y, style, 'right');
    else this.sheet.line(text, x + padding, y, style);
  }

  private laid(cell: readonly CellText[], width: number): readonly LaidLine[] {
    return cell.flatMap(({ text, style }) =>
      this.sheet.wrap(text, width - 2 * padding, style).map((line) => ({ text: line, style })),
    );
  }

  private eachColumn(draw: (column: Column, x: number, index: number) => void): void {
    let { x } = this.place;
    for (const [index, column] of this.columns.entries()) {
      draw(column, x, index);
      x += column.width;
    }
  }

  private get width(): number {
    return this.columns.reduce((sum, { width }) => sum + width, 0);
  }
}

const heightOf = (lines: readonly LaidLine[]): number =>
  lines.reduce((sum, { style }) => sum + lineHeightOf(style), 0);

const fittingIn = (lines: readonly LaidLine[], room: number): number => {
  let [height, count] = [0, 0];
  for (const { style } of lines) {
    height += lineHeightOf(style);
    if (height > room) break;
    count += 1;
  }
  return count;
};
