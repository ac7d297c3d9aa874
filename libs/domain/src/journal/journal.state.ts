import type { VoucherContent } from '../accounting/journal.events.js';
import { minorUnits } from '../money.js';
import type { JournalEvent } from './journal.events.js';

export type VoucherDraft = VoucherContent & { readonly draftId: string };

/** What the rules of a month's journal read; vouchers themselves stay in the log. */
export type JournalState = {
  /** Vouchers posted: the last number. */
  readonly vouchers: number;
  /** Events so far, for the month's limit. */
  readonly events: number;
  /** Fen of all debits. */
  readonly debit: bigint;
  readonly drafts: ReadonlyMap<string, VoucherDraft>;
  /** Who takes back which number. */
  readonly reversals: ReadonlyMap<number, string>;
  readonly isClosed: boolean;
  /** Version of the closing, and what it said. */
  readonly closedVersion?: number;
  readonly approvedYear?: number;
  /** The run that posted last, and how far it came. */
  readonly run?: { readonly runId: string; readonly chunk: number; readonly examined: number };
};

export const initialJournal = (): JournalState => ({
  vouchers: 0,
  events: 0,
  debit: 0n,
  drafts: new Map(),
  reversals: new Map(),
  isClosed: false,
});

/** `journal-<partyId>-<yyyy-MM>` */
export const journalStream = (entityPartyId: string, month: string): string =>
  `journal-${entityPartyId}-${month}`;

/** Whether adjustments of the year may still be posted to this closed December. */
export const isAdjusting = ({ isClosed, approvedYear }: JournalState, month: string): boolean =>
  isClosed && approvedYear === undefined && month.endsWith('-12');

export const evolveJournal = (before: JournalState, event: JournalEvent): JournalState => {
  const state = { ...before, events: before.events + 1 };
  switch (event.type) {
    case 'VoucherPosted': {
      const { number, draftId, run, lines } = event.data;
      const debit = lines.reduce(
        (sum, { side, amount }) => (side === 'debit' ? sum + minorUnits(amount) : sum),
        state.debit,
      );
      const drafts = draftId === undefined ? state.drafts : without(state.drafts, draftId);
      return { ...state, vouchers: number, debit, drafts, ...(run && { run: placeOf(run) }) };
    }
    case 'VoucherPrepared': {
      const { draftId } = event.data;
      return { ...state, drafts: new Map(state.drafts).set(draftId, event.data) };
    }
    case 'VoucherDraftRejected':
      return { ...state, drafts: without(state.drafts, event.data.draftId) };
    case 'VoucherReversalClaimed': {
      const { number, reversalId } = event.data;
      return { ...state, reversals: new Map(state.reversals).set(number, reversalId) };
    }
    case 'VoucherReversalReleased':
      return { ...state, reversals: without(state.reversals, event.data.number) };
    case 'PeriodClosed':
      return { ...state, isClosed: true, closedVersion: state.events };
    case 'ReportApproved':
      return { ...state, approvedYear: event.data.year };
    case 'RestatementPosted':
      return state;
  }
};

const placeOf = ({ runId, chunk, examined }: NonNullable<JournalState['run']>) => ({
  runId,
  chunk,
  examined,
});

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => {
  const next = new Map(map);
  next.delete(key);
  return next;
};
