import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Books as their entity lists them; figures come from the log. */
export class Books1795000000140 implements MigrationInterface {
  readonly name = 'Books1795000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(books);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const books = `
  CREATE TABLE read.book (
    book_id         text   NOT NULL COLLATE "C",
    entity_party_id text   NOT NULL COLLATE "C",
    name            text   NOT NULL,
    lot             text,
    source          text   NOT NULL,
    status          text   NOT NULL,
    steps           text[] NOT NULL,
    asset_id        text   COLLATE "C",
    opened_position bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT book_id PRIMARY KEY (book_id)
  );
  CREATE INDEX book_entity ON read.book (entity_party_id, opened_position DESC);
  CREATE INDEX book_entity_status ON read.book (entity_party_id, status, opened_position DESC);
  CREATE INDEX book_entity_asset ON read.book (entity_party_id, asset_id, opened_position DESC)
    WHERE asset_id IS NOT NULL;
  CREATE INDEX book_opened ON read.book (opened_position DESC);
  COMMENT ON TABLE read.book IS 'One row per unit of account.';
  COMMENT ON COLUMN read.book.steps IS 'Version and status of each fact that set one.';
`;
