import type {
  PostRestatementDto,
  PostVoucherDto,
  ReverseVoucherDto,
  ReviewVoucherDraftDto,
  VoucherWrittenDto,
} from '@ledger/contracts/journal/journal.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import { monthOf, type MonthText } from '@ledger/domain/month.js';
import { byHand, type WrittenLine } from '@ledger/domain/journal/chart.js';
import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { isShut, openMonthOf, periodsStream } from '@ledger/domain/journal/periods.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { written } from '@ledger/http/writes/written.js';
import { Inject, Injectable } from '@nestjs/common';
import { Bookkeepings } from './bookkeepings.js';
import { type JournalOutcome, Journals, monthOfDraft } from './journals.js';
import { type ReversalClaimed, VoucherReversalProcess } from './voucher-reversal.process.js';

/** Vouchers that people make, review and take back. */
@Injectable()
export class Vouchers {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Journals) private readonly journals: Journals,
    @Inject(Bookkeepings) private readonly bookkeepings: Bookkeepings,
    @Inject(VoucherReversalProcess) private readonly reversals: VoucherReversalProcess,
  ) {
    this.handle = loop.handler(journalKind);
  }

  async post(body: PostVoucherDto, voucherId: string, context: CommandContext) {
    const { date, summary, attachments = [], adjustment = false } = body;
    const { persons, reference, chart } = await this.bookkeepings.of(entityOf(context));
    const content: VoucherContent = {
      entityPartyId: entityOf(context),
      month: monthOf(date),
      kind: 'manual',
      date,
      summary,
      lines: byHand(chart, body.lines.map(lineOf)),
      attachments,
      preparer: context.actor.person,
      chart: chart.reference,
      bookkeeping: reference,
    };
    const how = { voucherId, isDraft: persons > 1, mayAdjust: adjustment };
    return answer(await this.journals.record(content, how, context));
  }

  /**
   * Corrects a year whose report was approved. December's journal says so, and for good (pattern 2:
   * evidence in the command).
   */
  async restate(
    year: number,
    body: PostRestatementDto,
    voucherId: string,
    context: CommandContext,
  ) {
    const entityPartyId = entityOf(context);
    const december = journalStream(entityPartyId, `${year}-12`);
    const { approvedYear } = (await this.loop.load(journalKind, december)).state;
    const { concernsMonth, summary, reason, attachments = [] } = body;
    const date = body.date ?? this.journals.today;
    const { persons, reference, chart } = await this.bookkeepings.of(entityPartyId);
    const lines = byHand(chart, body.lines.map(lineOf));
    const contentIn = (month: MonthText): Promise<VoucherContent> =>
      Promise.resolve({
        entityPartyId,
        month,
        kind: 'restatement',
        date: this.journals.dateIn(month, date),
        concernsMonth,
        summary,
        lines,
        attachments,
        preparer: context.actor.person,
        chart: chart.reference,
        bookkeeping: reference,
        restates: { year, reason },
      });
    const how = { voucherId, isDraft: persons > 1, ...present({ approvedYear }) };
    const month = monthOf(date);
    if (body.date === undefined) {
      return answer(await this.journals.recordFrom(month, contentIn, how, context));
    }
    const recording = { ...how, mayAdjust: false };
    return answer(await this.journals.record(await contentIn(month), recording, context));
  }

  async review(draftId: string, body: ReviewVoucherDraftDto, context: CommandContext) {
    const month = monthOfDraft(draftId) ?? refuse('voucher_draft_not_found', { draftId });
    const entityPartyId = entityOf(context);
    const { decision, reason = '' } = body;
    const outcome = await this.handle(
      journalStream(entityPartyId, month),
      {
        type: 'ReviewVoucherDraft',
        data: {
          ...{ entityPartyId, month, draftId },
          ...(decision === 'post' ? { decision } : { decision, reason }),
        },
      },
      context,
    );
    return answer(outcome, draftId);
  }

  async reverse(
    { month, number }: { readonly month: string; readonly number: number },
    { reason, date }: ReverseVoucherDto,
    reversalId: string,
    context: CommandContext,
  ) {
    const entityPartyId = entityOf(context);
    const stream = journalStream(entityPartyId, month);
    const { state, version } = await this.loop.load(journalKind, stream);
    if (number > state.vouchers) return refuse('voucher_not_found', { number });
    const { kind } = (await this.reversals.voucher(stream, version, number)).data;
    if (date !== undefined) await this.checkOpen(entityPartyId, monthOf(date));
    const data = { entityPartyId, month, number, reversalId, kind, reason, ...present({ date }) };
    const claim = { type: 'ClaimVoucherReversal' as const, data };
    const claimed = await this.handle(stream, claim, context);
    const outcome = await this.reversals.post(claimed.events[0] as ReversalClaimed);
    return answer({ ...outcome, replayed: claimed.replayed });
  }

  /** A caller who names a closed month is told before anything is claimed. */
  private async checkOpen(entityPartyId: string, month: MonthText): Promise<void> {
    const { state } = await this.loop.load(periodsKind, periodsStream(entityPartyId));
    if (isShut(state, month))
      refuse('period_closed', { month, ...present({ openMonth: openMonthOf(state) }) });
  }
}

const entityOf = ({ actor }: CommandContext): string => actor.partyId;

type LineDto = PostVoucherDto['lines'][number] &
  Pick<PostRestatementDto['lines'][number], 'bookId' | 'movement'>;

const lineOf = ({ account, side, amount, bookId, movement }: LineDto): WrittenLine => ({
  account,
  side,
  amount: moneyOf(amount),
  ...present({ bookId, movement: movement && { ...movement } }),
});

/** Where a voucher came to stand: posted with its number, or waiting as a draft. */
const answer = (outcome: JournalOutcome, reviewed?: string) => {
  const [event] = outcome.events;
  const body = ((): Omit<VoucherWrittenDto, 'version' | 'position'> => {
    switch (event?.type) {
      case 'VoucherPosted': {
        const { month, number, concernsMonth } = event.data;
        const id = reviewed ?? `${month}/${number}`;
        return { id, month, number, state: 'posted', ...present({ concernsMonth }) };
      }
      case 'VoucherPrepared': {
        const { draftId: id, month, concernsMonth } = event.data;
        return { id, month, state: 'waiting', ...present({ concernsMonth }) };
      }
      case 'VoucherDraftRejected':
        return { id: event.data.draftId, month: event.data.month, state: 'rejected' };
      case 'VoucherReversalClaimed':
      case 'VoucherReversalReleased':
      case 'PeriodClosed':
      case 'ReportApproved':
      case 'RestatementPosted':
      case undefined:
        throw new Error(`A voucher was recorded as ${event?.type ?? 'nothing'}.`);
    }
  })();
  return written(outcome, body);
};
