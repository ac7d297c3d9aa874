import fc from 'fast-check';
import { retryDelayMs } from './retry.js';

const hour = 3_600_000;

describe('the wait before another attempt', () => {
  it('doubles up to an hour', () =>
    expect([1, 2, 3, 10, 11, 1_000].map((attempts) => retryDelayMs(attempts, 0.999_999))).toEqual(
      [5_000, 10_000, 20_000, 2_559_999, hour, hour].map((ms) => expect.closeTo(ms, -1)),
    ));

  it('is what the receiver asked for where that is later, up to an hour', () => {
    expect(retryDelayMs(1, 0, 60_000)).toBe(60_000);
    expect(retryDelayMs(1, 0, 1_000)).toBe(2_500);
    expect(retryDelayMs(1, 0, 2 * hour)).toBe(hour);
  });

  it('is never more than an hour, never less than half of its step, whatever chance says', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, random) => {
          const step = Math.min(5_000 * 2 ** (attempts - 1), hour);
          const wait = retryDelayMs(attempts, random);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(step / 2));
          expect(wait).toBeLessThanOrEqual(step);
        },
      ),
    ));
});
