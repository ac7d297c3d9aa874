import { soughtText } from './sought-text.js';

describe('words that are looked for', () => {
  const { accepts, zh, en } = soughtText(100);
  const words = (count: number): string =>
    Array.from({ length: count }, (_, at) => `词${at}`).join('　');

  it('are at most eight; the ninth is refused with the number that may be', () => {
    expect(accepts(words(8))).toBe(true);
    expect(accepts(words(9))).toBe(false);
    expect([zh, en]).toEqual([
      expect.stringContaining('至多 8 个'),
      expect.stringContaining('8 words'),
    ]);
  });

  it('count once where they are the same', () => {
    expect(accepts(`${words(8)} ${words(8)} ＧＤＰ`.replace('词0', 'gdp'))).toBe(false);
    expect(accepts(`${words(7)} GDP ｇｄｐ Gdp`)).toBe(true);
  });

  it('are as long as any other text may be', () => {
    expect(accepts('用'.repeat(100))).toBe(true);
    expect(accepts('用'.repeat(101))).toBe(false);
    expect(accepts('')).toBe(false);
  });
});
