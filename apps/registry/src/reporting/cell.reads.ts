import type { CellPart } from '@ledger/domain/reporting/cell.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { ReportScope } from './report-scope.js';

/** A posting that a cell is made of. */
export interface CellPosting {
  readonly key: string;
  readonly date: string;
  readonly line: number;
  readonly movement: string;
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
    `SELECT l.key, l.report_date AS date, l.line, l.movement, l.amount::text AS amount,
       l.source_stream AS "sourceStream", l.source_version AS "sourceVersion",
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
