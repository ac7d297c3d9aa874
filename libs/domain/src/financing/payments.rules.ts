import { minorUnits, type Money, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { checkSide, happenedOn, positive } from './financing.conditions.js';
import type { CommandOf } from './financing.commands.js';
import type { FinancingEvent, OutsideGround } from './financing.events.js';
import type { FinancingState } from './facility.js';
import { availableOf, balanceOf } from './financing.state.js';

/** What happened is recorded; whether it was agreed is said beside it. */
export const drawDown = (
  { data, meta }: CommandOf<'RecordDrawdown'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  const { claimsClosed, ...said } = data;
  const { financingId, drawdownId } = said;
  if (state.payments.has(drawdownId)) return [];
  const amount = positive(data.amount);
  const on = happenedOn(data.on, meta);
  const isUnsecured = claimsClosed !== undefined && on >= claimsClosed.from;
  const grounds = [...outside(state, amount, on), ...(isUnsecured ? unsecured : [])];
  const flagged = { financingId, drawdownId, grounds, ...(isUnsecured && { claimsClosed }) };
  return [
    { type: 'DrawdownRecorded', data: { ...said, amount, on } },
    ...(grounds.length === 0 ? [] : [{ type: 'DrawdownOutsideTerms' as const, data: flagged }]),
  ];
};

const unsecured: readonly OutsideGround[] = ['claims_fixed'];

const outside = (state: FinancingState, amount: Money, on: string): readonly OutsideGround[] => {
  const { status, offer, isBreached } = state;
  const isAgreed = ['accepted', 'perfected', 'defaulted', 'closed'].includes(status);
  const checks: readonly (readonly [OutsideGround, boolean])[] = [
    ['not_accepted', !isAgreed],
    ['not_perfected', status === 'accepted'],
    ['line_exceeded', isAgreed && minorUnits(amount) > minorUnits(availableOf(state))],
    ['term_over', isAgreed && offer !== undefined && on > offer.until],
    ['coverage_breached', isBreached],
    ['defaulted', status === 'defaulted'],
    ['closed', status === 'closed'],
  ];
  return checks.flatMap(([ground, isSo]) => (isSo ? [ground] : []));
};

/** Interest alone is paid, too: most loans pay their principal at the end. */
export const principalOf = ({
  amount,
  interest,
}: {
  readonly amount: Money;
  readonly interest?: Money;
}): Money => {
  if (interest === undefined) return positive(amount);
  positive(interest);
  return minorUnits(amount) === 0n ? normalMoney(amount) : positive(amount);
};

export const repay = (
  { data, meta }: CommandOf<'RecordRepayment'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  if (state.payments.has(data.repaymentId)) return [];
  const amount = principalOf(data);
  const balance = balanceOf(state);
  if (minorUnits(amount) > minorUnits(balance)) {
    refuse('financing_repayment_above_balance', { balance: balance.amount });
  }
  const on = happenedOn(data.on, meta);
  return [{ type: 'RepaymentRecorded', data: { ...data, amount, on } }];
};
