import type { AssetSource } from '../asset/asset.events.js';
import type { Money } from '../money.js';
import type { PartyClass } from '../party/party.events.js';
import type { PricePlan } from '../pricing/price-plan.js';
import type { Posting } from '../settlement/posting.js';
import type { AgreedPrice } from '../settlement/price.js';

/** Facts of an order about what is agreed: terms, their versions, signatures. Part of `OrderEvent`. */

export type OrderSide = 'seller' | 'buyer';

/** What the two sides agree on; all periods in calendar days. */
export type ContractTerms = {
  /** What falls due with the contract. */
  readonly price: AgreedPrice;
  /** How it is paid for; absent: by that price alone. */
  readonly plan?: PricePlan;
  /** What is paid before delivery, where that is less than the price (订金). */
  readonly deposit?: Money;
  /** From the placing or a counter-offer on, to sign; then it lapses (Civil Code art. 481). */
  readonly signingDays?: number;
  /** After the contract, to pay in what is due before delivery. */
  readonly fundingDays: number;
  /** After that payment, to deliver all of it. */
  readonly deliveryDays: number;
  /** After the last delivery; then silence accepts (Civil Code art. 621). */
  readonly acceptanceDays: number;
  /** After acceptance, to pay what a deposit left open. */
  readonly balanceDays?: number;
  /** After a refund was granted, to prove the end of use that it waits for. */
  readonly proofDays?: number;
  /** After settlement, until the order is closed. */
  readonly afterSaleDays: number;
  readonly note?: string;
};

/** One side as its own stream described it when the order was placed (Data Security Law art. 33). */
export type SideIdentity = {
  readonly partyId: string;
  /** Version of `party-<partyId>` that was read; 0: not registered. */
  readonly version: number;
  readonly identifier?: { readonly kind: string; readonly value: string };
  /** Where it is registered, ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly name?: string;
  readonly partyClass?: PartyClass;
  /** How it was verified; absent: not. */
  readonly verification?: { readonly evidence: string; readonly documentDigest?: string };
};

/** What the seller says of where the data comes from, as the asset's own stream has it. */
export type SourceStatement = {
  readonly assetId: string;
  /** Version of `asset-<assetId>` that was read; 0: nothing is registered under it. */
  readonly version: number;
  readonly source?: AssetSource;
  readonly statement?: string;
  readonly certificateNo?: string;
};

/** Postings, where money moves with the fact. */
export type Moves = { readonly postings?: readonly Posting[] };

export type ContractEvent =
  | {
      /** A counter-offer: from here on signatures are for this version. */
      readonly type: 'TermsProposed';
      readonly data: {
        readonly orderId: string;
        /** From 2; the offer's own terms are version 1. */
        readonly termsVersion: number;
        readonly side: OrderSide;
        readonly partyId: string;
        readonly terms: ContractTerms;
        /** Inclusive last day to sign; absent where the title's reservation says when. */
        readonly signUntil?: string;
      };
    }
  | {
      readonly type: 'OrderSigned';
      readonly data: {
        readonly orderId: string;
        readonly side: OrderSide;
        readonly partyId: string;
        /** SHA-256 of the contract, hex; both sides sign the same. */
        readonly contractDigest: string;
        /** Absent: 1. */
        readonly termsVersion?: number;
        /** The seller's revenue-sharing agreement for this sale. */
        readonly sharingId?: string;
        /** The side declares that the two are related parties (关联方, CAS 36): no market price. */
        readonly isRelated?: true;
      };
    }
  | {
      readonly type: 'OrderContracted';
      readonly data: Moves & {
        readonly orderId: string;
        readonly contractDigest: string;
        readonly termsVersion?: number;
        /** Day of the sale (Shanghai), and the last one to pay in what is due first. */
        readonly on?: string;
        readonly fundingUntil?: string;
        /** Where nothing is due first: last day to deliver all. */
        readonly deliveryUntil?: string;
        /** First day on which the clock charges by the plan; absent where it does not. */
        readonly chargeOn?: string;
      };
    }
  | {
      /** One side proposes to put another contract in the place of the one that stands. */
      readonly type: 'AmendmentProposed';
      readonly data: {
        readonly orderId: string;
        /** From 1. */
        readonly amendmentNo: number;
        readonly side: OrderSide;
        readonly partyId: string;
        readonly terms: ContractTerms;
        readonly contractDigest: string;
        readonly supersedes: string;
      };
    }
  | {
      /** The other side agreed: contracts are never changed, they are superseded. */
      readonly type: 'ContractAmended';
      readonly data: Moves & {
        readonly orderId: string;
        readonly amendmentNo: number;
        readonly partyId: string;
        readonly terms: ContractTerms;
        readonly contractDigest: string;
        readonly supersedes: string;
        readonly on: string;
        /** Set where what was paid in is now enough to deliver: last day to deliver all. */
        readonly deliveryUntil?: string;
        /** Set where another time to pay was agreed: its inclusive last day. */
        readonly fundingUntil?: string;
        /** Set where it is accepted and not wholly paid: the time to pay begins anew. */
        readonly balanceUntil?: string;
      };
    }
  | {
      readonly type: 'AmendmentDeclined';
      readonly data: {
        readonly orderId: string;
        readonly amendmentNo: number;
        readonly side: OrderSide;
        readonly reason: string;
      };
    };
