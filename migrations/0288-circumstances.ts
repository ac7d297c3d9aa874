import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the data came about: an exported ledger says it, so that an import applies for the same. */
export class Circumstances1795000000288 implements MigrationInterface {
  readonly name = 'Circumstances1795000000288';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.asset ADD COLUMN circumstances jsonb;
      COMMENT ON COLUMN read.asset.circumstances IS
        'How the data came about, where the right to register depends on it; null: nothing stated.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
