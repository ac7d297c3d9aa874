import { addToMonth, type MonthText, monthOf } from '../month.js';
import { shanghaiDate } from '../calendar.js';
import type { Command, Decider, Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import type { PeriodsEvent } from './periods.events.js';
import {
  earliestOpen,
  evolvePeriods,
  initialPeriods,
  isShut,
  openMonthOf,
  type PeriodsState,
} from './periods.state.js';

/** Three facts a month and two a run: twenty years of a run every day find room. */
const eventsMax = 20_000;

type DataOf<Type extends PeriodsEvent['type']> = Extract<
  PeriodsEvent,
  { readonly type: Type }
>['data'];

interface PeriodsCommandOf<Type extends string, Data extends object> extends Command {
  readonly type: Type;
  readonly data: Data;
}

export type PeriodsCommand =
  | PeriodsCommandOf<'OpenPeriod', DataOf<'PeriodOpened'>>
  | PeriodsCommandOf<'BeginClosing', DataOf<'PeriodClosingBegan'>>
  | PeriodsCommandOf<'SealPeriod', DataOf<'PeriodSealed'>>
  | PeriodsCommandOf<'StartAmortisationRun', Omit<DataOf<'AmortisationRunStarted'>, 'startedBy'>>
  | PeriodsCommandOf<'CompleteAmortisationRun', DataOf<'AmortisationRunCompleted'>>;

type Named<Type extends PeriodsCommand['type']> = Extract<PeriodsCommand, { readonly type: Type }>;

/** Before the first voucher of a month: from here on a closing of a later one has to wait for it. */
const open = ({ data }: Named<'OpenPeriod'>, state: PeriodsState): readonly PeriodsEvent[] => {
  if (state.opened.includes(data.month)) return [];
  checkNotShut(data.month, state);
  return [{ type: 'PeriodOpened', data }];
};

const checkNotShut = (month: MonthText, state: PeriodsState): void => {
  const openMonth = openMonthOf(state);
  if (isShut(state, month)) refuse('period_closed', { month, openMonth: openMonth ?? '' });
};

const checkBegun = (month: MonthText, { now }: Meta): void => {
  const today = shanghaiDate(now);
  if (month > monthOf(today)) refuse('period_not_begun', { month, today });
};

const checkNotRunning = ({ lastRun }: PeriodsState): void => {
  if (lastRun?.isUnderWay === true) {
    refuse('amortisation_running', { month: lastRun.month, runId: lastRun.runId });
  }
};

/**
 * Months are closed in their order, each after its amortisation. From here on no voucher can open
 * this month or an earlier one; the closing itself is an event of the month's journal.
 */
const beginClosing = (
  { data, meta }: Named<'BeginClosing'>,
  state: PeriodsState,
): readonly PeriodsEvent[] => {
  const { month } = data;
  // It was begun and the process died: it goes on.
  if (state.closing === month) return [];
  checkNotShut(month, state);
  checkBegun(month, meta);
  const earliest = earliestOpen(state);
  if (earliest !== undefined && earliest < month) {
    return refuse('earlier_period_open', { month: earliest });
  }
  checkNotRunning(state);
  if ((state.lastRun?.month ?? '') < month) return refuse('amortisation_outstanding', { month });
  const began: PeriodsEvent = { type: 'PeriodClosingBegan', data };
  // A month without vouchers is one all the same: December's may be adjusted later.
  return state.opened.includes(month) ? [began] : [{ type: 'PeriodOpened', data }, began];
};

const seal = ({ data }: Named<'SealPeriod'>, state: PeriodsState): readonly PeriodsEvent[] =>
  state.closing === data.month ? [{ type: 'PeriodSealed', data }] : [];

/**
 * One run at a time, month after month, so that what each posted is the difference between two
 * figures of the same books (the run's month and the last one's).
 */
const startRun = (
  { data, meta }: Named<'StartAmortisationRun'>,
  state: PeriodsState,
): readonly PeriodsEvent[] => {
  const { month } = data;
  checkNotShut(month, state);
  checkBegun(month, meta);
  checkNotRunning(state);
  const last = state.lastRun?.month;
  if (last !== undefined && month < last) {
    return refuse('amortisation_out_of_order', { month, last });
  }
  const due = last === undefined ? earliestOpen(state) : addToMonth(last, 1);
  if (due !== undefined && month > due) return refuse('amortisation_outstanding', { month: due });
  const startedBy = meta.actor.person;
  return [{ type: 'AmortisationRunStarted', data: { ...data, startedBy } }];
};

const completeRun = (
  { data }: Named<'CompleteAmortisationRun'>,
  state: PeriodsState,
): readonly PeriodsEvent[] =>
  state.lastRun?.runId === data.runId && state.lastRun.isUnderWay
    ? [{ type: 'AmortisationRunCompleted', data }]
    : [];

const decider: Decider<PeriodsCommand, PeriodsEvent, PeriodsState> = {
  initialState: initialPeriods,
  evolve: evolvePeriods,
  decide: (command, state) => {
    switch (command.type) {
      case 'OpenPeriod':
        return open(command, state);
      case 'BeginClosing':
        return beginClosing(command, state);
      case 'SealPeriod':
        return seal(command, state);
      case 'StartAmortisationRun':
        return startRun(command, state);
      case 'CompleteAmortisationRun':
        return completeRun(command, state);
    }
  },
};

export const periodsKind: StreamKind<PeriodsCommand, PeriodsEvent, PeriodsState> = {
  category: 'periods',
  decider,
  schemaVersions: {
    PeriodOpened: 1,
    PeriodClosingBegan: 1,
    PeriodSealed: 1,
    AmortisationRunStarted: 1,
    AmortisationRunCompleted: 1,
  },
  eventsMax,
};
