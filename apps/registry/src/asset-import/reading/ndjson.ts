import { tagsText } from '@ledger/domain/import/cell-values.js';
import { columnOf } from '@ledger/domain/import/columns.js';
import { refuse } from '@ledger/domain/refusal.js';
import { lineCharactersMax } from './limits.js';

/** One line: its number, and the texts by key; undefined where it is no object of plain values. */
export interface JsonLine {
  readonly row: number;
  readonly texts: ReadonlyMap<string, string> | undefined;
}

/** The lines of newline-delimited JSON that are not blank. */
export async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<JsonLine> {
  let row = 0;
  for await (const line of linesOf(text)) {
    row += 1;
    if (line.trim() !== '') yield { row, texts: textsOf(line) };
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

const textsOf = (line: string): ReadonlyMap<string, string> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value).map(([key, member]) => [key, textOf(key, member)]));
  } catch {
    return undefined;
  }
};

/** A value as the cell of a sheet would hold it. Throws on what no cell can hold. */
const textOf = (key: string, value: unknown): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return objectText(key, value);
  if (value.every((item) => typeof item === 'string')) return tagsText(value);
  return JSON.stringify(value);
};

const objectText = (key: string, value: unknown): string => {
  const column = columnOf(key);
  if (column !== 'fingerprint' && column !== 'circumstances')
    throw new Error(`${key} is an object.`);
  return JSON.stringify(value);
};
