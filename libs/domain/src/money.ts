import type { JsonObject } from './json.js';

/** An amount as events and answers carry it: a decimal string in the currency's major unit. */
export interface Money extends JsonObject {
  /** At most 15 integer digits and exactly two decimals, e.g. `1250000.00`. */
  readonly amount: string;
  /** ISO 4217 code; every currency here has two decimals. */
  readonly currency: Currency;
}

export type Currency = 'CNY';

const form = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;

/** As events hold it: with both decimals. */
const exact = /^-?\d{1,15}\.\d\d$/;

/** The amount in fen. Throws on text that is not money: the edge has checked the form before. */
export const minorUnits = ({ amount }: Money): bigint => {
  if (exact.test(amount)) return BigInt(amount.replace('.', ''));
  const [, sign, whole, fraction = ''] = form.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`Not an amount of money: ${amount}`);
  const minor = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -minor : minor;
};

/** Fen as money with two decimals. */
export const fromMinorUnits = (minor: bigint, currency: Currency = 'CNY'): Money => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  const amount = `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return { amount, currency };
};

/** Money with exactly two decimals, so that equal amounts are equal text. */
export const normalMoney = (money: Money): Money =>
  fromMinorUnits(minorUnits(money), money.currency);

/** A decimal number as people read it, in thousands before its point: `1,250,000.00`. */
export const groupedAmount = (amount: string): string =>
  amount.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

/** Money as documents print it: `1,250,000.00 CNY`. */
export const printedMoney = ({ amount, currency }: Money): string =>
  `${groupedAmount(amount)} ${currency}`;

/** Exact sum; the empty sum is zero. */
export const sumMoney = (amounts: readonly Money[]): Money =>
  fromMinorUnits(amounts.reduce((sum, amount) => sum + minorUnits(amount), 0n));
