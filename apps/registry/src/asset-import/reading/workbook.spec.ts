import type { RefusalCode } from '@ledger/domain/refusal.js';
import ExcelJS from 'exceljs';
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { bytesInMemory } from './file-bytes.js';
import type { SheetRecord } from './record.js';
import { inspectSheet, openSheet } from './sheet.js';
import { workbookAround, zipOf, type ZipPart } from './testing/zip.js';
import { workbookRecords } from './workbook.js';

const records = async (bytes: Buffer): Promise<SheetRecord[]> => {
  const all: SheetRecord[] = [];
  for await (const record of workbookRecords(bytesInMemory(bytes))) all.push(record);
  return all;
};

const sheet = (xml: string, more?: Parameters<typeof workbookAround>[1]) =>
  zipOf(workbookAround(xml, more));

const refusal = (bytes: Buffer, code: RefusalCode) =>
  expect(inspectSheet(bytesInMemory(bytes), {}, {})).rejects.toMatchObject({ code });

describe('a workbook', () => {
  it('is read as a spreadsheet program wrote it', async () => {
    const workbook = new ExcelJS.Workbook();
    const page = workbook.addWorksheet('台账');
    page.addRow(['编号', '名称', '日期']);
    page.addRow([1001, { richText: [{ text: '年' }, { text: '报' }] }, new Date('2026-11-21')]);
    page.addRow([]);
    page.addRow([0.5, { formula: '"a"&"b"', result: 'ab' }, { formula: '1+1', result: 2 }]);
    page.addRow([true, { text: '链接', hyperlink: 'https://a.cn' }, '&lt; <&> "x"']);
    page.addRow([1.5e20, 123456789012, -0.1 - 0.2]);
    page.getCell('A8').value = { error: '#REF!' };
    expect(await records(Buffer.from(await workbook.xlsx.writeBuffer()))).toEqual([
      { row: 1, cells: ['编号', '名称', '日期'] },
      { row: 2, cells: ['1001', '年报', '2026-11-21'] },
      { row: 4, cells: ['0.5', 'ab', '2'] },
      { row: 5, cells: ['TRUE', '链接', '&lt; <&> "x"'] },
      { row: 6, cells: ['150000000000000000000', '123456789012', '-0.3'], rounded: [0] },
      { row: 8, cells: ['#REF!'], errors: [0] },
    ]);
  });

  it('is read from the first visible sheet, with prefixes, gaps and escapes', async () => {
    const xml =
      '<x:row xmlns:x="y" r="2"><x:c r="B2" t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r>' +
      '<x:r><x:t>b_x000A_c</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c></x:row>' +
      '<row><c t="s"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c></row>';
    const sharedStrings = '<si><t>0</t></si><si><r><t>共</t></r><r><t>享</t></r></si>';
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>';
    expect(await records(sheet(xml, { sharedStrings, styles }))).toEqual([
      { row: 2, cells: ['', 'ab\nc'] },
      { row: 3, cells: ['共享', '1900-02-28', '1900-03-01'] },
    ]);
  });
});

describe('the numbers of a workbook', () => {
  const header = ['externalNumber', 'name', 'summary', 'source', 'form', 'records', 'terabytes'];
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const number = (value: string) => `<c><v>${value}</v></c>`;
  const row = (cells: string) => `<row>${cells}</row>`;
  const rowOf = async (id: string, records: string, terabytes = number('0.5')) => {
    const named = ['a', 'b', 'generated', 'table'].map(text).join('');
    const xml = row(header.map(text).join('')) + row(id + named + records + terabytes);
    const { rows } = await openSheet(bytesInMemory(sheet(xml)), {}, {});
    for await (const { cells, problems, notes } of rows) return { cells, problems, notes };
    return {};
  };

  it.each([
    ['5.0000000000000004E-7', '0.0000005'],
    ['5E-7', '0.0000005'],
    ['0.30000000000000004', '0.3'],
    ['1.5E14', '150000000000000'],
  ])('arrive as plain decimals: %s', async (stored, cell) => {
    expect(await rowOf(text('n'), number('1'), number(stored))).toMatchObject({
      cells: { terabytes: cell },
      problems: [],
    });
  });

  it('keep the zeros with which their format begins them', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="000000"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>';
    const values = ['123', '1234567', '0', '1.5', '-7'];
    const xml = values.map((value) => `<c s="1"><v>${value}</v></c>`).join('');
    expect(await records(sheet(row(`${xml}<c><v>123</v></c>`), { styles }))).toEqual([
      { row: 1, cells: ['000123', '1234567', '000000', '1.5', '-7', '123'] },
    ]);
  });

  it('of 16 digits are not to be trusted: an identifier is refused', async () => {
    for (const [stored, digits] of [
      ['1.1010119900101E+17', '110101199001010000'],
      ['12345678901234567', '12345678901234567'],
      ['1000000000000000', '1000000000000000'],
    ] as const) {
      expect(await rowOf(number(stored), number('1'))).toMatchObject({
        cells: { externalNumber: digits },
        problems: [{ field: 'externalNumber', code: 'number_rounded', value: digits }],
      });
    }
    const whole = { cells: { externalNumber: '999999999999999' }, problems: [] };
    expect(await rowOf(number('999999999999999'), number('1'))).toMatchObject(whole);
    const asText = { cells: { externalNumber: '12345678901234567' }, problems: [] };
    expect(await rowOf(text('12345678901234567'), number('1'))).toMatchObject(asText);
  });

  it('of 16 digits are taken as they stand where they are quantities, with a remark', async () => {
    expect(await rowOf(text('n'), number('12345678901234567'))).toMatchObject({
      cells: { records: '12345678901234567' },
      problems: [],
      notes: [{ field: 'records', code: 'number_rounded', value: '12345678901234567' }],
    });
  });
});

