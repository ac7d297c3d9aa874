import { instantOf, microsOf } from './instant.js';

describe('instants', () => {
  it('have six decimals', () => {
    expect(instantOf(1_795_000_000_000_000)).toBe('2026-11-18T11:06:40.000000Z');
    expect(instantOf(1_795_000_000_000_007)).toBe('2026-11-18T11:06:40.000007Z');
    expect(instantOf(1_795_000_000_999_999)).toBe('2026-11-18T11:06:40.999999Z');
  });

  it('survive the way there and back', () => {
    for (const micros of [0, 1, 999, 1000, 1_795_123_456_789_012])
      expect(microsOf(instantOf(micros))).toBe(micros);
  });

  it('are read with fewer decimals', () => {
    expect(microsOf('1970-01-01T00:00:01Z')).toBe(1_000_000);
    expect(microsOf('1970-01-01T00:00:01.5Z')).toBe(1_500_000);
  });

  it('refuse what is none', () => {
    for (const text of ['', 'now', '2026-11-18T11:06:40+08:00', '2026-13-18T11:06:40Z'])
      expect(() => microsOf(text)).toThrow('not an RFC 3339 instant');
  });
});
