import { addToMonth, type MonthText } from '../month.js';
import type { PeriodsEvent } from './periods.events.js';

export type PeriodsState = {
  /** Every month that may hold vouchers or was closed with some, in order. */
  readonly opened: readonly MonthText[];
  /** Every month up to it is closed for good. */
  readonly sealedThrough?: MonthText;
  /** The month whose closing is under way. */
  readonly closing?: MonthText;
  /** The latest run; earlier ones were of the same month or of earlier ones. */
  readonly lastRun?: {
    readonly runId: string;
    readonly month: MonthText;
    readonly isUnderWay: boolean;
  };
};

export const initialPeriods = (): PeriodsState => ({ opened: [] });

/** `periods-<partyId>` */
export const periodsStream = (entityPartyId: string): string => `periods-${entityPartyId}`;

/** The first month that takes what belongs to a closed one; absent: no month was closed yet. */
export const openMonthOf = ({ sealedThrough, closing }: PeriodsState): MonthText | undefined => {
  const closed = closing ?? sealedThrough;
  return closed === undefined ? undefined : addToMonth(closed, 1);
};

/** The earliest month that was opened and is not closed. */
export const earliestOpen = (state: PeriodsState): MonthText | undefined =>
  state.opened.find((month) => !isShut(state, month));

/** Whether a month takes no vouchers any more, or will not in a moment. */
export const isShut = ({ sealedThrough, closing }: PeriodsState, month: MonthText): boolean =>
  month <= (closing ?? sealedThrough ?? '');

export const evolvePeriods = (state: PeriodsState, event: PeriodsEvent): PeriodsState => {
  switch (event.type) {
    case 'PeriodOpened':
      return { ...state, opened: [...state.opened, event.data.month].sort() };
    case 'PeriodClosingBegan':
      return { ...state, closing: event.data.month };
    case 'PeriodSealed': {
      const { month } = event.data;
      const { closing: _, ...rest } = state;
      return { ...rest, sealedThrough: month };
    }
    case 'AmortisationRunStarted': {
      const { runId, month } = event.data;
      return { ...state, lastRun: { runId, month, isUnderWay: true } };
    }
    case 'AmortisationRunCompleted': {
      const { runId, month } = event.data;
      return { ...state, lastRun: { runId, month, isUnderWay: false } };
    }
  }
};
