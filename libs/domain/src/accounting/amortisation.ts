import type { LifeEstimate } from '../book/book.events.js';
import { minorUnits } from '../money.js';
import { halfUp, least } from '../whole.js';
import { addToMonth, type MonthText, monthsBetween } from '../month.js';

/** What bears on the amortisation of an intangible asset, by month; amounts in fen. */
export type ScheduleChange = { readonly month: MonthText } & (
  | { readonly kind: 'cost'; readonly amount: bigint }
  /** Taken over on migration. */
  | { readonly kind: 'opening'; readonly amortised: bigint; readonly impaired: bigint }
  | { readonly kind: 'estimate'; readonly estimate: LifeEstimate }
  | { readonly kind: 'units'; readonly units: bigint }
  | { readonly kind: 'removal'; readonly removed: RemovedMinor }
  /** Measured at the month's end: the month's charge comes before it. */
  | { readonly kind: 'impairment'; readonly amount: bigint }
  /** Derecognised, held for sale or no longer intangible: nothing is charged from here on. */
  | { readonly kind: 'stop' }
);

/** What leaves a balance, in fen. */
export type RemovedMinor = {
  readonly cost: bigint;
  readonly amortised: bigint;
  readonly impaired: bigint;
};

/** How far a schedule has come by the end of a month; amounts in fen. */
export type Amortised = {
  readonly cost: bigint;
  /** Balance of accumulated amortisation: the opening one and the charges less removals. */
  readonly accumulated: bigint;
  readonly impaired: bigint;
  /** Charged since the book is kept here; what was removed later is still counted. */
  readonly charged: bigint;
};

type Running = { -readonly [Key in keyof Amortised]: Amortised[Key] } & {
  estimate: LifeEstimate | undefined;
  unitsLeft: bigint;
  unitsNow: bigint;
  isOver: boolean;
};

/**
 * Runs a schedule to the end of a month (CAS 6 art. 17–18): charge = half-up((cost − residual −
 * amortised − impaired) ÷ months left), the last month the remainder. It begins in the month of
 * availability and ends before the month of derecognition; estimates change prospectively.
 * @param each is told every month's charge that is not zero.
 */
export const amortise = (
  schedule: readonly ScheduleChange[],
  through: MonthText,
  each?: (month: MonthText, charge: bigint) => void,
): Amortised => {
  const changes = schedule.toSorted((a, b) => compare(a.month, b.month));
  const running: Running = begun();
  let next = 0;
  for (let month = changes[0]?.month ?? ''; month !== '' && month <= through;) {
    const first = next;
    running.unitsNow = 0n;
    for (; changes[next]?.month === month; next += 1) beforeCharge(running, changes[next]!);
    if (running.isOver) break;
    const charge = chargeOf(running, month);
    if (charge !== 0n) each?.(month, charge);
    running.accumulated += charge;
    running.charged += charge;
    running.unitsLeft -= least(running.unitsNow, running.unitsLeft);
    for (const change of changes.slice(first, next)) afterCharge(running, change);
    // Between changes nothing can happen while there is nothing to spread.
    month = isIdle(running) ? (changes[next]?.month ?? '') : addToMonth(month, 1);
  }
  const { cost, accumulated, impaired, charged } = running;
  return { cost, accumulated, impaired, charged };
};

const begun = (): Running => ({
  cost: 0n,
  accumulated: 0n,
  impaired: 0n,
  charged: 0n,
  estimate: undefined,
  unitsLeft: 0n,
  unitsNow: 0n,
  isOver: false,
});

const beforeCharge = (running: Running, change: ScheduleChange): void => {
  switch (change.kind) {
    case 'cost':
      running.cost += change.amount;
      return;
    case 'opening':
      running.accumulated += change.amortised;
      running.impaired += change.impaired;
      return;
    case 'estimate':
      running.estimate = change.estimate;
      running.unitsLeft = BigInt(change.estimate.units ?? 0);
      return;
    case 'units':
      running.unitsNow += change.units;
      return;
    case 'removal':
      running.cost -= change.removed.cost;
      running.accumulated -= change.removed.amortised;
      running.impaired -= change.removed.impaired;
      return;
    case 'stop':
      running.isOver = true;
      return;
    case 'impairment':
      return;
  }
};

const afterCharge = (running: Running, change: ScheduleChange): void => {
  if (change.kind === 'impairment') running.impaired += change.amount;
};

/** What is still to be spread; never below zero: a residual above the carrying amount rests. */
const baseOf = ({ cost, accumulated, impaired, estimate }: Running): bigint => {
  const residual = estimate === undefined ? 0n : minorUnits(estimate.residual);
  const base = cost - accumulated - impaired - residual;
  return base > 0n ? base : 0n;
};

const chargeOf = (running: Running, month: MonthText): bigint => {
  const { estimate, unitsLeft, unitsNow } = running;
  if (estimate === undefined || estimate.method === 'indefinite') return 0n;
  const base = baseOf(running);
  if (estimate.method === 'unitsOfUse') {
    return unitsNow >= unitsLeft && unitsNow > 0n ? base : halfUp(base * unitsNow, unitsLeft);
  }
  const left = BigInt((estimate.months ?? 0) - monthsBetween(estimate.from, month));
  return left <= 1n ? base : halfUp(base, left);
};

const isIdle = (running: Running): boolean =>
  running.estimate?.method !== 'straightLine' || baseOf(running) === 0n;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
