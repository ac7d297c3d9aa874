import ExcelJS from 'exceljs';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { csvStream } from './csv.js';
import { workbookStream, type WorkbookCell } from './workbook.js';

const bytesOf = async (pieces: Readable): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece as Buffer);
  return Buffer.concat(all);
};

const text = (value: string): WorkbookCell => ({ is: 'text', text: value });

describe('a workbook that is made while it is sent', () => {
  it('is what a spreadsheet program reads: typed cells, frozen header, filter, widths', async () => {
    const rows: (WorkbookCell | undefined)[][] = [
      [text('=1+1'), { is: 'number', digits: '1200000' }, { is: 'date', date: '2026-11-21' }],
      [text('a <b> & "c"\n'), { is: 'number', digits: '9'.repeat(16) }, undefined],
      [text(''), undefined, { is: 'date', date: '1900-01-01' }],
      [undefined, undefined, { is: 'instant', instant: '2026-11-21T16:00:30.000000Z' }],
    ];
    const columns = ['名称', '条数', '日期'].map((header, at) => ({ header, width: 10 + at }));
    const file = await bytesOf(
      workbookStream({ name: '登记台账', columns, columnsFrozen: 2, rows: Readable.from(rows) }),
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const [sheet] = workbook.worksheets;
    if (!sheet) throw new Error('no sheet');
    expect(sheet.name).toBe('登记台账');
    expect(sheet.views[0]).toMatchObject({
      ...{ state: 'frozen', xSplit: 2, ySplit: 1, topLeftCell: 'C2' },
    });
    expect(sheet.autoFilter).toBe('A1:C5');
    expect(sheet.getColumn(3).width).toBe(12);
    expect(sheet.getRow(1).getCell(1).font).toMatchObject({ bold: true });
    const value = (row: number, column: number) => sheet.getRow(row).getCell(column).value;
    expect([value(1, 1), value(1, 2), value(1, 3)]).toEqual(['名称', '条数', '日期']);
    expect([value(2, 1), value(2, 2), value(2, 3)]).toEqual([
      '=1+1',
      1_200_000,
      new Date('2026-11-21'),
    ]);
    expect([value(3, 1), value(3, 2), value(3, 3)]).toEqual([
      'a <b> & "c"\n',
      '9'.repeat(16),
      null,
    ]);
    expect(value(4, 3)).toBe('1900-01-01');
    expect(value(5, 3)).toEqual(new Date('2026-11-22T00:00:30Z'));
  });

  it('holds no cell with more than the format allows: what is cut says so', async () => {
    const long = [32_767, 32_768].map((length) => 'a'.repeat(length));
    const rows = [[...long, `${'b'.repeat(32_765)}𠮷c`].map(text)];
    const columns = ['1', '2', '3'].map((header) => ({ header, width: 9 }));
    const file = await bytesOf(workbookStream({ name: 's', columns, rows }));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const cells = [1, 2, 3].map((column) =>
      String(workbook.worksheets[0]?.getRow(2).getCell(column).value),
    );
    expect(cells).toEqual([long[0], `${'a'.repeat(32_766)}…`, `${'b'.repeat(32_765)}…`]);
  });

  it('is the same bytes for the same rows', async () => {
    const file = () => bytesOf(workbookStream(sheetOf(Readable.from([['a'], ['b']]))));
    expect(await file()).toEqual(await file());
  });
});

const sheetOf = (rows: AsyncIterable<string[]>) => ({
  name: 's',
  columns: [{ header: 'a', width: 9 }],
  rows: (async function* () {
    for await (const cells of rows) yield cells.map(text);
  })(),
});

describe.each([
  ['a workbook', (rows: AsyncIterable<string[]>) => workbookStream(sheetOf(rows))],
  ['CSV', csvStream],
])('a download of %s', (_, download) => {
  it('asks for rows only as fast as it is read, and ends them when the reader leaves', async () => {
    let made = 0;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const rows = (async function* () {
      try {
        for (; made < 200_000; made++) yield [`${Math.random()}`.repeat(5)];
      } finally {
        end();
      }
    })();
    const file = download(rows);
    const pieces = file[Symbol.asyncIterator]();
    for (let piece = 0; piece < 30; piece++) await pieces.next();
    expect(made).toBeGreaterThan(10);
    expect(made).toBeLessThan(50_000);
    file.destroy();
    await ended;
  });

  it('breaks off where its rows do', async () => {
    const rows = (async function* () {
      yield ['a'];
      await setTimeout(1);
      throw new Error('no more rows');
    })();
    await expect(bytesOf(download(rows))).rejects.toThrow('no more rows');
  });
});

describe('CSV', () => {
  it('quotes what would break it and guards what would be run', async () => {
    const rows = [
      ['a', 'b,c', 'd"e', 'f\ng', '=1', "'=1", ' h'],
      ['', '\ti', 'j;k', '\r', '+"', '-1', 'l '],
    ];
    expect((await bytesOf(csvStream(Readable.from(rows)))).toString()).toBe(
      '\ufeffa,"b,c","d""e","f\ng",\'=1,\'\'=1," h"\r\n' +
        ',"\'\ti","j;k","\'\r","\'+""",\'-1,"l "\r\n',
    );
  });
});
