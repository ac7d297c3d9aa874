import fc from 'fast-check';
import { textsOfRow } from './row-texts.js';

/** A `DataRow` as the server writes it, behind other bytes. */
const dataRow = (columns: readonly (string | null)[], before = 0): Buffer => {
  const parts = [Buffer.alloc(before, 0xff), Buffer.alloc(2)];
  parts[1]?.writeInt16BE(columns.length);
  for (const column of columns) {
    const text = Buffer.from(column ?? '', 'utf8');
    const length = Buffer.alloc(4);
    length.writeInt32BE(column === null ? -1 : text.length);
    parts.push(length, text);
  }
  return Buffer.concat([...parts, Buffer.from('what follows')]);
};

const read = (columns: readonly (string | null)[], before = 0): (string | null)[] =>
  textsOfRow(dataRow(columns, before), before);

describe('the texts of a row', () => {
  it('are its columns, also where there is none, an empty one, or nothing', () => {
    expect(read([])).toEqual([]);
    expect(read([''])).toEqual(['']);
    expect(read([null])).toEqual([null]);
    expect(read(['1', null, '', 'title-1', null])).toEqual(['1', null, '', 'title-1', null]);
  });

  it.each([126, 127, 128, 255, 256, 65_535])('hold a column of %i bytes', (length) => {
    const long = 'x'.repeat(length);
    expect(read(['1', long, '2'])).toEqual(['1', long, '2']);
    expect(read([long])).toEqual([long]);
  });

  it('hold characters of one to four bytes, short and long, beside ASCII', () => {
    const texts = ['1', 'é', '数据', '𠮷', 'title-1', '数据'.repeat(100), 'x', '\0'];
    expect(read(texts)).toEqual(texts);
  });

  it('hold as many columns as a table may have', () => {
    const texts = Array.from({ length: 1_600 }, (_, column) => `${column}`);
    expect(read(texts)).toEqual(texts);
  });

  it('are the same for any row, wherever it stands', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 140 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ minLength: 120, maxLength: 300 }),
    );
    const columns = fc.array(fc.option(text), { maxLength: 20 });
    fc.assert(
      fc.property(columns, fc.nat(20), (row, before) => {
        expect(read(row, before)).toEqual(row);
      }),
    );
  });
});
