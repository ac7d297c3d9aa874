import type { DateText } from '../calendar.js';
import type { Appraisal } from '../valuation/valuation.events.js';
import type { AccountSum } from './account-sums.js';
import type { BookNoteMatter } from './book-note.js';
import type { DisclosurePolicy } from './disclosure.policy.js';
import type { ReportPeriod } from './report-days.js';
import type { StatutoryTable } from './statutory-table.js';

/** What one book comes to at the end of the period; amounts in fen. */
export interface BookFigures {
  readonly bookId: string;
  readonly name: string;
  readonly carrying: bigint;
  /** Amortisation of the period; nothing of inventory. */
  readonly charge: bigint;
  readonly method?: string;
  /** Months of amortisation left after the period, where there is a straight line. */
  readonly monthsLeft?: number;
  /** Of inventory that was measured: as found last. */
  readonly netRealisableValue?: bigint;
}

/** A resource of indefinite life, which is told of with its reason (6.3 item 2). */
export interface IndefiniteBook extends BookFigures {
  readonly basis: string;
}

/** Why a book's asset is restricted on the last day. */
export interface Restriction {
  readonly is: 'pledge' | 'bar';
  readonly id: string;
  readonly ground: string;
}

export interface RestrictedBook extends BookFigures {
  readonly restrictions: readonly Restriction[];
}

/** How many books share a method and a life. */
export interface LifeGroup {
  readonly method: string;
  readonly months?: number;
  readonly books: number;
}

/** A change of an estimate within the period (CAS 28). */
export interface EstimateChange {
  readonly name: string;
  readonly on: DateText;
  readonly reason: string;
  readonly before: EstimateTerms;
  readonly after: EstimateTerms;
  /** The charge of the month before and of the month of the change, in fen. */
  readonly chargeBefore: bigint;
  readonly chargeAfter: bigint;
  /** Months of the period that the change governs. */
  readonly months: number;
}

export interface EstimateTerms {
  readonly method: string;
  /** Months left from the change on, of a straight line. */
  readonly months?: number;
  readonly residual: bigint;
}

/** What was measured, lost or classified within the period. */
export interface Measured {
  readonly bookId: string;
  readonly name: string;
  readonly on: DateText;
  readonly matter: MeasuredMatter;
}

export type MeasuredMatter = Exclude<
  BookNoteMatter,
  { readonly kind: 'estimate' } | { readonly kind: 'status' }
>;

/** A report on what a named resource is worth (6.5): never the basis of a carrying amount. */
export interface DisclosedAppraisal {
  readonly name: string;
  readonly firmName: string;
  readonly appraisal: Appraisal;
}

/** All that the text disclosures of a class are made of. */
export interface DisclosureFacts {
  readonly period: ReportPeriod;
  readonly table: StatutoryTable;
  /** Sums as the tables count them. */
  readonly sums: readonly AccountSum[];
  readonly policy: DisclosurePolicy;
  readonly lives: readonly LifeGroup[];
  readonly indefinite: readonly IndefiniteBook[];
  readonly changes: readonly EstimateChange[];
  readonly measured: readonly Measured[];
  readonly significant: readonly BookFigures[];
  readonly restricted: readonly RestrictedBook[];
  readonly appraisals: readonly DisclosedAppraisal[];
}
