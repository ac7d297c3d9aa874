import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import {
  addToMonth,
  firstDayOf,
  lastDayOf,
  monthOf,
  type MonthText,
} from '@ledger/domain/month.js';
import { type DateText, shanghaiDate } from '@ledger/domain/calendar.js';
import type { RecordVoucher } from '@ledger/domain/journal/journal.commands.js';
import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import type { JournalEvent } from '@ledger/domain/journal/journal.events.js';
import {
  initialJournal,
  type JournalState,
  journalStream,
} from '@ledger/domain/journal/journal.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { isShut, openMonthOf, periodsStream } from '@ledger/domain/journal/periods.state.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput, Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Months that a late fact is tried in, at most: fifty years. */
const monthsMax = 600;
/** What a month says that takes no more; the next one may. */
const passingCodes: ReadonlySet<string> = new Set([
  'period_closed',
  'adjustment_period_over',
  'journal_full',
]);

export type JournalOutcome = Outcome<JournalEvent, JournalState>;

/** How a voucher is recorded beside what it says. */
export type Recording = Omit<RecordVoucher['data'], 'content'>;

/**
 * Writes vouchers to the journals of entities. A month is opened in the entity's `periods-` stream
 * before its first voucher (pattern 3: that stream holds the claim), so a closing knows every month
 * before it.
 */
@Injectable()
export class Journals {
  private readonly handleJournal;
  private readonly handlePeriods;
  /** Months known to be open once: a month that was opened stays so. */
  private readonly opened = new Set<string>();

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.handleJournal = loop.handler(journalKind);
    this.handlePeriods = loop.handler(periodsKind);
  }

  get today(): DateText {
    return shanghaiDate(this.clock.now());
  }

  /** Records a voucher in its month; a closed one is refused and the open month named. */
  async record(
    content: VoucherContent,
    how: Recording,
    context: CommandContext,
  ): Promise<JournalOutcome> {
    const { entityPartyId, month } = content;
    const data = { ...how, voucherId: draftIdOf(month, how.voucherId), content };
    const command = { type: 'RecordVoucher' as const, data };
    try {
      await this.open(command, context);
      return await this.handleJournal(journalStream(entityPartyId, month), command, context);
    } catch (error) {
      throw await this.namingOpenMonth(error, entityPartyId);
    }
  }

  /**
   * Records what belongs to a month in that month or, where it takes no more, in the first one
   * after it that does. Every month on the way is asked, so that what was posted before a crash is
   * found again. Year-end adjustments stay in the year that they belong to.
   */
  async recordFrom(
    belongsTo: MonthText,
    contentIn: (month: MonthText) => Promise<VoucherContent>,
    how: Omit<Recording, 'mayAdjust'>,
    context: CommandContext,
  ): Promise<JournalOutcome> {
    for (let months = 0; months < monthsMax; months += 1) {
      const month = addToMonth(belongsTo, months);
      const mayAdjust = month.slice(0, 4) === belongsTo.slice(0, 4);
      try {
        return await this.record(await contentIn(month), { ...how, mayAdjust }, context);
      } catch (error) {
        if (!(error instanceof Refused) || !passingCodes.has(error.code)) throw error;
      }
    }
    throw new Error(`No month from ${belongsTo} on takes a voucher.`);
  }

  /** A date in the month: itself, else today, else the day of the month nearest to it. */
  dateIn(month: MonthText, date: DateText): DateText {
    if (monthOf(date) === month) return date;
    if (monthOf(this.today) === month) return this.today;
    return date < firstDayOf(month) ? firstDayOf(month) : lastDayOf(month);
  }

  /** A month is not opened for a voucher that it would refuse as its first. */
  private async open(
    command: CommandInput<RecordVoucher>,
    { actor, correlationId, causationId }: CommandContext,
  ): Promise<void> {
    const { entityPartyId, month } = command.data.content;
    const key = `${entityPartyId}/${month}`;
    if (this.opened.has(key)) return;
    const { state } = await this.loop.load(periodsKind, periodsStream(entityPartyId));
    if (!state.opened.includes(month) && !isShut(state, month)) {
      const meta = { actor, now: this.clock.now() };
      journalKind.decider.decide({ ...command, meta }, initialJournal());
    }
    await this.handlePeriods(
      periodsStream(entityPartyId),
      { type: 'OpenPeriod', data: { entityPartyId, month } },
      { actor, correlationId, ...(causationId === undefined ? {} : { causationId }) },
    );
    this.opened.add(key);
  }

  private async namingOpenMonth(error: unknown, entityPartyId: string): Promise<unknown> {
    if (!(error instanceof Refused) || !passingCodes.has(error.code)) return error;
    if (error.obstacles['openMonth'] !== undefined) return error;
    const { state } = await this.loop.load(periodsKind, periodsStream(entityPartyId));
    const next = addToMonth(String(error.obstacles['month']), 1);
    const openMonth = openMonthOf(state) ?? next;
    return new Refused(error.code, { ...error.obstacles, openMonth: later(openMonth, next) });
  }
}

const later = (one: MonthText, other: MonthText): MonthText => (one > other ? one : other);

/** A draft's id names its month, so that a route that has only the id finds the journal. */
const draftIdOf = (month: MonthText, voucherId: string): string => `${month}.${voucherId}`;

/** The month in whose journal a draft is; `undefined` where the text is no draft's id. */
export const monthOfDraft = (draftId: string): MonthText | undefined =>
  /^(\d{4}-(?:0[1-9]|1[0-2]))\../.exec(draftId)?.[1];
