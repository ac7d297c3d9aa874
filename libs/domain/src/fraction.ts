/** An exact share as text, `numerator/denominator`, e.g. `1/3`; both positive integers. */
export type FractionText = string;

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** As shares are stated. */
const form = /^([1-9]\d{0,17})\/([1-9]\d{0,17})$/;
/** As sums and products of them come out: a division of a division of a share may be long. */
const computed = /^(\d+)\/([1-9]\d*)$/;

/** Whether the text is a share greater than 0 and at most 1. */
export const isShare = (text: string): boolean => {
  if (!form.test(text)) return false;
  const { numerator, denominator } = parse(text);
  return numerator <= denominator;
};

/** Whether a computed share is greater than 0 and at most 1, however long it has become. */
export const isPart = (text: string): boolean => {
  if (!computed.test(text)) return false;
  const { numerator, denominator } = parse(text);
  return numerator > 0n && numerator <= denominator;
};

/** Whether the share is 1. */
export const isWhole = (text: FractionText): boolean => {
  const { numerator, denominator } = parse(text);
  return numerator === denominator;
};

/** That part of an amount that is not negative, half-up to a whole unit. */
export const partOf = (amount: bigint, share: FractionText): bigint => {
  const { numerator, denominator } = parse(share);
  return (2n * amount * numerator + denominator) / (2n * denominator);
};

/** Whether the shares add up to exactly 1. */
export const sumToOne = (shares: readonly FractionText[]): boolean => {
  const { numerator, denominator } = shares
    .map(parse)
    .reduce(add, { numerator: 0n, denominator: 1n });
  return numerator === denominator;
};

/** Exact sum, difference (which may be 0) and product of shares, in lowest terms. */
export const plus = (a: FractionText, b: FractionText): FractionText =>
  toText(add(parse(a), parse(b)));

export const minus = (a: FractionText, b: FractionText): FractionText => {
  const { numerator, denominator } = parse(b);
  return toText(add(parse(a), { numerator: -numerator, denominator }));
};

export const times = (a: FractionText, b: FractionText): FractionText => {
  const [one, other] = [parse(a), parse(b)];
  return toText(lowest(one.numerator * other.numerator, one.denominator * other.denominator));
};

const toText = ({ numerator, denominator }: Fraction): FractionText =>
  `${numerator}/${denominator}`;

const parse = (text: FractionText): Fraction => {
  const [, numerator, denominator] = computed.exec(text) ?? [];
  if (numerator === undefined || denominator === undefined) {
    throw new Error(`Not a fraction: ${text}`);
  }
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};

const add = (a: Fraction, b: Fraction): Fraction => {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  const denominator = a.denominator * b.denominator;
  return lowest(numerator, denominator);
};

const lowest = (numerator: bigint, denominator: bigint): Fraction => {
  const found = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / found, denominator: denominator / found };
};

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);
