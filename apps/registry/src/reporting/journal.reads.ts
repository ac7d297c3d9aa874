import { monthOf } from '@ledger/domain/accounting/month.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import type { PostingView } from './posting.view.js';
import type { ReportScope } from './report-scope.js';
import type { VoucherView } from './voucher.view.js';

/** Vouchers that an export reads at a time. */
const pageVouchers = 500;

export type JournalLine = Pick<
  PostingView,
  | 'voucherKey'
  | 'line'
  | 'accountCode'
  | 'accountName'
  | 'role'
  | 'debit'
  | 'credit'
  | 'bookId'
  | 'movement'
  | 'sourceStream'
  | 'sourceVersion'
  | 'sourceEventId'
>;

export interface JournalVoucher extends Omit<VoucherView, 'amounts' | 'lastPosition'> {
  readonly lines: readonly JournalLine[];
}

export interface JournalPage {
  /** Key of the voucher after which the page begins. */
  readonly after?: string | undefined;
  readonly kind?: string | undefined;
  readonly limit: number;
}

/** Vouchers with their lines in the order of the journal: month by month, number by number. */
export const journalPage = async (
  db: Statements,
  scope: ReportScope,
  page: JournalPage,
): Promise<readonly JournalVoucher[]> => {
  const { entityPartyId: entity, from, to, knownAt } = scope;
  const vouchers = await db.query<Omit<JournalVoucher, 'lines'>[]>(
    `SELECT key, entity_party_id AS "entityPartyId", month, number, kind, date,
       concerns_month AS "concernsMonth", restated_month AS "restatedMonth", summary, attachments,
       preparer, reviewer, chart_policy AS "chartPolicy", chart_version AS "chartVersion",
       reverses_month AS "reversesMonth", reverses_number AS "reversesNumber", stream, version,
       event_id AS "eventId", recorded_at AS "recordedAt", position::float8 AS position
     FROM read.voucher
     WHERE entity_party_id = $1 AND key > $2 AND key < $3 AND position <= $4
       AND greatest(date, month || '-01') BETWEEN $5 AND $6 AND ($7::text IS NULL OR kind = $7)
     ORDER BY key LIMIT $8`,
    [
      entity,
      page.after ?? `${entity}/${monthOf(from)}/`,
      `${entity}/${monthOf(to)}0`,
      knownAt,
      from,
      to,
      page.kind ?? null,
      page.limit,
    ],
  );
  const lines = await linesOf(
    db,
    vouchers.map(({ key }) => key),
  );
  return vouchers.map((voucher) => ({ ...voucher, lines: lines.get(voucher.key) ?? [] }));
};

const linesOf = async (
  db: Statements,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly JournalLine[]>> => {
  const found = new Map<string, JournalLine[]>();
  if (keys.length === 0) return found;
  // Lines stand behind their voucher's key and a slash; the next character after it is a nought.
  const rows = await db.query<JournalLine[]>(
    `SELECT p.voucher_key AS "voucherKey", p.line, p.account_code AS "accountCode",
       p.account_name AS "accountName", p.role, p.debit, p.credit, p.book_id AS "bookId",
       p.movement, p.source_stream AS "sourceStream", p.source_version AS "sourceVersion",
       p.source_event_id AS "sourceEventId"
     FROM unnest($1::text[]) WITH ORDINALITY AS v (key, at) CROSS JOIN LATERAL (
       SELECT * FROM read.posting
       WHERE key > v.key || '/' COLLATE "C" AND key < v.key || '0' COLLATE "C"
       ORDER BY key
     ) AS p ORDER BY v.at, p.key`,
    [keys],
  );
  for (const row of rows) {
    const known = found.get(row.voucherKey);
    if (known === undefined) found.set(row.voucherKey, [row]);
    else known.push(row);
  }
  return found;
};

/** Every voucher of a journal, read page by page: its size does not matter to memory. */
export async function* wholeJournal(
  db: Statements,
  scope: ReportScope,
  kind?: string,
): AsyncGenerator<JournalVoucher> {
  for (let after: string | undefined; ;) {
    const page = await journalPage(db, scope, { after, kind, limit: pageVouchers });
    yield* page;
    if (page.length < pageVouchers) return;
    after = page.at(-1)?.key;
  }
}
