import type { Money } from '../money.js';
import type { GrantTerms } from '../title/title.events.js';
import type { Metering } from '../usage/metering.js';

/** Facts of `offer-<offerId>`: what stands on the exchange. */

/** `ordinary` licences run under the standing authorisation; `exclusive` ones reserve on the title. */
export type DealKind = 'ordinary' | 'exclusive';

export type OfferContent = {
  readonly name: string;
  readonly summary: string;
  readonly assetId: string;
  readonly holdingId: string;
  readonly kind: DealKind;
  /** What a buyer gets. */
  readonly terms: GrantTerms;
  /** One-off price; `vatIncluded` says whether VAT is inside. */
  readonly price: { readonly amount: Money; readonly vatIncluded: boolean };
  readonly delivery: 'api' | 'file' | 'share' | 'privacyComputing' | 'sandbox' | 'modelOutput';
  /** How use is counted, and how much of it the licence holds; absent: calls without a quota. */
  readonly metering?: Metering;
};

export type OfferEvent =
  | {
      /** Prepared, so that the holder can authorise licensing for it; nobody else sees it. */
      readonly type: 'OfferDrafted';
      readonly data: {
        readonly offerId: string;
        readonly sellerPartyId: string;
        readonly content: OfferContent;
      };
    }
  | {
      readonly type: 'OfferListed';
      readonly data: {
        readonly offerId: string;
        readonly sellerPartyId: string;
        readonly content: OfferContent;
        /** Inclusive last day on which it stands. */
        readonly until: string;
        /** The title as the listing was checked against it. */
        readonly titleVersion: number;
      };
    }
  | {
      /** No orders until it is listed again; orders that were placed go on. */
      readonly type: 'OfferSuspended';
      readonly data: {
        readonly offerId: string;
        readonly ground: 'gradeRaised' | 'operator';
        readonly reason: string;
        /** The asset's stream at the version that says so; where its grade was raised. */
        readonly asset?: { readonly assetId: string; readonly version: number };
      };
    }
  | {
      readonly type: 'OfferDelisted';
      readonly data: { readonly offerId: string; readonly reason: string };
    };
