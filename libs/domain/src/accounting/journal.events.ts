import type { DateText } from '../calendar.js';
import type { JsonObject } from '../json.js';
import type { EntryLine, SourceEvent } from './entry.js';

/** Why a voucher was made. */
export type VoucherKind =
  'fact' | 'amortisation' | 'manual' | 'reversal' | 'restatement' | 'opening';

/** An account as the entity's chart names it; `sub` is the detail below it (明细科目). */
export type LedgerAccount = JsonObject & {
  readonly code: string;
  readonly name: string;
  readonly sub?: { readonly code: string; readonly name: string };
};

/** A line as posted: the entry's line with the account that the entity's chart gave it. */
export type VoucherLine = EntryLine & {
  /** From 1 within the voucher. */
  readonly line: number;
  readonly account: LedgerAccount;
  /** Absent on lines of a manual voucher, which rests on nothing but itself. */
  readonly source?: SourceEvent;
};

/** What a voucher says: balanced, in one entity's books, in one month. */
export type VoucherContent = JsonObject & {
  readonly entityPartyId: string;
  /** The month of the journal it stands in, `yyyy-MM`. */
  readonly month: string;
  readonly kind: VoucherKind;
  readonly date: DateText;
  /** The closed month that a late fact belongs to; absent where it is the journal's own. */
  readonly concernsMonth?: string;
  readonly summary: string;
  readonly lines: readonly VoucherLine[];
  /** SHA-256 of each paper attached, hex. */
  readonly attachments: readonly string[];
  /** Random token of the person, or `system`. */
  readonly preparer: string;
  /** The version of the chart of accounts that named the accounts. */
  readonly chart: PolicyReference;
  /** The voucher that this red one takes back. */
  readonly reverses?: { readonly month: string; readonly number: number };
  /** Posted to a December that was closed, while the year's report was not yet approved. */
  readonly isAdjustment?: true;
  /** The prior year whose material error it corrects, and why (CAS 28 art. 12). */
  readonly restates?: { readonly year: number; readonly reason: string };
  /** Its place in a run over the entity's books. */
  readonly run?: RunChunk;
  /** The version of the policy that says how many persons a voucher takes. */
  readonly bookkeeping?: PolicyReference & { readonly persons: number };
};

/** A version of a policy: the ledger's, or where `partyId` stands that party's own. */
export type PolicyReference = JsonObject & {
  readonly policy: string;
  readonly version: number;
  readonly partyId?: string;
};

/** A voucher of an amortisation run: the run posts them one after another. */
export type RunChunk = JsonObject & {
  readonly runId: string;
  /** From 1 within the run. */
  readonly chunk: number;
  /** Books whose charge it posts. */
  readonly books: number;
  /** Books that the run had looked at by then, this voucher's included. */
  readonly examined: number;
  /** SHA-256 (hex) over book id, version and amount of each, in the order of its lines. */
  readonly digest: string;
};

/** The posting of a voucher: the one event that every report is made from. */
export interface VoucherPosted {
  readonly type: 'VoucherPosted';
  readonly data: VoucherContent & {
    /** Continuous from 1 in the journal of the month; never re-derived, never changed. */
    readonly number: number;
    readonly reviewer?: string;
    /** The draft that was reviewed. */
    readonly draftId?: string;
  };
}
