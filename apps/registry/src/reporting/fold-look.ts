import { keptByBooks, replay, type Replayed } from '@ledger/domain/accounting/replay.js';
import type { AmortisationRun } from '@ledger/domain/accounting/book-amortisation.js';
import type { AccountRole } from '@ledger/domain/accounting/entry.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import { bookStream } from '@ledger/domain/book/book.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { periodsStream } from '@ledger/domain/journal/periods.state.js';
import { type BookPosted, foldDifferences } from '@ledger/domain/reporting/fold-check.js';
import type { Difference } from '@ledger/domain/reporting/tie-out.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { ReportScope } from './report-scope.js';

/** Books that one export compares: those written last, and others in turn. */
const recentMax = 50;
const inTurnMax = 150;

interface Runs {
  readonly all: readonly AmortisationRun[];
  /** Whether one has not posted all of its vouchers: what it charged is not compared. */
  readonly isUnderWay: boolean;
}

/**
 * Compares the ledger with the books themselves, folded from the log: the third of table, ledger
 * and fold, made without the tables of reports. An export looks at a bounded number of books, so it
 * costs the same however many there are; which ones goes on with the log, so that all have their
 * turn. An entity of up to 150 books is compared whole each time.
 */
@Injectable()
export class FoldLook {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async differences(scope: ReportScope): Promise<readonly Difference[]> {
    // What is known at an earlier position was compared when it was reported.
    if (!scope.isLatest) return [];
    const { bookIds, through, posted } = await this.dataSource.transaction(
      'REPEATABLE READ',
      async (db) => {
        const [row] = await db.query<{ through: string | null }[]>(throughSql);
        const ids = await db.query<{ bookId: string }[]>(idsSql, [
          scope.entityPartyId,
          turnOf(scope),
        ]);
        const bookIds = ids.map(({ bookId }) => bookId);
        const rows = await db.query<PostedRow[]>(postedSql, [scope.entityPartyId, bookIds]);
        return { bookIds, through: Number(row?.through ?? 0), posted: postedOf(rows) };
      },
    );
    const runs = await this.runs(scope.entityPartyId, through);
    const compared = await Promise.all(
      bookIds.map(async (bookId) => {
        const called = await this.called(bookId, through, runs);
        const found = posted.get(bookId) ?? { facts: new Map(), charged: 0n };
        const charged = runs.isUnderWay ? called.charged : found.charged;
        return foldDifferences(bookId, called, { ...found, charged });
      }),
    );
    return compared.flat();
  }

  /** Facts and runs as far as the tables of postings have come. */
  private async called(bookId: string, through: number, { all }: Runs): Promise<Replayed> {
    const recorded = await this.log.read(bookStream(bookId));
    const events = recorded
      .filter(({ position }) => position <= through)
      .map((event) => ({ position: event.position, event: upcast(bookKind, event) }));
    return replay(events, all);
  }

  private async runs(entityPartyId: string, through: number): Promise<Runs> {
    const recorded = await this.log.read(periodsStream(entityPartyId));
    const events = recorded
      .filter(({ position }) => position <= through)
      .map((event) => upcast(periodsKind, event));
    const of = (type: 'AmortisationRunStarted' | 'AmortisationRunCompleted') =>
      events.filter((event) => event.type === type);
    const all = of('AmortisationRunStarted').map(({ position, data }) => ({
      position,
      month: data.month,
    }));
    return { all, isUnderWay: all.length > of('AmortisationRunCompleted').length };
  }
}

/** Where the round over the books begins: it moves on with the log. */
const turnOf = ({ entityPartyId, knownAt }: ReportScope): string =>
  createHash('sha256').update(`${entityPartyId} ${knownAt}`).digest('hex').slice(0, 8);

const throughSql = `SELECT position AS through FROM read.checkpoint WHERE name = 'posting'`;

/** Ids are random, so a random place in their order is a fair one; from the end it goes on at the start. */
const idsSql = `
  SELECT book_id AS "bookId" FROM (
    SELECT book_id FROM read.book_note WHERE entity_party_id = $1
    ORDER BY last_position DESC LIMIT ${recentMax}
  ) AS recent UNION SELECT book_id FROM (
    SELECT * FROM (
      SELECT book_id, 1 AS lap FROM read.book_note
      WHERE entity_party_id = $1 AND book_id >= $2 ORDER BY book_id LIMIT ${inTurnMax}
    ) AS here UNION ALL SELECT * FROM (
      SELECT book_id, 2 FROM read.book_note
      WHERE entity_party_id = $1 AND book_id < $2 ORDER BY book_id LIMIT ${inTurnMax}
    ) AS there ORDER BY lap, book_id LIMIT ${inTurnMax}
  ) AS in_turn`;

interface PostedRow {
  readonly bookId: string;
  readonly version: number;
  /** Of a voucher that a fact called for; of those of runs none. */
  readonly voucher: string | null;
  readonly role: AccountRole;
  readonly net: string;
}

const postedSql = `
  SELECT p.book_id AS "bookId", p.source_version AS version, p.role,
    CASE WHEN v.kind = 'amortisation' THEN NULL ELSE v.key END AS voucher,
    sum(p.debit - p.credit)::text AS net
  FROM read.posting AS p JOIN read.voucher AS v ON v.key = p.voucher_key
  WHERE p.entity_party_id = $1 AND p.book_id = ANY($2) AND p.source_version IS NOT NULL
  GROUP BY 1, 2, 3, 4`;

interface Gathered {
  readonly facts: Map<
    number,
    { readonly keys: Set<string>; readonly sums: Map<AccountRole, bigint> }
  >;
  charged: bigint;
}

const postedOf = (rows: readonly PostedRow[]): ReadonlyMap<string, BookPosted> => {
  const books = new Map<string, Gathered>();
  for (const row of rows) {
    const book = books.get(row.bookId) ?? { facts: new Map(), charged: 0n };
    books.set(row.bookId, book);
    gather(book, row);
  }
  return new Map([...books].map(([bookId, book]) => [bookId, asPosted(book)]));
};

const gather = (book: Gathered, { version, voucher, role, net }: PostedRow): void => {
  if (voucher === null) {
    if (role === 'accumulatedAmortisation') book.charged -= BigInt(net);
    return;
  }
  const fact = book.facts.get(version) ?? { keys: new Set(), sums: new Map() };
  book.facts.set(version, fact);
  fact.keys.add(voucher);
  if (keptByBooks.includes(role)) fact.sums.set(role, (fact.sums.get(role) ?? 0n) + BigInt(net));
};

const asPosted = ({ facts, charged }: Gathered): BookPosted => ({
  charged,
  facts: new Map(
    [...facts].map(([version, { keys, sums }]) => [version, { vouchers: keys.size, sums }]),
  ),
});
