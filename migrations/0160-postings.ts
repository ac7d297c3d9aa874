import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vouchers and their lines as posted, and the daily sums that every report is made from. */
export class Postings1795000000160 implements MigrationInterface {
  readonly name = 'Postings1795000000160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(balance);
    await runner.query(voucher);
    await runner.query(posting);
    await runner.query(sums);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** A check, not a trigger: it is copied with the table when that is made anew. */
const balance = `
  CREATE FUNCTION read.is_balanced(amounts bigint[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT coalesce(sum(one), 0) = 0 FROM unnest(amounts) AS one);
  COMMENT ON FUNCTION read.is_balanced IS 'Whether debits (positive) and credits (negative) cancel out.';
`;

const voucher = `
  CREATE TABLE read.voucher (
    key              text    NOT NULL COLLATE "C",
    entity_party_id  text    NOT NULL COLLATE "C",
    month            text    NOT NULL COLLATE "C",
    number           integer NOT NULL,
    kind             text    NOT NULL,
    date             text    NOT NULL COLLATE "C",
    concerns_month   text    COLLATE "C",
    restated_month   text    COLLATE "C",
    summary          text    NOT NULL,
    attachments      text[]  NOT NULL,
    preparer         text    NOT NULL,
    reviewer         text,
    chart_policy     text    NOT NULL,
    chart_version    integer NOT NULL,
    reverses_month   text,
    reverses_number  integer,
    amounts          bigint[] NOT NULL,
    stream           text    NOT NULL COLLATE "C",
    version          integer NOT NULL,
    event_id         text    NOT NULL,
    recorded_at      text    NOT NULL COLLATE "C",
    position         bigint  NOT NULL,
    last_position    bigint  NOT NULL,
    CONSTRAINT voucher_key PRIMARY KEY (key),
    CONSTRAINT voucher_balances CHECK (read.is_balanced(amounts))
  );
  CREATE INDEX voucher_recorded ON read.voucher (entity_party_id, recorded_at, position);
  CREATE INDEX voucher_kind ON read.voucher (entity_party_id, kind, key);
  CREATE INDEX voucher_restating ON read.voucher (entity_party_id, restated_month)
    WHERE restated_month IS NOT NULL;
  COMMENT ON TABLE read.voucher IS 'One row per posted voucher; its key is entity/month/number.';
  COMMENT ON COLUMN read.voucher.amounts IS 'Fen of each line, credits negative: a voucher that does not balance is refused.';
`;

const posting = `
  CREATE TABLE read.posting (
    key             text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    voucher_key     text    NOT NULL COLLATE "C",
    line            integer NOT NULL,
    date            text    NOT NULL COLLATE "C",
    report_date     text    NOT NULL COLLATE "C",
    account_code    text    NOT NULL COLLATE "C",
    account_name    text    NOT NULL,
    general_code    text    NOT NULL COLLATE "C",
    general_name    text    NOT NULL,
    role            text    NOT NULL,
    debit           bigint  NOT NULL,
    credit          bigint  NOT NULL,
    book_id         text    COLLATE "C",
    movement        text    COLLATE "C",
    source_stream   text,
    source_version  integer,
    source_event_id text,
    sum_key         text    NOT NULL COLLATE "C",
    sum_debit       bigint  NOT NULL,
    sum_credit      bigint  NOT NULL,
    position        bigint  NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT posting_key PRIMARY KEY (key)
  );
  CREATE INDEX posting_voucher ON read.posting (voucher_key, line);
  CREATE INDEX posting_account ON read.posting (entity_party_id, account_code, date, key);
  CREATE INDEX posting_movement ON read.posting (entity_party_id, movement, report_date, key)
    WHERE movement IS NOT NULL;
  CREATE INDEX posting_of_book ON read.posting (entity_party_id, book_id, report_date)
    WHERE book_id IS NOT NULL;
  CREATE INDEX posting_sum_at ON read.posting (sum_key, position DESC, line DESC);
  COMMENT ON TABLE read.posting IS 'One row per line of a posted voucher. Amounts are fen.';
  COMMENT ON COLUMN read.posting.account_code IS 'The account that was posted to; general_code is the one above it, or itself.';
  COMMENT ON COLUMN read.posting.sum_debit IS 'Sum of its sum_key after this line: what was known at any position is one look-up.';
`;

const sums = `
  CREATE TABLE read.posting_sum (
    key             text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    date            text    NOT NULL COLLATE "C",
    report_date     text    NOT NULL COLLATE "C",
    account_code    text    NOT NULL COLLATE "C",
    account_name    text    NOT NULL,
    general_code    text    NOT NULL COLLATE "C",
    general_name    text    NOT NULL,
    role            text    NOT NULL,
    has_book        boolean NOT NULL,
    movement        text    COLLATE "C",
    is_opening      boolean NOT NULL,
    debit           bigint  NOT NULL,
    credit          bigint  NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT posting_sum_key PRIMARY KEY (key)
  );
  CREATE INDEX posting_sum_account ON read.posting_sum (entity_party_id, account_code, date);
  CREATE INDEX posting_sum_day ON read.posting_sum (entity_party_id, date);
  COMMENT ON TABLE read.posting_sum IS 'Postings of a day by account and cell of the tables: reports read these, however many postings there are.';
`;
