import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an audience reads is kept by spans of positions: who reads most of what is recorded has a row
 * for many events. The rows are a fold of the log: they are made again from its beginning.
 */
export class FeedSpans1795000000260 implements MigrationInterface {
  readonly name = 'FeedSpans1795000000260';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE read.feed_entry;
      TRUNCATE read.feed_event, read.feed_sight;
      UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'feed';
      CREATE TABLE read.feed_span (
        key           text      NOT NULL COLLATE "C",
        span          bigint    NOT NULL,
        places        integer[] NOT NULL,
        levels        integer[] NOT NULL,
        categories    text[]    NOT NULL COLLATE "C",
        types         text[]    NOT NULL COLLATE "C",
        last_position bigint    NOT NULL,
        CONSTRAINT feed_span_key PRIMARY KEY (key)
      ) WITH (fillfactor = 75);
      COMMENT ON TABLE read.feed_span IS
        'Which events of a span of 32 positions an audience reads, in the order of the log.';
      COMMENT ON COLUMN read.feed_span.key IS 'Audience, @, and the number of the span in sixteen digits.';
      COMMENT ON COLUMN read.feed_span.places IS 'Places of the events within the span, ascending.';
      COMMENT ON COLUMN read.feed_span.levels IS 'Of each event: 1 outline, 2 facts, 3 in full.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
