import { shanghaiDate } from '../calendar.js';
import type { UsageUnit } from './metering.js';
import { SequenceSet } from './sequence-set.js';
import type { CarriedMeter, PeriodName, RecordedUse, UsageEvent } from './usage.events.js';
import { UsageSum } from './usage.totals.js';
import type { UsageTotals } from './usage.totals.js';

/** What is known of a meter, exactly: every sequence number it was given, over all periods. */
export interface Meter {
  readonly seen: SequenceSet;
  /** Uses that were corrected, and the corrections themselves. */
  readonly corrected: SequenceSet;
}

/** A period with everything that the order's use has come to since its beginning. */
export interface UsagePeriod extends PeriodName {
  readonly orderId: string;
  readonly unit: UsageUnit;
  readonly previous?: PeriodName;
  /** Closed: use is recorded there. */
  readonly next?: PeriodName;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly totals: UsageTotals;
  /** Events of use in this period. */
  readonly batches: number;
}

/** `undefined`: the period has not been opened. */
export type UsageState = UsagePeriod | undefined;

/** The stream of a period; the first part of a month has the month's own name. */
export const usageStream = (orderId: string, { month, part }: PeriodName): string =>
  `usage-${orderId}-${month}${part === 1 ? '' : `-${part}`}`;

/** The month in which an instant lies, `yyyy-MM` (Shanghai). */
export const monthOf = (instant: string): string => shanghaiDate(instant).slice(0, 7);

/**
 * The period with which an order's chain begins: that of the first day of its licence. Two processes
 * whose clocks differ at a month's end find the same one.
 */
export const firstPeriod = (from: string): PeriodName => ({ month: from.slice(0, 7), part: 1 });

/** What is known of a meter that has reported nothing. */
const unknownMeter = (): Meter => ({
  seen: SequenceSet.empty(),
  corrected: SequenceSet.empty(),
});

/** A meter's knowledge, to be added to without touching the one it came from. */
export const copyOfMeter = ({ seen, corrected }: Meter = unknownMeter()): Meter => ({
  seen: seen.copy(),
  corrected: corrected.copy(),
});

/** Notes a use in a meter's copy and in a sum. */
export const note = (meter: Meter, sum: UsageSum, use: RecordedUse): void => {
  const { sequence, corrects, quantity, ground, usedAt } = use;
  meter.seen.add(sequence);
  if (corrects !== undefined) {
    meter.corrected.add(corrects);
    meter.corrected.add(sequence);
  }
  sum.add({ month: monthOf(usedAt), quantity, ...(ground === undefined ? {} : { ground }) });
};

export const evolveUsage = (state: UsageState, { type, data }: UsageEvent): UsageState => {
  switch (type) {
    case 'UsagePeriodOpened': {
      const { orderId, month, part, unit, previous, months, uncounted } = data;
      return {
        ...{ orderId, month, part, unit, batches: 0, meters: new Map() },
        ...(previous === undefined ? {} : { previous }),
        totals: { months: new Map(months.map((one) => [one.month, one])), uncounted },
      };
    }
    case 'UsageMetersCarried': {
      const period = opened(state);
      return { ...period, meters: data.meters.reduce(carried, new Map(period.meters)) };
    }
    case 'UsageRecorded': {
      const period = opened(state);
      const meter = copyOfMeter(period.meters.get(data.meterId));
      const sum = new UsageSum(period.totals);
      for (const use of data.events) note(meter, sum, use);
      const meters = new Map(period.meters).set(data.meterId, meter);
      return { ...period, meters, totals: sum.totals, batches: period.batches + 1 };
    }
    case 'UsagePeriodClosed':
      return { ...opened(state), next: data.next };
  }
};

const carried = (
  meters: Map<string, Meter>,
  { meterId, seen, corrected }: CarriedMeter,
): Map<string, Meter> => {
  const known = meters.get(meterId) ?? unknownMeter();
  return meters.set(meterId, {
    seen: known.seen.followedBy(seen),
    corrected: known.corrected.followedBy(corrected),
  });
};

const opened = (state: UsageState): UsagePeriod => {
  if (state === undefined) throw new Error('A usage stream does not begin with its opening.');
  return state;
};
