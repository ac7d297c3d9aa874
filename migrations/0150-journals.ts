import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months, drafts and runs as an entity's accountants list them, and books as runs find them. */
export class Journals1795000000150 implements MigrationInterface {
  readonly name = 'Journals1795000000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(period);
    await runner.query(draft);
    await runner.query(run);
    await runner.query(book);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const period = `
  CREATE TABLE read.accounting_period (
    key             text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    month           text    NOT NULL COLLATE "C",
    state           text    NOT NULL,
    vouchers        integer NOT NULL,
    drafts          integer NOT NULL,
    closed_by       text,
    sealed_version  integer,
    sealed_digest   text,
    approved_on     text,
    last_position   bigint  NOT NULL,
    CONSTRAINT accounting_period_key PRIMARY KEY (key)
  );
  CREATE INDEX accounting_period_month ON read.accounting_period (entity_party_id, month DESC);
  COMMENT ON TABLE read.accounting_period IS 'One row per entity and month; its key is entity/month.';
`;

const draft = `
  CREATE TABLE read.voucher_draft (
    draft_id        text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    content         jsonb   NOT NULL,
    prepared_at     text    NOT NULL COLLATE "C",
    prepared_position bigint NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT voucher_draft_id PRIMARY KEY (draft_id)
  );
  CREATE INDEX voucher_draft_waiting ON read.voucher_draft (entity_party_id, prepared_position);
  COMMENT ON TABLE read.voucher_draft IS 'Vouchers that wait for a reviewer; decided ones are gone.';
`;

const run = `
  CREATE TABLE read.amortisation_run (
    run_id          text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    month           text    NOT NULL COLLATE "C",
    state           text    NOT NULL,
    examined        integer NOT NULL,
    books           integer NOT NULL,
    vouchers        integer NOT NULL,
    total           text,
    digest          text,
    started_at      text    NOT NULL COLLATE "C",
    completed_at    text    COLLATE "C",
    started_position bigint NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT amortisation_run_id PRIMARY KEY (run_id)
  );
  CREATE INDEX amortisation_run_month
    ON read.amortisation_run (entity_party_id, month, started_position DESC);
  COMMENT ON TABLE read.amortisation_run IS 'One row per run over the books of an entity.';
`;

const book = `
  CREATE TABLE read.entity_book (
    book_id         text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    is_amortised    boolean NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT entity_book_id PRIMARY KEY (book_id)
  );
  CREATE INDEX entity_book_amortised ON read.entity_book (entity_party_id, book_id)
    WHERE is_amortised;
  COMMENT ON TABLE read.entity_book IS 'Ids of books by entity; figures are read from the log.';
`;
