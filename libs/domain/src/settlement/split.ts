/**
 * An amount in whole fen by weights, to the last fen: each part rounded down, the rest one fen each
 * to the largest remainders; ties go to the larger weight, then to the earlier place. The parts add
 * up to the amount. Weights are not negative and not all 0.
 */
export const split = (amount: bigint, weights: readonly bigint[]): readonly bigint[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new Error('Nothing to split by: weights must be positive in sum.');
  }
  const parts = weights.map((weight) => (amount * weight) / total);
  const left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const first = weights
    .map((weight, at) => ({ weight, at, remainder: (amount * weight) % total }))
    .sort((a, b) => order(b.remainder, a.remainder) || order(b.weight, a.weight) || a.at - b.at)
    .slice(0, Number(left));
  const favoured = new Set(first.map(({ at }) => at));
  return parts.map((part, at) => (favoured.has(at) ? part + 1n : part));
};

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
