import { lastDayOf, monthOf } from '@ledger/domain/month.js';
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
  const begin = `${entity}/${monthOf(from)}/`;
  const values: unknown[] = [
    // A cursor is what the caller says it is: before the entity's own keys nothing is his.
    page.after !== undefined && page.after > begin ? page.after : begin,
    `${entity}/${monthOf(to)}0`,
    page.limit,
  ];
  const where = (condition: string, ...more: readonly unknown[]): string => {
    const first = values.push(...more) - more.length + 1;
    return more.reduce<string>(
      (sql, _, at) => sql.replace('?', `$${first + at}`),
      ` AND ${condition}`,
    );
  };
  // Only what is asked for is a condition, so that the journal's own order is what is walked.
  const conditions = [
    scope.isLatest ? '' : where('position <= ?', knownAt),
    page.kind === undefined ? '' : where('entity_party_id = ? AND kind = ?', entity, page.kind),
    isOfWholeMonths(scope) ? '' : where("greatest(date, month || '-01') BETWEEN ? AND ?", from, to),
  ];
  const vouchers = await db.query<Omit<JournalVoucher, 'lines'>[]>(
    `SELECT key, entity_party_id AS "entityPartyId", month, number, kind, date,
       concerns_month AS "concernsMonth", restated_month AS "restatedMonth", summary, attachments,
       preparer, reviewer, chart_policy AS "chartPolicy", chart_version AS "chartVersion",
       reverses_month AS "reversesMonth", reverses_number AS "reversesNumber", stream, version,
       event_id AS "eventId", recorded_at AS "recordedAt", position::float8 AS position
     FROM read.voucher WHERE key > $1 AND key < $2${conditions.join('')} ORDER BY key LIMIT $3`,
    values,
  );
  const lines = await linesOf(
    db,
    vouchers.map(({ key }) => key),
  );
  return vouchers.map((voucher) => ({ ...voucher, lines: lines.get(voucher.key) ?? [] }));
};

const isOfWholeMonths = ({ from, to }: ReportScope): boolean =>
  from.endsWith('-01') && to === lastDayOf(monthOf(to));

const linesOf = async (
  db: Statements,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly JournalLine[]>> => {
  const found = new Map<string, JournalLine[]>();
  if (keys.length === 0) return found;
  const rows = await db.query<JournalLine[]>(
    `SELECT voucher_key AS "voucherKey", line, account_code AS "accountCode",
       account_name AS "accountName", role, debit, credit, book_id AS "bookId", movement,
       source_stream AS "sourceStream", source_version AS "sourceVersion",
       source_event_id AS "sourceEventId"
     FROM read.posting WHERE voucher_key = ANY($1) ORDER BY voucher_key, line`,
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
