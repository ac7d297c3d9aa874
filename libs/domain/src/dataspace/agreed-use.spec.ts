import type { JsonValue } from '../json.js';
import { agreedUse } from './agreed-use.js';
import { agreement } from './testing/dataspace-samples.js';

const now = '2026-06-01T00:00:00.000Z';
const of = (...constraints: readonly (readonly [string, string, JsonValue])[]) => ({
  ...agreement('consumer'),
  permission: [
    {
      action: 'odrl:use',
      constraint: constraints.map(([leftOperand, operator, rightOperand]) => ({
        ...{ leftOperand, operator, rightOperand },
      })),
    },
    {
      action: 'grantUse',
      constraint: [{ leftOperand: 'count', operator: 'lteq', rightOperand: '1' }],
    },
  ],
});

describe('what an agreement entitles to', () => {
  it('is read from the permission to use', () =>
    expect(
      agreedUse(
        of(
          ['purpose', 'isAnyOf', ['授信评估', { '@value': '反欺诈' }]],
          ['odrl:spatial', 'isPartOf', 'CN'],
          ['dateTime', 'gteq', '2026-01-01T00:00:00+08:00'],
          ['dateTime', 'lteq', '2026-12-31T23:59:59+08:00'],
          ['dateTime', 'lteq', 'soon'],
          ['count', 'lteq', '100'],
        ),
        now,
      ),
    ).toEqual({
      purposes: ['授信评估', '反欺诈'],
      territories: ['CN'],
      from: '2026-01-01T00:00:00+08:00',
      until: '2026-12-31T23:59:59+08:00',
      countMax: '100',
      isInForce: true,
    }));

  it.each([
    ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', true],
    ['2026-06-01T00:00:01Z', '2026-12-01T00:00:00Z', false],
    ['2026-01-01T00:00:00Z', '2026-05-31T23:59:59Z', false],
  ])('from %s until %s is in force: %s', (from, until, isInForce) => {
    const use = agreedUse(of(['dateTime', 'gteq', from], ['dateTime', 'lteq', until]), now);
    expect(use.isInForce).toBe(isInForce);
  });

  it('without bounds has none', () => expect(agreedUse(of(), now)).toEqual({ isInForce: true }));
});
