import { fromMinorUnits, minorUnits, type Money } from '../money.js';

/** Decimals of rates and shares, at most. */
const scaleDigits = 6;
const scale = 10n ** BigInt(scaleDigits);
const form = /^\d{1,6}(?:\.\d{1,6})?$/;

/** A decimal in millionths, exactly. */
export const millionths = (text: string): bigint => {
  if (!form.test(text)) throw new Error(`Not a decimal of at most six places: ${text}`);
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * scale + BigInt(fraction.padEnd(scaleDigits, '0'));
};

/** What a value counts for after the haircut, rounded down to the fen. */
export const lendable = (value: Money, haircut: string): bigint =>
  (minorUnits(value) * (scale - millionths(haircut))) / scale;

/** The largest line on values: Σ value × (1 − haircut) × ratio, rounded down to the fen once. */
export const lineOn = (values: readonly Money[], haircut: string, ratio: string): Money => {
  const sum = values.reduce((all, value) => all + minorUnits(value), 0n);
  const line = (sum * (scale - millionths(haircut)) * millionths(ratio)) / (scale * scale);
  return fromMinorUnits(line);
};

/** How a value covers what is owed. */
export interface Coverage {
  readonly value: Money;
  readonly balance: Money;
  /** Value over balance with four decimals, rounded down; empty where nothing is owed. */
  readonly coverage: string;
  readonly isBreached: boolean;
}

/** Exact: whether value < balance × minimum is decided on whole numbers, not on rounded figures. */
export const coverageOf = (
  values: readonly Money[],
  balance: Money,
  { haircut, coverageMin }: { readonly haircut: string; readonly coverageMin: string },
): Coverage => {
  const sum = values.reduce((all, value) => all + minorUnits(value), 0n);
  const value = (sum * (scale - millionths(haircut))) / scale;
  const owed = minorUnits(balance);
  const told = { value: fromMinorUnits(value), balance };
  if (owed <= 0n) return { ...told, coverage: '', isBreached: false };
  const inFour = ((value * 10_000n) / owed).toString().padStart(5, '0');
  return {
    ...told,
    coverage: `${inFour.slice(0, -4)}.${inFour.slice(-4)}`,
    isBreached: value * scale < owed * millionths(coverageMin),
  };
};
