import { Decimal } from 'decimal.js';
import type { Money } from '../../money.js';
import { fromMinorUnits } from '../../money.js';

/**
 * The numbers of the engine: 50 significant digits, half-up, and no exponent in any text. A constructor
 * of our own, so that nobody's settings reach it.
 */
export const Exact = Decimal.clone({
  defaults: true,
  precision: 50,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export type Exact = Decimal;

/** Goes up when an answer of the arithmetic itself would be another: precision, rounding. */
export const engineVersion = 1;

/** Decimals with which what lies between is kept. */
export const storedDecimals = 20;

/** What an event and an answer show of a number: at most 20 decimals, no superfluous zeros. */
export const stored = (number: Exact): string => number.toDecimalPlaces(storedDecimals).toFixed();

/** The one rounding to fen, half-up, at the very end. */
export const inFen = (yuan: Exact): Money =>
  fromMinorUnits(BigInt(yuan.times(100).toDecimalPlaces(0).toFixed()));

/** `value`, or `value` ÷ `of`: so that two years out of three are exactly that. */
export type Ratio = {
  /** A decimal, never a percentage: 0.92, not 92. */
  readonly value: string;
  /** Divisor, above zero; 1 when absent. */
  readonly of?: string;
};

export const ratioOf = ({ value, of = '1' }: Ratio): Exact => new Exact(value).div(of);

export const sumOf = (numbers: readonly Exact[]): Exact =>
  numbers.reduce((sum, number) => sum.plus(number), new Exact(0));

export const productOf = (numbers: readonly Exact[]): Exact =>
  numbers.reduce((product, number) => product.times(number), new Exact(1));
