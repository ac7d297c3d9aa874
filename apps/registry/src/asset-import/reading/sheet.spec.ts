import type { ImportDefaults } from '@ledger/domain/import/import-defaults.js';
import type { SheetRow } from '@ledger/domain/import/map-row.js';
import type { RefusalCode } from '@ledger/domain/refusal.js';
import { readFileSync } from 'node:fs';
import { bytesInMemory } from './file-bytes.js';
import type { Declared } from './format.js';
import { inspectSheet, openSheet } from './sheet.js';

const header = '外部编号,数据名称,概述,来源,形态';
const line = 'n-1,年报,说明,协议取得,表格';
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\r\n'));

const read = async (bytes: Buffer, declared: Declared = {}, defaults: ImportDefaults = {}) => {
  const sheet = await openSheet(bytesInMemory(bytes), declared, defaults);
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows) rows.push(row);
  return { format: sheet.format, ignoredColumns: sheet.ignoredColumns, rows };
};

const refusal = (bytes: Buffer, code: RefusalCode, obstacles?: object) =>
  expect(inspectSheet(bytesInMemory(bytes), {}, {})).rejects.toMatchObject(
    obstacles === undefined ? { code } : { code, obstacles },
  );

const cells = {
  externalNumber: 'n-1',
  name: '年报',
  summary: '说明',
  source: '协议取得',
  form: '表格',
};

/** 外部编号,数据名称,概述,来源,形态 / n-1,年报,说明,协议取得,表格, as GBK. */
const gbk = Buffer.from(
  'cde2b2bfb1e0bac52ccafdbeddc3fbb3c62cb8c5caf62cc0b4d4b42cd0cecc' +
    'ac0d0a6e2d312cc4eab1a82ccbb5c3f72cd0add2e9c8a1b5c32cb1edb8f10d0a',
  'hex',
);

