import type { Statements } from '@ledger/read-model/row-table.js';
import type { ReportScope } from './report-scope.js';

/** Accounts below one that a sub-ledger shows together, at most. */
const accountsMax = 500;

/** A line of a sub-ledger (明细账); balances in fen, debits positive. */
export interface LedgerLine {
  readonly key: string;
  readonly date: string;
  readonly month: string;
  readonly number: number;
  readonly line: number;
  readonly summary: string;
  readonly accountCode: string;
  readonly accountName: string;
  readonly bookId: string | null;
  readonly debit: string;
  readonly credit: string;
}

export interface LedgerAsked {
  readonly account: string;
  readonly bookId?: string | undefined;
  /** Date and key of the line after which the page begins. */
  readonly after?: readonly [date: string, key: string] | undefined;
  readonly limit: number;
}

/** The accounts that a code stands for: itself and its details. */
const accountsUnder = async (
  db: Statements,
  { entityPartyId }: ReportScope,
  account: string,
): Promise<readonly string[]> => {
  const rows = await db.query<{ code: string }[]>(
    `SELECT DISTINCT account_code AS code FROM read.posting_sum
     WHERE entity_party_id = $1
       AND (account_code = $2 OR (account_code > $2 || '.' AND account_code < $2 || '/'))
     ORDER BY code LIMIT ${accountsMax}`,
    [entityPartyId, account],
  );
  return rows.map(({ code }) => code);
};

/** Lines of an account and its details in the order of their days: each account's own index is walked. */
export const ledgerPage = async (
  db: Statements,
  scope: ReportScope,
  { account, bookId, after, limit }: LedgerAsked,
): Promise<readonly LedgerLine[]> => {
  const codes = await accountsUnder(db, scope, account);
  const [date, key] = after ?? [scope.from, ''];
  return db.query<LedgerLine[]>(
    `SELECT l.key, l.date, v.month, v.number, l.line, v.summary, l.account_code AS "accountCode",
       l.account_name AS "accountName", l.book_id AS "bookId", l.debit, l.credit
     FROM (
       SELECT p.* FROM unnest($2::text[]) AS c (code) CROSS JOIN LATERAL (
         SELECT * FROM read.posting
         WHERE entity_party_id = $1 AND account_code = c.code COLLATE "C"
           AND (date, key) > ($3 COLLATE "C", $4 COLLATE "C") AND date <= $5 AND position <= $6
           AND ($7::text IS NULL OR book_id = $7)
         ORDER BY date, key LIMIT $8
       ) AS p ORDER BY p.date, p.key LIMIT $8
     ) AS l JOIN read.voucher AS v ON v.key = l.voucher_key ORDER BY l.date, l.key`,
    [scope.entityPartyId, codes, date, key, scope.to, scope.knownAt, bookId ?? null, limit],
  );
};

/** What an account and its details had come to before the period: debits less credits, in fen. */
export const ledgerOpening = async (
  db: Statements,
  scope: ReportScope,
  { account, bookId }: Pick<LedgerAsked, 'account' | 'bookId'>,
): Promise<bigint> => {
  const codes = await accountsUnder(db, scope, account);
  const ofBook = `SELECT sum(debit - credit) AS balance FROM read.posting
    WHERE entity_party_id = $1 AND account_code = ANY($2) AND date < $3 AND position <= $4
      AND book_id = $5`;
  const ofAll = `SELECT sum(p.sum_debit - p.sum_credit) AS balance
    FROM read.posting_sum AS s CROSS JOIN LATERAL (
      SELECT sum_debit, sum_credit FROM read.posting
      WHERE sum_key = s.key AND position <= $4 ORDER BY position DESC, line DESC LIMIT 1
    ) AS p WHERE s.entity_party_id = $1 AND s.account_code = ANY($2) AND s.date < $3`;
  const [row] = await db.query<{ balance: string | null }[]>(
    bookId === undefined ? ofAll : ofBook,
    [
      scope.entityPartyId,
      codes,
      scope.from,
      scope.knownAt,
      ...(bookId === undefined ? [] : [bookId]),
    ],
  );
  return BigInt(row?.balance ?? 0);
};

/** An account's month in the general ledger (总账), in fen. */
export interface GeneralLedgerMonth {
  readonly code: string;
  readonly name: string;
  readonly month: string;
  readonly debit: string;
  readonly credit: string;
}

/** Accounts by month within a period; a month in which nothing was posted is not there. */
export const generalLedgerMonths = (
  db: Statements,
  { entityPartyId, from, to, knownAt }: ReportScope,
  account?: string,
): Promise<readonly GeneralLedgerMonth[]> =>
  db.query(
    `SELECT s.account_code AS code, max(s.account_name) AS name, substr(s.date, 1, 7) AS month,
       sum(p.sum_debit) AS debit, sum(p.sum_credit) AS credit
     FROM read.posting_sum AS s CROSS JOIN LATERAL (
       SELECT sum_debit, sum_credit FROM read.posting
       WHERE sum_key = s.key AND position <= $4 ORDER BY position DESC, line DESC LIMIT 1
     ) AS p
     WHERE s.entity_party_id = $1 AND s.date BETWEEN $2 AND $3 AND NOT s.is_opening
       AND ($5::text IS NULL OR s.account_code = $5
         OR (s.account_code > $5 || '.' AND s.account_code < $5 || '/'))
     GROUP BY s.account_code, substr(s.date, 1, 7) ORDER BY s.account_code, month`,
    [entityPartyId, from, to, knownAt, account ?? null],
  );
