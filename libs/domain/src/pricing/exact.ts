import { minorUnits, type Money } from '../money.js';
import { halfUp } from '../whole.js';

/** An exact amount in yuan that is not negative, as a quotient: nothing is rounded before the end. */
export interface Exact {
  readonly numerator: bigint;
  /** Above 0. */
  readonly denominator: bigint;
}

/** Decimals that an amount is shown with before it is rounded. */
const shownScale = 15;

export const nothing: Exact = { numerator: 0n, denominator: 1n };

const form = /^(\d{1,15})(?:\.(\d{1,15}))?$/;

/** A decimal as text, such as a price of one call; throws on text that is none. */
export const exactOf = (text: string): Exact => {
  const [, whole, fraction = ''] = form.exec(text) ?? [];
  if (whole === undefined) throw new Error(`Not a decimal: ${text}`);
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
};

export const exactMoney = (money: Money): Exact => ({
  numerator: minorUnits(money),
  denominator: 100n,
});

/** So many times an amount, divided by a number above 0. */
export const times = (
  { numerator, denominator }: Exact,
  factor: bigint,
  divisor: bigint = 1n,
): Exact => ({ numerator: numerator * factor, denominator: denominator * divisor });

export const product = (a: Exact, b: Exact): Exact => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});

export const plus = (a: Exact, b: Exact): Exact => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

/** What is missing from the first to the second; nothing where it is not less. */
export const missing = (a: Exact, b: Exact): Exact => {
  const numerator = b.numerator * a.denominator - a.numerator * b.denominator;
  return numerator > 0n ? { numerator, denominator: a.denominator * b.denominator } : nothing;
};

/** The amount in fen, half a fen up: the one rounding of a charge. */
export const inFen = ({ numerator, denominator }: Exact): bigint =>
  halfUp(numerator * 100n, denominator);

/** As text in yuan with at least two decimals; beyond fifteen they are rounded for the eye only. */
export const exactText = ({ numerator, denominator }: Exact): string => {
  const scaled = halfUp(numerator * 10n ** BigInt(shownScale), denominator);
  const digits = scaled.toString().padStart(shownScale + 1, '0');
  const decimals = digits.slice(-shownScale).replace(/0+$/, '').padEnd(2, '0');
  return `${digits.slice(0, -shownScale)}.${decimals}`;
};
