import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import { monthOf, type MonthText } from '@ledger/domain/month.js';
import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import type { JournalEvent } from '@ledger/domain/journal/journal.events.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { Bookkeepings } from './bookkeepings.js';
import { type JournalOutcome, Journals } from './journals.js';
import { type PostedVoucher, voucherNumbered } from './voucher-search.js';

type Of<Type extends JournalEvent['type']> = Extract<
  RecordedOf<JournalEvent>,
  { readonly type: Type }
>;
export type ReversalClaimed = Of<'VoucherReversalClaimed'>;

/**
 * Posts the red voucher of a reversal that was claimed, and frees the claim where a reviewer sends
 * the red voucher back. Whoever claims posts it at once by the same key; this finds what a crash
 * left undone.
 */
@Injectable()
export class VoucherReversalProcess implements Process {
  readonly name = 'voucher-reversal';
  readonly categories = ['journal'];
  readonly reactsTo = ['VoucherReversalClaimed', 'VoucherDraftRejected'];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Journals) private readonly journals: Journals,
    @Inject(Bookkeepings) private readonly bookkeepings: Bookkeepings,
  ) {
    this.handle = loop.handler(journalKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    if (event.type === 'VoucherReversalClaimed') await this.post(event as ReversalClaimed);
    else await this.release(event as Of<'VoucherDraftRejected'>);
  }

  /** The red voucher, in the month of the other one or, where that is closed, in the open one. */
  async post(claimed: ReversalClaimed): Promise<JournalOutcome> {
    const { entityPartyId, month, number, reversalId, date } = claimed.data;
    const voucher = await this.voucher(claimed.stream, claimed.version, number);
    const wanted = date ?? voucher.data.date;
    const inForce = await this.bookkeepings.of(entityPartyId);
    const contentIn = (into: MonthText): Promise<VoucherContent> =>
      Promise.resolve({
        entityPartyId,
        month: into,
        kind: 'reversal',
        date: this.journals.dateIn(into, wanted),
        ...(into === month ? {} : { concernsMonth: month }),
        summary: `红字冲销 ${month} 第 ${number} 号凭证：${claimed.data.reason}`,
        lines: voucher.data.lines.map((line) => ({
          ...line,
          amount: fromMinorUnits(-minorUnits(line.amount)),
        })),
        attachments: [],
        preparer: claimed.data.claimedBy,
        chart: voucher.data.chart,
        bookkeeping: inForce.reference,
        reverses: { month, number },
      });
    const how = { voucherId: reversalId, isDraft: inForce.persons > 1 };
    const context = reactionTo(claimed, this.name);
    return this.journals.recordFrom(monthOf(wanted), contentIn, how, context);
  }

  /** A posted voucher of a journal that stands at least at `version`. */
  async voucher(stream: string, version: number, number: number): Promise<PostedVoucher> {
    const found = await voucherNumbered(this.log, stream, version, number);
    if (found === undefined) throw new Error(`${stream} has no voucher ${number}.`);
    return found;
  }

  private async release(rejected: Of<'VoucherDraftRejected'>): Promise<void> {
    const { entityPartyId, reverses, draftId } = rejected.data;
    if (reverses === undefined) return;
    const { month, number } = reverses;
    const data = { entityPartyId, month, number, reversalId: reversalOf(draftId) };
    await this.handle(
      journalStream(entityPartyId, month),
      { type: 'ReleaseVoucherReversal', data },
      reactionTo(rejected, this.name),
    );
  }
}

/** A draft's id is its month, a full stop and the id of what made it. */
const reversalOf = (draftId: string): string => draftId.slice(draftId.indexOf('.') + 1);
