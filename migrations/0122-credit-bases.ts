import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What credit lines rest on, made before anybody asks. */
export class CreditBases1795000000122 implements MigrationInterface {
  readonly name = 'CreditBases1795000000122';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(base);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const base = `
  CREATE TABLE read.credit_base (
    asset_id         text   NOT NULL COLLATE "C",
    holder_party_ids text[] NOT NULL,
    base             jsonb,
    title            jsonb,
    valuations       jsonb,
    last_position    bigint NOT NULL,
    CONSTRAINT credit_base_asset PRIMARY KEY (asset_id)
  );
  CREATE INDEX credit_base_holders ON read.credit_base USING gin (holder_party_ids);
  COMMENT ON TABLE read.credit_base IS
    'One row per asset that can be pledged: what a credit line on it rests on, as of its last event.';
`;
