import type { Money } from '../money.js';
import type { Rank } from './coverage.js';

/** An entry that is to secure the facility. */
export type CollateralEntry = { readonly assetId: string; readonly holdingId: string };

/** What an asset was worth when a decision relied on it (pattern 2: evidence in the command). */
export type AppraisedCollateral = {
  readonly assetId: string;
  /** Absent where no appraisal was valid: then it counts for nothing. */
  readonly valuationId?: string;
  /** The lender had chosen it; otherwise it is the latest. */
  readonly chosen?: true;
  readonly value: Money;
  /** Version of `valuation-<assetId>` that says so. */
  readonly version: number;
  /** No pledge of the facility stands on it: it counts for nothing, whatever it is worth. */
  readonly unsecured?: true;
  /** Places of the facility's pledges in the order of what the asset secures. */
  readonly ranks?: readonly Rank[];
};

/** Terms of a line. Rates and shares are exact decimals as text. */
export type LineTerms = {
  readonly creditLine: Money;
  /** Part of the appraised value that is not counted, from 0 to 1. */
  readonly haircut: string;
  /** Largest part of the value after the haircut that is lent, from 0 to 1. */
  readonly ratio: string;
  /** Yearly rate, e.g. `0.0435`. */
  readonly rate: string;
  /** Below this value-to-balance figure the facility counts as under-secured. */
  readonly coverageMin: string;
  /** Inclusive last day of the facility. */
  readonly until: string;
};

/** Why a drawdown lies outside the terms. */
export type OutsideGround =
  | 'not_accepted'
  | 'not_perfected'
  | 'line_exceeded'
  | 'term_over'
  | 'coverage_breached'
  | 'defaulted'
  | 'closed'
  /** The claims of every pledge that stands are fixed: what is drawn now none of them secures. */
  | 'claims_fixed';

/** From when on no pledge of the facility secures what is drawn, as titles say (pattern 2). */
export type ClaimsClosed = {
  readonly from: string;
  readonly pledges: readonly {
    readonly assetId: string;
    readonly pledgeId: string;
    /** Version of `title-<assetId>` that says so. */
    readonly titleVersion: number;
  }[];
};

/** What a drawdown or a repayment says. */
export type PaymentSaid = {
  /** Principal. */
  readonly amount: Money;
  /** Of a repayment: interest and cost paid with it. */
  readonly interest?: Money;
  /** Value date. */
  readonly on: string;
  /** Of a drawdown. */
  readonly reference?: string;
};

/** What one person of the lender's proposes; another one decides. */
type CorrectionOfPayment = {
  readonly financingId: string;
  readonly correctionId: string;
  readonly of: 'drawdown' | 'repayment';
  /** Id of the drawdown or repayment. */
  readonly paymentId: string;
  /** Version of the facility that last said what it is. */
  readonly correctedEvent: number;
  /** What it should have said, whole; absent: it never happened. */
  readonly to?: PaymentSaid;
  readonly reason: string;
  readonly proposer: string;
};

/** How value and balance stood when the coverage changed sides. */
type AssessedCoverage = {
  readonly financingId: string;
  /** Value after the haircut and after what ranks ahead, and what is owed. */
  readonly value: Money;
  /** What of it the facility's pledges would bring, at most what they secure. */
  readonly realisable?: Money;
  readonly balance: Money;
  /** Value over balance, four decimals, rounded down; empty where nothing is owed. */
  readonly coverage: string;
  readonly coverageMin: string;
  readonly appraised: readonly AppraisedCollateral[];
  readonly on: string;
};

