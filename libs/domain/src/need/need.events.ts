import type { Category, Territory, UpdateFrequency } from '../asset/asset.events.js';
import type { Money } from '../money.js';
import type { DeliveryMode, ProductType } from '../offer/product.js';
import type { Criterion } from './need-matching.policy.js';

/** Facts of `need-<needId>`: what a buyer looks for, and what was found for it. */

/** What a buyer looks for; what he leaves out is all the same to him. */
export type NeedTerms = {
  /** In his own words. */
  readonly text: string;
  readonly category?: Category;
  /** Section of GB/T 4754, or one of its divisions. */
  readonly industry?: string;
  /** Scope that the data must cover at least. */
  readonly territory?: Territory;
  /** How often it must be updated at least. */
  readonly updateFrequency?: UpdateFrequency;
  /** Any of these. */
  readonly products?: readonly ProductType[];
  /** Any of these. */
  readonly deliveryModes?: readonly DeliveryMode[];
  /** What it may cost at most. */
  readonly priceMax?: Money;
  /** Lowest score of quality, 0 to 100, with two decimals at most. */
  readonly qualityMin?: string;
  /** What the buyer must be allowed to do. */
  readonly rights?: {
    readonly exclusive?: boolean;
    readonly purpose?: string;
    readonly sublicence?: boolean;
    /** `CN` or a division of GB/T 2260. */
    readonly territory?: string;
  };
  /** Days on which he must be allowed to, both inclusive; without a last day: for good. */
  readonly term?: { readonly from: string; readonly until?: string };
};

/**
 * What was found of one criterion. `unknown`: the offer does not say; it gives no points but breaks
 * no limit either.
 */
export type Finding = {
  readonly criterion: Criterion;
  readonly outcome: 'met' | 'partly' | 'unmet' | 'unknown';
  readonly points: number;
  readonly pointsMax: number;
};

/** What of a need sellers may read: the need itself, with its ceiling, with who has it. */
export const publishedParts = ['need', 'priceMax', 'owner'] as const;
export type PublishedPart = (typeof publishedParts)[number];

/** What a need says at a revision. */
export type NeedContent = {
  readonly terms: NeedTerms;
  /** Inclusive last day on which the owner is told. */
  readonly until: string;
  /** Empty: nobody but the owner reads it. */
  readonly published: readonly PublishedPart[];
};

export type NeedEvent =
  | {
      readonly type: 'NeedStated';
      readonly data: NeedContent & { readonly needId: string; readonly ownerPartyId: string };
    }
  | {
      /** From the next offer on another need: offers that were found before are told anew. */
      readonly type: 'NeedRevised';
      readonly data: NeedContent & { readonly needId: string; readonly revision: number };
    }
  | {
      /** An offer meets the need; once per offer and revision. */
      readonly type: 'NeedMatched';
      readonly data: {
        readonly needId: string;
        /** Whom it is told. */
        readonly ownerPartyId: string;
        /** From 1 within the need. */
        readonly matchNo: number;
        readonly revision: number;
        readonly offerId: string;
        /** The offer's stream as it was met (evidence: rule pattern 2). */
        readonly offerVersion: number;
        /** 0 to 100. */
        readonly score: number;
        readonly findings: readonly Finding[];
        /** Version of the policy whose weights were used. */
        readonly policyVersion: number;
      };
    }
  | {
      readonly type: 'NeedMatchAcknowledged';
      readonly data: { readonly needId: string; readonly matchNo: number };
    }
  | {
      readonly type: 'NeedClosed';
      readonly data: { readonly needId: string; readonly reason: string };
    };
