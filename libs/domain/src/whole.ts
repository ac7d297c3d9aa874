/** Arithmetic of whole numbers beyond the operators: amounts in fen, counts, shares. */

/** A quotient of two numbers that are not negative, a half rounded up; by nothing it is nothing. */
export const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  denominator === 0n ? 0n : (2n * numerator + denominator) / (2n * denominator);

/** The smaller of two. */
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
