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

const cellsOf = async (pieces: Iterable<string>) => {
  const all: (readonly string[])[] = [];
  for await (const { cells } of csvRecords(pieces)) all.push(cells);
  return all;
};

const cell = fc
  .array(fc.constantFrom('a', '名', '"', ',', ';', '\n', '\r', '\r\n', ' '), { maxLength: 8 })
  .map((parts) => parts.join(''));

describe('delimited text', () => {
  it('is read as it was written, wherever it is cut', async () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(table, ends, cuts, fc.boolean(), async (rows, end, lengths, eof) => {
        const all = [['name', 'summary'], ...rows];
        const text = stringify(all, { record_delimiter: end, quoted_match: /[\r\n]/u, eof });
        expect(await cellsOf(cut(text, lengths))).toEqual(all);
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
  ])('%j is %j', async (text, rows) => expect(await cellsOf([text])).toEqual(rows));

  it.each([
    ['a,b\n"c', 2, 2],
    ['"a\nb"x,c', 1, 2],
    ['"a\n\nb",c\nd,e"f', 2, 4],
    ['a, "b"', 1, 1],
    ['"a\r\nb",c\r\n\r\nd,"e"f', 3, 4],
    ['a\n\n"b\n\n', 3, 3],
  ])('%j has a broken quote in row %i, line %i', async (text, row, line) => {
    const broken = expect.objectContaining({
      code: 'import_quotes_broken',
      obstacles: { row, line },
    });
    await expect(cellsOf([text])).rejects.toEqual(broken);
  });

  it('is read up to what is broken in it', async () => {
    const records = csvRecords(['a,b\r"c']);
    expect(await records.next()).toEqual({ done: false, value: { row: 1, cells: ['a', 'b'] } });
    await expect(records.next()).rejects.toMatchObject({ code: 'import_quotes_broken' });
  });

  it.each([
    [','.repeat(3_000_000)],
    [Array<string>(102).fill('"a"').join(',')],
    [`${'a,'.repeat(100)}b,"c"`],
  ])('is refused with a row that is too wide (%#)', async (wide) => {
    const pieces = cut(`a,b\n${wide}`, Array<number>(1_000).fill(16_384));
    const refused = { code: 'import_columns_too_many', obstacles: { row: 2, columnsMax: 100 } };
    await expect(cellsOf(pieces)).rejects.toMatchObject(refused);
  });

  it('gives others their turn, even where there is nothing to give out', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await cellsOf(cut(`a,b\n"${'x'.repeat(1_000_000)}"`, Array<number>(100).fill(10_000)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('does not make an error of each row that is shorter than the first', async () => {
    const { captureStackTrace } = Error;
    let made = 0;
    Error.captureStackTrace = () => void (made += 1);
    const rows = await cellsOf([`a,b,c\n${'a,b\n'.repeat(1_000)}`]);
    Error.captureStackTrace = captureStackTrace;
    expect([rows.length, made]).toEqual([1_001, 0]);
  });
});
