import type { JsonObject } from '../json.js';
import type { DealKind, OfferContent } from '../offer/offer.events.js';
import type { BoundPledge } from '../settlement/pay-down.js';
import type { Balances } from '../settlement/posting.js';
import type { Charging } from './charge.state.js';
import type { ContractTerms, OrderSide } from './contract.events.js';
import type { OrderData } from './order.events.js';

/** How far an order has come, as long as all goes well. */
export const courseStages = [
  'placed',
  'licensed',
  'licenceReserved',
  'contracted',
  'funded',
  'delivering',
  'delivered',
  'accepted',
  'settled',
  'closed',
] as const;

/** Beside the course: the first two wait for somebody, the others are ends. */
export const sideStages = [
  'disputed',
  'refunding',
  'refused',
  'cancelled',
  'refunded',
  'terminated',
] as const;

export const orderStages = [...courseStages, ...sideStages] as const;
export type OrderStage = (typeof orderStages)[number];

export interface Delivery {
  readonly deliveryNo: number;
  readonly contentDigest: string;
  /** What the buyer said of it; absent: nothing yet. */
  readonly matches?: boolean;
}

/** What the rules must know of one transaction. Amounts are fen. */
export interface PlacedOrder {
  readonly stage: OrderStage;
  /** Events so far. */
  readonly version: number;
  readonly orderId: string;
  readonly sellerPartyId: string;
  readonly buyerPartyId: string;
  /** The buyer is registered elsewhere than in the mainland: what reaches him leaves the country. */
  readonly isBuyerAbroad?: boolean;
  readonly kind: DealKind;
  /** What was ordered: the offer as it stood. */
  readonly offerId: string;
  readonly content: OfferContent;
  readonly purpose: string;
  /** As last proposed before the contract, as last agreed after it. */
  readonly terms: ContractTerms;
  readonly termsVersion: number;
  readonly reservation?: { readonly reservationId: string; readonly expiresAt: string };
  /** Inclusive last day to sign an ordinary order. */
  readonly signUntil?: string;
  /** Contract digest by the side that signed it, for the present version of the terms. */
  readonly signed: { readonly [side in OrderSide]?: string };
  readonly sharingId?: string;
  readonly grantId?: string;
  /** The right that was sold has moved: into this entry of the title. */
  readonly transfer?: { readonly transferId: string; readonly toHoldingId: string };
  readonly refusal?: { readonly code: string; readonly obstacles: JsonObject };
  /** The contract that stands, and the day of the sale. */
  readonly contract?: {
    readonly digest: string;
    readonly on: string;
    readonly fundingUntil?: string;
  };
  readonly amendment?: OrderData<'AmendmentProposed'>;
  readonly amendments: number;
  readonly bound: readonly BoundPledge[];
  /** Of the order's own postings. */
  readonly balances: Balances;
  /** The price less what it was reduced by before settlement. */
  readonly due: bigint;
  readonly received: bigint;
  readonly fundingIds: ReadonlySet<string>;
  readonly deliveryUntil?: string;
  readonly deliveries: readonly Delivery[];
  readonly acceptanceUntil?: string;
  /** Inclusive last day to pay what a deposit left open, once it is accepted. */
  readonly balanceUntil?: string;
  /** Set while a rejected delivery is to be made anew. */
  readonly cureUntil?: string;
  readonly settled?: OrderData<'OrderSettled'>;
  /** Of the settled price. */
  readonly refunded: bigint;
  readonly disputes: number;
  readonly dispute?: OrderData<'DisputeOpened'> & { readonly resumes: OrderStage };
  readonly refunds: number;
  readonly refund?: OrderData<'RefundGranted'> & { readonly resumes: OrderStage };
  readonly terminationBy?: OrderSide;
  readonly charging: Charging;
  readonly isLicenceEnded: boolean;
  /** Last day of use, where the contract or the licence ended before its term. */
  readonly useEndedOn?: string;
}
