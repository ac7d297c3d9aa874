import { shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { standingOf } from '../party/standing-in.js';
import { type Counting, countingAt } from '../valuation/valuation.counting.js';
import type { ValuationState } from '../valuation/valuation.state.js';
import { standsAs } from './entry-line.js';
import { orderOf } from './pledge-order.js';
import { pledgeStanding } from './title.standing.js';
import type { Pledge, Title } from './title.js';

/** How what an asset is worth covers one pledge and everything that comes before it. */
export interface PledgeCover {
  /** Secured up to and with the last part of the pledge, by registration and by agreement. */
  readonly through: Money;
  /** The appraisal that counts for its pledgee then; absent: none is valid. */
  readonly counting?: Counting;
  /** What a sale at that value would bring to the pledge, at most what it secures. */
  readonly realisable?: Money;
  /** Value over `through`, rounded down to four decimals. */
  readonly coverage?: string;
}

/** Of a registered pledge that stands at an instant; nothing is said of any other. */
export const coverOf = (
  title: Title,
  pledgeId: string,
  valuations: ValuationState,
  at: string,
): PledgeCover | undefined => {
  const pledge = title.pledges.get(pledgeId);
  if (pledge === undefined || pledgeStanding(pledge, at) !== 'registered') return undefined;
  const { holdingId, pledgeePartyId } = pledge;
  const { right = 'operation' } = title.entries.get(holdingId) ?? {};
  const { sole: lenderPartyIds } = standingOf(title, pledgeePartyId, shanghaiDate(at));
  const counting = countingAt(valuations, at, { right, lenderPartyIds });
  const through = securedThrough(title, pledgeId, holdingId, at);
  const told = { through: fromMinorUnits(through) };
  if (counting === undefined) return told;
  const value = minorUnits(counting.report.value);
  const reached = realised(title, { pledgeId, holdingId }, value, at);
  const covered = through > 0n ? { coverage: fourDecimals((value * 10_000n) / through) } : {};
  return { ...told, counting, realisable: fromMinorUnits(reached), ...covered };
};

const fourDecimals = (scaled: bigint): string =>
  `${scaled / 10_000n}.${`${scaled % 10_000n}`.padStart(4, '0')}`;

type Placed = Pick<Pledge, 'pledgeId' | 'holdingId'>;

/** The orders in which a pledge stands: one for each entry that its own has become. */
const ordersOf = (title: Title, holdingId: string, at: string) =>
  standsAs(title, holdingId, shanghaiDate(at)).map((id) => orderOf(title, id, at));

/** Fen secured by what comes before a pledge and by the pledge, up to the last of it. */
export const securedThrough = (
  title: Title,
  pledgeId: string,
  holdingId: string,
  at: string,
): bigint => {
  const through = ordersOf(title, holdingId, at).map((slices) => {
    const last = slices.findLastIndex((slice) => slice.pledgeId === pledgeId);
    return slices.slice(0, last + 1).reduce((sum, { amount }) => sum + amount, 0n);
  });
  return through.reduce((most, one) => (one > most ? one : most), 0n);
};

/** Fen of a value that come to a pledge when all before it is paid; of several orders, the least. */
const realised = (
  title: Title,
  { pledgeId, holdingId }: Placed,
  value: bigint,
  at: string,
): bigint => {
  const brought = ordersOf(title, holdingId, at).map((slices) => {
    let [left, own] = [value, 0n];
    for (const slice of slices) {
      const paid = slice.amount < left ? slice.amount : left;
      left -= paid;
      if (slice.pledgeId === pledgeId) own += paid;
    }
    return own;
  });
  return brought.reduce((least, one) => (one < least ? one : least), brought[0] ?? 0n);
};
