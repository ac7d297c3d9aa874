import { addToMonth, lastDayOf, monthOf, monthsBetween } from '@ledger/domain/month.js';
import { endOfShanghaiDay } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { BookNoteFact } from '@ledger/domain/reporting/book-note.js';
import type {
  BookFigures,
  EstimateChange,
  LifeGroup,
  Measured,
  RestrictedBook,
  Restriction,
} from '@ledger/domain/reporting/disclosure-facts.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { ReportScope } from './report-scope.js';

/** Items that a note names, at most; more of them are no note but a register. */
const namedMax = 200;
/** Books looked at for the significant ones: those of the highest cost ever. */
const candidatesMax = 100;

/** Methods and lives of what is carried at the end of the period, by number of books. */
export const livesOf = async (
  db: Statements,
  { entityPartyId, to }: ReportScope,
): Promise<readonly LifeGroup[]> => {
  const rows = await db.query<{ method: string; months: number | null; books: number }[]>(
    `SELECT method, months, count(*)::int AS books FROM read.book_note
     WHERE entity_party_id = $1 AND carried_as = 'intangible' AND method IS NOT NULL
       AND life_on <= $2 AND (ended_on IS NULL OR ended_on > $2)
     GROUP BY method, months ORDER BY method, months LIMIT ${namedMax}`,
    [entityPartyId, to],
  );
  return rows.map(({ months, ...row }) => ({ ...row, ...(months !== null && { months }) }));
};

interface NotedBook {
  readonly bookId: string;
  readonly name: string;
  readonly facts: readonly BookNoteFact[];
}

const bookColumns = 'book_id AS "bookId", name, facts';

