import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What assets were made from, to be walked in both directions. */
export class Lineage1795000000092 implements MigrationInterface {
  readonly name = 'Lineage1795000000092';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lineage);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const lineage = `
  CREATE TABLE read.lineage (
    asset_id      uuid   NOT NULL,
    source_ids    uuid[] NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT lineage_asset PRIMARY KEY (asset_id)
  );
  CREATE INDEX lineage_sources ON read.lineage USING gin (source_ids);
  COMMENT ON TABLE read.lineage IS 'One row per asset that names sources.';
`;