describe('a CSV file', () => {
  it('is read whatever its encoding', async () => {
    const text = `${header}\r\n${line}\r\n`;
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    const files = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      wide,
      Buffer.from(wide).swap16(),
      gbk,
    ];
    for (const file of files) {
      expect(await read(file)).toEqual({
        format: 'csv',
        ignoredColumns: [],
        rows: [{ row: 2, cells, problems: [] }],
      });
    }
  });

  it.each([';', '\t'])('is read with %j between its cells', async (delimiter) => {
    const text = `${header}\n${line}`.replaceAll(',', delimiter);
    expect((await read(Buffer.from(text))).rows).toEqual([{ row: 2, cells, problems: [] }]);
  });

  it('numbers rows as a spreadsheet does, passing over blank ones', async () => {
    const { rows } = await read(csv('', line, ',,,,', '"n-2","a\nb","c ""d""",协议,表格', line));
    expect(rows.map(({ row, cells: { name } }) => [row, name])).toEqual([
      [3, '年报'],
      [5, 'a\nb'],
      [6, '年报'],
    ]);
  });

  it('names columns it does not know, and reads the known ones in any order', async () => {
    const file = Buffer.from('备注,Form,Source,Summary,Name,External number,\nx,t,s,u,n,1,\n');
    expect(await read(file)).toMatchObject({
      ignoredColumns: ['备注'],
      rows: [{ cells: { externalNumber: '1', name: 'n', summary: 'u', source: 's', form: 't' } }],
    });
  });

  it('refuses a header that lacks what is required, naming it and what was found', async () => {
    await refusal(Buffer.from('编号,foo\n1,2\n'), 'import_headers_missing', {
      missing: ['数据名称 / Name', '概述 / Summary', '来源 / Source', '形态 / Form'],
      found: ['编号', 'foo'],
    });
  });

  it('needs no source and form where the defaults give them', async () => {
    const file = Buffer.from('编号,名称,概述\n1,2,3\n');
    await refusal(file, 'import_headers_missing');
    const defaults = { source: 'agreement', bySource: { agreement: { form: 'table' } } } as const;
    expect((await read(file, {}, defaults)).rows).toHaveLength(1);
  });

  it('refuses two columns for one field', () =>
    refusal(Buffer.from(`${header},name\n`), 'import_headers_repeated', {
      headers: ['数据名称', 'name'],
    }));

  it('refuses broken quotes with their line', async () => {
    await refusal(csv(line, 'n-2,"open,x,y,z', line), 'import_quotes_broken', { row: 3, line: 3 });
    await refusal(csv(line, 'n-2,a"b,x,y,z'), 'import_quotes_broken', { row: 3, line: 3 });
    await refusal(csv(line, 'n-2,"a"b,x,y,z'), 'import_quotes_broken', { row: 3, line: 3 });
  });

  it('refuses what is too long or too wide', async () => {
    await refusal(csv(`n,"${'x'.repeat(65_537)}",,,`), 'import_cell_too_long', {
      row: 2,
      charactersMax: 65_536,
    });
    await refusal(csv(`n,"${'x\n'.repeat(600_000)}`), 'import_line_too_long');
    await refusal(csv(','.repeat(100)), 'import_columns_too_many', { row: 2, columnsMax: 100 });
  });

  it('refuses more than 100,000 rows', async () => {
    const rows = (count: number) => csv(...Array<string>(count).fill('1,a,b,c,d'));
    await refusal(rows(100_001), 'import_rows_too_many', { rowsMax: 100_000 });
    expect(await inspectSheet(bytesInMemory(rows(100_000)), {}, {})).toMatchObject({
      rowCount: 100_000,
    });
  });

  it('refuses a file without rows', async () => {
    await refusal(Buffer.alloc(0), 'import_file_empty');
    await refusal(csv(), 'import_file_empty');
    await refusal(csv('', ' , '), 'import_file_empty');
    await refusal(Buffer.from(' \r\n '), 'import_format_unknown', { found: 'blank text' });
  });

  it('undoes what the export does against formulas', async () => {
    const { rows } = await read(csv(`n-1,'=1+1,''@x,'tis,-`));
    expect(rows[0]?.cells).toMatchObject({
      name: '=1+1',
      summary: "'@x",
      source: "'tis",
      form: '-',
    });
  });

  it('tells a row with cells beyond its header', async () => {
    expect((await read(csv(`${line},more`))).rows[0]?.problems).toEqual([
      { field: 'row', code: 'cells_beyond_header' },
    ]);
  });

  it('tells a number that a spreadsheet had shortened before it was saved', async () => {
    const { rows } = await read(csv('1.10101E+17,a,b,协议,表格', '1E5,a,b,协议,表格'));
    expect(rows.map(({ problems }) => problems)).toEqual([
      [{ field: 'externalNumber', code: 'number_rounded', value: '1.10101E+17' }],
      [],
    ]);
    const named = Buffer.from(`${header},资产标识\n1.10101E+17,a,b,协议,表格,x`);
    expect((await read(named)).rows[0]?.problems).toEqual([]);
  });

  it('leaves a NUL in a cell to the row', async () => {
    expect((await read(csv('n-1,a\0b,c,协议,表格'))).rows[0]?.cells.name).toBe('a\0b');
  });

  it('is the sample, all 281 rows of it', async () => {
    const sample = readFileSync('samples/external-data-inventory.csv');
    expect(
      await inspectSheet(bytesInMemory(sample), { fileName: 'external-data-inventory.csv' }, {}),
    ).toEqual({
      format: 'csv',
      ignoredColumns: [],
      rowCount: 281,
    });
  });
});

