import type { Quota } from './metering.js';
import type { MonthOfUse, Uncounted, UncountedGround } from './usage.events.js';

/** What the use of an order has come to: the same for whoever asks. */
export interface UsageTotals {
  /** By month of use. */
  readonly months: ReadonlyMap<string, MonthOfUse>;
  readonly uncounted: Uncounted;
}

export const noUse: UsageTotals = {
  months: new Map(),
  uncounted: { beforeTerm: 0, afterExpiry: 0, noResult: 0 },
};

/** Where a use is counted. */
export interface CountedUse {
  /** Month of use, `yyyy-MM` (Shanghai). */
  readonly month: string;
  /** In units; negative for a correction. */
  readonly quantity: number;
  readonly ground?: UncountedGround;
}

/** Sums up uses; a copy of the totals to begin with, which it leaves as they are. */
export class UsageSum {
  private readonly months: Map<string, MonthOfUse>;
  private readonly uncounted: Record<UncountedGround, number>;

  constructor({ months, uncounted }: UsageTotals) {
    this.months = new Map(months);
    this.uncounted = { ...uncounted };
  }

  /** What lies where a use would be counted: a correction cannot take back more. */
  under({ month, ground }: Pick<CountedUse, 'month' | 'ground'>): number {
    return ground === undefined ? (this.months.get(month)?.counted ?? 0) : this.uncounted[ground];
  }

  add({ month, quantity, ground }: CountedUse): void {
    if (ground !== undefined) {
      this.uncounted[ground] += quantity;
      return;
    }
    const known = this.months.get(month) ?? { month, counted: 0, uses: 0, corrected: 0 };
    const { counted, uses, corrected } = known;
    const isCorrection = quantity < 0;
    this.months.set(month, {
      month,
      counted: counted + quantity,
      uses: uses + (isCorrection ? 0 : 1),
      corrected: corrected - (isCorrection ? quantity : 0),
    });
  }

  get totals(): UsageTotals {
    return { months: this.months, uncounted: this.uncounted };
  }
}

/** Units counted so far of what a quota limits: the whole term, or one month. */
export const countedUnder = ({ per }: Quota, { months }: UsageTotals, month: string): number => {
  if (per === 'month') return months.get(month)?.counted ?? 0;
  return [...months.values()].reduce((sum, { counted }) => sum + counted, 0);
};

/** A month's use, parted by the quota. */
export type MonthUnderQuota = MonthOfUse & {
  readonly withinQuota: number;
  /** Used although the quota was exhausted: flagged, and not billed by itself. */
  readonly overQuota: number;
};

/**
 * The months in order, each parted by the quota. A quota of the whole term is used up by the earlier
 * month first, so the parts depend on when data was used and not on when that became known.
 */
export const underQuota = (
  { months }: UsageTotals,
  quota: Quota | undefined,
): readonly MonthUnderQuota[] => {
  let left = quota?.quantity ?? Infinity;
  return [...months.values()]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .map((one) => {
      const withinQuota = Math.min(one.counted, left);
      if (quota?.per === 'term') left -= withinQuota;
      return { ...one, withinQuota, overQuota: one.counted - withinQuota };
    });
};
