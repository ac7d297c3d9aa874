import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their entries and what the entries come to, as the postings of the log make them. */
export class Accounts1795000000181 implements MigrationInterface {
  readonly name = 'Accounts1795000000181';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(accounts);
    await runner.query(entries);
    await runner.query(days);
    await runner.query(invoices);
    await runner.query(proceeds);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const accounts = `
  CREATE TABLE read.ledger_account (
    account_id    text   NOT NULL COLLATE "C",
    kind          text   NOT NULL COLLATE "C",
    owner         text   NOT NULL COLLATE "C",
    debit_minor   text   NOT NULL,
    credit_minor  text   NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT ledger_account_id PRIMARY KEY (account_id)
  );
  CREATE INDEX ledger_account_owner ON read.ledger_account (owner, account_id);
  CREATE INDEX ledger_account_kind ON read.ledger_account (kind, account_id);
  COMMENT ON TABLE read.ledger_account IS 'Turnover of each account, in fen as decimal text.';

  CREATE TABLE read.ledger_total (
    kind          text   NOT NULL COLLATE "C",
    debit_minor   text   NOT NULL,
    credit_minor  text   NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT ledger_total_kind PRIMARY KEY (kind)
  );
  COMMENT ON TABLE read.ledger_total IS
    'Turnover of all accounts of a kind: debits and credits of all kinds are equal.';
`;

const entries = `
  CREATE TABLE read.ledger_entry (
    entry_id        text   NOT NULL COLLATE "C",
    account_id      text   NOT NULL COLLATE "C",
    position        bigint NOT NULL,
    ordinal         bigint NOT NULL,
    on_date         text   NOT NULL COLLATE "C",
    stream          text   NOT NULL,
    event_type      text   NOT NULL,
    counter_account text   NOT NULL,
    side            text   NOT NULL,
    amount_minor    text   NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT ledger_entry_id PRIMARY KEY (entry_id)
  );
  CREATE INDEX ledger_entry_account
    ON read.ledger_entry (account_id, position DESC, ordinal DESC);
  CREATE INDEX ledger_entry_day ON read.ledger_entry (account_id, on_date, position, ordinal);
  COMMENT ON TABLE read.ledger_entry IS 'One row per leg of a posting.';
`;

const days = `
  CREATE TABLE read.ledger_day (
    day_id        text   NOT NULL COLLATE "C",
    account_id    text   NOT NULL COLLATE "C",
    on_date       text   NOT NULL COLLATE "C",
    debit_minor   text   NOT NULL,
    credit_minor  text   NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT ledger_day_id PRIMARY KEY (day_id)
  );
  CREATE INDEX ledger_day_account ON read.ledger_day (account_id, on_date);
  COMMENT ON TABLE read.ledger_day IS 'Turnover of an account on a day (Shanghai).';
`;

const invoices = `
  CREATE TABLE read.invoice (
    invoice_id      text   NOT NULL COLLATE "C",
    kind            text   NOT NULL,
    order_id        text   NOT NULL COLLATE "C",
    blue_invoice_id text,
    seller_party_id text   NOT NULL COLLATE "C",
    buyer_party_id  text   NOT NULL COLLATE "C",
    on_date         text   NOT NULL COLLATE "C",
    vat_rate        text   NOT NULL,
    gross_minor     text   NOT NULL,
    vat_minor       text   NOT NULL,
    position        bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT invoice_id PRIMARY KEY (invoice_id)
  );
  CREATE INDEX invoice_seller ON read.invoice (seller_party_id, on_date, position);
  CREATE INDEX invoice_buyer ON read.invoice (buyer_party_id, on_date, position);
  COMMENT ON TABLE read.invoice IS
    'What is to be invoiced: blue for a settled order, red for what was given back of it.';
`;

const proceeds = `
  CREATE TABLE read.pledge_proceeds (
    order_id      text   NOT NULL COLLATE "C",
    state         text   NOT NULL,
    pledgee_ids   text[] NOT NULL,
    pledges       jsonb  NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT pledge_proceeds_order PRIMARY KEY (order_id)
  );
  CREATE INDEX pledge_proceeds_pledgee ON read.pledge_proceeds USING gin (pledgee_ids);
  CREATE INDEX pledge_proceeds_order_of ON read.pledge_proceeds (first_position DESC);
  COMMENT ON TABLE read.pledge_proceeds IS
    'Orders whose proceeds pledgees have a claim on: bound by the sale, due with its settlement.';
`;