describe('NDJSON', () => {
  const object = {
    外部编号: 'n-1',
    name: '年报',
    summary: '说明',
    source: '协议取得',
    form: '表格',
  };
  const ndjson = (...values: unknown[]) =>
    Buffer.from(values.map((value) => JSON.stringify(value)).join('\n'));

  it('is read by key, in Chinese or English, with tags as a list', async () => {
    const file = ndjson({ ...object, domains: ['a', 'b|c'], records: 12, memo: null });
    expect(await read(file)).toEqual({
      format: 'ndjson',
      ignoredColumns: ['memo'],
      rows: [{ row: 1, cells: { ...cells, domains: 'a|b\\|c', records: '12' } }],
    });
  });

  it('tells the members of a line that give one field twice, by both their names', async () => {
    const twice = `${JSON.stringify(object).slice(0, -1)},"名称":"月报","form":"表格"}`;
    const { rows } = await read(Buffer.from(`${JSON.stringify(object)}\n${twice}`));
    expect(rows.map(({ row, problems = [] }) => [row, problems])).toEqual([
      [1, []],
      [
        2,
        [
          { field: 'name', code: 'members_repeated', value: 'name, 名称' },
          { field: 'form', code: 'members_repeated', value: 'form, form' },
        ],
      ],
    ]);
    await refusal(Buffer.from(twice), 'import_headers_repeated', {
      headers: ['name', 'form', '名称', 'form'],
    });
    const empty = { ...object, 名称: '', Form: null };
    expect((await read(ndjson(object, empty))).rows[1]).toEqual({ row: 2, cells });
  });

  it('takes the members that a later line brings, and names those that it does not know', async () => {
    const later = { ...object, grade: '敏感', 备注: 'x', [`${'长'.repeat(70)}`]: 1 };
    const file = ndjson({ ...object, memo: 1 }, later, { ...object, memo: 2, 备注: 'y' });
    const ignoredColumns = ['memo', '备注', '长'.repeat(60)];
    expect(await read(file)).toMatchObject({
      ignoredColumns,
      rows: [{}, { cells: { grade: '敏感' } }, {}],
    });
    expect(await inspectSheet(bytesInMemory(file), {}, {})).toMatchObject({ ignoredColumns });
  });

  it('names a hundred members that it does not know, and says that there are more', async () => {
    const lines = (count: number) =>
      ndjson(object, ...Array.from({ length: count }, (_, n) => ({ ...object, [`m${n}`]: n })));
    const { ignoredColumns: all } = await read(lines(100));
    expect([all.length, all.at(-1)]).toEqual([100, 'm99']);
    const { ignoredColumns: some } = await read(lines(101));
    expect([some.length, some.at(-2), some.at(-1)]).toEqual([100, 'm98', '…']);
  });

  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993.50', '-9007199254740993.5'],
    ['0.0000005', '0.0000005'],
    ['5e-7', '0.0000005'],
    ['1.2345678901234567890E3', '1234.567890123456789'],
    ['15E19', '150000000000000000000'],
    ['12.0', '12'],
    ['-0', '0'],
    ['0e9', '0'],
    ['1e400', '1e400'],
  ])('keeps the digits of the number %s', async (written, cell) => {
    const line = `${JSON.stringify(object).slice(0, -1)}, "records" : ${written} }`;
    expect((await read(Buffer.from(line))).rows[0]?.cells.records).toBe(cell);
  });

  it('keeps the digits of numbers within a list or an object', async () => {
    const nested = '[ {"a":12345678901234567890, "b\\"":"\\u4e2d[", "c":[true,null]} ]';
    const line = `${JSON.stringify(object).slice(0, -1)},"rights":${nested}}`;
    expect((await read(Buffer.from(line))).rows[0]?.cells.rights).toBe(
      '[{"a":12345678901234567890,"b\\"":"中[","c":[true,null]}]',
    );
  });

  it('refuses a line at a time what is no object', async () => {
    const bad = [[1], 'x', { ...object, name: { a: 1 } }].map((value) => JSON.stringify(value));
    const file = Buffer.from([JSON.stringify(object), ...bad, '{"a":', ''].join('\n'));
    const { rows } = await read(file);
    expect(rows.map(({ row, problems = [] }) => [row, problems.map(({ code }) => code)])).toEqual([
      [1, []],
      [2, ['not_an_object']],
      [3, ['not_an_object']],
      [4, ['not_an_object']],
      [5, ['not_an_object']],
    ]);
  });

  it('refuses a file whose first line is broken, or one line too long, or too deep to say', async () => {
    await refusal(Buffer.from('{"a"\n'), 'import_json_broken');
    await refusal(Buffer.from(`{"a":"${'x'.repeat(1_100_000)}"}`), 'import_line_too_long');
    const deep = `{"rights":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { rows } = await read(Buffer.from(`${JSON.stringify(object)}\n${deep}`));
    expect(rows).toHaveLength(2);
  });
});

describe('what is none of the formats', () => {
  it.each([
    ['PDF', '%PDF-1.7'],
    ['a JSON array', '[{"a":1}]'],
    ['HTML or XML', '<html></html>'],
    ['an old .xls or an encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['gzip', Buffer.from('1f8b0800', 'hex')],
    ['binary data', Buffer.alloc(5_000)],
    ['binary data', Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7_919) % 251))],
  ])('is refused as %s', (found, content) =>
    refusal(Buffer.from(content), 'import_format_unknown', { found }),
  );

  it('refuses text in no known encoding', () =>
    refusal(Buffer.concat([csv(line), Buffer.from([0xff, 0xff])]), 'import_encoding_unknown'));

  it('refuses content that is not what was declared', async () => {
    const mismatch = { code: 'import_format_mismatch' };
    await expect(read(csv(line), { fileName: 'a.xlsx' })).rejects.toMatchObject(mismatch);
    await expect(
      read(csv(line), { mediaType: 'application/x-ndjson; charset=utf-8' }),
    ).rejects.toMatchObject(mismatch);
    const browser = { fileName: 'a.CSV', mediaType: 'application/vnd.ms-excel' };
    expect((await read(csv(line), browser)).rows).toHaveLength(1);
  });
});
