import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { csvRecords } from './csv.js';

const cut = (text: string, lengths: readonly number[]): string[] => {
  const pieces: string[] = [];
  let from = 0;
  for (const length of [...lengths, text.length]) {
    pieces.push(text.slice(from, from + length));
    from += length;
  }
  return pieces;
};

const cellsOf = (pieces: Iterable<string>) => [...csvRecords(pieces)].map(({ cells }) => cells);

const cell = fc
  .array(fc.constantFrom('a', '名', '"', ',', ';', '\n', '\r', '\r\n', ' '), { maxLength: 8 })
  .map((parts) => parts.join(''));

describe('delimited text', () => {
  it('is read as it was written, wherever it is cut', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(table, ends, cuts, fc.boolean(), (rows, end, lengths, eof) => {
        const all = [['name', 'summary'], ...rows];
        const text = stringify(all, { record_delimiter: end, quoted_match: /[\r\n]/u, eof });
        expect(cellsOf(cut(text, lengths))).toEqual(all);
      }),
    );
  });

  it.each([
    ['a,b', [['a', 'b']]],
    ['a,b\n', [['a', 'b']]],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['\n\na', [[''], [''], ['a']]],
    ['a,"",b', [['a', '', 'b']]],
    ['"a""b"\r"c"', [['a"b'], ['c']]],
    ['', []],
  ])('%j is %j', (text, rows) => expect(cellsOf([text])).toEqual(rows));

  it.each([
    ['a,b\n"c', 2, 2],
    ['"a\nb"x,c', 1, 2],
    ['"a\n\nb",c\nd,e"f', 2, 4],
    ['a, "b"', 1, 1],
  ])('%j has a broken quote in row %i, line %i', (text, row, line) => {
    const broken = expect.objectContaining({
      code: 'import_quotes_broken',
      obstacles: { row, line },
    });
    expect(() => cellsOf([text])).toThrow(broken);
  });
});
