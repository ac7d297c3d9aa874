import type { SharingEvidence } from '../sharing/sharing.evidence.js';
import type { Money } from '../money.js';
import type { SharingTerms } from '../sharing/sharing.events.js';
import type { Calendar, InPlaceOf, Of, OrderRules } from './command-parts.js';

/** The agreement that the seller named, with all its versions: each period follows its own. */
export interface SharingVersions {
  readonly sharingId: string;
  /** Oldest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly from: string;
    readonly terms: SharingTerms;
  }[];
}

/** Pattern 2: by what a charge is taxed and divided. */
interface ChargeRules extends InPlaceOf, Calendar {
  readonly rules: OrderRules['settlement'];
  /** Absent where the seller named none. */
  readonly sharing?: SharingVersions;
}

/** What was metered and is billed in a month: within the term, within the quota, net of corrections. */
export interface BillableMonth {
  /** `yyyy-MM`, Asia/Shanghai. */
  readonly month: string;
  readonly billable: number;
}

/** The clock, or a side that does not want to wait for it: charges what is due by now. */
export type ChargeDue = Of<
  'ChargeDue',
  ChargeRules & {
    /** Pattern 2: the order's use, as its own streams have it at a position of the log. */
    readonly usage?: { readonly months: readonly BillableMonth[]; readonly position: number };
  }
>;

/** What one side declares for a period that is over: revenue made, or results found. */
export type DeclareForCharge = Of<
  'DeclareForCharge',
  ChargeRules & {
    /** First day of the period. */
    readonly from: string;
    readonly revenue?: Money;
    readonly results?: number;
    /** SHA-256 of the report that says so, hex. */
    readonly reportDigest: string;
  }
>;

/** Buyer: more units. */
export type BuyPackages = Of<'BuyPackages', ChargeRules & { readonly packages: number }>;

/** Seller: takes a charge back, wholly or in part. */
export type CreditCharge = Of<
  'CreditCharge',
  InPlaceOf & { readonly chargeNo: number; readonly amount: Money; readonly reason: string }
>;

/**
 * Process: what a charge gives towards the recovery of costs has been taken in the agreement's own
 * stream (pattern 3); absent: it is divided as it stands.
 */
export type DivideCharge = Of<
  'DivideCharge',
  { readonly chargeNo: number; readonly sharing?: SharingEvidence }
>;

export type ChargeCommand =
  DivideCharge | ChargeDue | DeclareForCharge | BuyPackages | CreditCharge;
