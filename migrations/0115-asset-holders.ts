import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assets are listed again: their rights and holders follow what certificates were adjusted to. */
export class AssetHolders1795000000115 implements MigrationInterface {
  readonly name = 'AssetHolders1795000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(again);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again from its beginning. */
const again = `
  TRUNCATE read.asset;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'asset';
`;
