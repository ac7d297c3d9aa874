import { type DateText, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits, type Money, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import type { BookState, BookStatus } from './book.state.js';
import type { Settlement, SettlementRole } from './book.terms.js';

/** Checks that several facts of a book have in common, in the order in which they are made. */

export const checkStatus = (
  { status }: BookState,
  ...allowed: readonly [BookStatus, ...BookStatus[]]
): void => {
  if (!allowed.includes(status)) refuse('book_state_forbids', { status, allowed });
};

/** A fact has happened: it is not of the future. */
export const checkPast = (on: DateText, { now }: Meta): void => {
  const today = shanghaiDate(now);
  if (on > today) refuse('book_date_in_future', { on, today });
};

/** A fact that changes an amount: not before a day on which the amount was measured. */
export const checkChange = ({ measuredOn = '' }: BookState, on: DateText, meta: Meta): void => {
  checkPast(on, meta);
  if (on < measuredOn) refuse('book_fact_before_measurement', { on, measuredOn });
};

/** A fact that measures: everything recorded lies before it. */
export const checkMeasuring = (state: BookState, on: DateText, meta: Meta): void => {
  checkChange(state, on, meta);
  const { changedOn = '' } = state;
  if (on < changedOn) refuse('book_later_facts', { on, changedOn });
};

export const positive = (amount: Money): Money =>
  minorUnits(amount) > 0n
    ? normalMoney(amount)
    : refuse('book_amount_not_positive', { amount: amount.amount });

/** Which accounts stand on the other side of a fact; the first is the usual one. */
export type SettlementChoice = readonly [SettlementRole, ...SettlementRole[]];

export const spendingChoice: SettlementChoice = ['bank', 'payables', 'payroll', 'productionCost'];

/** How the whole was paid or received; by the usual account where nothing is said. */
export const settled = (
  given: readonly Settlement[] | undefined,
  total: bigint,
  choice: SettlementChoice,
): readonly Settlement[] => {
  if (given === undefined || given.length === 0) {
    return total === 0n ? [] : [{ by: choice[0], amount: fromMinorUnits(total) }];
  }
  const strange = given.find(({ by }) => !choice.includes(by));
  if (strange !== undefined) refuse('book_settlement_not_of_fact', { by: strange.by, choice });
  const sum = given.reduce((whole, { amount }) => whole + minorUnits(positive(amount)), 0n);
  if (sum !== total) {
    const [expected, found] = [fromMinorUnits(total).amount, fromMinorUnits(sum).amount];
    refuse('book_settlement_not_balanced', { expected, found });
  }
  return given.map(({ by, amount }) => ({ by, amount: normalMoney(amount) }));
};
