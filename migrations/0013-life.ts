import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the clock makes of an asset by itself, and what a certificate says after it was issued. */
export class Life1795000000013 implements MigrationInterface {
  readonly name = 'Life1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(due);
    await runner.query(certificate);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const due = `
  ALTER TABLE read.asset
    ADD COLUMN due_on text,
    ADD COLUMN due_state text;
  CREATE INDEX asset_due_on ON read.asset (due_on, asset_id) WHERE due_on IS NOT NULL;
  COMMENT ON COLUMN read.asset.due_on IS
    'From this day on the asset is in due_state, whether or not an event says so.';
`;

const certificate = `
  ALTER TABLE read.certificate
    ADD COLUMN scheme text NOT NULL DEFAULT 'in-house',
    ADD COLUMN state text NOT NULL DEFAULT 'valid',
    ADD COLUMN entries jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN waiting_since text;
  CREATE INDEX certificate_waiting ON read.certificate (waiting_since, asset_id)
    WHERE waiting_since IS NOT NULL;
  COMMENT ON COLUMN read.certificate.waiting_since IS
    'When the asset was registered, until its number is drawn.';
`;
