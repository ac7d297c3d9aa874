import type { DateText } from '../calendar.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';
import type { MonthText } from '../month.js';
import type { AmortisationUse } from './book.terms.js';

/** What facts of a book measure or estimate, as their events store it. */

/** What leaves the balance with a fact, measured when it was recorded. */
export type Removed = JsonObject & {
  readonly cost: Money;
  /** Accumulated amortisation, brought up to the month before. */
  readonly amortised: Money;
  /** Impairment, of an intangible asset; provision, of inventory. */
  readonly impaired: Money;
};

/** How an intangible asset is amortised from a month on. */
export type LifeEstimate = JsonObject & {
  /** First month that it governs: that of availability, or of a re-estimate. */
  readonly from: MonthText;
  /** `indefinite`: not amortised, tested every year (CAS 6 art. 19). */
  readonly method: 'straightLine' | 'unitsOfUse' | 'indefinite';
  /** Months of life counted from `from`; of the straight line only. */
  readonly months?: number;
  /** Units still to be used, counted from `from`; of units of use only. */
  readonly units?: number;
  /** 0 unless a third party has committed to buy, or a market will give it (CAS 6 art. 18). */
  readonly residual: Money;
  readonly use: AmortisationUse;
};

/** What a book can be taken over as, from another system or another entity. */
export type TakenAs = 'intangible' | 'inventory' | 'development';

/** What every fact says beside its own matter. */
export type Fact<Data extends object> = Data & {
  readonly bookId: string;
  /** Accounting date. */
  readonly on: DateText;
  /** In the accountant's words, for the voucher. */
  readonly note?: string;
  /** SHA-256 of each paper behind it, hex. */
  readonly attachments?: readonly string[];
};
