import type { RefusalCode } from '@ledger/domain/refusal.js';
import { alertProblems } from './alert.problems.js';
import { assetProblems } from './asset.problems.js';
import { bookProblems } from './book.problems.js';
import { classificationProblems } from './classification.problems.js';
import { dataspaceProblems } from './dataspace.problems.js';
import { duplicateProblems } from './duplicate.problems.js';
import { edgeProblems } from './edge.problems.js';
import type { EdgeCode } from './edge.problems.js';
import { entitlementProblems } from './entitlement.problems.js';
import { financingProblems } from './financing.problems.js';
import { importProblems } from './import.problems.js';
import { journalProblems } from './journal.problems.js';
import { lineageProblems } from './lineage.problems.js';
import { crossBorderProblems } from './cross-border.problems.js';
import { marketProblems } from './market.problems.js';
import { needProblems } from './need.problems.js';
import { offerProblems } from './offer.problems.js';
import { orderProblems } from './order.problems.js';
import { partyProblems } from './party.problems.js';
import { pledgeSearchProblems } from './pledge-search.problems.js';
import { policyProblems } from './policy.problems.js';
import { pricingProblems } from './pricing.problems.js';
import type { ProblemsOf } from './problem-text.js';
import { qualityProblems } from './quality.problems.js';
import { reportingProblems } from './reporting.problems.js';
import { nettingProblems } from './netting.problems.js';
import { sharingProblems } from './sharing.problems.js';
import { titleProblems } from './title.problems.js';
import { usageProblems } from './usage.problems.js';
import { valuationProblems } from './valuation.problems.js';
import { walletProblems } from './wallet.problems.js';
import { webhookProblems } from './webhook.problems.js';

/** Every code that an answer may carry. */
export type ProblemCode = RefusalCode | EdgeCode;

/** The one table from code to status and words. A refusal without a text does not compile. */
export const problemTexts: ProblemsOf<ProblemCode> = {
  ...edgeProblems,
  ...partyProblems,
  ...assetProblems,
  ...classificationProblems,
  ...qualityProblems,
  ...lineageProblems,
  ...duplicateProblems,
  ...alertProblems,
  ...importProblems,
  ...policyProblems,
  ...titleProblems,
  ...valuationProblems,
  ...webhookProblems,
  ...pledgeSearchProblems,
  ...financingProblems,
  ...bookProblems,
  ...reportingProblems,
  ...journalProblems,
  ...crossBorderProblems,
  ...marketProblems,
  ...needProblems,
  ...offerProblems,
  ...orderProblems,
  ...pricingProblems,
  ...dataspaceProblems,
  ...sharingProblems,
  ...nettingProblems,
  ...entitlementProblems,
  ...usageProblems,
  ...walletProblems,
};
