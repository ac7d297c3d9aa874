import type { Money } from '../money.js';
import type { Calendar, InPlaceOf, Of } from './command-parts.js';
import type { OrderData } from './order.events.js';
import type {
  DisputeGround,
  DisputeOutcome,
  RefundKind,
  RightByOrder,
  TerminationReason,
} from './remedy.events.js';

export type OpenDispute = Of<
  'OpenDispute',
  InPlaceOf & {
    readonly ground: DisputeGround;
    readonly claim: string;
    readonly evidenceDigest?: string;
    /** The charge that is disputed; absent: the order. */
    readonly chargeNo?: number;
  }
>;

/** Operator, as mediator or as told by an award: decides. */
export type ResolveDispute = Of<
  'ResolveDispute',
  Calendar & {
    readonly disputeNo: number;
    readonly outcome: Exclude<DisputeOutcome, 'withdrawn'>;
    readonly amount?: Money;
    readonly reason: string;
    readonly documentDigest?: string;
  }
>;

export type WithdrawDispute = Of<
  'WithdrawDispute',
  InPlaceOf & { readonly disputeNo: number; readonly reason: string }
>;

/** Seller: gives back all or a part, without a dispute. */
export type GrantRefund = Of<
  'GrantRefund',
  InPlaceOf &
    Calendar & { readonly kind: RefundKind; readonly amount?: Money; readonly reason: string }
>;

/** Seller, or operator: what the buyer has not proven in time is not given back. */
export type WithdrawRefund = Of<
  'WithdrawRefund',
  InPlaceOf & {
    readonly refundNo: number;
    readonly reason: string;
    /** Pattern 2: the title shows that the right which was sold is the seller's again. */
    readonly isReturned?: boolean;
  }
>;

/** Operator: what the buyer pays for what he keeps, where the proof has not come in time. */
export type DecideRefund = Of<
  'DecideRefund',
  Pick<OrderData<'RefundDecided'>, 'price' | 'reason' | 'documentDigest'> & {
    readonly refundNo: number;
    /** Pattern 2: the title shows that the right which was sold is the seller's again. */
    readonly isReturned?: boolean;
  }
>;

/** Buyer; process, where an authority's order asked for the return of a right and the title shows it. */
export type ProveUseEnd = Of<
  'ProveUseEnd',
  InPlaceOf &
    Pick<OrderData<'UseEndProven'>, 'how' | 'proofDigest' | 'returned'> & {
      readonly refundNo: number;
    }
>;

export type TerminateOrder = Of<
  'TerminateOrder',
  InPlaceOf &
    Calendar & {
      readonly reason: Exclude<TerminationReason, 'licenceEnded'>;
      readonly explanation: string;
      readonly documentDigest?: string;
      /** `byOrder`, of a right that has moved. */
      readonly right?: RightByOrder;
    }
>;

/** Exchange process: the grant, or the title it stood on, has ended. */
export type NoteLicenceEnd = Of<
  'NoteLicenceEnd',
  Calendar & { readonly reason: string; readonly titleVersion: number }
>;

export type RemedyCommand =
  | OpenDispute
  | ResolveDispute
  | WithdrawDispute
  | GrantRefund
  | WithdrawRefund
  | DecideRefund
  | ProveUseEnd
  | TerminateOrder
  | NoteLicenceEnd;
