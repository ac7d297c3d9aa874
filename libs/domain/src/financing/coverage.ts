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

/** The largest line on values: Σ value × (1 − haircut) × ratio, rounded down to the fen once. */
export const lineOn = (values: readonly Money[], haircut: string, ratio: string): Money => {
  const sum = values.reduce((all, value) => all + minorUnits(value), 0n);
  const line = (sum * (scale - millionths(haircut)) * millionths(ratio)) / (scale * scale);
  return fromMinorUnits(line);
};

/** A place in the order of what is secured by one object. */
export type Rank = {
  /** All that comes before it, others' and one's own. */
  readonly ahead: Money;
  readonly secured: Money;
};

/** What is to cover a balance: a value, and the places at which it is shared in. */
export interface Covering {
  readonly value: Money;
  /** Absent: nobody else has a part in it. Empty: there is no place. */
  readonly ranks?: readonly Rank[];
}

interface Counts {
  /** Left of the value after what ranks ahead of the last place. */
  readonly net: bigint;
  /** What the places would receive of it, at most what they secure. */
  readonly reach: bigint;
}

/** In millionths of a fen, so that nothing is rounded before it is added up. */
const shareOf = ({ value, ranks }: Covering, haircut: string): Counts => {
  const worth = minorUnits(value) * (scale - millionths(haircut));
  if (ranks === undefined) return { net: worth, reach: worth };
  let [reach, own, others] = [0n, 0n, 0n];
  for (const rank of ranks) {
    const ahead = minorUnits(rank.ahead) * scale;
    const secured = minorUnits(rank.secured) * scale;
    const left = worth > ahead ? worth - ahead : 0n;
    reach += left < secured ? left : secured;
    others = ahead - own;
    own += secured;
  }
  if (ranks.length === 0) return { net: 0n, reach };
  // Before its last place others may have taken all, of what came to an earlier place nothing.
  return { net: worth - others > reach ? worth - others : reach, reach };
};

/** The same in fen, rounded down. */
export const countsFor = (covering: Covering, haircut: string): Counts => {
  const { net, reach } = shareOf(covering, haircut);
  return { net: net / scale, reach: reach / scale };
};

/** How a value covers what is owed. */
export interface Coverage {
  /** After the haircut, and after what ranks ahead. */
  readonly value: Money;
  /** What of it comes to the places, at most what they secure; absent: no place is known. */
  readonly realisable?: Money;
  readonly balance: Money;
  /** Value over balance with four decimals, rounded down; empty where nothing is owed. */
  readonly coverage: string;
  readonly isBreached: boolean;
}

/**
 * Breached where the value is less than the agreed times the balance, or where less than the balance
 * is secured by rank and amount: what a pledge does not secure, no value covers. Exact: decided on
 * whole numbers, not on rounded figures.
 */
export const coverageOf = (
  covering: readonly Covering[],
  balance: Money,
  { haircut, coverageMin }: { readonly haircut: string; readonly coverageMin: string },
): Coverage => {
  const counts = covering.map((one) => shareOf(one, haircut));
  const value = counts.reduce((sum, { net }) => sum + net, 0n) / scale;
  const reach = counts.reduce((sum, one) => sum + one.reach, 0n) / scale;
  const isRanked = covering.some(({ ranks }) => ranks !== undefined);
  const realisable = isRanked ? { realisable: fromMinorUnits(reach) } : {};
  const told = { value: fromMinorUnits(value), ...realisable, balance };
  const owed = minorUnits(balance);
  if (owed <= 0n) return { ...told, coverage: '', isBreached: false };
  const inFour = ((value * 10_000n) / owed).toString().padStart(5, '0');
  const least = millionths(coverageMin);
  // Who agreed to less than all need not have all secured.
  const securedMin = least < scale ? least : scale;
  const isShort = value * scale < owed * least;
  return {
    ...told,
    coverage: `${inFour.slice(0, -4)}.${inFour.slice(-4)}`,
    isBreached: isShort || (isRanked && reach * scale < owed * securedMin),
  };
};
