import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data assets as they are listed and looked up, and who besides the applicant may see them. */
export class Assets1795000000011 implements MigrationInterface {
  readonly name = 'Assets1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(asset);
    await runner.query(assetReader);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const asset = `
  CREATE TABLE read.asset (
    asset_id              uuid    NOT NULL,
    state                 text    NOT NULL,
    scheme                text    NOT NULL,
    applicant_party_id    uuid    NOT NULL,
    registrar_party_id    uuid    NOT NULL,
    external_number       text,
    industry              text,
    source                text    NOT NULL,
    category              text,
    grade                 text,
    search_text           text    NOT NULL,
    description           jsonb   NOT NULL,
    rights                jsonb   NOT NULL,
    warnings              jsonb   NOT NULL,
    rejection_ground      text,
    rejection_explanation text,
    certificate_no        text,
    submitted_at          text    NOT NULL,
    registered_at         text,
    registered_on         text,
    applied_position      bigint  NOT NULL,
    version               integer NOT NULL,
    last_position         bigint  NOT NULL,
    CONSTRAINT asset_id PRIMARY KEY (asset_id)
  );
  CREATE INDEX asset_applied ON read.asset (applied_position DESC);
  CREATE INDEX asset_applicant_applied
    ON read.asset (applicant_party_id, applied_position DESC);
  CREATE INDEX asset_applicant_registered
    ON read.asset (applicant_party_id, registered_on) WHERE registered_on IS NOT NULL;
  CREATE INDEX asset_applicant_external_number
    ON read.asset (applicant_party_id, external_number) WHERE external_number IS NOT NULL;
  CREATE INDEX asset_certificate_no
    ON read.asset (certificate_no) WHERE certificate_no IS NOT NULL;
  COMMENT ON TABLE read.asset IS 'Data assets, from the asset streams.';
  COMMENT ON COLUMN read.asset.applied_position IS
    'Position of the first application: the order of lists, which nothing changes.';
`;

const assetReader = `
  CREATE TABLE read.asset_reader (
    reason        text   NOT NULL COLLATE "C",
    asset_id      uuid   NOT NULL,
    ground        text   NOT NULL,
    party_ids     uuid[] NOT NULL,
    until_date    text,
    last_position bigint NOT NULL,
    CONSTRAINT asset_reader_reason PRIMARY KEY (reason)
  );
  CREATE INDEX asset_reader_party_ids ON read.asset_reader USING gin (party_ids);
  CREATE INDEX asset_reader_asset ON read.asset_reader (asset_id);
  COMMENT ON TABLE read.asset_reader IS
    'Why organisations may see an asset, from the asset and title streams.';
`;
