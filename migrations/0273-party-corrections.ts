import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other classes that were proposed for an organisation; as of today nobody has proposed any. */
export class PartyCorrections1795000000273 implements MigrationInterface {
  readonly name = 'PartyCorrections1795000000273';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE read.party ADD COLUMN corrections jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
