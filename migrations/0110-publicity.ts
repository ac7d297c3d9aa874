import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Terms of the review and of publicity, and the public list of what is in publicity. */
export class Publicity1795000000110 implements MigrationInterface {
  readonly name = 'Publicity1795000000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(terms);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const terms = `
  ALTER TABLE read.asset
    ADD COLUMN review_by text,
    ADD COLUMN publicity_from text,
    ADD COLUMN publicity_until text,
    ADD COLUMN withheld_reason text;
  CREATE INDEX asset_publicity ON read.asset (publicity_until, applied_position)
    WHERE state = 'publicised' AND withheld_reason IS NULL;
  COMMENT ON COLUMN read.asset.publicity_until IS 'Inclusive last day of publicity.';
`;
