import type { VoucherContent, VoucherKind } from '../accounting/journal.events.js';
import { monthOf } from '../month.js';
import { shanghaiDate } from '../calendar.js';
import type { Decider, StreamKind } from '../decider.js';
import { fromMinorUnits } from '../money.js';
import { refuse } from '../refusal.js';
import type { JournalCommand, JournalCommandNamed } from './journal.commands.js';
import type { JournalEvent } from './journal.events.js';
import {
  evolveJournal,
  initialJournal,
  isAdjusting,
  type JournalState,
  type VoucherDraft,
} from './journal.state.js';
import { checkByHand, checkLines } from './voucher.rules.js';

/**
 * Events of one entity's month, at most. An entity with 100,000 books posts some 800 vouchers for
 * the month's amortisation (about 130 books fit an event) and, in the month in which it brings all
 * of them into the ledger, one for each: twice that finds room.
 */
const eventsMax = 200_000;

/**
 * What is left for reviews, red vouchers, adjustments and the closing. A month that has come so far
 * takes no other voucher: facts go on in the next open month and name the one they concern.
 */
const reservedEvents = 20_000;

/** Drafts of a month that wait for a reviewer, at most; the state holds them whole. */
export const draftsMax = 5_000;

const record = (
  { data, meta }: JournalCommandNamed<'RecordVoucher'>,
  state: JournalState,
): readonly JournalEvent[] => {
  const { voucherId, content, isDraft, mayAdjust } = data;
  const { month } = content;
  // A run that was interrupted goes on: what it posted already is not posted again.
  if (isPosted(content, state)) return [];
  const isAdjustment = mayAdjust && isAdjusting(state, month);
  if (state.isClosed && !isAdjustment) {
    const { approvedYear: year } = state;
    if (mayAdjust && year !== undefined) return refuse('adjustment_period_over', { month, year });
    return refuse('period_closed', { month });
  }
  if (isFull(state) && content.kind !== 'reversal' && content.run === undefined) {
    return refuse('journal_full', { month, events: state.events });
  }
  const today = shanghaiDate(meta.now);
  const isByHand = content.kind === 'manual' || content.kind === 'restatement';
  if (isByHand && content.date > today) {
    return refuse('voucher_date_in_future', { date: content.date, today });
  }
  if (monthOf(content.date) !== month) throw new Error(`${content.date} is not in ${month}.`);
  checkLines(content);
  checkByHand(content);
  checkRestated(data);
  const said: VoucherContent = isAdjustment ? { ...content, isAdjustment: true } : content;
  if (!isDraft) return posted(said, state);
  if (state.drafts.size >= draftsMax) return refuse('too_many_drafts', { max: draftsMax });
  return [{ type: 'VoucherPrepared', data: { ...said, draftId: voucherId } }];
};

/** A report that is not approved yet is adjusted; the month restated lies in the year approved. */
const checkRestated = ({
  content: { restates, concernsMonth },
  approvedYear,
}: JournalCommandNamed<'RecordVoucher'>['data']): void => {
  if (restates === undefined) return;
  const { year } = restates;
  if (approvedYear !== year) refuse('restatement_before_approval', { year });
  if (concernsMonth?.startsWith(`${year}-`) !== true) {
    refuse('restatement_outside_year', { year, month: concernsMonth ?? '' });
  }
};

const isPosted = ({ run }: Pick<VoucherContent, 'run'>, { run: last }: JournalState): boolean =>
  run !== undefined && run.runId === last?.runId && run.chunk <= last.chunk;

const isFull = ({ events, drafts }: JournalState): boolean =>
  events + drafts.size >= eventsMax - reservedEvents;

const posted = (
  content: VoucherContent,
  { vouchers }: JournalState,
  reviewed: { readonly reviewer?: string; readonly draftId?: string } = {},
): readonly JournalEvent[] => {
  const number = vouchers + 1;
  const { entityPartyId, month, restates, concernsMonth } = content;
  const voucher: JournalEvent = {
    type: 'VoucherPosted',
    data: { ...content, number, ...reviewed },
  };
  if (restates === undefined || concernsMonth === undefined) return [voucher];
  const restated = { entityPartyId, month, concernsMonth, number, ...restates };
  return [voucher, { type: 'RestatementPosted', data: restated }];
};

const review = (
  { data, meta }: JournalCommandNamed<'ReviewVoucherDraft'>,
  state: JournalState,
): readonly JournalEvent[] => {
  const { entityPartyId, month, draftId } = data;
  const draft = state.drafts.get(draftId) ?? refuse('voucher_draft_not_found', { draftId });
  const reviewer = meta.actor.person;
  const isSecond = draft.bookkeeping === undefined || draft.bookkeeping.persons > 1;
  if (isSecond && draft.preparer === reviewer) return refuse('voucher_four_eyes_required');
  if (data.decision === 'post') {
    const { draftId: _, ...content } = draft;
    return posted(content as VoucherContent, state, { reviewer, draftId });
  }
  // The fact stands in its book: taken back there, both vouchers are posted, the second in red.
  if (restsOnBooks(draft.kind)) return refuse('voucher_rests_on_books', { draftId });
  const { reason } = data;
  const rejected = { entityPartyId, month, draftId, reason, reviewer };
  return [{ type: 'VoucherDraftRejected', data: { ...rejected, ...reversedBy(draft) } }];
};

