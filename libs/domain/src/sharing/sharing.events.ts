import type { FractionText } from '../fraction.js';
import type { Money } from '../money.js';

/** What a participant brings (谁投入、谁贡献、谁受益). */
export type SharingRole =
  'sourceSupplier' | 'holder' | 'processor' | 'operator' | 'exchange' | 'broker' | 'platform';

/** What is shared: the price, the price without VAT, or what is left of that after the fee. */
export type SharingBase = 'gross' | 'netOfTax' | 'netOfFee';

/** Taken before the rest is shared, in this order, as far as there is something. */
export type FirstShare = {
  readonly partyId: string;
  readonly role: SharingRole;
  /** `fixed`: of every order; `recovery`: until the whole cost has come back, over all orders. */
  readonly kind: 'fixed' | 'recovery';
  readonly amount: Money;
};

export type RatioShare = {
  readonly partyId: string;
  readonly role: SharingRole;
  readonly ratio: FractionText;
};

/** One band of what is left of an order; the last band has no end. Its ratios sum to exactly 1. */
export type SharingTier = {
  readonly upTo?: Money;
  readonly shares: readonly RatioShare[];
};

/** The least that a party gets of an order; what is missing comes out of the owner's part. */
export type Guarantee = { readonly partyId: string; readonly amount: Money };

/** Fixed amounts and cost recovery first, then by ratio in bands, then minimum guarantees. */
export type SharingTerms = {
  readonly base: SharingBase;
  readonly first: readonly FirstShare[];
  readonly tiers: readonly SharingTier[];
  readonly guarantees: readonly Guarantee[];
};

/** Facts of `sharing-<sharingId>`: who shares in the revenue of a seller's sales. */
export type SharingEvent =
  | {
      /** A version; the first makes the agreement. Earlier sales keep the version of their day. */
      readonly type: 'SharingAgreed';
      readonly data: {
        readonly sharingId: string;
        /** The seller whose revenue it is. */
        readonly ownerPartyId: string;
        readonly name: string;
        /** From 1. */
        readonly version: number;
        /** First day (Shanghai) of the sales that it is for. */
        readonly from: string;
        readonly terms: SharingTerms;
        /** SHA-256 of the agreement that the participants signed, hex. */
        readonly contractDigest: string;
      };
    }
  | {
      /** A sale's part in the recovery of costs: they come back once, whatever settles at once. */
      readonly type: 'RecoveryTaken';
      readonly data: {
        readonly sharingId: string;
        readonly orderId: string;
        /** A charge under the order; absent: the sale itself. */
        readonly chargeNo?: number;
        readonly version: number;
        readonly parts: readonly { readonly partyId: string; readonly amount: Money }[];
      };
    }
  | {
      /** The sale was undone, in whole or in part: so much is to be recovered again. */
      readonly type: 'RecoveryReturned';
      readonly data: {
        readonly sharingId: string;
        readonly orderId: string;
        readonly chargeNo?: number;
        readonly parts: readonly { readonly partyId: string; readonly amount: Money }[];
      };
    };