/** Changes of estimates within the period, with what a month was charged before and after. */
export const changesOf = async (
  db: Statements,
  scope: ReportScope,
): Promise<readonly EstimateChange[]> => {
  const { entityPartyId, from, to } = scope;
  const books = await db.query<NotedBook[]>(
    `SELECT ${bookColumns} FROM read.book_note
     WHERE entity_party_id = $1 AND changed_on >= $2 ORDER BY changed_on, book_id LIMIT ${namedMax}`,
    [entityPartyId, from],
  );
  const changes = books.flatMap(({ bookId, name, facts }) => {
    const estimates = facts.filter((fact) => fact.kind === 'estimate');
    return estimates.flatMap(({ on, estimate, reason }, at) => {
      if (reason === undefined || on < from || on > to) return [];
      const before = estimates[at - 1]?.estimate.months;
      return [
        {
          ...{ bookId, name, on, reason },
          ...(before !== undefined && { monthsBefore: before }),
          ...(estimate.months !== undefined && { monthsAfter: estimate.months }),
        },
      ];
    });
  });
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

/** Impairments, write-downs and reversals within the period. */
export const measuredOf = async (
  db: Statements,
  { entityPartyId, from, to }: ReportScope,
): Promise<readonly Measured[]> => {
  const books = await db.query<NotedBook[]>(
    `SELECT ${bookColumns} FROM read.book_note
     WHERE entity_party_id = $1 AND measured_on >= $2 ORDER BY measured_on, book_id LIMIT ${namedMax}`,
    [entityPartyId, from],
  );
  return books.flatMap(({ name, facts }) =>
    facts.flatMap((fact): readonly Measured[] => {
      if (fact.kind === 'estimate' || fact.kind === 'status') return [];
      const { kind, on } = fact;
      if (on < from || on > to) return [];
      const amount = minorUnits(fact.amount);
      if (fact.kind === 'impairment') return [{ name, kind, on, amount }];
      const { reason, netRealisableValue } = fact;
      const value = { netRealisableValue: minorUnits(netRealisableValue) };
      return [{ name, kind, on, amount, ...value, ...(reason !== undefined && { reason }) }];
    }),
  );
};

/** Books whose carrying amount is at least so much, the largest first. */
export const significantOf = async (
  db: Statements,
  scope: ReportScope,
  table: StatutoryTableName,
  atLeast: bigint,
): Promise<readonly BookFigures[]> => {
  if (atLeast <= 0n) return [];
  const rows = await db.query<{ bookId: string }[]>(
    `SELECT book_id AS "bookId" FROM read.posting_book
     WHERE entity_party_id = $1 AND carried_as = $2 AND cost_debit >= $3
     ORDER BY cost_debit DESC LIMIT ${candidatesMax}`,
    [scope.entityPartyId, table, String(atLeast)],
  );
  const figures = await figuresOfBooks(
    db,
    scope,
    table,
    rows.map(({ bookId }) => bookId),
  );
  return figures
    .filter(({ carrying }) => carrying >= atLeast)
    .toSorted((a, b) => (a.carrying > b.carrying ? -1 : 1));
};

/** What books come to at the end of the period, by their postings; a book of none is left out. */
const figuresOfBooks = async (
  db: Statements,
  { entityPartyId, from, to, knownAt }: ReportScope,
  table: StatutoryTableName,
  bookIds: readonly string[],
): Promise<readonly BookFigures[]> => {
  if (bookIds.length === 0) return [];
  const rows = await db.query<
    {
      bookId: string;
      name: string | null;
      method: string | null;
      months: number | null;
      lifeFrom: string | null;
      carrying: string;
      charge: string;
    }[]
  >(
    `SELECT p.book_id AS "bookId", n.name, n.method, n.months, n.life_from AS "lifeFrom",
       sum(p.debit - p.credit)::text AS carrying,
       coalesce(sum(p.credit - p.debit) FILTER (
         WHERE p.report_date >= $3 AND p.movement LIKE 'intangible/amortisation/charge/%'), 0)::text
         AS charge
     FROM read.posting AS p LEFT JOIN read.book_note AS n ON n.book_id = p.book_id
     WHERE p.entity_party_id = $1 AND p.book_id = ANY($2) AND p.report_date <= $4
       AND p.position <= $5 AND p.movement >= $6 || '/' AND p.movement < $6 || '0'
     GROUP BY p.book_id, n.name, n.method, n.months, n.life_from ORDER BY p.book_id`,
    [entityPartyId, bookIds, from, to, knownAt, table],
  );
  return rows.map(({ name, method, months, lifeFrom, carrying, charge, bookId }) => {
    const hasEnd = table === 'intangible' && months !== null && lifeFrom !== null;
    const left = hasEnd ? months - monthsBetween(lifeFrom, monthOf(to)) - 1 : 0;
    return {
      bookId,
      name: name ?? bookId,
      carrying: BigInt(carrying),
      charge: BigInt(charge),
      ...(method !== null && { method }),
      ...(hasEnd && { monthsLeft: Math.max(left, 0) }),
    };
  });
};

/** Books of assets that a pledge or a bar stood on at the end of the period. */
export const restrictedOf = async (
  db: Statements,
  scope: ReportScope,
  table: StatutoryTableName,
): Promise<readonly RestrictedBook[]> => {
  const { entityPartyId, to } = scope;
  const rows = await db.query<(Restriction & { readonly bookId: string })[]>(
    `SELECT * FROM (
       SELECT n.book_id AS "bookId", 'pledge' AS "is", p.pledge_id AS id, 'pledge' AS ground
       FROM read.pledge AS p JOIN read.book_note AS n
         ON n.entity_party_id = $1 AND n.asset_id = p.asset_id
       WHERE p.pledgor_party_ids @> ARRAY[$1] AND p.registered_at <= $3
         AND (p.ended_at IS NULL OR p.ended_at > $3) AND p.stands_until >= $2
       UNION ALL
       SELECT n.book_id, 'bar', b.bar_id, b.ground
       FROM read.book_note AS n JOIN read.title_bar AS b ON b.asset_id = n.asset_id
       WHERE n.entity_party_id = $1 AND n.asset_id IS NOT NULL AND b.from_on <= $2
         AND (b.until_on IS NULL OR b.until_on >= $2)
         AND (b.lifted_on IS NULL OR b.lifted_on > $2)
     ) AS r ORDER BY "bookId", id LIMIT 5000`,
    [entityPartyId, to, endOfShanghaiDay(to)],
  );
  const restrictions = new Map<string, Restriction[]>();
  for (const { bookId, ...restriction } of rows) {
    restrictions.set(bookId, [...(restrictions.get(bookId) ?? []), restriction]);
  }
  const figures = await figuresOfBooks(db, scope, table, [...restrictions.keys()]);
  return figures
    .filter(({ carrying }) => carrying !== 0n)
    .map((book) => ({ ...book, restrictions: restrictions.get(book.bookId) ?? [] }));
};
