import { tagsText } from '@ledger/domain/import/cell-values.js';
import { columnOf } from '@ledger/domain/import/columns.js';
import { refuse } from '@ledger/domain/refusal.js';
import { ownText } from '@ledger/event-store/own-text.js';
import { jsonMembers } from './json-members.js';
import { lineCharactersMax } from './limits.js';
import { plainDecimal } from './plain-decimal.js';

/** One line: its number, and its members; undefined where it is no object of plain values. */
export interface JsonLine {
  readonly row: number;
  readonly members: readonly CellMember[] | undefined;
}

/** A member's key and its value as the cell of a sheet would hold it. */
export type CellMember = readonly [key: string, text: string];

/** The lines of newline-delimited JSON that are not blank. */
export async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<JsonLine> {
  let row = 0;
  for await (const line of linesOf(text)) {
    row += 1;
    if (line.trim() !== '') yield { row, members: cellMembers(line) };
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let line = 0;
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const complete of lines) {
      line += 1;
      checkLength(complete, line);
      yield complete;
    }
    checkLength(rest, line + 1);
  }
  yield rest;
}

const checkLength = (text: string, line: number): void =>
  text.length > lineCharactersMax
    ? refuse('import_line_too_long', { row: line, line, charactersMax: lineCharactersMax })
    : undefined;

const cellMembers = (line: string): readonly CellMember[] | undefined => {
  const cells = jsonMembers(line)?.map(({ key, source }) => [key, textOf(key, source)] as const);
  return cells?.every(isCell) ? cells : undefined;
};

const isCell = (cell: readonly [string, string | undefined]): cell is CellMember =>
  cell[1] !== undefined;

/** A value as the cell of a sheet would hold it; undefined for what no cell can hold. */
const textOf = (key: string, source: string): string | undefined => {
  if (source.startsWith('"')) return JSON.parse(source) as string;
  if (source.startsWith('[')) return listText(source);
  if (source.startsWith('{')) return objectColumns.has(columnOf(key)) ? source : undefined;
  // A text of its own: a number that is remembered would keep the whole line.
  return source === 'null' ? '' : ownText(plainDecimal(source));
};

const listText = (source: string): string => {
  const list = JSON.parse(source) as readonly unknown[];
  return list.every((item) => typeof item === 'string') ? tagsText(list) : source;
};

const objectColumns: ReadonlySet<string | undefined> = new Set(['fingerprint', 'circumstances']);
