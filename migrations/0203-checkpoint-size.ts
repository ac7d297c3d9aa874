import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A checkpoint is of a size, whatever the positions: kept checkpoints move with the log to another
 * store, where the same events have other positions.
 */
export class CheckpointSize1795000000203 implements MigrationInterface {
  readonly name = 'CheckpointSize1795000000203';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evidence.checkpoint DROP COLUMN position');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
