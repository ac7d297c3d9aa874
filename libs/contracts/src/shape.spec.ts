import fc from 'fast-check';
import {
  amount,
  computedFraction,
  date,
  decimal,
  digest,
  fraction,
  instant,
  integer,
  text,
  uscc,
  uuid,
} from './shape.js';
import type { Shape } from './shape.js';

const accepts = (shape: Shape, value: unknown): boolean =>
  shape.accepts(shape.normalise ? shape.normalise(value) : value);

describe('a shape', () => {
  it.each<[string, Shape, unknown[], unknown[]]>([
    [
      'text counts characters, not code units',
      text({ min: 2, max: 3 }),
      ['ab', '  abc ', '𠮷𠮷𠮷', '中文'],
      ['a', ' a ', 'abcd', '𠮷', '𠮷𠮷𠮷𠮷', 7, null, undefined, ['ab'], 'a\0b', 'a\ud800'],
    ],
    [
      'date exists',
      date,
      ['1900-01-01', '2028-02-29', '2000-02-29', '9999-12-31'],
      [
        '1899-12-31',
        '1900-02-29',
        '2026-04-31',
        '2026-00-10',
        '2026-1-1',
        '20261121',
        '',
        20261121,
      ],
    ],
    [
      'instant has a zone',
      instant,
      ['2026-11-21T09:30:00Z', '2026-11-21t09:30:00.123456z', '2026-11-21T09:30:00-11:30'],
      [
        '2026-11-21',
        '2026-11-21T24:00:00Z',
        '2026-11-21T09:30:60Z',
        '2026-11-21T09:30:00.1234567Z',
      ],
    ],
    [
      'amount is non-negative with two decimals at most',
      amount,
      ['0', '0.5', '999999999999999.99', '1'],
      ['-1', '+1', '1.001', '01', '1e3', '.5', '1.', '1000000000000000', 1, '１'],
    ],
    [
      'fraction lies in (0, 1]',
      fraction,
      ['1/3', '1/1', '999999999/999999999'],
      ['0/1', '2/1', '1/0', '1', '01/2', '1/1000000000'],
    ],
    [
      'computed fraction lies in (0, 1], however long',
      computedFraction,
      ['1/3', '1/1', `1/1${'0'.repeat(300)}`, `${'9'.repeat(40)}/${'9'.repeat(40)}`],
      ['0/1', '2/1', '1/0', '1', '01/2', '1/02', `1${'0'.repeat(40)}/${'9'.repeat(40)}`],
    ],
    [
      'decimal keeps its scale',
      decimal({ scale: 4 }),
      ['0.1234', '12'],
      ['0.12345', '-1', '1,2', 'NaN'],
    ],
    ['signed decimal', decimal({ scale: 0, signed: true }), ['-12', '0'], ['1.0', '--1']],
    [
      'integer stays in its bounds',
      integer({ min: 1, max: 9 }),
      [1, 9],
      [0, 10, 1.5, '5', Infinity, NaN],
    ],
    ['integer is safe', integer({}), [0, Number.MAX_SAFE_INTEGER], [-1, 2 ** 53]],
    [
      'code',
      uscc,
      ['91330106MA2EXAMP1E', '91330106ma2examp1e '],
      ['91330106MA2EXAMP1', '9133O106MA2EXAMP1E'],
    ],
    [
      'id',
      uuid,
      ['3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c'],
      ['3F2B8C1E-5D47-4A9B-8E60-7C1D2F3A4B5C', 'x'],
    ],
    ['digest', digest, ['a'.repeat(64)], ['A'.repeat(64), 'a'.repeat(63)]],
  ])('%s', (_, shape, good, bad) => {
    expect(good.filter((value) => !accepts(shape, value))).toEqual([]);
    expect(bad.filter((value) => accepts(shape, value))).toEqual([]);
  });

  it('brings values into one spelling', () => {
    expect(amount.normalise?.('7')).toBe('7.00');
    expect(amount.normalise?.('7.5')).toBe('7.50');
    expect(instant.normalise?.('2026-11-21T00:30:00.25+08:00')).toBe('2026-11-20T16:30:00.25Z');
    expect(instant.normalise?.('tomorrow')).toBe('tomorrow');
    expect(instant.accepts('9999-12-31T23:00:00+01:00')).toBe(true);
    expect(instant.accepts('9999-12-31T23:00:00-01:00')).toBe(false);
    expect(text({ max: 5 }).normalise?.(7)).toBe(7);
  });

  it('knows the calendar and the clock as the engine does', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    const parts = fc.tuple(
      fc.integer({ min: 1900, max: 9998 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      fc.integer({ min: 0, max: 23 }),
    );
    const zone = fc.constantFrom('Z', 'z', '+08:00', '-05:30');
    fc.assert(
      fc.property(parts, zone, ([year, month, day, hour], offset) => {
        const there = new Date(Date.UTC(year, month - 1, day));
        const isThere = there.getUTCMonth() === month - 1 && there.getUTCDate() === day;
        const written = `${year}-${two(month)}-${two(day)}`;
        expect(date.accepts(written)).toBe(isThere);
        const at = `${written}T${two(hour)}:59:30${offset}`;
        expect(instant.accepts(at)).toBe(isThere);
        if (!isThere) return;
        const read = new Date(at.toUpperCase()).toISOString().replace('.000', '');
        expect(instant.normalise?.(at)).toBe(read);
      }),
    );
  });
});
