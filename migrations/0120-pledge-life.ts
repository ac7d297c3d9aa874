import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pledge's whole life in its row, and what of it waits for its time. */
export class PledgeLife1795000000120 implements MigrationInterface {
  readonly name = 'PledgeLife1795000000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(again);
    await runner.query(columns);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

/** The rows are a fold of the log: they are made again with the new columns, from its beginning. */
const again = `
  TRUNCATE read.pledge;
  UPDATE read.checkpoint SET position = 0, epoch = epoch + 1 WHERE name = 'pledge';
`;

const columns = `
  ALTER TABLE read.pledge
    ADD COLUMN release_due_on text COLLATE "C",
    ADD COLUMN due_at         text COLLATE "C",
    ADD COLUMN pledge         jsonb NOT NULL;
  CREATE INDEX pledge_due ON read.pledge (due_at, pledge_id) WHERE due_at IS NOT NULL;
  COMMENT ON COLUMN read.pledge.release_due_on
    IS 'Inclusive last day for a release that the pledgor demanded; null: nobody did.';
  COMMENT ON COLUMN read.pledge.due_at
    IS 'Instant from which something of it has lapsed and is to be written down; null: never.';
`;
