import fc from 'fast-check';
import { yamlText } from './yaml.js';

describe('a YAML document', () => {
  it('is in blocks, its texts in double quotes', () =>
    expect(
      yamlText({
        name: '用电: #1',
        tags: ['a', 'b'],
        none: [],
        empty: {},
        sla: [
          { property: 'frequency', value: 1 },
          { property: 'x', value: true },
        ],
        deep: { inner: { text: 'no' } },
        'not plain': '2026-01-01',
      }),
    ).toBe(
      [
        'name: "用电: #1"',
        'tags:',
        '  - "a"',
        '  - "b"',
        'none: []',
        'empty: {}',
        'sla:',
        '  - property: "frequency"',
        '    value: 1',
        '  - property: "x"',
        '    value: true',
        'deep:',
        '  inner:',
        '    text: "no"',
        '"not plain": "2026-01-01"',
        '',
      ].join('\n'),
    ));

  it('keeps any text on one line, as JSON reads it back', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const document = yamlText({ text });
        expect(document.split(/[\n\r\u0085\u2028\u2029]/u)).toHaveLength(2);
        expect(JSON.parse(document.slice('text: '.length))).toBe(text);
      }),
    ));
  it('escapes what ends a line in older readers', () =>
    expect(yamlText({ text: 'a\u0085b\u2028c' })).toBe('text: "a\\u0085b\\u2028c"\n'));
});
