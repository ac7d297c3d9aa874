import fc from 'fast-check';
import type { JsonValue } from './json.js';
import { sameJson } from './same-json.js';

describe('equality of JSON values', () => {
  it('ignores the order of members and members that are absent', () => {
    expect(sameJson({ a: 1, b: [true, null] }, { b: [true, null], a: 1, c: undefined })).toBe(true);
  });

  it('tells apart what differs', () => {
    const different: [JsonValue | undefined, JsonValue | undefined][] = [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { b: 1 }],
      [{ a: null }, {}],
      [
        [1, 2],
        [2, 1],
      ],
      [[], {}],
      ['1', 1],
      [undefined, null],
    ];
    for (const [a, b] of different) expect(sameJson(a, b)).toBe(false);
  });

  it('finds every value equal to its own copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        sameJson(value as JsonValue, JSON.parse(JSON.stringify(value)) as JsonValue),
      ),
    );
  });
});
