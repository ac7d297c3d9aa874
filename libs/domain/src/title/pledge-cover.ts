import { shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { RecordedValuation, ValuationState } from '../valuation/valuation.state.js';
import { standsAs } from './entry-line.js';
import { appraisedAt } from './pledge-question.js';
import { orderOf } from './pledge-order.js';
import { pledgeStanding } from './title.standing.js';
import type { Title } from './title.js';

/** How what an asset is worth covers one pledge and everything that comes before it. */
export interface PledgeCover {
  /** Secured up to and with the last part of the pledge, by registration and by agreement. */
  readonly through: Money;
  /** The appraisal that is valid then; absent: none is. */
  readonly valuation?: Pick<RecordedValuation, 'valuationId' | 'value' | 'baseDate' | 'validUntil'>;
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
  const through = securedThrough(title, pledgeId, pledge.holdingId, at);
  const { right = 'operation' } = title.entries.get(pledge.holdingId) ?? {};
  const valuation = appraisedAt(valuations, right, at);
  const scaled = valuation && through > 0n && (minorUnits(valuation.value) * 10_000n) / through;
  return {
    through: fromMinorUnits(through),
    ...(valuation && {
      valuation: {
        valuationId: valuation.valuationId,
        value: valuation.value,
        baseDate: valuation.baseDate,
        validUntil: valuation.validUntil,
      },
    }),
    ...(typeof scaled === 'bigint' && { coverage: fourDecimals(scaled) }),
  };
};

const fourDecimals = (scaled: bigint): string =>
  `${scaled / 10_000n}.${`${scaled % 10_000n}`.padStart(4, '0')}`;

/** Fen secured by what comes before a pledge and by the pledge, up to the last of it. */
export const securedThrough = (
  title: Title,
  pledgeId: string,
  holdingId: string,
  at: string,
): bigint => {
  const through = standsAs(title, holdingId, shanghaiDate(at)).map((id) => {
    const slices = orderOf(title, id, at);
    const last = slices.findLastIndex((slice) => slice.pledgeId === pledgeId);
    return slices.slice(0, last + 1).reduce((sum, { amount }) => sum + amount, 0n);
  });
  return through.reduce((most, one) => (one > most ? one : most), 0n);
};
