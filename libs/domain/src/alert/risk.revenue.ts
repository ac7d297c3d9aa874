import { addMonths, shanghaiDate } from '../calendar.js';
import { millionths } from '../financing/coverage.js';
import { fromMinorUnits } from '../money.js';
import {
  type Found,
  type Judging,
  lenderGround,
  type OwnPledge,
  type RevenueTrend,
  type Stake,
} from './risk.stake.js';

/** The whole months before a date, and as many before those. */
export const revenuePeriods = (
  at: string,
  months: number,
): Pick<RevenueTrend, 'from' | 'middle' | 'to'> => {
  const to = `${shanghaiDate(at).slice(0, 7)}-01`;
  return { from: addMonths(to, -2 * months), middle: addMonths(to, -months), to };
};

/** Whole months are compared, so a breach comes and goes with the first day of a month. */
export const revenueRisks = (
  { revenue, title }: Stake,
  own: readonly OwnPledge[],
  { terms }: Judging,
): Found => {
  if (revenue === undefined || title.closed !== undefined) return { risks: [], turns: [] };
  const { from, middle, to, before, latest } = revenue;
  const scale = 1_000_000n;
  const kept = before * (scale - millionths(terms.revenueFallMin));
  if (before === 0n || latest * scale > kept) return { risks: [], turns: [] };
  const about = {
    ...{ from, middle, to },
    ...{ before: fromMinorUnits(before).amount, latest: fromMinorUnits(latest).amount },
  };
  return {
    risks: [
      {
        kind: 'revenueFalling',
        severity: 'warning',
        ground: lenderGround(own),
        breach: { key: 'revenue' },
        about,
        streams: [],
      },
    ],
    turns: [],
  };
};
