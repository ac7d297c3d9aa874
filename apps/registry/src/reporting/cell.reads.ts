import type { AccountCell } from '@ledger/domain/reporting/account-cell.js';
import type { CellPart } from '@ledger/domain/reporting/cell.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { CountedBy } from './account-sums.reads.js';
import type { ReportScope } from './report-scope.js';

/** A posting that a cell is made of. */
export interface CellPosting {
  readonly key: string;
  readonly date: string;
  readonly line: number;
  readonly account: string;
  readonly movement: string | null;
  /** What it adds to the figure, in fen. */
  readonly amount: string;
  readonly sourceStream: string | null;
  readonly sourceVersion: number | null;
  readonly sourceEventId: string | null;
  readonly month: string;
  readonly number: number;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
}

/**
 * Postings of a cell in the order of their days: each part walks its own index as far as the page
 * goes, so a page costs the same however many postings the cell is made of.
 */
export const cellPage = (
  db: Statements,
  { entityPartyId, knownAt }: ReportScope,
  parts: readonly CellPart[],
  after: readonly [date: string, key: string] | undefined,
  limit: number,
): Promise<readonly CellPosting[]> =>
  db.query(
    `SELECT l.key, l.report_date AS date, l.account_code AS account, l.line, l.movement,
       l.amount::text AS amount, l.source_stream AS "sourceStream", l.source_version AS "sourceVersion",
       l.source_event_id AS "sourceEventId", v.month, v.number, v.position::float8 AS position,
       v.stream, v.version, v.event_id AS "eventId"
     FROM (
       SELECT p.*, (p.debit - p.credit) * c.weight AS amount
       FROM unnest($2::text[], $3::text[], $4::text[], $5::int[])
         AS c (movement, starts, ends, weight)
       CROSS JOIN LATERAL (
         SELECT * FROM read.posting
         WHERE entity_party_id = $1 AND movement = c.movement COLLATE "C"
           AND report_date >= c.starts COLLATE "C" AND report_date <= c.ends COLLATE "C"
           AND (report_date, key) > ($6 COLLATE "C", $7 COLLATE "C") AND position <= $8
         ORDER BY report_date, key LIMIT $9
       ) AS p ORDER BY p.report_date, p.key LIMIT $9
     ) AS l JOIN read.voucher AS v ON v.key = l.voucher_key ORDER BY l.report_date, l.key`,
    [
      entityPartyId,
      parts.map(({ movement }) => movement),
      parts.map(({ from }) => from ?? ''),
      parts.map(({ to }) => to),
      parts.map(({ weight }) => Number(weight)),
      after?.[0] ?? '',
      after?.[1] ?? '',
      knownAt,
      limit,
    ],
  );

/** Where a page of an account's cell begins: after this line of this sum. */
export type SumPlace = readonly [date: string, sumKey: string, position: number, line: number];

/** A posting with its place among the sums of the cell. */
export interface SummedPosting extends CellPosting {
  readonly sumKey: string;
}

const addedBy: Readonly<Record<AccountCell['adds'], string>> = {
  balance: 'p.debit - p.credit',
  debit: 'p.debit',
  credit: 'p.credit',
};

/**
 * Postings of a cell that is made of accounts: those of the sums of days that its figure was added
 * up from. A page looks at as many sums as it has lines, each by its own index.
 * @param by the day by which the statement counts.
 */
export const accountCellPage = (
  db: Statements,
  { entityPartyId, knownAt }: ReportScope,
  { parts, adds }: AccountCell,
  by: CountedBy,
  after: SumPlace | undefined,
  limit: number,
): Promise<readonly SummedPosting[]> => {
  const amount = addedBy[adds];
  const [date, sumKey, position, line] = after ?? ['', '', 0, 0];
  return db.query(
    `SELECT l.key, l.day AS date, l.account_code AS account, l.line, l.movement,
       l.amount::text AS amount, l.sum_key AS "sumKey", l.source_stream AS "sourceStream",
       l.source_version AS "sourceVersion", l.source_event_id AS "sourceEventId", v.month,
       v.number, v.position::float8 AS position, v.stream, v.version, v.event_id AS "eventId"
     FROM (
       SELECT p.*, ${amount} AS amount, s.day FROM (
         SELECT s.key, s.${by} AS day
         FROM unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::bool[], $7::text[],
           $8::text[], $15::text[])
           AS c (code, role, has_book, movement, is_opening, starts, ends, general)
         JOIN read.posting_sum AS s ON s.entity_party_id = $1
           AND s.account_code = c.code COLLATE "C" AND s.role = c.role
           AND s.general_code = c.general COLLATE "C"
           AND s.has_book = c.has_book AND coalesce(s.movement, '') = c.movement COLLATE "C"
           AND s.is_opening = c.is_opening AND s.${by} >= c.starts COLLATE "C"
           AND s.${by} <= c.ends COLLATE "C"
         WHERE (s.${by}, s.key) >= ($9 COLLATE "C", $10 COLLATE "C") AND EXISTS (
           SELECT 1 FROM read.posting AS p WHERE p.sum_key = s.key AND p.position <= $13
             AND ${amount} <> 0
             AND (p.sum_key <> $10 COLLATE "C" OR (p.position, p.line) > ($11::bigint, $12::bigint)))
         ORDER BY s.${by}, s.key LIMIT $14
       ) AS s CROSS JOIN LATERAL (
         SELECT * FROM read.posting AS p
         WHERE p.sum_key = s.key AND p.position <= $13 AND ${amount} <> 0
           AND (p.sum_key <> $10 COLLATE "C" OR (p.position, p.line) > ($11::bigint, $12::bigint))
         ORDER BY p.position, p.line LIMIT $14
       ) AS p ORDER BY s.day, p.sum_key, p.position, p.line LIMIT $14
     ) AS l JOIN read.voucher AS v ON v.key = l.voucher_key
     ORDER BY l.day, l.sum_key, l.position, l.line`,
    [
      entityPartyId,
      parts.map(({ code }) => code),
      parts.map(({ role }) => role),
      parts.map(({ hasBook }) => hasBook),
      parts.map(({ movement }) => movement),
      parts.map(({ isOpening }) => isOpening),
      parts.map(({ from }) => from),
      parts.map(({ to }) => to),
      date,
      sumKey,
      position,
      line,
      knownAt,
      limit,
      parts.map(({ generalCode }) => generalCode),
    ],
  );
};
