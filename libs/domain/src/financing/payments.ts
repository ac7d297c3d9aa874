import { minorUnits } from '../money.js';
import type { OutsideGround, PaymentSaid } from './financing.events.js';
import type { FinancingState, Payment } from './facility.js';

/** In the order in which they are told. */
const grounds: readonly OutsideGround[] = [
  'not_accepted',
  'not_perfected',
  'line_exceeded',
  'term_over',
  'coverage_breached',
  'defaulted',
  'closed',
  'claims_fixed',
];

/** A payment as a correction has it; `to` absent: it never happened. */
export const corrected = (payment: Payment, to: PaymentSaid | undefined): Payment => {
  const { amount: _amount, interest: _interest, on: _on, reference: _reference, ...rest } = payment;
  return to === undefined
    ? { ...payment, isCancelled: true }
    : { ...rest, ...to, isCancelled: false };
};

/** What a payment adds to the balance, in fen; nothing where it never happened. */
export const movedBy = ({ kind, amount, isCancelled }: Payment): bigint => {
  if (isCancelled) return 0n;
  return kind === 'drawdown' ? minorUnits(amount) : -minorUnits(amount);
};

/** A drawdown, and in which ways it lies outside the terms. */
export type Grounded = {
  readonly drawdownId: string;
  readonly grounds: readonly OutsideGround[];
};

/**
 * Drawdowns whose grounds are others once a payment is corrected. Those that lie in figures are found
 * anew: against the line as the payments recorded before leave it, and for the corrected one by its
 * day. All others lie in what the facility was like at the time, and stay.
 */
export const regrounded = (
  { payments, offer }: Pick<FinancingState, 'payments' | 'offer'>,
  changed: Payment,
  claimsClosedFrom: string | undefined,
): readonly Grounded[] => {
  const line = offer === undefined ? 0n : minorUnits(offer.creditLine);
  let owed = 0n;
  return [...payments.values()].flatMap((known): Grounded[] => {
    const one = known.paymentId === changed.paymentId ? changed : known;
    const available = line - owed;
    owed += movedBy(one);
    if (one.kind === 'repayment' || one.isCancelled) return [];
    const found = new Set(known.grounds);
    if (one.on !== known.on) {
      const isUnsecured = claimsClosedFrom !== undefined && one.on >= claimsClosedFrom;
      turn(found, 'claims_fixed', isUnsecured);
    }
    const isAgreed = !found.has('not_accepted');
    turn(found, 'line_exceeded', isAgreed && movedBy(one) > available);
    turn(found, 'term_over', isAgreed && offer !== undefined && one.on > offer.until);
    const now = grounds.filter((ground) => found.has(ground));
    const isSame = now.join() === known.grounds.join();
    return isSame ? [] : [{ drawdownId: one.paymentId, grounds: now }];
  });
};

const turn = (all: Set<OutsideGround>, ground: OutsideGround, isSo: boolean): void => {
  if (isSo) all.add(ground);
  else all.delete(ground);
};

/** One line of a facility's statement. */
export interface StatementLine extends Payment {
  /** Place in the order of recording, from 1. */
  readonly sequence: number;
  /** Principal owed after it, in fen. */
  readonly balance: bigint;
}

/**
 * Drawdowns and repayments by value date, those of one day as they were recorded, each with the
 * principal owed after it. What never happened stands in its place and moves nothing.
 */
export const statementOf = ({ payments }: FinancingState): readonly StatementLine[] => {
  let balance = 0n;
  return [...payments.values()]
    .map((payment, index) => ({ ...payment, sequence: index + 1 }))
    .toSorted((a, b) => (a.on === b.on ? a.sequence - b.sequence : a.on < b.on ? -1 : 1))
    .map((payment) => {
      balance += movedBy(payment);
      return { ...payment, balance };
    });
};
