import {
  type BookInJournal,
  foldInJournal,
  type PlacedBookEvent,
} from '@ledger/domain/accounting/book-amortisation.js';
import type { Entry, SourceEvent } from '@ledger/domain/accounting/entry.js';
import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import { monthOf, type MonthText } from '@ledger/domain/month.js';
import { entriesOf } from '@ledger/domain/accounting/posting-rules.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { onChart } from '@ledger/domain/journal/chart.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { type BookkeepingInForce, Bookkeepings } from './bookkeepings.js';
import { EntityRuns } from './entity-runs.js';
import { Journals } from './journals.js';

/** Facts that call for entries; the compiler asks about every new one. */
const callsForEntries: Readonly<Record<BookEvent['type'], boolean>> = {
  BookOpened: false,
  BookLinked: false,
  OpeningBalanceTaken: true,
  DataAcquired: true,
  CostIncurred: true,
  ResearchIncurred: true,
  DevelopmentIncurred: true,
  CapitalisationConditionsMet: false,
  RecognitionDecided: true,
  UsefulLifeEstimated: false,
  UnitsUsed: false,
  ImpairmentRecognised: true,
  InventoryWrittenDown: true,
  WriteDownReversed: true,
  BookReclassified: true,
  HeldForSaleClassified: true,
  HeldForSaleWithdrawn: true,
  DataSold: true,
  DataPartlyLapsed: true,
  DataLapsed: true,
  BookHandedOver: true,
  BookTakenOver: true,
  ServiceRevenueEarned: true,
  FactReversed: true,
};

/**
 * Posts what each fact of a book calls for. The book is read as it stood before the fact, with the
 * runs that were started before it, so the entries are the same whenever this is done.
 */
@Injectable()
export class BookPostingProcess implements Process {
  readonly name = 'book-posting';
  readonly categories = ['book'];
  readonly reactsTo = Object.entries(callsForEntries).flatMap(([type, does]) =>
    does ? [type] : [],
  );

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Journals) private readonly journals: Journals,
    @Inject(Bookkeepings) private readonly bookkeepings: Bookkeepings,
    @Inject(EntityRuns) private readonly runs: EntityRuns,
  ) {}

  async react(recorded: RecordedEvent): Promise<void> {
    const events = await this.history(recorded);
    const fact = events.at(-1);
    const [opened] = events;
    if (fact === undefined || opened?.type !== 'BookOpened') {
      throw new Error(`${recorded.stream} does not begin with BookOpened.`);
    }
    const { entityPartyId } = opened.data;
    const before = await this.before(entityPartyId, events.slice(0, -1), fact.position);
    for (const entry of entriesOf(before, fact)) await this.post(entityPartyId, fact, entry);
  }

  private async history({ stream, version }: RecordedEvent) {
    const events = await this.log.read(stream, 1, version);
    return events.map((event) => upcast(bookKind, event));
  }

  private async before(
    entityPartyId: string,
    events: readonly RecordedOf<BookEvent>[],
    position: number,
  ): Promise<BookInJournal> {
    const runs = await this.runs.of(entityPartyId);
    const earlier = runs.filter((run) => run.position < position);
    return foldInJournal(events.map(placed), earlier);
  }

  private async post(
    entityPartyId: string,
    fact: RecordedOf<BookEvent>,
    entry: Entry,
  ): Promise<void> {
    const belongsTo = monthOf(entry.date);
    const inForce = await this.bookkeepings.of(entityPartyId);
    const contentIn = (month: MonthText): Promise<VoucherContent> =>
      Promise.resolve(this.contentOf({ entityPartyId, fact, entry, inForce }, month));
    const how = {
      voucherId: `${fact.id}-${entry.ordinal}`,
      isDraft: inForce.facts === 'accountant',
    };
    const context = reactionTo(fact, this.name, String(entry.ordinal));
    try {
      await this.journals.recordFrom(belongsTo, contentIn, how, context);
    } catch (error) {
      if (error instanceof Refused && error.code === 'too_many_drafts') {
        throw new NotYet('Too many vouchers of the month wait for a review.');
      }
      throw error;
    }
  }

  private contentOf(
    { entityPartyId, fact, entry, inForce }: FactEntry,
    month: MonthText,
  ): VoucherContent {
    const belongsTo = monthOf(entry.date);
    const { stream, version, id: eventId, metadata } = fact;
    const source: SourceEvent = { stream, version, eventId };
    const { attachments = [] } = fact.data as { readonly attachments?: readonly string[] };
    return {
      entityPartyId,
      month,
      kind: fact.type === 'OpeningBalanceTaken' ? 'opening' : 'fact',
      date: this.journals.dateIn(month, entry.date),
      ...(month === belongsTo ? {} : { concernsMonth: belongsTo }),
      summary: entry.summary,
      lines: onChart(inForce.chart, entry.lines, () => source),
      attachments,
      preparer: metadata.actor.person,
      chart: inForce.chart.reference,
      bookkeeping: inForce.reference,
    };
  }
}

interface FactEntry {
  readonly entityPartyId: string;
  readonly fact: RecordedOf<BookEvent>;
  readonly entry: Entry;
  readonly inForce: BookkeepingInForce;
}

/** A fact with its place in the log, as the fold with the runs wants it. */
export const placed = (event: RecordedOf<BookEvent>): PlacedBookEvent => ({
  position: event.position,
  event,
});
