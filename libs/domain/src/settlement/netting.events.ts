import type { Money } from '../money.js';
import type { Posting } from './posting.js';

/** What of one account was set off: what the party was owed on it, or owed itself. */
export type NettedLine = {
  readonly accountId: string;
  readonly side: 'owedToParty' | 'owedByParty';
  readonly amount: Money;
};

/** Facts of `netting-<partyId>`: what was set off for one party, month by month. */
export type NettingEvent = {
  /** All that a party was owed and owed at the end of a month, in one payment. */
  readonly type: 'MonthNetted';
  readonly data: {
    readonly partyId: string;
    /** `yyyy-MM`. */
    readonly month: string;
    readonly lines: readonly NettedLine[];
    readonly direction: 'payOut' | 'payIn' | 'even';
    /** What was paid, in that direction. */
    readonly net: Money;
    /** Of the payment, at the bank. */
    readonly reference: string;
    /** Position of the log up to which the balances were read (pattern 2). */
    readonly balancesAt: number;
    readonly on: string;
    readonly postings?: readonly Posting[];
  };
};
