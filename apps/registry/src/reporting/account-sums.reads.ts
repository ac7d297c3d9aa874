import type { AccountRole } from '@ledger/domain/accounting/entry.js';
import type { AccountSum } from '@ledger/domain/reporting/account-sums.js';
import { movementOf } from '@ledger/domain/reporting/movement-text.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { ReportScope } from './report-scope.js';

interface SumRow {
  readonly code: string;
  readonly name: string;
  readonly generalCode: string;
  readonly role: AccountRole;
  readonly hasBook: boolean;
  readonly movement: string | null;
  readonly isOpening: boolean;
  readonly beforeDebit: string;
  readonly beforeCredit: string;
  readonly debit: string;
  readonly credit: string;
}

/** By which day lines count: that of the ledgers, or that of the tables. */
export type CountedBy = 'date' | 'report_date';

type Asked = Pick<ReportScope, 'entityPartyId' | 'from' | 'to' | 'knownAt' | 'isLatest'>;

/** What a sum had come to at a position: the last line of it that was recorded by then. */
const sumsAt = (isLatest: boolean): string =>
  isLatest
    ? `SELECT * FROM read.posting_sum WHERE entity_party_id = $1`
    : `SELECT s.date, s.report_date, s.account_code, s.account_name, s.general_code, s.role, s.has_book,
         s.movement, s.is_opening, p.sum_debit AS debit, p.sum_credit AS credit
       FROM read.posting_sum AS s CROSS JOIN LATERAL (
         SELECT sum_debit, sum_credit FROM read.posting
         WHERE sum_key = s.key AND position <= $4
         ORDER BY position DESC, line DESC LIMIT 1
       ) AS p WHERE s.entity_party_id = $1`;

/**
 * The accounts of an entity before and within a period. It reads sums of days, never postings, so
 * it takes as long for a million postings as the days of business and the accounts make it.
 */
export const accountSums = async (
  db: Statements,
  { entityPartyId, from, to, knownAt, isLatest }: Asked,
  by: CountedBy,
): Promise<readonly AccountSum[]> => {
  const before = `FILTER (WHERE s.${by} < $2)`;
  const within = `FILTER (WHERE s.${by} >= $2)`;
  const rows = await db.query<SumRow[]>(
    `SELECT s.account_code AS code, max(s.account_name) AS name,
       s.general_code AS "generalCode", s.role, s.has_book AS "hasBook",
       s.movement, s.is_opening AS "isOpening",
       coalesce(sum(s.debit) ${before}, 0) AS "beforeDebit",
       coalesce(sum(s.credit) ${before}, 0) AS "beforeCredit",
       coalesce(sum(s.debit) ${within}, 0) AS debit,
       coalesce(sum(s.credit) ${within}, 0) AS credit
     FROM (${sumsAt(isLatest)}) AS s WHERE s.${by} <= $3
     GROUP BY s.account_code, s.general_code, s.role, s.has_book, s.movement, s.is_opening
     ORDER BY s.account_code, s.movement`,
    [entityPartyId, from, to, ...(isLatest ? [] : [knownAt])],
  );
  return rows.map(({ movement, beforeDebit, beforeCredit, debit, credit, ...row }) => ({
    ...row,
    ...(movement === null ? {} : { movement: movementOf(movement) }),
    before: { debit: BigInt(beforeDebit), credit: BigInt(beforeCredit) },
    within: { debit: BigInt(debit), credit: BigInt(credit) },
  }));
};

/** A voucher that restates a period that had ended, and what it moved in the tables. */
export interface Restatement {
  readonly month: string;
  readonly number: number;
  readonly date: string;
  readonly restatedMonth: string;
  readonly summary: string;
  readonly lines: readonly { readonly movement: string; readonly net: string }[];
}

/** At most; a year with more material errors than these has other problems. */
const restatementsMax = 200;

/** Restatements, known by then, of months up to one, posted after it. */
export const restatementsOf = async (
  db: Statements,
  { entityPartyId, knownAt, isLatest }: Asked,
  throughMonth: string,
): Promise<readonly Restatement[]> =>
  db.query<Restatement[]>(
    `SELECT month, number, date, restated_month AS "restatedMonth", summary, (
       SELECT coalesce(json_agg(json_build_object('movement', p.movement,
         'net', (p.debit - p.credit)::text) ORDER BY p.line), '[]')
       FROM read.posting AS p WHERE p.voucher_key = v.key AND p.movement IS NOT NULL
     ) AS lines FROM read.voucher AS v
     WHERE entity_party_id = $1 AND restated_month IS NOT NULL AND restated_month <= $2
       AND month > $2 AND ($3::bigint IS NULL OR position <= $3)
     ORDER BY restated_month, key LIMIT ${restatementsMax}`,
    [entityPartyId, throughMonth, isLatest ? null : knownAt],
  );
