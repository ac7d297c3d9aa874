import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { halfUp } from '../whole.js';

/** A rate from 0 to 1 with up to six decimals as text, e.g. `0.06`. */
export type RateText = string;

export const ratePattern = '^(?:0(?:\\.[0-9]{1,6})?|1(?:\\.0{1,6})?)$';

/** A price with its tax: `gross` = `net` + `vat`. */
export type AgreedPrice = {
  readonly net: Money;
  readonly vat: Money;
  readonly vatRate: RateText;
  readonly gross: Money;
};

const million = 1_000_000n;

/** A rate in millionths. */
const rateMillionths = (rate: RateText): bigint => {
  const [whole = '0', decimals = ''] = rate.split('.');
  return BigInt(whole) * million + BigInt(decimals.padEnd(6, '0'));
};

/** What of a sum that includes VAT is VAT, in fen; half a fen up. */
export const vatInside = (gross: bigint, rate: RateText): bigint =>
  gross - halfUp(gross * million, million + rateMillionths(rate));

/** A share of an amount, half a fen up. */
export const rated = (minor: bigint, rate: RateText): bigint =>
  halfUp(minor * rateMillionths(rate), million);

/** The price that an amount means, VAT inside it or on top of it. */
export const agreedPrice = (
  amount: Money,
  vatIncluded: boolean,
  vatRate: RateText,
): AgreedPrice => {
  const stated = minorUnits(amount);
  const gross = vatIncluded ? stated : stated + rated(stated, vatRate);
  return priceOf(gross, vatRate);
};

/** A gross amount in fen with its tax taken out. */
const priceOf = (gross: bigint, vatRate: RateText): AgreedPrice => {
  const vat = vatInside(gross, vatRate);
  return {
    net: fromMinorUnits(gross - vat),
    vat: fromMinorUnits(vat),
    vatRate,
    gross: fromMinorUnits(gross),
  };
};
