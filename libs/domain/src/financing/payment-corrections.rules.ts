import { secondPerson } from '../four-eyes.js';
import { fromMinorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import {
  type Acting,
  checkSide,
  happenedOn,
  isLender,
  positive,
  todayOf,
} from './financing.conditions.js';
import type { CommandOf } from './financing.commands.js';
import type { FinancingEvent, PaymentSaid } from './financing.events.js';
import type { FinancingState, Payment, PaymentCorrection } from './facility.js';
import { corrected, movedBy, regrounded } from './payments.js';
import { principalOf } from './payments.rules.js';

/**
 * A drawdown or repayment that was written down wrongly, or never happened, is put right by two
 * persons of the lender's. What it said before stays in the log; what was told meanwhile (a breach, a
 * default) stays told.
 */
export const proposePaymentCorrection = (
  { data, meta }: CommandOf<'ProposePaymentCorrection'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  checkSide(state, meta, 'lender');
  const { financingId, correctionId, paymentId, reason } = data;
  if (state.corrections.has(correctionId)) return [];
  const payment =
    state.payments.get(paymentId) ?? refuse('financing_payment_not_found', { paymentId });
  const to = data.to && said(payment, data.to, meta);
  checkCorrection(state, payment, to);
  const { kind: of, version: correctedEvent } = payment;
  const about = { financingId, correctionId, of, paymentId, correctedEvent };
  const { person: proposer } = meta.actor;
  const proposed = { ...about, ...(to && { to }), reason, proposer, on: todayOf(meta) };
  return [{ type: 'PaymentCorrectionProposed', data: proposed }];
};

/** Judged again by the facility of now: more may have been repaid since. */
export const approvePaymentCorrection = (
  { data, meta }: CommandOf<'ApprovePaymentCorrection'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const found = correctionFor(state, data.correctionId, meta);
  if (found.decided === 'approved') return [];
  const approver = decidedBy(found, meta.actor.person);
  const { decided: _, ...proposed } = found;
  const { paymentId, to } = proposed;
  const payment =
    state.payments.get(paymentId) ?? refuse('financing_payment_not_found', { paymentId });
  checkCorrection(state, payment, to);
  const closed = payment.claimsClosed ?? data.claimsClosed;
  const outsideTerms = regrounded(state, corrected(payment, to), closed?.from);
  const from = payment.isCancelled ? {} : { from: sayingOf(payment) };
  const fact = { ...proposed, ...from, outsideTerms, approver, on: todayOf(meta) };
  return [{ type: 'PaymentCorrected', data: fact }];
};

export const rejectPaymentCorrection = (
  { data, meta }: CommandOf<'RejectPaymentCorrection'>,
  state: FinancingState,
): readonly FinancingEvent[] => {
  const { financingId, correctionId, reason } = data;
  const found = correctionFor(state, correctionId, meta);
  if (found.decided === 'rejected') return [];
  const approver = decidedBy(found, meta.actor.person);
  const fact = { financingId, correctionId, reason, approver, on: todayOf(meta) };
  return [{ type: 'PaymentCorrectionRejected', data: fact }];
};

/** What it is to say, in the same words as when it is recorded. */
const said = ({ kind }: Payment, to: PaymentSaid, meta: Acting): PaymentSaid => {
  const on = happenedOn(to.on, meta);
  const { interest, reference } = to;
  if (kind === 'drawdown') {
    return { amount: positive(to.amount), on, ...(reference !== undefined && { reference }) };
  }
  const paid = interest === undefined ? {} : { interest: normalMoney(interest) };
  return { amount: principalOf(to), ...paid, on };
};

const checkCorrection = (
  state: FinancingState,
  payment: Payment,
  to: PaymentSaid | undefined,
): void => {
  const { paymentId, isCancelled } = payment;
  const isSame = to === undefined ? isCancelled : !isCancelled && sameJson(sayingOf(payment), to);
  if (isSame) refuse('financing_correction_empty', { paymentId });
  const owed = state.drawn - state.repaid - movedBy(payment) + movedBy(corrected(payment, to));
  if (owed < 0n) {
    refuse('financing_correction_overpaid', { overpaid: fromMinorUnits(-owed).amount });
  }
};

const sayingOf = ({ amount, interest, on, reference }: Payment): PaymentSaid => ({
  amount,
  ...(interest !== undefined && { interest }),
  on,
  ...(reference !== undefined && { reference }),
});

/** What is proposed inside the lender's house is not there for the other side. */
const correctionFor = (
  state: FinancingState,
  correctionId: string,
  meta: Acting,
): PaymentCorrection => {
  checkSide(state, meta, 'either');
  const found = isLender(state, meta) ? state.corrections.get(correctionId) : undefined;
  return found ?? refuse('financing_correction_not_found', { correctionId });
};

const decidedBy = (found: PaymentCorrection, person: string): string => {
  const { correctionId } = found;
  const decidedCode = 'financing_correction_decided';
  return secondPerson(found, person, { is: { correctionId }, decidedCode });
};
