import { amortise, type RemovedMinor, type ScheduleChange } from '../accounting/amortisation.js';
import type { DateText } from '../calendar.js';
import { partOf, type FractionText } from '../fraction.js';
import { minorUnits } from '../money.js';
import { monthOf } from '../month.js';
import type { Removed } from './book.events.js';
import type { BookState } from './book.js';

/** What is held for sale, and what it would be if it had never been (CAS 42 art. 21). */

/** Amounts of a fact in fen. */
export const inFen = ({ cost, amortised, impaired }: Removed): RemovedMinor => ({
  cost: minorUnits(cost),
  amortised: minorUnits(amortised),
  impaired: minorUnits(impaired),
});

/** What stays held when a share of it is sold. */
export const heldAfter = (
  { held }: Pick<BookState, 'held'>,
  share: FractionText,
): Pick<BookState, 'held'> => {
  if (held === undefined) return {};
  const less = (amount: bigint): bigint => amount - partOf(amount, share);
  const { cost, amortised, impaired } = held.left;
  const left = { cost: less(cost), amortised: less(amortised), impaired: less(impaired) };
  return { held: { ...held, left } };
};

/** What comes back to the intangible assets; the cost takes the fen that shares were rounded by. */
export const restoredOf = ({ held, heldForSale }: BookState): RemovedMinor => {
  const { amortised, impaired } = held?.left ?? { amortised: 0n, impaired: 0n };
  return { cost: heldForSale + amortised + impaired, amortised, impaired };
};

/**
 * The schedule as if nothing had been classified: without the removal and the stop that the
 * classification added last, less what was sold since.
 */
export const resumedSchedule = (
  { schedule, held }: BookState,
  restored: RemovedMinor,
): readonly ScheduleChange[] => {
  if (held === undefined) return schedule;
  const { all, on } = held;
  const removed = {
    cost: all.cost - restored.cost,
    amortised: all.amortised - restored.amortised,
    impaired: all.impaired - restored.impaired,
  };
  const isWhole = Object.values(removed).every((amount) => amount === 0n);
  const before = schedule.slice(0, -2);
  return isWhole ? before : [...before, { month: monthOf(on), kind: 'removal', removed }];
};

/** Carrying amount on a day as if it had never been classified, before the month's charge; in fen. */
export const unclassifiedOn = (state: BookState, on: DateText): bigint => {
  const restored = restoredOf(state);
  const stop = { month: monthOf(on), kind: 'stop' as const };
  const schedule = [...resumedSchedule(state, restored), stop];
  return restored.cost - restored.impaired - amortise(schedule, monthOf(on)).accumulated;
};
