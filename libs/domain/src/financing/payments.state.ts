import { minorUnits } from '../money.js';
import type { FinancingEvent, PaymentSaid } from './financing.events.js';
import type { FinancingState, Payment, PaymentCorrection } from './facility.js';
import { corrected } from './payments.js';

/** What of a facility the facts about payments change. */
type Payments = Pick<FinancingState, 'payments' | 'corrections' | 'drawn' | 'repaid'>;
type PaymentEvent = Extract<
  FinancingEvent,
  {
    readonly type:
      | 'DrawdownRecorded'
      | 'DrawdownOutsideTerms'
      | 'RepaymentRecorded'
      | 'PaymentCorrectionProposed'
      | 'PaymentCorrected'
      | 'PaymentCorrectionRejected';
  }
>;

export const paymentsAfter = (
  { payments, corrections, drawn, repaid }: Payments,
  event: PaymentEvent,
  version: number,
): Partial<Payments> => {
  switch (event.type) {
    case 'DrawdownRecorded': {
      const { drawdownId, financingId: _, ...said } = event.data;
      const payment = recorded(drawdownId, 'drawdown', said, version);
      return { payments: put(payments, payment), drawn: drawn + minorUnits(said.amount) };
    }
    case 'DrawdownOutsideTerms': {
      const { drawdownId, grounds, claimsClosed } = event.data;
      const flagged = { ...known(payments, drawdownId), grounds };
      return { payments: put(payments, { ...flagged, ...(claimsClosed && { claimsClosed }) }) };
    }
    case 'RepaymentRecorded': {
      const { repaymentId, financingId: _, ...said } = event.data;
      const payment = recorded(repaymentId, 'repayment', said, version);
      return { payments: put(payments, payment), repaid: repaid + minorUnits(said.amount) };
    }
    case 'PaymentCorrectionProposed': {
      const { on: _, ...proposed } = event.data;
      return { corrections: new Map(corrections).set(proposed.correctionId, proposed) };
    }
    case 'PaymentCorrected':
      return correctedPayments({ payments, corrections, drawn, repaid }, event.data, version);
    case 'PaymentCorrectionRejected': {
      const found = known(corrections, event.data.correctionId);
      const decided = { ...found, decided: 'rejected' as const };
      return { corrections: new Map(corrections).set(found.correctionId, decided) };
    }
  }
};

const recorded = (
  paymentId: string,
  kind: Payment['kind'],
  said: PaymentSaid,
  version: number,
): Payment => ({ ...said, paymentId, kind, version, isCancelled: false, grounds: [], earlier: [] });

const correctedPayments = (
  { payments, corrections, drawn, repaid }: Payments,
  {
    correctionId,
    paymentId,
    from: said,
    to,
    outsideTerms,
    reason,
    on,
  }: Extract<PaymentEvent, { readonly type: 'PaymentCorrected' }>['data'],
  version: number,
): Payments => {
  const before = known(payments, paymentId);
  const was = { correctionId, ...(said && { said }), reason, on };
  const now = { ...corrected(before, to), version, earlier: [...before.earlier, was] };
  const all = new Map(payments).set(paymentId, now);
  for (const { drawdownId, grounds } of outsideTerms) {
    all.set(drawdownId, { ...known(all, drawdownId), grounds });
  }
  const more = standing(now) - standing(before);
  const isDrawdown = now.kind === 'drawdown';
  return {
    payments: all,
    corrections: decided(corrections, correctionId, paymentId),
    drawn: isDrawdown ? drawn + more : drawn,
    repaid: isDrawdown ? repaid : repaid + more,
  };
};

const standing = ({ amount, isCancelled }: Payment): bigint =>
  isCancelled ? 0n : minorUnits(amount);

/** One is approved; what else was proposed of the same payment rests on what it no longer says. */
const decided = (
  corrections: Payments['corrections'],
  correctionId: string,
  paymentId: string,
): Payments['corrections'] =>
  new Map(
    [...corrections].map(([id, one]): [string, PaymentCorrection] => {
      if (id === correctionId) return [id, { ...one, decided: 'approved' }];
      const isOther = one.paymentId !== paymentId || one.decided !== undefined;
      return [id, isOther ? one : { ...one, decided: 'overtaken' }];
    }),
  );

const put = (payments: Payments['payments'], payment: Payment): Payments['payments'] =>
  new Map(payments).set(payment.paymentId, payment);

/** A fold that speaks of what was never recorded reads a stream that cannot be true. */
const known = <V>(all: ReadonlyMap<string, V>, id: string): V => {
  const found = all.get(id);
  if (found === undefined) throw new Error(`The facility speaks of ${id} before it was recorded.`);
  return found;
};