/** Facts of `financing-<financingId>`: one facility secured by pledges. */
export type FinancingEvent =
  | {
      readonly type: 'FinancingRequested';
      readonly data: {
        readonly financingId: string;
        readonly borrowerPartyId: string;
        readonly lenderPartyId: string;
        readonly amount: Money;
        readonly purpose: string;
        readonly until: string;
        readonly collateral: readonly CollateralEntry[];
      };
    }
  | {
      readonly type: 'OfferMade';
      readonly data: LineTerms & {
        readonly financingId: string;
        /** Inclusive last day on which it may be accepted. */
        readonly openUntil: string;
        readonly appraised: readonly AppraisedCollateral[];
        /** Version of the lending policy that bounds haircut and ratio. */
        readonly policyVersion: number;
      };
    }
  | {
      readonly type: 'OfferAccepted';
      readonly data: {
        readonly financingId: string;
        /** SHA-256 of the pledge contract, hex: by it the pledges of the facility are known. */
        readonly contractDigest: string;
        readonly on: string;
      };
    }
  | {
      /** A pledge under the facility's contract is registered. */
      readonly type: 'CollateralPerfected';
      readonly data: CollateralEntry & {
        readonly financingId: string;
        readonly pledgeId: string;
        readonly secured: Money;
        /** Version of the title that registered it. */
        readonly titleVersion: number;
      };
    }
  | {
      /** A pledge of the facility went to another lender, and what it secures with it (art. 407). */
      readonly type: 'CollateralAssigned';
      readonly data: {
        readonly financingId: string;
        readonly assetId: string;
        readonly pledgeId: string;
        readonly toPartyId: string;
        /** Version of the title that assigned it. */
        readonly titleVersion: number;
        readonly on: string;
      };
    }
  | {
      /** All pledges that stand are another lender's: so is the facility from here on. */
      readonly type: 'FinancingAssigned';
      readonly data: {
        readonly financingId: string;
        readonly fromPartyId: string;
        readonly toPartyId: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'DrawdownRecorded';
      readonly data: {
        readonly financingId: string;
        readonly drawdownId: string;
        readonly amount: Money;
        readonly on: string;
        readonly reference?: string;
      };
    }
  | {
      /** It happened, so it stands; but not as agreed. */
      readonly type: 'DrawdownOutsideTerms';
      readonly data: {
        readonly financingId: string;
        readonly drawdownId: string;
        readonly grounds: readonly OutsideGround[];
        /** What `claims_fixed` rests on. */
        readonly claimsClosed?: ClaimsClosed;
      };
    }
  | {
      readonly type: 'RepaymentRecorded';
      readonly data: {
        readonly financingId: string;
        readonly repaymentId: string;
        /** Principal that is paid back. */
        readonly amount: Money;
        /** Interest and cost paid with it; they do not touch the balance. */
        readonly interest?: Money;
        readonly on: string;
      };
    }
  | {
      readonly type: 'PaymentCorrectionProposed';
      readonly data: CorrectionOfPayment & { readonly on: string };
    }
  | {
      readonly type: 'PaymentCorrected';
      readonly data: CorrectionOfPayment & {
        /** What it said until now; absent: a correction had said that it never happened. */
        readonly from?: PaymentSaid;
        /** Drawdowns that lie outside the terms in other ways now; without grounds: no longer. */
        readonly outsideTerms: readonly {
          readonly drawdownId: string;
          readonly grounds: readonly OutsideGround[];
        }[];
        readonly approver: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'PaymentCorrectionRejected';
      readonly data: {
        readonly financingId: string;
        readonly correctionId: string;
        readonly reason: string;
        readonly approver: string;
        readonly on: string;
      };
    }
  | {
      /** The value no longer covers what is owed as agreed. */
      readonly type: 'CoverageBreached';
      readonly data: AssessedCoverage;
    }
  | {
      readonly type: 'CoverageRestored';
      readonly data: AssessedCoverage;
    }
  | {
      readonly type: 'MarginCalled';
      readonly data: {
        readonly financingId: string;
        readonly callId: string;
        readonly amount: Money;
        /** Inclusive last day for the cure. */
        readonly until: string;
      };
    }
  | {
      readonly type: 'MarginCured';
      readonly data: {
        readonly financingId: string;
        readonly callId: string;
        readonly how: 'repayment' | 'collateral' | 'waived';
        readonly on: string;
      };
    }
  | {
      readonly type: 'FinancingDefaulted';
      readonly data: {
        readonly financingId: string;
        readonly ground: 'notRepaid' | 'marginNotCured' | 'insolvency' | 'other';
        readonly explanation: string;
        readonly balance: Money;
        readonly on: string;
      };
    }
  | {
      /** Over; the pledgee is asked to release what still stands, in the titles. */
      readonly type: 'FinancingClosed';
      readonly data: {
        readonly financingId: string;
        readonly reason: string;
        readonly releaseRequestedPledgeIds: readonly string[];
        readonly on: string;
      };
    };
