import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the exchange suggests to the accountants of buyer and seller. */
export class AccountingSuggestions1795000000141 implements MigrationInterface {
  readonly name = 'AccountingSuggestions1795000000141';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(suggestions);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const suggestions = `
  CREATE TABLE read.accounting_suggestion (
    suggestion_id text   NOT NULL COLLATE "C",
    order_id      text   NOT NULL COLLATE "C",
    side          text   NOT NULL,
    party_id      text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    name          text   NOT NULL,
    deal          text   NOT NULL,
    net           text   NOT NULL,
    vat           text   NOT NULL,
    refunded      text   NOT NULL,
    state         text   NOT NULL,
    due_on        text   COLLATE "C",
    book_id       text   COLLATE "C",
    told_position bigint NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT suggestion_id PRIMARY KEY (suggestion_id)
  );
  CREATE INDEX accounting_suggestion_party
    ON read.accounting_suggestion (party_id, state, told_position DESC, suggestion_id DESC);
  CREATE INDEX accounting_suggestion_state
    ON read.accounting_suggestion (state, told_position DESC, suggestion_id DESC);
  COMMENT ON TABLE read.accounting_suggestion IS
    'One row per order and side. Amounts are yuan as decimal text.';
`;
