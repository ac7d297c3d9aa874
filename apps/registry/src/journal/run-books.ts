import {
  type AmortisationRun,
  foldInJournal,
  runDue,
} from '@ledger/domain/accounting/book-amortisation.js';
import type { MonthText } from '@ledger/domain/month.js';
import { amortisationLines } from '@ledger/domain/accounting/posting-rules.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import { bookStream } from '@ledger/domain/book/book.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { placed } from './book-posting.process.js';
import { EntityRuns } from './entity-runs.js';
import type { BookCharge } from './run-vouchers.js';

/** Books read at once: their events are all of a run that is in memory at a time. */
const pageMax = 500;

/** The books of an entity as a run sees them: each as the log left it before the run began. */
@Injectable()
export class RunBooks {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(EntityRuns) private readonly runs: EntityRuns,
  ) {}

  /**
   * Every book that had a useful life, in the order of their ids, with what the run still has to
   * post for it. The table only says which ids there are; figures come from the log.
   */
  async *charges(
    entityPartyId: string,
    { month, position }: AmortisationRun,
  ): AsyncGenerator<readonly BookCharge[]> {
    const all = await this.runs.of(entityPartyId);
    const earlier = all.filter((run) => run.position < position);
    for (let after = ''; ;) {
      const ids = await this.idsAfter(entityPartyId, after);
      const page = await Promise.all(
        ids.map((bookId) => this.charge(bookId, earlier, { month, position })),
      );
      yield page.flatMap((charge) => charge ?? []);
      const last = ids.at(-1);
      if (last === undefined || ids.length < pageMax) return;
      after = last;
    }
  }

  private async charge(
    bookId: string,
    earlier: readonly AmortisationRun[],
    { month, position }: AmortisationRun,
  ): Promise<BookCharge | undefined> {
    const stream = bookStream(bookId);
    const recorded = await this.log.read(stream);
    const events = recorded
      .filter((event) => event.position < position)
      .map((event) => upcast(bookKind, event));
    const last = events.at(-1);
    if (last === undefined) return undefined;
    const book = foldInJournal(events.map(placed), earlier);
    if (!hasLife(book.state)) return undefined;
    const amount = runDue(book, month);
    const source = { stream, version: last.version, eventId: last.id };
    const lines = amount === 0n ? [] : amortisationLines(book.state, amount);
    return { bookId, source, amount, lines };
  }

  private async idsAfter(entityPartyId: string, after: MonthText): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ readonly id: string }[]>(pageOfIds, [
      entityPartyId,
      after,
      pageMax,
    ]);
    return rows.map(({ id }) => id);
  }
}

const hasLife = ({ schedule, episodes }: ReturnType<typeof foldInJournal>['state']): boolean =>
  [...episodes, schedule].some((one) => one.some(({ kind }) => kind === 'estimate'));

const pageOfIds = `
  SELECT book_id AS id FROM read.entity_book
  WHERE entity_party_id = $1 AND is_amortised AND book_id > $2 ORDER BY book_id LIMIT $3`;
