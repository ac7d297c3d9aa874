import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The change feed: every event sorted by who may read it. */
export class Feed1795000000100 implements MigrationInterface {
  readonly name = 'Feed1795000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const tables = `
  CREATE TABLE read.feed_event (
    position      bigint  NOT NULL,
    stream        text    NOT NULL COLLATE "C",
    version       integer NOT NULL,
    type          text    NOT NULL COLLATE "C",
    body          json    NOT NULL,
    last_position bigint  NOT NULL,
    CONSTRAINT feed_event_position PRIMARY KEY (position)
  );
  CREATE INDEX feed_event_stream ON read.feed_event (stream, position);
  COMMENT ON TABLE read.feed_event IS 'Events as the feed hands them out, without confidential members.';

  CREATE TABLE read.feed_entry (
    key           text     NOT NULL COLLATE "C",
    position      bigint   NOT NULL,
    level         smallint NOT NULL,
    category      text     NOT NULL COLLATE "C",
    type          text     NOT NULL COLLATE "C",
    last_position bigint   NOT NULL,
    CONSTRAINT feed_entry_key PRIMARY KEY (key)
  );
  COMMENT ON TABLE read.feed_entry IS 'Which audience reads which event, in the order of the log.';
  COMMENT ON COLUMN read.feed_entry.key IS 'Audience, @, and the position in sixteen digits.';
  COMMENT ON COLUMN read.feed_entry.level IS '1 outline, 2 facts, 3 in full.';

  CREATE TABLE read.feed_sight (
    key           text   NOT NULL COLLATE "C",
    grounds       json   NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT feed_sight_key PRIMARY KEY (key)
  );
  COMMENT ON TABLE read.feed_sight IS 'Who may read what comes next in a stream, or of an asset.';
`;
