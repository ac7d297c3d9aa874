/**
 * How use under a licence is counted. Quantities are integers in the smallest unit: calls, records,
 * results, bytes, seconds of computing, tasks. In units of `result` only those calls count that found
 * something (查得计费): every use then says whether it was a hit.
 */
export const usageUnits = ['call', 'record', 'result', 'byte', 'second', 'task'] as const;

export type UsageUnit = (typeof usageUnits)[number];

/** How much use a licence holds: over its whole term, or anew in each calendar month (Shanghai). */
export type Quota = {
  /** In units; at least 1. */
  readonly quantity: number;
  readonly per: 'term' | 'month';
};

export type Metering = {
  readonly unit: UsageUnit;
  /** Absent: as much as the buyer uses. */
  readonly quota?: Quota;
};

/** What holds where an offer says nothing of it: calls are counted, as many as there are. */
export const plainMetering: Metering = { unit: 'call' };

/** The largest quantity of one use, of a quota and of a question at the gate. */
export const quantityMax = 1_000_000_000_000;
