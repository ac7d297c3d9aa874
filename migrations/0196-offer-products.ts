import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers with what the register says of their data, a sample, and what they are found by. */
export class OfferProducts1795000000196 implements MigrationInterface {
  readonly name = 'OfferProducts1795000000196';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again from its beginning. */
const columns = `
  TRUNCATE read.offer_view;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'offer-view';
  ALTER TABLE read.offer_view
    ADD COLUMN sheet              jsonb,
    ADD COLUMN sample             jsonb,
    ADD COLUMN search_text        text NOT NULL,
    ADD COLUMN terms              text NOT NULL,
    ADD COLUMN price_minor        bigint,
    ADD COLUMN quality_hundredths bigint;
  DROP INDEX read.offer_view_listed;
  CREATE INDEX offer_view_listed ON read.offer_view (first_position DESC, until)
    WHERE stage = 'listed';
  CREATE INDEX offer_view_terms ON read.offer_view USING gin (string_to_array(terms, ' '));
  COMMENT ON COLUMN read.offer_view.sheet IS
    'What the register said of the data at the last listing or revision.';
  COMMENT ON COLUMN read.offer_view.terms IS
    'Terms of texts (pairs of Chinese characters, threes of others) and facts, parted by blanks.';
  COMMENT ON COLUMN read.offer_view.price_minor IS
    'What it costs at least, in fen; null where it is to be agreed.';
  COMMENT ON COLUMN read.offer_view.quality_hundredths IS
    'Quality in hundredths of a point, cut off; null where it was not assessed.';
`;
