import { addToMonth, lastDayOf, monthOf, monthsBetween } from '@ledger/domain/month.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { LifeEstimate } from '@ledger/domain/book/book.events.js';
import { type BookNoteFact, factsKnown } from '@ledger/domain/reporting/book-note.js';
import type {
  EstimateChange,
  EstimateTerms,
  LifeGroup,
  Measured,
} from '@ledger/domain/reporting/disclosure-facts.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { ReportScope } from './report-scope.js';

/** Items that a note names, at most; more of them are no note but a register. */
export const namedMax = 200;

/**
 * Whether the columns of a book's row say how it stood: nothing is told of a later day, and nothing
 * was recorded since. Of the others the facts are looked through.
 */
const isSteady = '(told_on IS NULL OR told_on <= $2) AND last_position <= $3';

/** The last fact of a kind as it was known by then. */
const lastFact = (kind: string): string =>
  `SELECT f FROM jsonb_array_elements(n.facts) AS f
   WHERE f ->> 'kind' = '${kind}' AND (f ->> 'on') COLLATE "C" <= $2
     AND (f ->> 'position')::bigint <= $3
     AND coalesce((f ->> 'takenBackAt')::bigint > $3, true)
   ORDER BY (f ->> 'version')::int DESC LIMIT 1`;

/** Methods and lives of what is carried at the end of the period, by number of books. */
export const livesOf = async (
  db: Statements,
  { entityPartyId, to, knownAt }: ReportScope,
): Promise<readonly LifeGroup[]> => {
  const rows = await db.query<{ method: string; months: number | null; books: number }[]>(
    `SELECT method, months, sum(books)::int AS books FROM (
       SELECT method, months, count(*) AS books FROM read.book_note
       WHERE entity_party_id = $1 AND carried_as = 'intangible' AND method IS NOT NULL
         AND ended_on IS NULL AND ${isSteady}
       GROUP BY method, months
       UNION ALL
       SELECT e.f -> 'estimate' ->> 'method', (e.f -> 'estimate' ->> 'months')::int, count(*)
       FROM read.book_note AS n
       CROSS JOIN LATERAL (${lastFact('status')}) AS s
       CROSS JOIN LATERAL (${lastFact('estimate')}) AS e
       WHERE n.entity_party_id = $1 AND NOT (${isSteady}) AND s.f ->> 'carriedAs' = 'intangible'
       GROUP BY 1, 2
     ) AS all_books GROUP BY method, months ORDER BY method, months LIMIT ${namedMax}`,
    [entityPartyId, to, knownAt],
  );
  return rows.map(({ months, ...row }) => ({ ...row, ...(months !== null && { months }) }));
};

interface NotedBook {
  readonly bookId: string;
  readonly name: string;
  readonly facts: readonly BookNoteFact[];
}

const bookColumns = 'book_id AS "bookId", name, facts';

type Estimated = Extract<BookNoteFact, { readonly kind: 'estimate' }>;
type Changed = Pick<EstimateChange, 'name' | 'on' | 'reason' | 'before' | 'after' | 'months'> & {
  readonly bookId: string;
};

/** Changes of estimates within the period, with what a month was charged before and after. */
export const changesOf = async (
  db: Statements,
  scope: ReportScope,
): Promise<readonly EstimateChange[]> => {
  const { entityPartyId, from } = scope;
  const books = await db.query<NotedBook[]>(
    `SELECT ${bookColumns} FROM read.book_note
     WHERE entity_party_id = $1 AND changed_on >= $2 ORDER BY changed_on, book_id LIMIT ${namedMax}`,
    [entityPartyId, from],
  );
  const changes = books.flatMap((book) => changedIn(book, scope));
  const charges = await chargesOf(
    db,
    scope,
    changes.flatMap(({ bookId, on }) => [
      { bookId, month: addToMonth(monthOf(on), -1) },
      { bookId, month: monthOf(on) },
    ]),
  );
  return changes.map(({ bookId, ...change }) => ({
    ...change,
    chargeBefore: charges.get(`${bookId} ${addToMonth(monthOf(change.on), -1)}`) ?? 0n,
    chargeAfter: charges.get(`${bookId} ${monthOf(change.on)}`) ?? 0n,
  }));
};

const changedIn = ({ bookId, name, facts }: NotedBook, scope: ReportScope): readonly Changed[] => {
  const estimates = factsKnown(facts, scope).filter(
    (fact): fact is Estimated => fact.kind === 'estimate',
  );
  return estimates.flatMap(({ on, estimate, reason }, at) => {
    const earlier = estimates[at - 1];
    if (reason === undefined || earlier === undefined || on < scope.from) return [];
    const months = monthsBetween(monthOf(on), monthOf(scope.to)) + 1;
    const [before, after] = [earlier.estimate, estimate].map((one) => termsAt(one, monthOf(on)));
    return [{ bookId, name, on, reason, before: before!, after: after!, months }];
  });
};

/** An estimate as it stands at the beginning of a month. */
const termsAt = (
  { method, from, months, residual }: LifeEstimate,
  month: string,
): EstimateTerms => ({
  method,
  residual: minorUnits(residual),
  ...(months !== undefined && { months: Math.max(months - monthsBetween(from, month), 0) }),
});

/** What was charged to books in months, in fen. */
const chargesOf = async (
  db: Statements,
  { entityPartyId, knownAt }: ReportScope,
  asked: readonly { readonly bookId: string; readonly month: string }[],
): Promise<ReadonlyMap<string, bigint>> => {
  if (asked.length === 0) return new Map();
  const rows = await db.query<{ bookId: string; month: string; charge: string }[]>(
    `SELECT a.book_id AS "bookId", a.month, sum(p.credit - p.debit)::text AS charge
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS a (book_id, month, starts, ends)
     JOIN read.posting AS p ON p.entity_party_id = $1 AND p.book_id = a.book_id
       AND p.report_date BETWEEN a.starts AND a.ends
     WHERE p.movement LIKE 'intangible/amortisation/charge/%' AND p.position <= $6
     GROUP BY a.book_id, a.month`,
    [
      entityPartyId,
      asked.map(({ bookId }) => bookId),
      asked.map(({ month }) => month),
      asked.map(({ month }) => `${month}-01`),
      asked.map(({ month }) => lastDayOf(month)),
      knownAt,
    ],
  );
  return new Map(rows.map(({ bookId, month, charge }) => [`${bookId} ${month}`, BigInt(charge)]));
};

/** Losses, their reversals, lapses and classifications within the period. */
export const measuredOf = async (
  db: Statements,
  scope: ReportScope,
): Promise<readonly Measured[]> => {
  const { entityPartyId, from } = scope;
  const books = await db.query<NotedBook[]>(
    `SELECT ${bookColumns} FROM read.book_note
     WHERE entity_party_id = $1 AND measured_on >= $2 ORDER BY measured_on, book_id LIMIT ${namedMax}`,
    [entityPartyId, from],
  );
  return books.flatMap(({ bookId, name, facts }) =>
    factsKnown(facts, scope).flatMap((fact): readonly Measured[] => {
      if (fact.kind === 'estimate' || fact.kind === 'status' || fact.on < from) return [];
      return [{ bookId, name, on: fact.on, matter: fact }];
    }),
  );
};
