import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalCopy, canonicalJson } from './canonical-json.js';

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

  it('writes what was read from it as it was', () =>
    fc.assert(
      fc.property(value, (json) => {
        const read = canonicalize(json) ?? '';
        expect(canonicalJson(JSON.parse(read))).toBe(read);
      }),
    ));

  it.each([{ list: [undefined] }, { ['\ud800']: 1 }, { list: [{ deep: 2 ** 53 }] }])(
    'has no form for what is within, %#',
    (odd) => expect(() => canonicalJson(odd)).toThrow(),
  );

  it('asks no object for a form of its own', () =>
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":{}}'));

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

describe('a canonical copy', () => {
  it('has names in the same order, few or many', () =>
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 60 }), (names) => {
        const json = Object.fromEntries(names.map((name, at) => [name, at]));
        expect(canonicalCopy(json).json).toBe(canonicalJson(json));
      }),
    ));

  it('has the same text, and is what the text says', () =>
    fc.assert(
      fc.property(value, (json) => {
        const { json: written, copy } = canonicalCopy(json);
        expect(written).toBe(canonicalJson(json));
        expect(copy).toEqual(JSON.parse(written));
      }),
    ));

  it('keeps names in order that an object would move', () => {
    const odd = JSON.parse('{"b":{"9":1,"10":2,"0x":3},"__proto__":{"a":1}}') as object;
    const { json, copy } = canonicalCopy(odd);
    expect(json).toBe('{"__proto__":{"a":1},"b":{"0x":3,"10":2,"9":1}}');
    expect(JSON.stringify(copy)).toContain('"__proto__":{"a":1}');
  });

  it('shares nothing with what was given', () => {
    const given = { list: [{ a: 1 }] };
    const { copy } = canonicalCopy(given);
    given.list.push({ a: 2 });
    expect(copy).toEqual({ list: [{ a: 1 }] });
  });

  it.each([1.5, '\ud800', 1n, [undefined], { '\ud800': 1 }, { a: () => 1 }])(
    'has no form for %p',
    (odd) => expect(() => canonicalCopy(odd)).toThrow(),
  );
});
