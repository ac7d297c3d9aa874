import type { FinancingDto, FinancingLineDto } from '@ledger/contracts/financing/financing.dto.js';
import type { PaymentDto, PaymentSaidDto } from '@ledger/contracts/financing/payment.dto.js';
import { present } from '@ledger/contracts/present.js';
import { coverageOf } from '@ledger/domain/financing/coverage.js';
import type {
  AppraisedCollateral,
  PaymentSaid,
} from '@ledger/domain/financing/financing.events.js';
import type { FinancingState } from '@ledger/domain/financing/facility.js';
import { availableOf, balanceOf } from '@ledger/domain/financing/financing.state.js';
import type { StatementLine } from '@ledger/domain/financing/payments.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { Counting } from '@ledger/domain/valuation/valuation.counting.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { Covered } from './financing.evidence.js';
import type { FinancingView } from './financing.view.js';

/** Lender, borrower and the auditor see a facility; for others it is not there. */
export const checkSight = (
  state: FinancingState,
  { roles }: Pick<Caller, 'roles'>,
  { joint, sole }: Standing,
): void => {
  const { lenderPartyId } = state;
  const { borrowerPartyId } = state.request ?? refuse('financing_not_found');
  const isSide = sole.includes(lenderPartyId) || joint.includes(borrowerPartyId);
  if (!isSide && !roles.includes('auditor')) refuse('financing_not_found');
};

/** `covered`: what the collateral is worth today, by assets; `isInside`: for the lender's persons. */
export const financingAnswer = (
  state: FinancingState,
  { appraised, counting }: Covered,
  isInside: boolean,
): FinancingDto => {
  const { request, offer, status, contractDigest, marginCall } = state;
  if (request === undefined) return refuse('financing_not_found');
  const { haircut, ratio, rate, coverageMin, openUntil } = offer ?? {};
  const covered = offer && coverageOf(appraised, balanceOf(state), offer);
  return {
    id: request.financingId,
    borrowerPartyId: request.borrowerPartyId,
    lenderPartyId: state.lenderPartyId,
    status,
    until: offer?.until ?? request.until,
    creditLine:
      contractDigest === undefined || offer === undefined ? fromMinorUnits(0n) : offer.creditLine,
    balance: balanceOf(state),
    coverageBreached: state.isBreached,
    amount: request.amount,
    purpose: request.purpose,
    collateral: request.collateral,
    perfected: state.perfected.map(({ assigned, ...pledge }) => ({
      ...pledge,
      ...(assigned &&
        assigned.toPartyId !== state.lenderPartyId && { assignedToPartyId: assigned.toPartyId }),
    })),
    available: availableOf(state).amount,
    outsideTerms: [...state.payments.values()]
      .filter(({ isCancelled, grounds }) => !isCancelled && grounds.length > 0)
      .map(({ paymentId, grounds }) => ({ drawdownId: paymentId, grounds })),
    corrections: isInside ? openCorrections(state) : [],
    ...present({ haircut, ratio, rate, coverageMin, openUntil }),
    ...present({ marginCallUntil: marginCall?.until }),
    ...present({
      value: covered?.value,
      realisable: covered?.realisable,
      coverage: covered?.coverage,
    }),
    covering: appraised.map((one) => coveringItem(one, counting.get(one.assetId))),
  };
};

/** What is not secured by an asset rests on no report. */
const coveringItem = (
  { assetId, valuationId, value, ranks = [] }: AppraisedCollateral,
  counting: Counting | undefined,
): FinancingDto['covering'][number] => {
  const rests = valuationId === undefined ? undefined : counting;
  return {
    ...{ assetId, value, ranks, warnings: rests?.warnings ?? [] },
    ...present({
      valuationId,
      firmPartyId: rests?.report.firmPartyId,
      chosen: rests?.isChosen,
    }),
  };
};

const openCorrections = ({ corrections }: FinancingState): FinancingDto['corrections'] =>
  [...corrections.values()]
    .filter(({ decided }) => decided === undefined)
    .map(({ correctionId, of, paymentId, to, reason }) => ({
      ...{ correctionId, of, paymentId, reason },
      ...(to !== undefined && { to: saidOf(to) }),
    }));

const saidOf = ({ amount, interest, on, reference }: PaymentSaid): PaymentSaidDto => ({
  ...{ amount, on },
  ...present({ interest, reference }),
});

export const paymentAnswer = (line: StatementLine): PaymentDto => {
  const { paymentId: id, kind, isCancelled, grounds, earlier, version, balance } = line;
  return {
    ...{ id, kind, ...saidOf(line), version },
    cancelled: isCancelled,
    balance: fromMinorUnits(balance).amount,
    outsideTerms: isCancelled ? [] : grounds,
    earlier: earlier.map(({ correctionId, said, reason, on }) => ({
      ...{ correctionId, reason, on },
      ...(said !== undefined && { said: saidOf(said) }),
    })),
  };
};

export const listedFinancing = (row: FinancingView): FinancingLineDto => ({
  id: row.financingId,
  borrowerPartyId: row.borrowerPartyId,
  lenderPartyId: row.lenderPartyId,
  status: row.status,
  until: row.until,
  creditLine: fromMinorUnits(row.contractDigest === null ? 0n : BigInt(row.lineMinor)),
  balance: fromMinorUnits(BigInt(row.balanceMinor)),
  coverageBreached: row.isBreached,
});
