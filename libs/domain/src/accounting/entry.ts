import type { DateText } from '../calendar.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';

/**
 * What a line is booked on, independent of anybody's numbering: an entity's chart of accounts gives
 * each role its code and name (财会〔2023〕11号; CAS 1, 6, 8, 14; 应用指南 appendix).
 */
export const accountRoles = [
  'bank',
  'receivables',
  'inventory',
  'inventoryProvision',
  'heldForSale',
  'heldForSaleImpairment',
  'intangible',
  'accumulatedAmortisation',
  'intangibleImpairment',
  'developmentExpenditure',
  'developmentImpairment',
  'researchExpense',
  'pendingLoss',
  'shortTermLoan',
  'longTermLoan',
  'payables',
  'payroll',
  'inputTax',
  'outputTax',
  'paidInCapital',
  'capitalReserve',
  'deferredIncome',
  'productionCost',
  'contractCost',
  'revenue',
  'otherRevenue',
  'disposalGain',
  'costOfSales',
  'otherCost',
  'administrationExpense',
  'impairmentLoss',
  'nonOperatingIncome',
  'nonOperatingLoss',
  'priorPeriodAdjustment',
  'openingBalance',
  /** An account of the entity's own that no fact of a book is booked on. */
  'other',
] as const;
export type AccountRole = (typeof accountRoles)[number];

/** How an entity came by what a book carries: the data columns of both statutory tables. */
export type BookSource = 'purchased' | 'selfMade' | 'other';

/**
 * Which cell of a statutory table a line moves (fact sheet 6.1, 6.2). `opening` is a balance taken
 * over on migration; `development` has no table of its own and feeds the balance-sheet line 开发支出.
 */
export type Movement = JsonObject & {
  readonly table: 'intangible' | 'inventory' | 'development';
  readonly section: 'cost' | 'amortisation' | 'impairment' | 'provision';
  readonly row: MovementRow;
  readonly source: BookSource;
};

export type MovementRow =
  | 'opening'
  /** 其中：购入 */
  | 'purchase'
  /** 内部研发, of an intangible asset; 采集加工, of inventory; 开发支出, of development. */
  | 'ownWork'
  /** 其他增加 */
  | 'otherAddition'
  /** 摊销 · 计提减值 · 计提跌价 */
  | 'charge'
  /** 其中：处置, of an intangible asset; 出售, of inventory. */
  | 'disposal'
  /** 失效且终止确认 */
  | 'lapse'
  /** 其他减少 */
  | 'otherReduction'
  /** 转回, of a provision only. */
  | 'reversal'
  /** 转销, of a provision only. */
  | 'writeOff';

/** One line of an entry before anybody's chart of accounts has been applied. */
export type EntryLine = JsonObject & {
  readonly role: AccountRole;
  readonly side: 'debit' | 'credit';
  /** Positive; a red voucher repeats the lines with negative amounts (红字). */
  readonly amount: Money;
  /** The book that the line concerns; absent on lines such as the bank's. */
  readonly bookId?: string;
  readonly movement?: Movement;
};

/** What a fact calls for: balanced lines with the day and the words of the voucher. */
export interface Entry {
  /** Tells the entries of one fact apart, from 1. */
  readonly ordinal: number;
  /** The accounting date of the fact. */
  readonly date: DateText;
  readonly summary: string;
  readonly lines: readonly EntryLine[];
}

/** The event that a voucher line rests on. */
export type SourceEvent = JsonObject & {
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
};
