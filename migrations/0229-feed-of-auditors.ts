import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An auditor reads every event: he walks the table of events, and has no entries beside it. */
export class FeedOfAuditors1795000000229 implements MigrationInterface {
  readonly name = 'FeedOfAuditors1795000000229';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM read.feed_entry WHERE key > 'auditors@' AND key < 'auditors@~'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
