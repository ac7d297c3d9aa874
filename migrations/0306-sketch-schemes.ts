import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In-house ledgers are not compared with: they claim nothing against others. */
export class SketchSchemes1795000000306 implements MigrationInterface {
  readonly name = 'SketchSchemes1795000000306';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.asset_sketch ADD COLUMN scheme text;
      COMMENT ON COLUMN read.asset_sketch.scheme IS
        'Scheme of the application; null where the fingerprint came with a change.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
