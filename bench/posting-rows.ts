/**
 * Lays out the postings of an entity as the projection would have written them: a purchase of each
 * book in December 2024, a voucher apiece, and nine months of amortisation in 2025, a hundred books
 * to a voucher. There are no books behind them in the log, so no line names the version of a fact:
 * files look for the books and have nothing to compare.
 */
export interface PostingSeed {
  readonly entityPartyId: string;
  readonly books: number;
  /** Positions from here on. */
  readonly position: number;
}

interface Client {
  query(sql: string, values?: readonly unknown[]): Promise<unknown>;
}

/** Books whose charge one voucher posts. */
const booksPerVoucher = 100;

/** Lines of all vouchers, before they are given sums. */
const lines = `
  CREATE TEMPORARY TABLE line AS
  WITH book AS (
    SELECT n, md5($1 || n)::uuid::text AS id FROM generate_series(1, $2::integer) AS n
  )
  SELECT '2024-12' AS month, n AS number, '2024-12-10' AS date, 'fact' AS kind, l.line, l.code,
    l.name, l.role, l.debit, l.credit, CASE WHEN l.line = 1 THEN id END AS book,
    CASE WHEN l.line = 1 THEN 'intangible/cost/purchase/purchased' END AS movement
  FROM book CROSS JOIN (VALUES
    (1, '1701.01', '无形资产/数据资源', 'intangible', 3600000, 0),
    (2, '1002', '银行存款', 'bank', 0, 3600000)
  ) AS l (line, code, name, role, debit, credit)
  UNION ALL
  SELECT month, (n - 1) / ${booksPerVoucher} + 1, month || '-28', 'amortisation',
    (n - 1) % ${booksPerVoucher} + 2, '1702.01', '累计摊销/数据资源', 'accumulatedAmortisation', 0,
    100000, id, 'intangible/amortisation/charge/purchased'
  FROM book CROSS JOIN (SELECT '2025-0' || m AS month FROM generate_series(1, 9) AS m) AS months
  UNION ALL
  SELECT month, (n - 1) / ${booksPerVoucher} + 1, month || '-28', 'amortisation', 1, '6602',
    '管理费用', 'administrationExpense', 100000 * count(*), 0, NULL, NULL
  FROM book CROSS JOIN (SELECT '2025-0' || m AS month FROM generate_series(1, 9) AS m) AS months
  GROUP BY month, (n - 1) / ${booksPerVoucher} + 1`;

const steps = (
  seed: PostingSeed,
): readonly (readonly [sql: string, values: readonly unknown[]])[] => {
  const { entityPartyId: entity, books, position } = seed;
  return [
    ['DROP TABLE IF EXISTS line, placed', []],
    [lines, [entity, books]],
    [
      `CREATE TEMPORARY TABLE placed AS SELECT *,
         $1 || '/' || month || '/' || lpad(number::text, 9, '0') AS voucher,
         left(md5(concat_ws('|', $1, date, code, movement)), 22) AS sum_key,
         $2::bigint + dense_rank() OVER (ORDER BY month, number) AS position
       FROM line`,
      [entity, position],
    ],
    [
      `INSERT INTO read.voucher (key, entity_party_id, month, number, kind, date, summary,
         attachments, preparer, chart_policy, chart_version, amounts, stream, version, event_id,
         recorded_at, position, last_position)
       SELECT voucher, $1, month, number, kind, date, '数据资源', '{}', 'system',
         'chart-of-accounts', 1, array_agg(debit - credit ORDER BY line),
         'journal-' || $1 || '-' || month, number, md5(voucher)::uuid::text,
         '2025-12-01T00:00:00.' || lpad((position % 1000000)::text, 6, '0') || 'Z', position,
         position
       FROM placed GROUP BY voucher, month, number, kind, date, position`,
      [entity],
    ],
    [
      `INSERT INTO read.posting (key, entity_party_id, voucher_key, line, date, report_date,
         account_code, account_name, general_code, general_name, role, debit, credit, book_id,
         movement, source_stream, source_version, source_event_id, sum_key, sum_debit, sum_credit,
         position, last_position)
       SELECT voucher || '/' || lpad(line::text, 9, '0'), $1, voucher, line, date, date, code, name,
         split_part(code, '.', 1), split_part(name, '/', 1), role, debit, credit, book, movement,
         'book-' || book, NULL, book, sum_key,
         sum(debit) OVER running, sum(credit) OVER running, position, position
       FROM placed WINDOW running AS (PARTITION BY sum_key ORDER BY position, line)`,
      [entity],
    ],
    [
      `INSERT INTO read.posting_sum (key, entity_party_id, date, report_date, account_code,
         account_name, general_code, general_name, role, has_book, movement, is_opening, debit,
         credit, last_position)
       SELECT sum_key, $1, date, date, code, name, split_part(code, '.', 1),
         split_part(name, '/', 1), role, bool_or(book IS NOT NULL), movement, false, sum(debit),
         sum(credit), max(position)
       FROM placed GROUP BY sum_key, date, code, name, role, movement`,
      [entity],
    ],
    [
      `INSERT INTO read.posting_book (key, entity_party_id, book_id, carried_as, cost_debit,
         last_position)
       SELECT book || '/intangible', $1, book, 'intangible', sum(debit), max(position)
       FROM placed WHERE book IS NOT NULL GROUP BY book`,
      [entity],
    ],
    [
      `INSERT INTO read.book_note (book_id, entity_party_id, name, carried_as, method, months,
         life_from, life_on, facts, last_position)
       SELECT book, $1, '数据集 ' || min(number), 'intangible', 'straightLine', 36, '2025-01',
         '2024-12-10', '[]', max(position)
       FROM placed WHERE kind = 'fact' AND book IS NOT NULL GROUP BY book`,
      [entity],
    ],
    ['DROP TABLE line, placed', []],
  ];
};

/** Writes the rows; the indexes are those of the migrations. */
export const seedPostings = async (client: Client, seed: PostingSeed): Promise<void> => {
  for (const [sql, values] of steps(seed)) await client.query(sql, values);
  await client.query('ANALYZE read.voucher, read.posting, read.posting_sum, read.posting_book');
  await client.query('ANALYZE read.book_note');
};
