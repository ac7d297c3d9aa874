import type { Exported } from '../cross-border/export-gate.js';
import type { Money } from '../money.js';
import type { PayDown } from '../settlement/pay-down.js';
import type { Division } from '../settlement/settlement.js';
import type { Moves } from './contract.events.js';

/** Facts of an order about what is done: payment, delivery, acceptance, settlement. */

/** Why a delivery is rejected. */
export const rejectionGrounds = [
  'incomplete',
  'wrongContent',
  'quality',
  'notUsable',
  'outsideTerms',
  'other',
] as const;
export type RejectionGround = (typeof rejectionGrounds)[number];

export type PerformanceEvent =
  | {
      /** Money of the buyer has come in and is held for this order alone. */
      readonly type: 'OrderFunded';
      readonly data: Moves & {
        readonly orderId: string;
        readonly fundingId: string;
        readonly amount: Money;
        /** Of the payment, at the bank. */
        readonly reference: string;
        /** All that was paid in so far, and all that is due. */
        readonly received: Money;
        readonly due: Money;
        /** Set where what is due before delivery has now come in: last day to deliver all. */
        readonly deliveryUntil?: string;
        readonly on: string;
      };
    }
  | {
      /** One batch left the seller. */
      readonly type: 'DataDelivered';
      readonly data: {
        readonly orderId: string;
        /** From 1. */
        readonly deliveryNo: number;
        /** SHA-256 of what was delivered, or of its manifest, hex. */
        readonly contentDigest: string;
        readonly records?: number;
        readonly bytes?: number;
        readonly description?: string;
        readonly isLast: boolean;
        /** What was looked at again before it left (pattern 2). */
        readonly titleVersion: number;
        /** It left the country, on this declaration of its exporter. */
        readonly exported?: Exported;
        readonly on: string;
        /** With the last batch: inclusive last day to reject; after it silence accepts. */
        readonly acceptanceUntil?: string;
      };
    }
  | {
      /** The buyer has a batch; `matches`: its digest is the one that the seller named. */
      readonly type: 'DeliveryReceived';
      readonly data: {
        readonly orderId: string;
        readonly deliveryNo: number;
        readonly contentDigest: string;
        readonly matches: boolean;
        readonly on: string;
      };
    }
  | {
      readonly type: 'DeliveryRejected';
      readonly data: {
        readonly orderId: string;
        readonly ground: RejectionGround;
        readonly explanation: string;
        /** Which batches; empty: all. */
        readonly deliveryNos: readonly number[];
        /** Inclusive last day to deliver anew; after it the buyer may terminate. */
        readonly cureUntil: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'OrderAccepted';
      readonly data: {
        readonly orderId: string;
        /** `decision`: the operator's, of a contract that had ended. */
        readonly how: 'declared' | 'silence' | 'decision';
        readonly on: string;
        /** Where something of the price is still unpaid: inclusive last day to pay it. */
        readonly balanceUntil?: string;
      };
    }
  | {
      /** The price leaves the escrow, divided. */
      readonly type: 'OrderSettled';
      readonly data: Moves & {
        readonly orderId: string;
        /** Who invoices whom. */
        readonly sellerPartyId: string;
        readonly buyerPartyId: string;
        readonly division: Division;
        readonly sharing?: { readonly sharingId: string; readonly version: number };
        /** What pledgees are due of the seller's part. */
        readonly payDowns: readonly PayDown[];
        /** Version of the settlement policy. */
        readonly policyVersion: number;
        readonly on: string;
        /** Inclusive last day of after-sale; then the order is closed. */
        readonly afterSaleUntil: string;
        /** By its plan it goes on to be charged, and is closed when that has ended. */
        readonly isCharging?: boolean;
      };
    }
  | {
      readonly type: 'OrderClosed';
      readonly data: {
        readonly orderId: string;
        readonly reason: 'completed';
        readonly on: string;
      };
    };
