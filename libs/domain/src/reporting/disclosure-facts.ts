import type { DateText } from '../calendar.js';
import type { AccountSum } from './account-sums.js';
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
  readonly monthsBefore?: number;
  readonly monthsAfter?: number;
  /** The charge of the month before and of the month of the change, in fen. */
  readonly chargeBefore: bigint;
  readonly chargeAfter: bigint;
}

/** An impairment, a write-down or its reversal within the period. */
export interface Measured {
  readonly name: string;
  readonly kind: 'impairment' | 'writeDown' | 'reversal';
  readonly on: DateText;
  readonly amount: bigint;
  readonly netRealisableValue?: bigint;
  readonly reason?: string;
}

/** All that the text disclosures of a class are made of. */
export interface DisclosureFacts {
  readonly period: ReportPeriod;
  readonly table: StatutoryTable;
  /** Sums as the tables count them. */
  readonly sums: readonly AccountSum[];
  readonly policy: DisclosurePolicy;
  readonly lives: readonly LifeGroup[];
  readonly changes: readonly EstimateChange[];
  readonly measured: readonly Measured[];
  readonly significant: readonly BookFigures[];
  readonly restricted: readonly RestrictedBook[];
}