describe('the longest cell of a workbook', () => {
  const cellOf = (text: string) =>
    sheet(`<row><c t="inlineStr"><is><t>${text}</t></is></c></row><row><c><v>1</v></c></row>`);

  it('is as long as the format allows, however it is escaped', async () => {
    const [row] = await records(cellOf('_x005F_'.repeat(32_767)));
    expect(row?.cells[0]).toBe('_'.repeat(32_767));
  });

  it('is no longer than that', () => refusal(cellOf('a'.repeat(32_768)), 'import_cell_too_long'));
});

describe('a hostile workbook', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 'A');

  it('is refused when its directory says that it unpacks to too much', async () => {
    const bomb = zipOf([
      ...workbookAround('<row/>'),
      { name: 'xl/media/a.bin', content: megabytes(30) },
    ]);
    expect(bomb.length).toBeLessThan(100_000);
    await refusal(bomb, 'import_workbook_bomb');
    const vast: ZipPart = { name: 'b.bin', content: 'x', claims: 0xf000_0000 };
    await refusal(zipOf([...workbookAround('<row/>'), vast]), 'import_workbook_bomb');
    const many = Array.from({ length: 2_001 }, (_, n) => ({ name: `f${n}`, content: '' }));
    await refusal(zipOf(many), 'import_workbook_bomb');
  });

  it('is refused when it unpacks to more than its directory says', async () => {
    const parts = workbookAround(`<row><c><v>${'1'.repeat(5_000_000)}</v></c></row>`);
    const lying = parts.map((part) => ({ ...part, claims: Buffer.byteLength(part.content) }));
    const last = lying.pop();
    if (last) lying.push({ ...last, claims: 1_000 });
    await refusal(zipOf(lying), 'import_workbook_broken');
  });

  it('is refused when one cell never ends', async () => {
    const noise = randomBytes(3_000_000).toString('hex');
    const endless = `<row><c t="inlineStr"><is><t>${noise}</t></is></c></row>`;
    await refusal(sheet(endless), 'import_cell_too_long');
    const shared = sheet('<row/>', { sharedStrings: `<si><t>${noise}</t></si>` });
    await refusal(shared, 'import_cell_too_long');
  });

  it.each([
    ['broken XML', '<row><c></row>'],
    ['an entity of its own', '<row><c t="str"><v>&lol;</v></c></row>'],
    ['a cell beyond all columns', '<row><c r="ZZZZ1"><v>1</v></c></row>'],
    ['a shared text that is not there', '<row><c t="s"><v>7</v></c></row>'],
    ['rows out of order', '<row r="5"/><row r="4"/>'],
    ['a row number that is none', '<row r="1e9x"/>'],
  ])('is refused with %s', (_, xml) => refusal(sheet(xml), 'import_workbook_broken'));

  it('is refused with a row below all rows, however blank', () =>
    refusal(sheet('<row r="1048577"/>'), 'import_rows_too_many'));

  it('is refused with a column far to the right', () =>
    refusal(sheet('<row><c r="XFD1"><v>1</v></c></row>'), 'import_columns_too_many'));

  it('is no workbook when it is another archive', async () => {
    await refusal(zipOf([{ name: 'a.txt', content: 'x' }]), 'import_format_unknown');
    await refusal(Buffer.from('PK\x03\x04 and rubbish'), 'import_workbook_broken');
  });

  it('gives a refusal and nothing else, wherever it is damaged', async () => {
    const whole = sheet('<row><c t="s"><v>0</v></c></row>', { sharedStrings: '<si><t>x</t></si>' });
    const noise = deflateRawSync(randomBytes(64));
    for (let at = 0; at < whole.length; at += 7) {
      const cut = whole.subarray(0, at);
      const dented = Buffer.from(whole);
      dented.fill(noise[at % noise.length] ?? 0, at, Math.min(at + 3, whole.length));
      for (const bytes of [cut, dented]) {
        if (bytes.length === 0) continue;
        await expect(inspectSheet(bytesInMemory(bytes), {}, {})).rejects.toMatchObject({
          name: 'Refused',
        });
      }
    }
  });
});
