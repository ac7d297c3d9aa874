import type { Money } from '../money.js';
import type { Moves, OrderSide } from './contract.events.js';

/** Facts of an order about what goes wrong: disputes, refunds, termination. */

export const disputeGrounds = [
  'notDelivered',
  'quality',
  'outsideTerms',
  'unlawfulSource',
  'payment',
  'misuse',
  'other',
] as const;
export type DisputeGround = (typeof disputeGrounds)[number];

/** How a dispute ends. `withdrawn`: by who opened it. */
export const disputeOutcomes = [
  'dismissed',
  'withdrawn',
  'fullRefund',
  'partialRefund',
  'priceReduction',
] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/**
 * `full`, `partial`: what was delivered for it is given up, so the buyer proves that he deleted it
 * or uses it no more. `priceReduction`: he keeps all of it for less (Civil Code art. 582).
 */
export const refundKinds = ['full', 'partial', 'priceReduction'] as const;
export type RefundKind = (typeof refundKinds)[number];

/** Why a contract ended before its time; reaches both sides. */
const terminationReasons = [
  'notFunded',
  'notDelivered',
  'agreed',
  'byOrder',
  'licenceEnded',
] as const;
export type TerminationReason = (typeof terminationReasons)[number];

/** Why all of the price was given back. */
export type RefundReason = 'disputeResolved' | 'grantedBySeller';

/** What a refund comes of. */
export type RefundCause =
  | { readonly by: 'dispute'; readonly disputeNo: number }
  | { readonly by: 'seller' }
  | {
      readonly by: 'termination';
      readonly reason: TerminationReason;
      /** SHA-256 of an authority's order, hex. */
      readonly documentDigest?: string;
    };

/**
 * What an authority's order says of a right that was sold and has moved. `returns`: the buyer
 * transfers it back, and then the price goes back (Civil Code art. 157, 566: both give back what they
 * got). `stays`: it is not this contract's any more; the price goes back at once.
 */
export const rightsByOrder = ['returns', 'stays'] as const;
export type RightByOrder = (typeof rightsByOrder)[number];

/** Last days that are later by as long as the order stood still. */
export type ClocksMoved = {
  readonly deliveryUntil?: string;
  readonly cureUntil?: string;
  readonly acceptanceUntil?: string;
  readonly balanceUntil?: string;
  readonly afterSaleUntil?: string;
};

export type RemedyEvent =
  | {
      readonly type: 'DisputeOpened';
      readonly data: {
        readonly orderId: string;
        /** From 1. */
        readonly disputeNo: number;
        readonly side: OrderSide;
        readonly partyId: string;
        readonly ground: DisputeGround;
        readonly claim: string;
        /** SHA-256 of what supports it, hex. */
        readonly evidenceDigest?: string;
        /** The charge that is disputed; absent: the order. */
        readonly chargeNo?: number;
        readonly on: string;
      };
    }
  | {
      readonly type: 'DisputeResolved';
      readonly data: ClocksMoved & {
        readonly orderId: string;
        readonly disputeNo: number;
        readonly outcome: DisputeOutcome;
        readonly amount?: Money;
        readonly reason: string;
        /** SHA-256 of the settlement, award or judgment, hex. */
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      /** So much is to be given back; at once, or when the end of use is proven. */
      readonly type: 'RefundGranted';
      readonly data: {
        readonly orderId: string;
        /** From 1. */
        readonly refundNo: number;
        readonly kind: RefundKind;
        readonly amount: Money;
        readonly cause: RefundCause;
        readonly needsProof: boolean;
        readonly reason: string;
        readonly on: string;
        /** Inclusive last day of the proof; after it the seller may take the refund back. */
        readonly proofUntil?: string;
      };
    }
  | {
      /** The buyer's proof: data cannot be handed back. */
      readonly type: 'UseEndProven';
      readonly data: {
        readonly orderId: string;
        readonly refundNo: number;
        readonly how: 'deletion' | 'useStop' | 'returnTransfer';
        /** SHA-256 of the certificate of deletion, of the statement or of the contract, hex. */
        readonly proofDigest: string;
        /** The right that was sold is the seller's again: the transfer, and the title that says so. */
        readonly returned?: { readonly transferId: string; readonly titleVersion: number };
        readonly on: string;
      };
    }
  | {
      /** The refund is posted. */
      readonly type: 'RefundPosted';
      readonly data: Moves &
        ClocksMoved & {
          readonly orderId: string;
          readonly refundNo: number;
          readonly kind: RefundKind;
          readonly amount: Money;
          /** Who invoices whom; with VAT in it where the price had been settled (red invoice). */
          readonly sellerPartyId: string;
          readonly buyerPartyId: string;
          readonly vat?: Money;
          readonly vatRate?: string;
          /** Of the settled price, all that has been given back so far. */
          readonly refunded?: Money;
          readonly on: string;
        };
    }
  | {
      /** The end of use was not proven in time: the buyer keeps what he has, and the price stands. */
      readonly type: 'RefundWithdrawn';
      readonly data: ClocksMoved & {
        readonly orderId: string;
        readonly refundNo: number;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** The end of use was not proven in time: the operator has decided what the buyer pays. */
      readonly type: 'RefundDecided';
      readonly data: ClocksMoved & {
        readonly orderId: string;
        readonly refundNo: number;
        /** For what the buyer keeps; zero: all of the refund goes back. */
        readonly price: Money;
        readonly reason: string;
        /** SHA-256 of the settlement, award or judgment, hex. */
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      /** The end: all of the price was given back. */
      readonly type: 'OrderRefunded';
      readonly data: {
        readonly orderId: string;
        readonly reason: RefundReason;
        readonly on: string;
      };
    }
  | {
      /** One side wants the contract to end; the other may agree. */
      readonly type: 'TerminationProposed';
      readonly data: {
        readonly orderId: string;
        readonly side: OrderSide;
        readonly explanation: string;
        readonly on: string;
      };
    }
  | {
      /** The end before its time. */
      readonly type: 'OrderTerminated';
      readonly data: Moves & {
        readonly orderId: string;
        readonly reason: TerminationReason;
        readonly explanation: string;
        /** SHA-256 of an authority's order, hex. */
        readonly documentDigest?: string;
        /** What that order says of a right that has moved. */
        readonly right?: RightByOrder;
        readonly on: string;
      };
    }
  | {
      /** The right that the buyer got no longer stands; what was settled stays settled. */
      readonly type: 'LicenceEnded';
      readonly data: {
        readonly orderId: string;
        readonly reason: string;
        /** Version of the title that says so. */
        readonly titleVersion: number;
        readonly on: string;
      };
    };
