/** An exact share as text, `numerator/denominator`, e.g. `1/3`; both positive integers. */
export type FractionText = string;

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const form = /^([1-9]\d{0,17})\/([1-9]\d{0,17})$/;

/** Whether the text is a share greater than 0 and at most 1. */
export const isShare = (text: string): boolean => {
  if (!form.test(text)) return false;
  const { numerator, denominator } = parse(text);
  return numerator <= denominator;
};

/** Whether the shares add up to exactly 1. */
export const sumToOne = (shares: readonly FractionText[]): boolean => {
  const { numerator, denominator } = shares
    .map(parse)
    .reduce(add, { numerator: 0n, denominator: 1n });
  return numerator === denominator;
};

const parse = (text: FractionText): Fraction => {
  const [, numerator, denominator] = form.exec(text) ?? [];
  if (numerator === undefined || denominator === undefined) {
    throw new Error(`Not a fraction: ${text}`);
  }
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};

const add = (a: Fraction, b: Fraction): Fraction => {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  const denominator = a.denominator * b.denominator;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
};

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);
