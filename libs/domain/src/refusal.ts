import type { AlertRefusal } from './alert/alert.refusals.js';
import type { AssetRefusal } from './asset/asset.refusals.js';
import type { BookRefusal } from './book/book.refusals.js';
import type { ClassificationRefusal } from './classification/classification.refusals.js';
import type { EntitlementRefusal } from './entitlement/entitlement.refusals.js';
import type { DataspaceRefusal } from './dataspace/dataspace.refusals.js';
import type { DuplicateRefusal } from './fingerprint/duplicate.refusals.js';
import type { FinancingRefusal } from './financing/financing.refusals.js';
import type { ImportRefusal } from './import/import.refusals.js';
import type { JournalRefusal } from './journal/journal.refusals.js';
import type { JsonObject } from './json.js';
import type { LineageRefusal } from './lineage/lineage.refusals.js';
import type { CrossBorderRefusal } from './cross-border/cross-border.refusals.js';
import type { NeedRefusal } from './need/need.refusals.js';
import type { MarketRefusal } from './market/market.refusals.js';
import type { OfferRefusal } from './offer/offer.refusals.js';
import type { OrderRefusal } from './order/order.refusals.js';
import type { PartyRefusal } from './party/party.refusals.js';
import type { PledgeSearchRefusal } from './pledge-search/pledge-search.refusals.js';
import type { PolicyRefusal } from './policy/policy.refusals.js';
import type { PricingRefusal } from './pricing/pricing.refusals.js';
import type { QualityRefusal } from './quality/quality.refusals.js';
import type { ReportingRefusal } from './reporting/reporting.refusals.js';
import type { NettingRefusal } from './settlement/netting.refusals.js';
import type { SharingRefusal } from './sharing/sharing.refusals.js';
import type { TitleRefusal } from './title/title.refusals.js';
import type { UsageRefusal } from './usage/usage.refusals.js';
import type { ValuationRefusal } from './valuation/valuation.refusals.js';
import type { WalletRefusal } from './wallet/wallet.refusals.js';
import type { WebhookRefusal } from './webhook/webhook.refusals.js';

/** Every reason for which a rule may say no. Stable for ever: part of the API. */
export type RefusalCode =
  | PartyRefusal
  | AssetRefusal
  | ClassificationRefusal
  | QualityRefusal
  | LineageRefusal
  | DuplicateRefusal
  | AlertRefusal
  | ImportRefusal
  | PolicyRefusal
  | TitleRefusal
  | ValuationRefusal
  | PledgeSearchRefusal
  | FinancingRefusal
  | BookRefusal
  | ReportingRefusal
  | WebhookRefusal
  | JournalRefusal
  | CrossBorderRefusal
  | MarketRefusal
  | NeedRefusal
  | OfferRefusal
  | OrderRefusal
  | PricingRefusal
  | DataspaceRefusal
  | EntitlementRefusal
  | UsageRefusal
  | WalletRefusal
  | NettingRefusal
  | SharingRefusal;

/** A rule said no. `obstacles` names what stands in the way (ids, fields), for the answer's body. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly obstacles: JsonObject = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

/**
 * Refusals of those for whom something is not there, or who may not do it. They are said before
 * anything is said of versions: a stranger must not learn from `If-Match` what he may not see.
 */
const shutsOut: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'party_not_found',
  'not_own_organisation',
  'asset_not_found',
  'alert_not_found',
  'watch_not_found',
  'duplicate_not_found',
  'applicant_not_own_organisation',
  'objection_not_found',
  'request_not_found',
  'import_not_found',
  'policy_not_found',
  'policy_not_own',
  'title_not_found',
  'holding_not_found',
  'grant_not_found',
  'licensing_not_found',
  'reservation_not_found',
  'lender_authorisation_not_found',
  'pledge_not_found',
  'bar_not_found',
  'not_the_registrar',
  'not_the_holder',
  'not_a_side_of_the_grant',
  'not_the_pledgee',
  'pledge_proposal_not_found',
  'fixing_of_another',
  'pledge_objection_not_found',
  'consent_not_found',
  'consent_of_another',
  'registration_reservation_not_found',
  'reservation_of_another',
  'transfer_application_not_found',
  'not_the_transferee',
  'correction_not_found',
  'four_eyes_required',
  'party_suspended',
  'valuation_not_found',
  'appraiser_naming_ended',
  'valuation_of_another_firm',
  'webhook_not_found',
  'pledge_search_not_found',
  'book_not_found',
  'financing_not_found',
  'financing_payment_not_found',
  'financing_correction_not_found',
  'financing_not_the_lender',
  'financing_not_the_borrower',
  'voucher_not_found',
  'voucher_draft_not_found',
  'voucher_four_eyes_required',
  'export_not_found',
  'amortisation_run_not_found',
  'offer_not_found',
  'need_not_found',
  'need_match_not_found',
  'offer_sample_not_found',
  'not_the_seller',
  'order_not_found',
  'order_not_this_side',
  'order_amendment_not_found',
  'order_delivery_not_found',
  'order_dispute_of_the_other',
  'sharing_not_found',
  'connector_not_found',
  'negotiation_not_found',
  'transfer_not_found',
  'sharing_not_the_owner',
  'not_the_licensee',
  'entitlement_not_active',
  'purpose_not_licensed',
  'entitlement_not_started',
  'entitlement_expired',
  'quota_exhausted',
  'use_abroad_not_covered',
  'balance_overdue',
  'charge_not_found',
  'charge_overdue',
  'not_the_metering_side',
  'wallet_not_found',
  'hold_not_found',
]);

/** Whether a refusal is about who asks, and not about how things stand. */
export const isAboutTheCaller = (error: unknown): boolean =>
  error instanceof Refused && shutsOut.has(error.code);

/** Ends a decision with a refusal; the only way in which a rule throws. */
export const refuse = (code: RefusalCode, obstacles: JsonObject = {}): never => {
  throw new Refused(code, obstacles);
};
