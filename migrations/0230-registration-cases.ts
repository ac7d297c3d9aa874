import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a registrar or an applicant has to do with an asset, and by when. */
export class RegistrationCases1795000000230 implements MigrationInterface {
  readonly name = 'RegistrationCases1795000000230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cases);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** Most assets have nothing to be done: the indexes hold the few that do. */
const cases = `
  ALTER TABLE read.asset
    ADD COLUMN tasks jsonb,
    ADD COLUMN case_due text COLLATE "C";
  CREATE INDEX asset_case ON read.asset (case_due, asset_id) WHERE case_due IS NOT NULL;
  CREATE INDEX asset_case_registrar ON read.asset (registrar_party_id, case_due, asset_id)
    WHERE case_due IS NOT NULL;
  CREATE INDEX asset_case_applicant ON read.asset (applicant_party_id, case_due, asset_id)
    WHERE case_due IS NOT NULL;
  COMMENT ON COLUMN read.asset.case_due IS 'Earliest last day of what is to be done.';
`;
