import fc from 'fast-check';
import { dateOf, spanOf, tagsOf, tagsText, terabytesOf, wholeNumberOf } from './cell-values.js';
import { columnKeys, columnOf, columns } from './columns.js';
import { industryOf } from './industry.js';
import { remark, remarkText, type RowRemarkCode } from './row-remark.js';
import { codeOf, valueLabels, type CodedField } from './values.js';

describe('headers', () => {
  it('are known by key, Chinese, English and alias, and no two columns share one', () => {
    const spellings = columnKeys.flatMap((key) => {
      const { zh, en, aliases } = columns[key];
      return [key, zh, en, ...aliases].map((text) => [text, key] as const);
    });
    for (const [text, key] of spellings) expect([text, columnOf(text)]).toEqual([text, key]);
  });

  it('do not depend on case, width, blanks, or the star of a required field', () => {
    expect(columnOf('\ufeff 数据 名称 *')).toBe('name');
    expect(columnOf('EXTERNAL_NUMBER')).toBe('externalNumber');
    expect(columnOf('数据量(条)')).toBe('records');
    expect(columnOf('数据量（TB）')).toBe('terabytes');
    expect(columnOf('备注')).toBeUndefined();
    expect(columnOf('constructor')).toBeUndefined();
  });
});

describe('coded values', () => {
  it('are known by every spelling, and no two codes of a field share one', () => {
    for (const [field, labels] of Object.entries(valueLabels)) {
      for (const [code, { zh, en, aliases }] of Object.entries(labels)) {
        for (const text of [code, zh, en, ...aliases]) {
          expect([field, text, codeOf(field as CodedField, text)]).toEqual([field, text, code]);
        }
      }
    }
    expect(codeOf('grade', '__proto__')).toBeUndefined();
  });

  it.each([
    ['J', 'J'],
    ['j66', 'J66'],
    ['66', 'J66'],
    ['金融业', 'J'],
    ['J 金融业', 'J'],
    ['J66 货币金融服务', 'J66'],
    ['信息传输、软件和信息技术服务业', 'I'],
    ['J13', undefined],
    ['J 制造业', undefined],
    ['U', undefined],
    ['未知', undefined],
    ['', undefined],
  ])('industry %j is %j', (text, code) => expect(industryOf(text)).toBe(code));
});

describe('dates and spans', () => {
  it.each([
    ['2026-11-21', '2026-11-21', '2026-11-21'],
    ['2026/1/5', '2026-01-05', '2026-01-05'],
    ['2026年1月5日', '2026-01-05', '2026-01-05'],
    ['20261121', '2026-11-21', '2026-11-21'],
    ['2026-11-21T00:00:00.000Z', '2026-11-21', '2026-11-21'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2024年', '2024-01-01', '2024-12-31'],
    ['2026-02-29', undefined, undefined],
    ['2026-13', undefined, undefined],
    ['昨天', undefined, undefined],
  ])('%s is %s to %s', (text, first, last) => {
    expect([dateOf(text, 'first'), dateOf(text, 'last')]).toEqual([first, last]);
  });

  it.each([
    ['2020-01-01 至 2025-12-31', { from: '2020-01-01', until: '2025-12-31' }],
    ['2020-01-01/2025-12-31', { from: '2020-01-01', until: '2025-12-31' }],
    ['2019年-2025年', { from: '2019-01-01', until: '2025-12-31' }],
    ['2019～2025', { from: '2019-01-01', until: '2025-12-31' }],
    ['2020-01 至今', { from: '2020-01-01' }],
    ['2020年', { from: '2020-01-01', until: '2020-12-31' }],
    ['长期', undefined],
  ])('span %s', (text, span) => expect(spanOf(text)).toEqual(span));
});

describe('quantities, tags and addresses', () => {
  it('reads whole numbers and terabytes exactly', () => {
    expect(wholeNumberOf('１２３')).toBe('123');
    expect(wholeNumberOf('1,234')).toBe('1234');
    expect(wholeNumberOf('007')).toBe('7');
    expect(wholeNumberOf('0')).toBe('0');
    expect(wholeNumberOf('12.0')).toBe('12');
    expect(wholeNumberOf('1.5')).toBeUndefined();
    expect(wholeNumberOf('9'.repeat(31))).toBeUndefined();
    expect(terabytesOf('0.5')).toBe('500000000000');
    expect(terabytesOf('0.000000000001')).toBe('1');
    expect(terabytesOf('1e3')).toBeUndefined();
  });

  it('takes neither an exponent for digits nor a decimal comma for a separator', () => {
    expect(wholeNumberOf('10⁶')).toBeUndefined();
    expect(wholeNumberOf('10₂')).toBeUndefined();
    expect(terabytesOf('5²')).toBeUndefined();
    expect(terabytesOf('1,5')).toBeUndefined();
    expect(wholeNumberOf('12,34')).toBeUndefined();
    expect(wholeNumberOf('1,234,567')).toBe('1234567');
    expect(wholeNumberOf('1,2345,6789')).toBe('123456789');
    expect(terabytesOf('1,234.5')).toBe('1234500000000000');
  });

  it('gives tags back as they were', () => {
    expect(tagsOf('finance|经济；农业')).toEqual(['finance', '经济', '农业']);
    const tag = fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.uniqueArray(tag), (tags) => expect(tagsOf(tagsText(tags))).toEqual(tags)),
    );
  });
});

describe('remarks', () => {
  const codes: readonly RowRemarkCode[] = ['value_unknown', 'text_too_long', 'differs'];

  it.each(codes)('%s is told in both languages without a gap', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const text = Object.values(remarkText(remark('grade', code, '绝密', 7), language)).join();
      expect(text).not.toMatch(/[{}]/u);
    }
  });

  it('names the field and what it takes', () => {
    expect(remarkText(remark('grade', 'value_unknown', '绝密'), 'zh')).toEqual({
      field: '级别',
      problem: '级别的值“绝密”无法识别',
      remedy: '请填写下列之一：核心、重要、敏感、其他一般。',
    });
  });

  it('cuts a long value by characters and blanks what cannot be shown', () => {
    expect(remark('name', 'text_too_long', '😀'.repeat(100)).value).toBe(`${'😀'.repeat(60)}…`);
    expect(remark('name', 'text_malformed', 'a\0b\ud800').value).toBe('a b ');
  });
});
