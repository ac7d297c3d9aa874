import type { VoucherContent, VoucherPosted } from '../accounting/journal.events.js';
import type { DateText } from '../calendar.js';
import type { Money } from '../money.js';

/** Facts of `journal-<partyId>-<yyyy-MM>`: the vouchers of an entity's month, and its closing. */
export type JournalEvent =
  | VoucherPosted
  | {
      /** A voucher that waits for a reviewer; it has no number yet. */
      readonly type: 'VoucherPrepared';
      readonly data: VoucherContent & { readonly draftId: string };
    }
  | {
      readonly type: 'VoucherDraftRejected';
      readonly data: OfMonth & {
        readonly draftId: string;
        readonly reason: string;
        /** Random token of the person. */
        readonly reviewer: string;
        /** The voucher that the draft was to take back: free again. */
        readonly reverses?: { readonly month: string; readonly number: number };
      };
    }
  | {
      /**
       * A red voucher takes this one back. It is said here first, whichever month the red one goes
       * to, so that it happens once (pattern 3: the voucher's own stream holds the claim).
       */
      readonly type: 'VoucherReversalClaimed';
      readonly data: OfMonth & ReversalTerms;
    }
  | {
      /** A red voucher waited for a reviewer, who rejected it: the voucher stands as before. */
      readonly type: 'VoucherReversalReleased';
      readonly data: OfMonth & { readonly number: number; readonly reversalId: string };
    }
  | {
      /** No voucher is posted after it, but adjustments of December until the report is approved. */
      readonly type: 'PeriodClosed';
      readonly data: OfMonth & {
        /** Vouchers posted, which is the last number; and the sum of their debits. */
        readonly vouchers: number;
        readonly debit: Money;
        /** Random token of the person. */
        readonly closedBy: string;
      };
    }
  | {
      /** In December's journal: the year's report is approved, its adjustment period is over. */
      readonly type: 'ReportApproved';
      readonly data: OfMonth & {
        readonly year: number;
        readonly approvedOn: DateText;
        /** SHA-256 of the approved report, hex. */
        readonly reportDigest?: string;
        readonly vouchers: number;
        readonly debit: Money;
        readonly approvedBy: string;
      };
    }
  | {
      /** In the open month's journal, beside the voucher that it is about. */
      readonly type: 'RestatementPosted';
      readonly data: OfMonth & {
        readonly year: number;
        readonly concernsMonth: string;
        readonly number: number;
        readonly reason: string;
      };
    };

/** A red voucher that is to be posted. */
export type ReversalTerms = {
  readonly number: number;
  readonly reversalId: string;
  readonly reason: string;
  /** Date of the red voucher; absent: in the month of the other one while that is open. */
  readonly date?: DateText;
  /** Random token of the person. */
  readonly claimedBy: string;
};

type OfMonth = { readonly entityPartyId: string; readonly month: string };
