import { shanghaiDate } from '../calendar.js';
import type { PledgeObjection } from './title.js';

/** `lapsed` by the clock, be it written down or not. */
export type ObjectionStanding = 'open' | 'pursued' | 'withdrawn' | 'lapsed';

export const objectionStanding = (
  { over, pursued, lapsesAfter }: PledgeObjection,
  at: string,
): ObjectionStanding => {
  if (over !== undefined) return over.as;
  if (pursued !== undefined) return 'pursued';
  return shanghaiDate(at) > lapsesAfter ? 'lapsed' : 'open';
};
