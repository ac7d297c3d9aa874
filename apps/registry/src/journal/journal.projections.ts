import type { BookEvent } from '@ledger/domain/book/book.events.js';
import type { JournalEvent } from '@ledger/domain/journal/journal.events.js';
import type { PeriodsEvent } from '@ledger/domain/journal/periods.events.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import {
  AccountingPeriodView,
  AmortisationRunView,
  EntityBookView,
  VoucherDraftView,
} from './journal.view.js';

type OfMonths = JournalEvent | PeriodsEvent;
type Period = Omit<AccountingPeriodView, 'lastPosition'>;

/** The key of a month's row. */
const periodKey = (entityPartyId: string, month: string): string => `${entityPartyId}/${month}`;

/** One row per entity and month. */
export const accountingPeriodFold: RowFold<OfMonths, AccountingPeriodView> = {
  name: 'accounting-period',
  categories: ['journal', 'periods'],
  table: AccountingPeriodView,
  key: 'key',
  keysOf: ({ data }) => [periodKey(data.entityPartyId, data.month)],
  evolve: (before, event, key) => {
    const { entityPartyId, month } = event.data;
    const row: Period = before ?? { ...emptyPeriod, key, entityPartyId, month };
    return afterEvent(row, event);
  },
};

const emptyPeriod = {
  state: 'open',
  vouchers: 0,
  drafts: 0,
  closedBy: null,
  sealedVersion: null,
  sealedDigest: null,
  approvedOn: null,
} as const;

const afterEvent = (row: Period, event: RecordedOf<OfMonths>): Period => {
  switch (event.type) {
    case 'VoucherPosted': {
      const wasDraft = event.data.draftId !== undefined;
      return { ...row, vouchers: event.data.number, drafts: row.drafts - (wasDraft ? 1 : 0) };
    }
    case 'VoucherPrepared':
      return { ...row, drafts: row.drafts + 1 };
    case 'VoucherDraftRejected':
      return { ...row, drafts: row.drafts - 1 };
    case 'PeriodClosingBegan':
      return { ...row, state: 'closing' };
    case 'PeriodClosed':
      return { ...row, state: 'closed', closedBy: event.data.closedBy };
    case 'PeriodSealed':
      return { ...row, sealedVersion: event.data.version, sealedDigest: event.data.digest };
    case 'ReportApproved':
      return { ...row, state: 'approved', approvedOn: event.data.approvedOn };
    case 'PeriodOpened':
    case 'VoucherReversalClaimed':
    case 'VoucherReversalReleased':
    case 'RestatementPosted':
    case 'AmortisationRunStarted':
    case 'AmortisationRunCompleted':
      return row;
  }
};

/** One row per draft, for as long as it waits. */
export const voucherDraftFold: RowFold<JournalEvent, VoucherDraftView> = {
  name: 'voucher-draft',
  categories: ['journal'],
  table: VoucherDraftView,
  key: 'draftId',
  keysOf: ({ type, data }) =>
    type === 'VoucherPrepared' || type === 'VoucherPosted' || type === 'VoucherDraftRejected'
      ? [data.draftId ?? []].flat()
      : [],
  evolve: (_, event, draftId) => {
    if (event.type !== 'VoucherPrepared') return undefined;
    const { draftId: __, ...content } = event.data;
    return {
      draftId,
      entityPartyId: event.data.entityPartyId,
      content: content as VoucherDraftView['content'],
      preparedAt: event.recordedAt,
      preparedPosition: event.position,
    };
  },
};

type OfRuns = JournalEvent | PeriodsEvent;

/** One row per run. */
export const amortisationRunFold: RowFold<OfRuns, AmortisationRunView> = {
  name: 'amortisation-run-progress',
  categories: ['journal', 'periods'],
  table: AmortisationRunView,
  key: 'runId',
  keysOf: (event) => {
    switch (event.type) {
      case 'VoucherPosted':
        return event.data.run === undefined ? [] : [event.data.run.runId];
      case 'AmortisationRunStarted':
      case 'AmortisationRunCompleted':
        return [event.data.runId];
      case 'VoucherPrepared':
      case 'VoucherDraftRejected':
      case 'VoucherReversalClaimed':
      case 'VoucherReversalReleased':
      case 'PeriodOpened':
      case 'PeriodClosingBegan':
      case 'PeriodClosed':
      case 'PeriodSealed':
      case 'ReportApproved':
      case 'RestatementPosted':
        return [];
    }
  },
  evolve: (before, event, runId) => {
    if (event.type === 'AmortisationRunStarted') {
      const { entityPartyId, month } = event.data;
      const counts = { examined: 0, books: 0, vouchers: 0, total: null, digest: null };
      const times = { startedAt: event.recordedAt, completedAt: null };
      const at = { startedPosition: event.position };
      return { runId, entityPartyId, month, state: 'running', ...counts, ...times, ...at };
    }
    if (before === undefined) throw new Error(`Run ${runId} was not started.`);
    if (event.type === 'VoucherPosted') {
      const { examined = 0, books = 0 } = event.data.run ?? {};
      const { vouchers } = before;
      return { ...before, examined, books: before.books + books, vouchers: vouchers + 1 };
    }
    if (event.type !== 'AmortisationRunCompleted') return before;
    const { examined, total, digest } = event.data;
    const done = { total: String(minorUnits(total)), digest, completedAt: event.recordedAt };
    return { ...before, state: 'completed', examined, ...done };
  },
};

/** One row per book. */
export const entityBookFold: RowFold<BookEvent, EntityBookView> = {
  name: 'entity-book',
  categories: ['book'],
  table: EntityBookView,
  key: 'bookId',
  keysOf: ({ type, data }) =>
    type === 'BookOpened' || type === 'UsefulLifeEstimated' ? [data.bookId] : [],
  evolve: (before, event, bookId) => {
    if (event.type === 'BookOpened') {
      return { bookId, entityPartyId: event.data.entityPartyId, isAmortised: false };
    }
    if (before === undefined) throw new Error(`Book ${bookId} was not opened.`);
    return { ...before, isAmortised: true };
  },
};
