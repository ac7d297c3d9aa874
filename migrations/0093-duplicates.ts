import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sketches by which alike assets are found, and what was found. */
export class Duplicates1795000000093 implements MigrationInterface {
  readonly name = 'Duplicates1795000000093';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sketch);
    await runner.query(duplicate);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const sketch = `
  CREATE TABLE read.asset_sketch (
    asset_id            uuid      NOT NULL,
    applicant_party_id  uuid      NOT NULL,
    registrar_party_id  uuid      NOT NULL,
    content_digest      text      NOT NULL,
    sketch              text      NOT NULL,
    bands               integer[] NOT NULL,
    registered_position bigint,
    last_position       bigint    NOT NULL,
    CONSTRAINT asset_sketch_asset PRIMARY KEY (asset_id)
  );
  CREATE INDEX asset_sketch_bands ON read.asset_sketch USING gin (bands)
    WHERE registered_position IS NOT NULL;
  COMMENT ON TABLE read.asset_sketch IS
    'Similarity sketches of assets whose application has a fingerprint; bands for looking up.';
`;

const duplicate = `
  CREATE TABLE read.duplicate (
    duplicate_id       text   NOT NULL COLLATE "C",
    later_asset_id     text   NOT NULL COLLATE "C",
    later_registrar    text   NOT NULL COLLATE "C",
    earlier_asset_id   text   NOT NULL COLLATE "C",
    earlier_registrar  text   NOT NULL COLLATE "C",
    earlier_applicant  text   NOT NULL COLLATE "C",
    basis              text   NOT NULL,
    similarity_permille bigint NOT NULL,
    duplicate_no       bigint,
    decision           text,
    reason             text,
    noticed_at         text   NOT NULL,
    noticed_position   bigint NOT NULL,
    resolved_at        text,
    last_position      bigint NOT NULL,
    CONSTRAINT duplicate_id PRIMARY KEY (duplicate_id)
  );
  CREATE INDEX duplicate_registrar ON read.duplicate (later_registrar, noticed_position DESC);
  CREATE INDEX duplicate_registrar_open ON read.duplicate (later_registrar, noticed_position DESC)
    WHERE decision IS NULL;
  CREATE INDEX duplicate_noticed ON read.duplicate (noticed_position DESC);
  COMMENT ON TABLE read.duplicate IS 'Pairs of assets of two holders that may have one content.';
`;
