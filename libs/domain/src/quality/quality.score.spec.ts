import fc from 'fast-check';
import { Refused } from '../refusal.js';
import {
  type PerDimension,
  qualityCoefficient,
  qualityDimensions,
  qualityScore,
} from './quality.score.js';

const per = (...values: readonly string[]): PerDimension =>
  Object.fromEntries(
    qualityDimensions.map((dimension, index) => [dimension, values[index] ?? '0']),
  ) as PerDimension;

const weights = per('0.25', '0.15', '0.20', '0.10', '0.20', '0.10');
const refusal = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Refused ? error.code : 'another error';
  }
};

describe('the quality score', () => {
  it('is the worked example of the valuation sheet', () => {
    const score = qualityScore(per('96', '92', '90', '88', '94', '85'), weights);
    expect([score, qualityCoefficient(score)]).toEqual(['91.90', '0.9190']);
  });

  it('is exact where a binary fraction would not be', () => {
    const tenth = per('0.1', '0.2', '0.3', '0.1', '0.2', '0.1');
    expect(qualityScore(per('0.01', '0', '0', '0', '0', '0'), tenth)).toBe('0.001');
    expect(qualityScore(per('33.33', '66.67', '100', '0', '0', '0'), tenth)).toBe('46.667');
  });

  it('runs from 0 to 100', () => {
    const all = (score: string) => per(...qualityDimensions.map(() => score));
    expect(qualityScore(all('0'), weights)).toBe('0.00');
    expect(qualityScore(all('100'), weights)).toBe('100.00');
    expect(qualityCoefficient('100.00')).toBe('1.0000');
    expect(refusal(() => qualityScore(all('100.01'), weights))).toBe('quality_score_out_of_range');
  });

  it('asks for weights that add up to exactly 1', () => {
    const scores = per('90', '90', '90', '90', '90', '90');
    for (const last of ['0.0999', '0.1001']) {
      const off = per('0.25', '0.15', '0.20', '0.10', '0.20', last);
      expect(refusal(() => qualityScore(scores, off))).toBe('quality_weights_not_one');
    }
    expect(qualityScore(scores, weights)).toBe('90.00');
  });

  it.each(['', '-1', '1e1', '90.123', '九十', '1000'])('refuses the score %j', (value) =>
    expect(refusal(() => qualityScore(per(value), weights))).toBe('quality_number_malformed'),
  );

  it('lies between the lowest and the highest dimension, whatever the weights', () => {
    const cut = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 5 });
    const hundredths = fc.array(fc.integer({ min: 0, max: 10_000 }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(cut, hundredths, (cuts, scores) => {
        const marks = [0, ...cuts.toSorted((a, b) => a - b), 10_000];
        const parts = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
        const score = qualityScore(
          per(...scores.map((value) => (value / 100).toFixed(2))),
          per(...parts.map((value) => (value / 10_000).toFixed(4))),
        );
        expect(Number(score)).toBeGreaterThanOrEqual(Math.min(...scores) / 100 - 1e-9);
        expect(Number(score)).toBeLessThanOrEqual(Math.max(...scores) / 100 + 1e-9);
      }),
    );
  });
});
