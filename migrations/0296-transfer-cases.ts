import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfers that wait for a transferee or for the registrar, by their last day. */
export class TransferCases1795000000296 implements MigrationInterface {
  readonly name = 'TransferCases1795000000296';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read.transfer_case (
        transfer_id        uuid   NOT NULL,
        asset_id           uuid   NOT NULL,
        registrar_party_id uuid   NOT NULL,
        party_ids          uuid[] NOT NULL,
        application        jsonb  NOT NULL,
        waiting_since      text   NOT NULL,
        case_due           text   NOT NULL COLLATE "C",
        last_position      bigint NOT NULL,
        CONSTRAINT transfer_case_id PRIMARY KEY (transfer_id)
      );
      CREATE INDEX transfer_case_due ON read.transfer_case (case_due, transfer_id);
      CREATE INDEX transfer_case_registrar
        ON read.transfer_case (registrar_party_id, case_due, transfer_id);
      CREATE INDEX transfer_case_parties ON read.transfer_case USING gin (party_ids);
      CREATE INDEX transfer_case_asset ON read.transfer_case (asset_id);
      COMMENT ON TABLE read.transfer_case IS
        'One row per transfer that somebody still has to join or to decide.';
      COMMENT ON COLUMN read.transfer_case.case_due IS
        'Its last day; 9999-12-31 where it has none.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
