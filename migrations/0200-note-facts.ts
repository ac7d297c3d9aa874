import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What notes say as of an earlier day, and the order in which books are compared with the ledger. */
export class NoteFacts1795000000200 implements MigrationInterface {
  readonly name = 'NoteFacts1795000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE read.book_note ADD COLUMN told_on text COLLATE "C";
      COMMENT ON COLUMN read.book_note.told_on IS 'Last day of any fact told of: a note of that day or later needs the columns alone.';
      COMMENT ON COLUMN read.book_note.facts IS 'Estimates, losses, lapses and classifications with their days and positions, those taken back too.';
    `);
    await runner.query(`
      CREATE INDEX book_note_recent ON read.book_note (entity_party_id, last_position);
      CREATE INDEX book_note_in_order ON read.book_note (entity_party_id, book_id);
      COMMENT ON INDEX read.book_note_in_order IS 'Books of an entity in an order that a check goes round in.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
