import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The feed is sorted again: grantees have a name of their own among those who read. */
export class FeedAgain1795000000114 implements MigrationInterface {
  readonly name = 'FeedAgain1795000000114';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(again);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again from its beginning. */
const again = `
  TRUNCATE read.feed_event, read.feed_entry, read.feed_sight;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'feed';
`;
