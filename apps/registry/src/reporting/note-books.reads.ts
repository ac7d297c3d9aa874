import { endOfShanghaiDay } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import { monthOf, monthsBetween } from '@ledger/domain/month.js';
import { type BookNoteFact, factsKnown } from '@ledger/domain/reporting/book-note.js';
import type {
  BookFigures,
  DisclosedAppraisal,
  IndefiniteBook,
  RestrictedBook,
  Restriction,
} from '@ledger/domain/reporting/disclosure-facts.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import type { Appraisal } from '@ledger/domain/valuation/valuation.events.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import { namedMax } from './notes.reads.js';
import type { ReportScope } from './report-scope.js';

/** Books looked at for the significant ones: those of the highest cost ever. */
const candidatesMax = 100;

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

/** Resources of indefinite life at the end of the period, with what that was judged by. */
export const indefiniteOf = async (
  db: Statements,
  scope: ReportScope,
): Promise<readonly IndefiniteBook[]> => {
  const rows = await db.query<{ bookId: string; facts: readonly BookNoteFact[] }[]>(
    `SELECT book_id AS "bookId", facts FROM read.book_note
     WHERE entity_party_id = $1 AND (method = 'indefinite' OR changed_on > $2)
     ORDER BY book_id LIMIT ${namedMax}`,
    [scope.entityPartyId, scope.to],
  );
  const bases = new Map(
    rows.flatMap(({ bookId, facts }) => {
      const life = lastEstimate(factsKnown(facts, scope));
      if (life?.estimate.method !== 'indefinite') return [];
      return [[bookId, life.basis ?? life.reason ?? '—'] as const];
    }),
  );
  const figures = await figuresOfBooks(db, scope, 'intangible', [...bases.keys()]);
  return figures
    .filter(({ carrying }) => carrying !== 0n)
    .map((book) => ({ ...book, basis: bases.get(book.bookId)! }));
};

type Provision = Extract<
  BookNoteFact,
  { readonly kind: 'writeDown' | 'reversal' | 'heldReversal' }
>;

const isProvision = (fact: BookNoteFact): fact is Provision =>
  fact.kind === 'writeDown' || fact.kind === 'reversal';

const lastEstimate = (facts: readonly BookNoteFact[]) =>
  facts.findLast((fact) => fact.kind === 'estimate');

interface FiguresRow {
  readonly bookId: string;
  readonly name: string | null;
  readonly facts: readonly BookNoteFact[] | null;
  readonly carrying: string;
  readonly charge: string;
}

/** What books come to at the end of the period, by their postings; a book of none is left out. */
const figuresOfBooks = async (
  db: Statements,
  scope: ReportScope,
  table: StatutoryTableName,
  bookIds: readonly string[],
): Promise<readonly BookFigures[]> => {
  if (bookIds.length === 0) return [];
  const { entityPartyId, from, to, knownAt } = scope;
  const rows = await db.query<FiguresRow[]>(
    `SELECT p.*, n.name, n.facts FROM (
       SELECT book_id AS "bookId", sum(debit - credit)::text AS carrying,
         coalesce(sum(credit - debit) FILTER (
           WHERE report_date >= $3 AND movement LIKE 'intangible/amortisation/charge/%'), 0)::text
           AS charge
       FROM read.posting
       WHERE entity_party_id = $1 AND book_id = ANY($2) AND report_date <= $4
         AND position <= $5 AND movement >= $6 || '/' AND movement < $6 || '0'
       GROUP BY book_id
     ) AS p LEFT JOIN read.book_note AS n ON n.book_id = p."bookId" ORDER BY p."bookId"`,
    [entityPartyId, bookIds, from, to, knownAt, table],
  );
  return rows.map((row) => figuresOf(row, scope, table));
};

const figuresOf = (
  { bookId, name, facts, carrying, charge }: FiguresRow,
  scope: ReportScope,
  table: StatutoryTableName,
): BookFigures => {
  const known = factsKnown(facts ?? [], scope);
  const figures = {
    bookId,
    name: name ?? bookId,
    carrying: BigInt(carrying),
    charge: BigInt(charge),
  };
  if (table === 'inventory') {
    const found = known.findLast(isProvision);
    if (found === undefined) return figures;
    return { ...figures, netRealisableValue: minorUnits(found.netRealisableValue) };
  }
  const life = lastEstimate(known)?.estimate;
  if (life === undefined) return figures;
  const { method, months, from } = life;
  if (months === undefined) return { ...figures, method };
  const left = months - monthsBetween(from, monthOf(scope.to)) - 1;
  return { ...figures, method, monthsLeft: Math.max(left, 0) };
};

/**
 * Books of assets that a pledge or a bar stood on at the end of the period: as they stand, or as
 * they were `known`.
 */
export const restrictedOf = async (
  db: Statements,
  scope: ReportScope,
  table: StatutoryTableName,
  known?: ReadonlyMap<string, readonly Restriction[]>,
): Promise<readonly RestrictedBook[]> => {
  const restrictions = known ?? (await restrictionsOf(db, scope));
  const figures = await figuresOfBooks(db, scope, table, [...restrictions.keys()]);
  return figures
    .filter(({ carrying }) => carrying !== 0n)
    .map((book) => ({ ...book, restrictions: restrictions.get(book.bookId) ?? [] }));
};

const restrictionsOf = async (
  db: Statements,
  { entityPartyId, to }: ReportScope,
): Promise<ReadonlyMap<string, readonly Restriction[]>> => {
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
  return restrictions;
};

/** Reports of the period on what named books are worth, the latest of each asset. */
export const appraisalsOf = async (
  db: Statements,
  { entityPartyId, from, to, knownAt }: ReportScope,
  bookIds: readonly string[],
): Promise<readonly DisclosedAppraisal[]> => {
  if (bookIds.length === 0) return [];
  return db.query<{ name: string; firmName: string; appraisal: Appraisal }[]>(
    `SELECT n.name, coalesce(f.name, v.appraisal ->> 'firmPartyId') AS "firmName", v.appraisal
     FROM read.book_note AS n CROSS JOIN LATERAL (
       SELECT appraisal FROM read.valuation_view
       WHERE asset_id = n.asset_id AND last_position <= $5
         AND (appraisal ->> 'issuedOn') COLLATE "C" BETWEEN $3 AND $4
       ORDER BY version DESC LIMIT 1
     ) AS v LEFT JOIN read.party AS f ON f.party_id = (v.appraisal ->> 'firmPartyId')::uuid
     WHERE n.entity_party_id = $1 AND n.asset_id IS NOT NULL AND n.book_id = ANY($2)
     ORDER BY n.book_id LIMIT ${namedMax}`,
    [entityPartyId, bookIds, from, to, knownAt],
  );
};
