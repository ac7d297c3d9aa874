import type { Money } from '../money.js';
import type { ChargeLine } from '../pricing/charging.js';
import type { ChargePeriod } from '../pricing/periods.js';
import type { PayDown } from '../settlement/pay-down.js';
import type { AgreedPrice } from '../settlement/price.js';
import type { Division } from '../settlement/settlement.js';
import type { UsageUnit } from '../usage/metering.js';
import type { Moves, OrderSide } from './contract.events.js';

/** Facts of an order about what is charged period by period after the contract. */

/** What a charge is for; `adjustment` takes back a part of an earlier one. */
export const chargeGrounds = ['fee', 'use', 'results', 'package', 'share', 'adjustment'] as const;
export type ChargeGround = (typeof chargeGrounds)[number];

/** What of an earlier charge a following one takes back. */
export type ChargeCredit = {
  readonly chargeNo: number;
  readonly amount: Money;
  readonly vat: Money;
};

/** What one side declared, with the digest of its report. */
export type ChargeDeclaration = {
  readonly side: OrderSide;
  readonly partyId: string;
  readonly revenue?: Money;
  readonly results?: number;
  readonly reportDigest: string;
};

export type ChargeEvent =
  | {
      /**
       * A period is charged for. Where something was charged for it before, this is the difference
       * to what it comes to now: it may be below zero.
       */
      readonly type: 'ChargePosted';
      readonly data: Moves & {
        readonly orderId: string;
        /** From 1. */
        readonly chargeNo: number;
        /** Whose revenue it is. */
        readonly assetId?: string;
        /** Who invoices whom. */
        readonly sellerPartyId: string;
        readonly buyerPartyId: string;
        readonly ground: ChargeGround;
        readonly period: ChargePeriod;
        /** The first charge for this period, which this one follows. */
        readonly follows?: number;
        /** What it is counted in; absent where money or time is. */
        readonly unit?: UsageUnit;
        /** Of the whole period as it now stands, and what of it was charged before. */
        readonly lines: readonly ChargeLine[];
        readonly quantity: string;
        readonly quantityBefore: string;
        /** Sum of the lines, not rounded; then in fen as the plan states it; then taxed. */
        readonly exact: string;
        readonly stated: Money;
        readonly vatIncluded: boolean;
        readonly whole: AgreedPrice;
        readonly charged: Money;
        /** This charge: gross = net + vat; below zero where it takes back. */
        readonly net: Money;
        readonly vat: Money;
        readonly vatRate: string;
        readonly gross: Money;
        /** How it is divided once it is paid; where it is above zero. */
        readonly division?: Division;
        readonly sharing?: { readonly sharingId: string; readonly version: number };
        /** Costs come first under that agreement: it waits to be told what of them it gives back. */
        readonly awaitsRecovery?: boolean;
        /** Version of the settlement policy. */
        readonly policyVersion?: number;
        /** What it takes back, newest first; what of it had been paid in is owed to the buyer. */
        readonly credits?: readonly ChargeCredit[];
        /** Of what was paid in and not divided yet, what goes back to the buyer. */
        readonly returned?: Money;
        /** Position of the log as of which the use was read. */
        readonly usagePosition?: number;
        readonly declaration?: ChargeDeclaration;
        readonly disputeNo?: number;
        readonly reason?: string;
        readonly on: string;
        /** Inclusive last day to pay it. */
        readonly payUntil?: string;
        /** First day on which the clock charges again; absent where it does not. */
        readonly nextOn?: string;
        /** Set where nothing is left to charge or pay: inclusive last day of after-sale. */
        readonly closesAfter?: string;
      };
    }
  | {
      /** What a charge gives towards the recovery of costs is known: so it is divided. */
      readonly type: 'ChargeDivided';
      readonly data: {
        readonly orderId: string;
        readonly chargeNo: number;
        readonly division: Division;
        readonly on: string;
      };
    }
  | {
      /** Money of the buyer has come in for charges. */
      readonly type: 'ChargesPaid';
      readonly data: Moves & {
        readonly orderId: string;
        readonly fundingId: string;
        readonly amount: Money;
        /** Of the payment, at the bank. */
        readonly reference: string;
        /** What of all charges is still unpaid. */
        readonly outstanding: Money;
        readonly on: string;
        /** Set where nothing is left to charge or pay: inclusive last day of after-sale. */
        readonly closesAfter?: string;
      };
    }
  | {
      /** Charges that are wholly paid leave the escrow, oldest first, each as it is divided. */
      readonly type: 'ChargesSettled';
      readonly data: Moves & {
        readonly orderId: string;
        readonly charges: readonly {
          readonly chargeNo: number;
          readonly gross: Money;
          /** What pledgees are due of the seller's part. */
          readonly payDowns: readonly PayDown[];
        }[];
        readonly on: string;
        /** First day on which the clock charges again: packages last longer once they are paid. */
        readonly nextOn?: string;
      };
    }
  | {
      /** The licence is over and every period of it is charged. */
      readonly type: 'ChargingEnded';
      readonly data: {
        readonly orderId: string;
        readonly on: string;
        /** Inclusive last day of after-sale, within which the last charges are corrected. */
        readonly afterSaleUntil: string;
        /** The same where nothing is unpaid: the order can be closed after it. */
        readonly closesAfter?: string;
      };
    };
