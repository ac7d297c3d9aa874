import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last compliance assessment of an offer. */
export class OfferAssessment1795000000190 implements MigrationInterface {
  readonly name = 'OfferAssessment1795000000190';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.offer_view ADD COLUMN assessment jsonb;
      COMMENT ON COLUMN read.offer_view.assessment IS
        'The last compliance assessment; null where there was none.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
