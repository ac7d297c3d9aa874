import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facilities as their sides list them, and as processes find those that something concerns. */
export class Financings1795000000130 implements MigrationInterface {
  readonly name = 'Financings1795000000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(financing);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const financing = `
  CREATE TABLE read.financing (
    financing_id       text   NOT NULL COLLATE "C",
    borrower_party_id  text   NOT NULL COLLATE "C",
    lender_party_id    text   NOT NULL COLLATE "C",
    status             text   NOT NULL,
    asset_ids          text[] NOT NULL,
    holding_ids        text[] NOT NULL,
    contract_digest    text,
    until              text   NOT NULL COLLATE "C",
    line_minor         text   NOT NULL,
    balance_minor      text   NOT NULL,
    is_breached        boolean NOT NULL,
    requested_position bigint NOT NULL,
    last_position      bigint NOT NULL,
    CONSTRAINT financing_id PRIMARY KEY (financing_id)
  );
  CREATE INDEX financing_borrower ON read.financing (borrower_party_id, requested_position DESC);
  CREATE INDEX financing_lender ON read.financing (lender_party_id, requested_position DESC);
  CREATE INDEX financing_requested ON read.financing (requested_position DESC);
  CREATE INDEX financing_contract ON read.financing (contract_digest, lender_party_id);
  CREATE INDEX financing_assets ON read.financing USING gin (asset_ids);
  CREATE INDEX financing_open ON read.financing (financing_id)
    WHERE status IN ('accepted', 'perfected', 'defaulted');
  COMMENT ON TABLE read.financing IS 'One row per facility. Amounts are fen as decimal text.';
`;