const reversedBy = ({ reverses }: VoucherDraft) => (reverses === undefined ? {} : { reverses });

/**
 * A voucher written by hand is taken back once. One that rests on books is not: the fact is taken
 * back in its book, which posts the red voucher, or else ledger and books would part.
 */
const claim = (
  { data, meta }: JournalCommandNamed<'ClaimVoucherReversal'>,
  state: JournalState,
): readonly JournalEvent[] => {
  const { kind, ...said } = data;
  const { number, reversalId } = said;
  if (number < 1 || number > state.vouchers) return refuse('voucher_not_found', { number });
  if (restsOnBooks(kind)) return refuse('voucher_rests_on_books', { number });
  if (kind !== 'manual') return refuse('voucher_not_reversible', { number, kind });
  const holder = state.reversals.get(number);
  if (holder === reversalId) return [];
  if (holder !== undefined) return refuse('voucher_reversed_already', { number });
  const today = shanghaiDate(meta.now);
  if (said.date !== undefined && said.date > today) {
    return refuse('voucher_date_in_future', { date: said.date, today });
  }
  const claimedBy = meta.actor.person;
  return [{ type: 'VoucherReversalClaimed', data: { ...said, claimedBy } }];
};

const restsOnBooks = (kind: VoucherKind): boolean =>
  kind === 'fact' || kind === 'amortisation' || kind === 'opening';

const release = (
  { data }: JournalCommandNamed<'ReleaseVoucherReversal'>,
  { reversals }: JournalState,
): readonly JournalEvent[] =>
  reversals.get(data.number) === data.reversalId ? [{ type: 'VoucherReversalReleased', data }] : [];

const checkNoDrafts = ({ drafts }: JournalState, month: string): void => {
  if (drafts.size > 0) {
    refuse('drafts_waiting', {
      month,
      drafts: drafts.size,
      draftIds: [...drafts.keys()].slice(0, 20),
    });
  }
};

/** The event after which nobody posts: whoever comes first in this stream is first. */
const close = (
  { data, meta }: JournalCommandNamed<'ClosePeriod'>,
  state: JournalState,
): readonly JournalEvent[] => {
  if (state.isClosed) return [];
  checkNoDrafts(state, data.month);
  const { entityPartyId, month } = data;
  const { vouchers } = state;
  const debit = fromMinorUnits(state.debit);
  const closedBy = meta.actor.person;
  return [{ type: 'PeriodClosed', data: { entityPartyId, month, vouchers, debit, closedBy } }];
};

const approve = (
  { data, meta }: JournalCommandNamed<'ApproveReport'>,
  state: JournalState,
): readonly JournalEvent[] => {
  const { entityPartyId, month, year, reportDigest } = data;
  if (state.approvedYear !== undefined) return refuse('report_approved', { year });
  if (!state.isClosed) return refuse('report_not_ready', { year, month });
  checkNoDrafts(state, month);
  const today = shanghaiDate(meta.now);
  const approvedOn = data.approvedOn ?? today;
  if (approvedOn > today) return refuse('voucher_date_in_future', { date: approvedOn, today });
  return [
    {
      type: 'ReportApproved',
      data: {
        entityPartyId,
        month,
        year,
        approvedOn,
        ...(reportDigest === undefined ? {} : { reportDigest }),
        vouchers: state.vouchers,
        debit: fromMinorUnits(state.debit),
        approvedBy: meta.actor.person,
      },
    },
  ];
};

const journalDecider: Decider<JournalCommand, JournalEvent, JournalState> = {
  initialState: initialJournal,
  evolve: evolveJournal,
  decide: (command, state) => {
    switch (command.type) {
      case 'RecordVoucher':
        return record(command, state);
      case 'ReviewVoucherDraft':
        return review(command, state);
      case 'ClaimVoucherReversal':
        return claim(command, state);
      case 'ReleaseVoucherReversal':
        return release(command, state);
      case 'ClosePeriod':
        return close(command, state);
      case 'ApproveReport':
        return approve(command, state);
    }
  },
};

export const journalKind: StreamKind<JournalCommand, JournalEvent, JournalState> = {
  category: 'journal',
  decider: journalDecider,
  schemaVersions: {
    VoucherPosted: 1,
    VoucherPrepared: 1,
    VoucherDraftRejected: 1,
    VoucherReversalClaimed: 1,
    VoucherReversalReleased: 1,
    PeriodClosed: 1,
    ReportApproved: 1,
    RestatementPosted: 1,
  },
  eventsMax,
};
