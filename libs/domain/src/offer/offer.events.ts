import type { Money } from '../money.js';
import type { SaleLimits } from '../title/sale.events.js';
import type { PricePlan } from '../pricing/price-plan.js';
import type { GrantTerms } from '../title/title.events.js';
import type { Metering } from '../usage/metering.js';
import type { DataSheet } from './data-sheet.js';
import type { DeliveryMode, DeliveryTerms, Edition, ProductType } from './product.js';
import type { Sample } from './sample.js';

/** Facts of `offer-<offerId>`: what stands on the exchange. */

/**
 * `ordinary` licences run under the standing authorisation. `exclusive` and `capped` ones reserve on
 * the title, and so does the sale of the right itself (`transfer`).
 */
export type DealKind = 'ordinary' | 'exclusive' | 'capped' | 'transfer';

export type OfferContent = SaleLimits & {
  readonly name: string;
  readonly summary: string;
  readonly assetId: string;
  readonly holdingId: string;
  readonly kind: DealKind;
  /** What a buyer gets. */
  readonly terms: GrantTerms;
  /** What falls due with the contract; `vatIncluded` says whether VAT is inside. */
  readonly price: { readonly amount: Money; readonly vatIncluded: boolean };
  /** How it is paid for; absent: by that price alone, once. */
  readonly pricePlan?: PricePlan;
  /** How it is delivered, the principal mode; an order may take another of `modes`. */
  readonly delivery: DeliveryMode;
  /** How each mode is provided, the principal one among them; absent: the principal one alone. */
  readonly modes?: readonly DeliveryTerms[];
  readonly product?: ProductType;
  /** Which version of the data is sold; absent: whichever there is. */
  readonly edition?: Edition;
  /** How use is counted, and how much of it the licence holds; absent: calls without a quota. */
  readonly metering?: Metering;
};

/** One head of a compliance assessment (DB31 draft guide: 基本信息, 合法性, 可交易性). */
export type AssessmentHead = 'conforming' | 'notConforming';

/** A compliance assessment (合规评估) of an offer by a third party. */
export type Assessment = {
  readonly assessmentId: string;
  readonly assessorPartyId: string;
  /** Version of its policy `assessor`, by which it was admitted. */
  readonly admissionVersion?: number;
  /** What was looked at, in a few words. */
  readonly scope: string;
  /** Label of the edition that was looked at; absent: the one offered then, or whichever there is. */
  readonly edition?: string;
  readonly heads: {
    readonly basicInformation: AssessmentHead;
    readonly lawfulness: AssessmentHead;
    readonly tradability: AssessmentHead;
  };
  /** Positive exactly where every head conforms. */
  readonly opinion: 'positive' | 'negative';
  /** SHA-256 of the report, hex. */
  readonly reportDigest: string;
  /** SHA-256 of the risk assessment (网络数据安全管理条例 art. 31), where one was made. */
  readonly riskAssessmentDigest?: string;
  /** The assessor found that nobody can be told from the data any more. */
  readonly isAnonymised?: boolean;
  readonly issuedOn: string;
  /** Inclusive last day. */
  readonly validUntil: string;
};

/** What the gates of trading passed on, kept by the event that needed them open. */
export type GatesPassed = {
  readonly assetVersion: number;
  readonly policyVersion: number;
  /** The opinion relied on, where one was needed. */
  readonly assessmentId?: string;
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
      /** Kept by the operator; a negative opinion on a listed offer suspends it in the same breath. */
      readonly type: 'OfferAssessed';
      readonly data: Assessment & { readonly offerId: string };
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
        /** What the gates passed on: asset, policy, opinion. */
        readonly passed?: GatesPassed;
        readonly sheet?: DataSheet;
      };
    }
  | {
      /**
       * Another edition, price or way of delivery. Orders that were placed keep what they pinned.
       * Of a listed offer the gates were asked again.
       */
      readonly type: 'OfferRevised';
      readonly data: {
        readonly offerId: string;
        readonly content: OfferContent;
        readonly passed?: GatesPassed;
        readonly sheet?: DataSheet;
      };
    }
  | {
      readonly type: 'OfferSampleAttached';
      readonly data: {
        readonly offerId: string;
        readonly sample: Sample;
        /** The asset and the policy on samples that were met. */
        readonly passed: { readonly assetVersion: number; readonly policyVersion: number };
      };
    }
  | {
      readonly type: 'OfferSampleRemoved';
      readonly data: {
        readonly offerId: string;
        readonly digest: string;
        readonly reason: string;
      };
    }
  | {
      /** No orders until it is listed again; orders that were placed go on. */
      readonly type: 'OfferSuspended';
      readonly data: {
        readonly offerId: string;
        readonly ground: 'gradeRaised' | 'operator' | 'opinionNegative';
        readonly reason: string;
        /** The asset's stream at the version that says so; where its grade was raised. */
        readonly asset?: { readonly assetId: string; readonly version: number };
      };
    }
  | {
      /** The holder sells fewer licences than he had offered: the title says how many. */
      readonly type: 'OfferCapNoted';
      readonly data: {
        readonly offerId: string;
        readonly cap: number;
        readonly titleVersion: number;
      };
    }
  | {
      /** By the seller; by the exchange with reason `rightTransferred` where the right has moved. */
      readonly type: 'OfferDelisted';
      readonly data: {
        readonly offerId: string;
        readonly reason: string;
        /** The title as it says so; where the right has moved. */
        readonly titleVersion?: number;
      };
    };
