import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the notes say beside the tables: books' estimates and tests, and bars on titles. */
export class Disclosures1795000000161 implements MigrationInterface {
  readonly name = 'Disclosures1795000000161';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(bookNotes);
    await runner.query(bookSums);
    await runner.query(bars);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const bookNotes = `
  CREATE TABLE read.book_note (
    book_id         text    NOT NULL COLLATE "C",
    entity_party_id text    NOT NULL COLLATE "C",
    name            text    NOT NULL,
    asset_id        text    COLLATE "C",
    carried_as      text    COLLATE "C",
    ended_on        text    COLLATE "C",
    method          text,
    months          integer,
    life_from       text    COLLATE "C",
    life_on         text    COLLATE "C",
    changed_on      text    COLLATE "C",
    measured_on     text    COLLATE "C",
    facts           jsonb   NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT book_note_id PRIMARY KEY (book_id)
  );
  CREATE INDEX book_note_entity ON read.book_note (entity_party_id, carried_as, method, months);
  CREATE INDEX book_note_changed ON read.book_note (entity_party_id, changed_on)
    WHERE changed_on IS NOT NULL;
  CREATE INDEX book_note_measured ON read.book_note (entity_party_id, measured_on)
    WHERE measured_on IS NOT NULL;
  CREATE INDEX book_note_asset ON read.book_note (entity_party_id, asset_id)
    WHERE asset_id IS NOT NULL;
  COMMENT ON TABLE read.book_note IS 'One row per book: what text disclosures say of it.';
  COMMENT ON COLUMN read.book_note.facts IS 'Estimates, impairments and write-downs with their days.';
`;

const bookSums = `
  CREATE TABLE read.posting_book (
    key             text   NOT NULL COLLATE "C",
    entity_party_id text   NOT NULL COLLATE "C",
    book_id         text   NOT NULL COLLATE "C",
    carried_as      text   NOT NULL COLLATE "C",
    cost_debit      bigint NOT NULL,
    last_position   bigint NOT NULL,
    CONSTRAINT posting_book_key PRIMARY KEY (key)
  );
  CREATE INDEX posting_book_cost ON read.posting_book (entity_party_id, carried_as, cost_debit DESC);
  COMMENT ON TABLE read.posting_book IS 'Cost ever debited to a book, in fen: its carrying amount was never more, so the significant books are among the first.';
`;

const bars = `
  CREATE TABLE read.title_bar (
    bar_id        text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    ground        text   NOT NULL,
    authority     text   NOT NULL,
    from_on       text   NOT NULL COLLATE "C",
    until_on      text   COLLATE "C",
    lifted_on     text   COLLATE "C",
    last_position bigint NOT NULL,
    CONSTRAINT title_bar_id PRIMARY KEY (bar_id)
  );
  CREATE INDEX title_bar_asset ON read.title_bar (asset_id);
  COMMENT ON TABLE read.title_bar IS 'Every bar with its days, lifted ones too: what was restricted on a day.';
`;
