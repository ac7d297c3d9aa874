import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of imports that were kept as drafts. */
export class ImportDrafts1795000000022 implements MigrationInterface {
  readonly name = 'ImportDrafts1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE read.asset_import ADD COLUMN drafted integer NOT NULL DEFAULT 0',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
