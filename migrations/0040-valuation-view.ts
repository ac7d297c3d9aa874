import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appraisals as they are listed for an asset. */
export class ValuationView1795000000040 implements MigrationInterface {
  readonly name = 'ValuationView1795000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const table = `
  CREATE TABLE read.valuation_view (
    valuation_id  text   NOT NULL COLLATE "C",
    asset_id      text   NOT NULL COLLATE "C",
    appraisal     jsonb  NOT NULL,
    title_version bigint NOT NULL,
    version       bigint NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT valuation_view_id PRIMARY KEY (valuation_id)
  );
  CREATE INDEX valuation_view_asset ON read.valuation_view (asset_id, version DESC);
  COMMENT ON TABLE read.valuation_view IS 'One row per recorded appraisal.';
  COMMENT ON COLUMN read.valuation_view.version IS 'Its place in the asset''s valuation stream.';
`;
