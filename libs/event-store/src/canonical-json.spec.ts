import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const integer = fc.maxSafeInteger();
const text = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('数', '\u0000', '\u2028', '"', '\\', '😀', '\ufb33', '\u20ac', '1', '10'),
  ),
});
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    integer,
    text,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(text, fc.option(tie('value'), { nil: undefined })),
  ),
}));

describe('canonical JSON', () => {
  it('is what the general library of RFC 8785 writes', () =>
    fc.assert(fc.property(value, (json) => expect(canonicalJson(json)).toBe(canonicalize(json)))));

  it('orders names by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
    const names = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': 7,
    };
    expect(
      Object.values(
        JSON.parse(`[${canonicalJson(names).replaceAll(/[{}]|"[^"]*":/g, '')}]`) as object,
      ),
    ).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });

  it.each([1.5, 2 ** 53, NaN, Infinity, '\ud800', 1n, undefined, () => 1])(
    'has no form for %p',
    (odd) => expect(() => canonicalJson(odd)).toThrow(),
  );

  it('writes minus zero as zero', () => expect(canonicalJson(-0)).toBe('0'));
});
