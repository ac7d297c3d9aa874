import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates as anybody looks them up: by number. */
export class Certificates1795000000012 implements MigrationInterface {
  readonly name = 'Certificates1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(certificate);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const certificate = `
  CREATE TABLE read.certificate (
    asset_id           uuid    NOT NULL,
    certificate_no     text,
    is_public          boolean NOT NULL,
    name               text    NOT NULL,
    registrar_party_id uuid    NOT NULL,
    issued_at          text,
    valid_until        text,
    version            integer NOT NULL,
    last_position      bigint  NOT NULL,
    CONSTRAINT certificate_asset_id PRIMARY KEY (asset_id)
  );
  CREATE INDEX certificate_no ON read.certificate (certificate_no)
    WHERE certificate_no IS NOT NULL;
  COMMENT ON TABLE read.certificate IS 'Certificates of assets, from the asset streams.';
`;
