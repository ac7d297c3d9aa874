import fc from 'fast-check';
import { scaleTo, yuanText } from './chart-scale.js';

describe('the scale of an axis', () => {
  it.each([
    [0n, [0n, 1n]],
    [3n, [0n, 1n, 2n, 3n]],
    [9n, [0n, 5n, 10n]],
    [99_000_000n, [0n, 50_000_000n, 100_000_000n]],
    [180_000n, [0n, 50_000n, 100_000n, 150_000n, 200_000n]],
  ])('of %s is round', (highest, levels) =>
    expect(scaleTo(highest, 4)).toEqual({ top: levels.at(-1), levels }),
  );

  it('reaches what is drawn, in as many equal steps as asked for at most', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.integer({ min: 1, max: 8 }), (highest, most) => {
        const { top, levels } = scaleTo(highest, most);
        expect(top >= highest).toBe(true);
        expect(levels.length).toBeLessThanOrEqual(most + 1);
        const [, step = 1n] = levels;
        expect(levels).toEqual(levels.map((_, n) => step * BigInt(n)));
        expect(top - step < (highest > 0n ? highest : 1n)).toBe(true);
      }),
    );
  });

  it('writes yuan in groups, fen only where there are some', () =>
    expect([0n, 1n, 120_000_000n].map(yuanText)).toEqual(['0', '0.01', '1,200,000']));
});
