import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an event says is read from the log: the feed's table no longer holds it a second time. */
export class FeedWithoutBodies1795000000228 implements MigrationInterface {
  readonly name = 'FeedWithoutBodies1795000000228';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(change);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const change = `
  ALTER TABLE read.feed_event DROP COLUMN body;
  ALTER TABLE read.feed_event RESET (toast_tuple_target);
  COMMENT ON TABLE read.feed_event IS
    'Where events of the feed stand; what they say is read from the log.';
`;
