import { refuse } from '../refusal.js';

/** 规范性, 完整性, 准确性, 一致性, 时效性, 可访问性 (GB/T 36344-2018). */
export const qualityDimensions = [
  'standardisation',
  'completeness',
  'accuracy',
  'consistency',
  'timeliness',
  'accessibility',
] as const;
export type QualityDimension = (typeof qualityDimensions)[number];

/** One decimal per dimension, as text. */
export type PerDimension = Readonly<Record<QualityDimension, string>>;

/** Weights have up to four decimals, scores (0 to 100) up to two: the result is exact in six. */
const weightScale = 4;
const scoreScale = 2;
const decimalForm = /^\d{1,3}(?:\.\d{1,4})?$/;

/** Whether weights in their form add up to exactly 1. */
export const sumsToOne = (weights: PerDimension): boolean =>
  sumOf(weights) === 10n ** BigInt(weightScale);

const sumOf = (weights: PerDimension): bigint =>
  qualityDimensions.reduce(
    (sum, dimension) => sum + scaled(weights[dimension], weightScale, dimension),
    0n,
  );

/**
 * The weighted score, exact, with at least two decimals: `91.90`. Refuses weights that do not add
 * up to exactly 1 (`quality_weights_not_one`), and numbers that are none or out of range
 * (`quality_number_malformed`, `quality_score_out_of_range`).
 */
export const qualityScore = (scores: PerDimension, weights: PerDimension): string => {
  const parts = qualityDimensions.map((dimension) => ({
    weight: scaled(weights[dimension], weightScale, dimension),
    score: scaled(scores[dimension], scoreScale, dimension),
  }));
  const beyond = qualityDimensions.filter((_, index) => (parts[index]?.score ?? 0n) > 10_000n);
  if (beyond.length > 0) return refuse('quality_score_out_of_range', { dimensions: beyond });
  if (!sumsToOne(weights)) {
    return refuse('quality_weights_not_one', { sum: decimal(sumOf(weights), weightScale) });
  }
  const total = parts.reduce((all, { weight, score }) => all + weight * score, 0n);
  return decimal(total, weightScale + scoreScale);
};

/**
 * The coefficient α that a valuation multiplies with: score ÷ 100, exact (valuation sheet 2.2). It is
 * never a percentage: `91.90` gives `0.9190`.
 */
export const qualityCoefficient = (score: string): string => {
  const [whole = '0', fraction = ''] = score.split('.');
  const digits = BigInt(whole + fraction);
  return decimal(digits, fraction.length + 2, fraction.length + 2);
};

const scaled = (text: string, scale: number, dimension: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  if (!decimalForm.test(text) || fraction.length > scale) {
    return refuse('quality_number_malformed', { dimension, value: text });
  }
  return BigInt(whole + fraction.padEnd(scale, '0'));
};

/** `n` ÷ 10^scale without superfluous zeros, but with at least `decimalsMin` decimals. */
const decimal = (n: bigint, scale: number, decimalsMin = 2): string => {
  const digits = n.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '').padEnd(decimalsMin, '0');
  return `${whole}.${fraction}`;
};
