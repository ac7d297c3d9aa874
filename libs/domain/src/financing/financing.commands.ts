import type { Money } from '../money.js';
import type { Standing } from '../party/standing-in.js';
import type { Acting } from './financing.conditions.js';
import type {
  AppraisedCollateral,
  ClaimsClosed,
  CollateralEntry,
  FinancingEvent,
  LineTerms,
  PaymentSaid,
} from './financing.events.js';
import type { LendingTerms } from './lending.policy.js';

type Of<Type extends string, Data extends object = object> = {
  readonly type: Type;
  readonly data: Data & {
    readonly financingId: string;
    /** In whose place the actor stands (pattern 2); absent: in his own alone. */
    readonly actingFor?: Standing;
  };
  readonly meta: Acting;
};

export type DataOf<Type extends FinancingEvent['type']> = Extract<
  FinancingEvent,
  { readonly type: Type }
>['data'];

/** Values as the handler read them in the assets' own streams (pattern 2). */
type Appraised = { readonly appraised: readonly AppraisedCollateral[] };

export type FinancingCommand =
  | Of<
      'RequestFinancing',
      Omit<DataOf<'FinancingRequested'>, 'borrowerPartyId'> & {
        /** Entries of the collateral that the borrower holds now (pattern 2). */
        readonly heldHoldingIds: readonly string[];
      }
    >
  | Of<
      'MakeOffer',
      Omit<LineTerms, 'coverageMin'> &
        Appraised & {
          readonly openUntil: string;
          /** The lender's lending policy in force. */
          readonly policy: { readonly version: number; readonly terms: LendingTerms };
        }
    >
  | Of<'AcceptOffer', { readonly contractDigest: string }>
  | Of<
      'PerfectCollateral',
      CollateralEntry & {
        readonly pledgeId: string;
        /** The pledgee, and in whose place it stands. */
        readonly pledgeePartyIds: readonly string[];
        readonly contractDigest: string;
        readonly secured: Money;
        readonly titleVersion: number;
      }
    >
  /** Process: a pledge went to another lender. */
  | Of<
      'FollowAssignment',
      {
        readonly assetId: string;
        readonly pledgeId: string;
        readonly toPartyId: string;
        readonly titleVersion: number;
        /** The facility's pledges that stand, as their titles say (pattern 2). */
        readonly standingPledgeIds: readonly string[];
      }
    >
  | Of<
      'RecordDrawdown',
      {
        readonly drawdownId: string;
        readonly amount: Money;
        readonly on?: string;
        readonly reference?: string;
        /** Absent: some pledge secures what is drawn now. */
        readonly claimsClosed?: ClaimsClosed;
      }
    >
  | Of<
      'RecordRepayment',
      {
        readonly repaymentId: string;
        readonly amount: Money;
        readonly interest?: Money;
        readonly on?: string;
      }
    >
  /** A person of the lender's: a drawdown or repayment was written down wrongly. */
  | Of<
      'ProposePaymentCorrection',
      {
        readonly correctionId: string;
        readonly paymentId: string;
        /** What it should have said, whole; absent: it never happened. */
        readonly to?: PaymentSaid;
        readonly reason: string;
      }
    >
  /** Another person of the lender's. */
  | Of<
      'ApprovePaymentCorrection',
      {
        readonly correctionId: string;
        /** Absent: some pledge secures what is drawn now. */
        readonly claimsClosed?: ClaimsClosed;
      }
    >
  | Of<'RejectPaymentCorrection', { readonly correctionId: string; readonly reason: string }>
  | Of<'AssessCoverage', Appraised>
  | Of<'CallMargin', { readonly callId: string; readonly amount: Money; readonly until: string }>
  | Of<'CureMargin', { readonly how: DataOf<'MarginCured'>['how'] }>
  | Of<
      'DeclareDefault',
      { readonly ground: DataOf<'FinancingDefaulted'>['ground']; readonly explanation: string }
    >
  | Of<'CloseFinancing', { readonly reason: string }>;

export type CommandOf<Type extends FinancingCommand['type']> = Extract<
  FinancingCommand,
  { readonly type: Type }
>;
