import type { Money } from '../money.js';
import type {
  ClaimsClosed,
  CollateralEntry,
  FinancingEvent,
  OutsideGround,
  PaymentSaid,
} from './financing.events.js';

type DataOf<Type extends FinancingEvent['type']> = Extract<
  FinancingEvent,
  { readonly type: Type }
>['data'];

export type FinancingStatus =
  'none' | 'requested' | 'offered' | 'accepted' | 'perfected' | 'defaulted' | 'closed';

/** A pledge that was registered under the facility's contract. */
export interface PerfectedPledge extends CollateralEntry {
  readonly pledgeId: string;
  readonly secured: Money;
  /** Whose it is now, and by which version of the title; absent: the first lender's. */
  readonly assigned?: { readonly toPartyId: string; readonly titleVersion: number };
}

/** A drawdown or a repayment as it is known now. */
export interface Payment extends PaymentSaid {
  readonly paymentId: string;
  readonly kind: 'drawdown' | 'repayment';
  /** Version of the facility that last said what it is. */
  readonly version: number;
  /** A correction says that it never happened. */
  readonly isCancelled: boolean;
  /** In which ways it lies outside the terms. */
  readonly grounds: readonly OutsideGround[];
  readonly claimsClosed?: ClaimsClosed;
  /** What it said before, correction by correction. */
  readonly earlier: readonly Earlier[];
}

/** What a payment said until it was corrected, and why it no longer does. */
export interface Earlier {
  readonly correctionId: string;
  /** Absent: that it never happened. */
  readonly said?: PaymentSaid;
  readonly reason: string;
  /** Day of the correction. */
  readonly on: string;
}

/** A correction that was proposed, and what became of it. */
export type PaymentCorrection = Omit<DataOf<'PaymentCorrectionProposed'>, 'on'> & {
  /** `overtaken`: another correction of the same payment was approved before it. */
  readonly decided?: 'approved' | 'rejected' | 'overtaken';
};

export type FinancingState = {
  readonly status: FinancingStatus;
  /** Events so far. */
  readonly version: number;
  /** Who lends now; empty before the request. */
  readonly lenderPartyId: string;
  readonly request?: DataOf<'FinancingRequested'>;
  readonly offer?: DataOf<'OfferMade'>;
  readonly contractDigest?: string;
  readonly acceptedOn?: string;
  readonly perfected: readonly PerfectedPledge[];
  /** Fen drawn and repaid. */
  readonly drawn: bigint;
  readonly repaid: bigint;
  /** Drawdowns and repayments by id, in the order in which they were recorded. */
  readonly payments: ReadonlyMap<string, Payment>;
  readonly corrections: ReadonlyMap<string, PaymentCorrection>;
  readonly isBreached: boolean;
  /** How it stood when the coverage was breached; while it is. */
  readonly breach?: DataOf<'CoverageBreached'>;
  /** Day on which it was closed. */
  readonly closedOn?: string;
  readonly marginCall?: DataOf<'MarginCalled'>;
};
