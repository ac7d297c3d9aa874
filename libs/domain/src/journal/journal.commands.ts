import type { VoucherContent, VoucherKind } from '../accounting/journal.events.js';
import type { DateText } from '../calendar.js';
import type { Command } from '../decider.js';

/** The entity and month of the journal that a command goes to. */
type OfMonth = { readonly entityPartyId: string; readonly month: string };

interface JournalCommandOf<Type extends string, Data> extends Command {
  readonly type: Type;
  readonly data: Data & OfMonth;
}

/**
 * Posts a voucher, or lays it before a reviewer. The handler applied the entity's chart and read
 * its bookkeeping policy (pattern 2: evidence in the command; the content names both versions).
 */
export interface RecordVoucher extends Command {
  readonly type: 'RecordVoucher';
  readonly data: {
    readonly voucherId: string;
    readonly content: VoucherContent;
    /** Waits for a reviewer first. */
    readonly isDraft: boolean;
    /** Whether it may go to a closed December whose report is not yet approved. */
    readonly mayAdjust: boolean;
    /** Of a restatement: the prior year, where December's journal says that it was approved. */
    readonly approvedYear?: number;
  };
}

export type ReviewVoucherDraft = JournalCommandOf<
  'ReviewVoucherDraft',
  { readonly draftId: string } & (
    { readonly decision: 'post' } | { readonly decision: 'reject'; readonly reason: string }
  )
>;

/** Before a red voucher is recorded, here or in another month. */
export type ClaimVoucherReversal = JournalCommandOf<
  'ClaimVoucherReversal',
  {
    readonly number: number;
    readonly reversalId: string;
    readonly reason: string;
    readonly date?: DateText;
    /** The kind of the voucher, as the handler read it in this stream: it never changes. */
    readonly kind: VoucherKind;
  }
>;

export type ReleaseVoucherReversal = JournalCommandOf<
  'ReleaseVoucherReversal',
  { readonly number: number; readonly reversalId: string }
>;

export type ClosePeriod = JournalCommandOf<'ClosePeriod', object>;

export type ApproveReport = JournalCommandOf<
  'ApproveReport',
  { readonly year: number; readonly approvedOn?: string; readonly reportDigest?: string }
>;

export type JournalCommand =
  | RecordVoucher
  | ReviewVoucherDraft
  | ClaimVoucherReversal
  | ReleaseVoucherReversal
  | ClosePeriod
  | ApproveReport;

export type JournalCommandNamed<Type extends JournalCommand['type']> = Extract<
  JournalCommand,
  { readonly type: Type }
>;
