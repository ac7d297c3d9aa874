import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of inventories: how far each has come, and what became of each row. */
export class AssetImports1795000000020 implements MigrationInterface {
  readonly name = 'AssetImports1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(assetImport);
    await runner.query(assetImportRow);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const assetImport = `
  CREATE TABLE read.asset_import (
    import_id          uuid    NOT NULL,
    applicant_party_id uuid    NOT NULL,
    state              text    NOT NULL,
    failure            text,
    format             text    NOT NULL,
    file_name          text,
    file_digest        text    NOT NULL,
    row_count          integer NOT NULL,
    accepted           integer NOT NULL,
    already_there      integer NOT NULL,
    refused            integer NOT NULL,
    ignored_columns    jsonb   NOT NULL,
    started_at         text    NOT NULL,
    reported_at        text,
    ended_at           text,
    started_position   bigint  NOT NULL,
    version            integer NOT NULL,
    last_position      bigint  NOT NULL,
    CONSTRAINT asset_import_id PRIMARY KEY (import_id)
  );
  CREATE INDEX asset_import_applicant ON read.asset_import (applicant_party_id, started_position);
`;

const assetImportRow = `
  CREATE TABLE read.asset_import_row (
    row_key         text    NOT NULL COLLATE "C",
    import_id       uuid    NOT NULL,
    row_number      integer NOT NULL,
    external_number text,
    name            text,
    outcome         text    NOT NULL,
    asset_id        uuid,
    problems        jsonb   NOT NULL,
    notes           jsonb   NOT NULL,
    last_position   bigint  NOT NULL,
    CONSTRAINT asset_import_row_key PRIMARY KEY (row_key)
  );
  CREATE INDEX asset_import_row_number ON read.asset_import_row (import_id, row_number);
  CREATE INDEX asset_import_row_outcome
    ON read.asset_import_row (import_id, outcome, row_number);
`;
