import type { AccountRole } from '../accounting/entry.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';

/** The closed lists that a book's facts are told in. */

/** How an entity came by data from others (fact sheet 3). */
export const acquisitionModes = [
  'purchase',
  'contribution',
  'debt-settlement',
  'exchange',
  'grant',
] as const;
export type AcquisitionMode = (typeof acquisitionModes)[number];

/** The account on the other side of a cost, or the one that proceeds arrive on. */
export const settlementRoles = [
  'bank',
  'payables',
  'payroll',
  'receivables',
  'paidInCapital',
  'capitalReserve',
  'deferredIncome',
  'productionCost',
] as const satisfies readonly AccountRole[];
export type SettlementRole = (typeof settlementRoles)[number];

export type Settlement = JsonObject & { readonly by: SettlementRole; readonly amount: Money };

/** What was spent on, and whether it is part of the cost (fact sheet 3). */
export const costTreatments = {
  taxes: 'capitalised',
  insurance: 'capitalised',
  rawData: 'capitalised',
  collection: 'capitalised',
  deidentification: 'capitalised',
  cleaning: 'capitalised',
  labelling: 'capitalised',
  integration: 'capitalised',
  analysis: 'capitalised',
  visualisation: 'capitalised',
  ownershipVerification: 'capitalised',
  qualityAssessment: 'capitalised',
  registrationSettlement: 'capitalised',
  securityManagement: 'capitalised',
  otherAttributable: 'capitalised',
  training: 'expensed',
  overhead: 'expensed',
  maintenance: 'expensed',
  loanAppraisal: 'expensed',
} as const satisfies Readonly<Record<string, 'capitalised' | 'expensed'>>;
export type CostComponent = keyof typeof costTreatments;

/** CAS 6 art. 9, in its order. */
export const capitalisationConditions = [
  'technicallyFeasible',
  'intentionToComplete',
  'benefitsShown',
  'resourcesAvailable',
  'costMeasurable',
] as const;
export type CapitalisationCondition = (typeof capitalisationConditions)[number];

/** Where the amortisation is charged (fact sheet 8): by the use that the asset is put to. */
export const amortisationUses = [
  'administration',
  'sales',
  'otherBusiness',
  'production',
  'research',
] as const;
export type AmortisationUse = (typeof amortisationUses)[number];
